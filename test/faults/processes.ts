import { readdirSync, readFileSync } from 'node:fs';

/** Programs that an action starts and has to see end. `node` is this process, `sh` keeps its servers. */
const PROGRAMS = /^(psql|pg_\w+|initdb|postgres|age|age-keygen|tar|head|sleep|vacuumdb|reindexdb)$/;

/**
 * Processes of actions that have ended: in the process group of this worker, which leads one of its own, or with its
 * directory for temporary files in the command line, as scratch servers have.
 */
export function ownProcesses(temp: string): string[] {
  return readdirSync('/proc').flatMap((name) => {
    if (!/^\d+$/.test(name)) return [];
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      const command = readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
      const program = /\((.*)\)/.exec(stat)?.[1] ?? '';
      const [state, , group] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      if (state === 'Z' || command === '') return [];
      const ours = Number(group) === process.pid && PROGRAMS.test(program) && !isServer(command);
      return ours || command.includes(temp) ? [`process ${name}: ${command.slice(0, 100)}`] : [];
    } catch {
      return []; // it has ended meanwhile
    }
  });
}

/** The server of the world itself. */
function isServer(command: string): boolean {
  return command.includes('/tmp/pba-pg-');
}
