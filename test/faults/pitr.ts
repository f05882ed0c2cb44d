import { readdirSync, readFileSync } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type PhysicalLab, startPhysicalLab } from '../support/pgbackrest.ts';
import { runAction } from '../support/run-action.ts';
import type { Scenario } from './scenarios.ts';

const ROWS = 'select count(*) from ledger';
const SETTLE_MS = 5_000;

/** A cluster with a base backup and WAL behind it, whose ledger has lost most of its rows. */
interface Lab {
  readonly lab: PhysicalLab;
  readonly policy: string;
  /** A moment at which the ledger was whole. */
  readonly before: string;
  readonly directory: string;
  /** What the engine lists; no recovery may add to it or take from it. */
  readonly backups: string;
}

let made: Lab | undefined;

function current(): Lab {
  if (made === undefined) throw new Error('there is no cluster to recover yet');
  return made;
}

export async function stopLab(): Promise<void> {
  await made?.lab[Symbol.asyncDispose]();
  made = undefined;
}

async function startLab(): Promise<Lab> {
  // What lies in the directory for temporary files of the world was left there by a run.
  const ofTheWorld = process.env['TMPDIR'];
  delete process.env['TMPDIR'];
  const lab = await startPhysicalLab().finally(() => {
    process.env['TMPDIR'] = ofTheWorld;
  });
  const { postgres } = lab;
  try {
    const policy = await lab.policy();
    const inputs = { policy, mode: 'setup', apply: 'true' };
    const setup = await runAction({ action: 'wal', inputs, env: lab.env });
    if (setup.outputs['verdict'] !== 'restart needed') throw new Error(setup.log);
    await postgres.restart();
    await postgres.psql('create table ledger as select g as id from generate_series(1, 1000) g');
    await lab.engine('--repo=1', '--type=full', 'backup');
    await postgres.psql('insert into ledger select generate_series(1001, 2003)');
    await pause(50);
    const before = await postgres.psql(
      `select to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`,
    );
    await pause(50);
    await postgres.psql('delete from ledger where id > 17');
    await lab.archived();
    const directory = join(lab.directory, 'recovered');
    return { lab, policy, before, directory, backups: await listed(lab) };
  } catch (error) {
    await lab[Symbol.asyncDispose]();
    throw error;
  }
}

async function listed(lab: PhysicalLab): Promise<string> {
  const [stanza] = JSON.parse(await lab.engine('--repo=1', '--output=json', 'info')) as {
    backup: { label: string }[];
  }[];
  return (stanza?.backup ?? []).map(({ label }) => label).join();
}

/** Recovers the cluster aside, to a moment before its rows were deleted, and throws the recovery away. */
export const PITR: Scenario = {
  name: 'pitr',
  action: 'pitr',
  timeLimit: false,
  inputs: () => ({
    policy: current().policy,
    directory: current().directory,
    repo: '1',
    target: 'time',
    'target-value': current().before,
    afterwards: 'discard',
  }),
  env: () => current().lab.env,
  prepare: async () => {
    made ??= await startLab();
    await rm(made.directory, { recursive: true, force: true });
  },
  claims: async (_world, run) =>
    /ledger[^\n]*\| 2.003 \|/.test(run.summary) ? [] : ['green, but the summary does not show the rows'],
  always: async () => {
    const { lab, directory, backups } = current();
    const rows = await lab.postgres.psql(ROWS).catch(() => 'none');
    const now = await listed(lab);
    return [
      ...(rows === '17' ? [] : [`production has ${rows} rows instead of 17`]),
      ...(now === backups ? [] : [`the repository lists ${now} instead of ${backups}`]),
      ...(await remainsOf(directory)),
    ];
  },
};

/** A recovery that nobody keeps: its directory and the processes that work in it. They get a moment to end. */
async function remainsOf(directory: string): Promise<string[]> {
  const until = Date.now() + SETTLE_MS;
  for (;;) {
    const exists = await stat(directory).then(
      () => true,
      () => false,
    );
    const left = [...(exists ? [`${directory} was left`] : []), ...processesIn(directory)];
    if (left.length === 0 || Date.now() > until) return left;
    await pause(100);
  }
}

function processesIn(directory: string): string[] {
  return readdirSync('/proc').flatMap((pid) => {
    if (!/^\d+$/.test(pid) || Number(pid) === process.pid) return [];
    try {
      const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
      return command.includes(directory) ? [`process ${pid} was left: ${command.slice(0, 100)}`] : [];
    } catch {
      return []; // it has ended meanwhile
    }
  });
}
