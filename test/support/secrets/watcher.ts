/**
 * Looks at the processes of this machine and at some directories, over and over, until its stdin ends; then says what showed a
 * secret. A program of its own: the test's event loop has other things to do, and what it looks for comes on stdin, since it
 * would find itself otherwise.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { type Planted, searcher } from './planted.ts';

export interface WatcherOrders {
  readonly secrets: readonly Planted[];
  /** Whose descendants are named in `programs`. */
  readonly ancestor: number;
  readonly directories: readonly string[];
  /** Directories of /tmp with this beginning are looked into as well, as far as they are new. */
  readonly newInTmp: readonly string[];
}

export interface Sighting {
  readonly where: 'arguments' | 'environment' | 'file';
  /** Name of the program; path of the file. */
  readonly of: string;
  /** Its arguments, so that whoever reads a failure knows which one it was. */
  readonly detail: string;
  readonly secrets: readonly string[];
}

export interface WatcherReport {
  readonly sightings: readonly Sighting[];
  /** Names of all programs below the ancestor that were seen. */
  readonly programs: readonly string[];
  readonly files: number;
  readonly looks: number;
}

/** A process may start another program in its place; that happens early. */
const YOUNG_LOOKS = 40;
const OLD_LOOKS = 50;
const LARGEST_FILE = 4 * 1024 * 1024;
/** Of a database cluster: rows and WAL, thousands of files. Its settings and the rest are looked at. */
const CLUSTER_BULK = new Set(['base', 'global', 'pg_wal', 'pg_xact', 'pg_multixact', 'pg_subtrans']);

interface Known {
  looks: number;
  line: string;
  readonly ours: boolean;
}

class Watcher {
  readonly #orders: WatcherOrders;
  readonly #find: (text: string | Buffer) => string[];
  readonly #sightings = new Map<string, Sighting>();
  readonly #programs = new Set<string>();
  readonly #known = new Map<string, Known>();
  readonly #files = new Map<string, string>();
  readonly #oldInTmp = new Set(readdirSync('/tmp'));
  #looks = 0;

  constructor(orders: WatcherOrders) {
    this.#orders = orders;
    this.#find = searcher(orders.secrets);
  }

  look(): void {
    this.#lookAtProcesses();
    if (this.#looks % 4 === 0) this.#lookAtFiles();
    this.#looks += 1;
  }

  report(): WatcherReport {
    return {
      sightings: [...this.#sightings.values()],
      programs: [...this.#programs].toSorted(),
      files: this.#files.size,
      looks: this.#looks,
    };
  }

  #lookAtProcesses(): void {
    const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
    const alive = new Set(pids);
    for (const pid of this.#known.keys()) if (!alive.has(pid)) this.#known.delete(pid);
    for (const pid of pids) if (Number(pid) !== process.pid) this.#lookAt(pid);
  }

  #lookAt(pid: string): void {
    const known = this.#known.get(pid);
    if (known !== undefined) {
      known.looks += 1;
      if (known.looks > YOUNG_LOOKS && known.looks % OLD_LOOKS !== 0) return;
    }
    const line = read(`/proc/${pid}/cmdline`);
    if (line === undefined || line === known?.line || line.length === 0) return;
    const environment = read(`/proc/${pid}/environ`) ?? '';
    // It has become another program between the two: the next look sees it whole.
    if (read(`/proc/${pid}/cmdline`) !== line) return;
    const parent = /^\d+ \(.*\) \S (\d+)/s.exec(read(`/proc/${pid}/stat`) ?? '')?.[1] ?? '';
    const ours =
      known?.ours === true ||
      Number(parent) === this.#orders.ancestor ||
      this.#known.get(parent)?.ours === true;
    this.#known.set(pid, { looks: known?.looks ?? 0, line, ours });
    const words = line.split('\0');
    const program = basename(words[0] ?? '');
    if (ours) this.#programs.add(program);
    const detail = words.slice(0, 6).join(' ').slice(0, 300);
    this.#note('arguments', program, detail, line);
    this.#note('environment', program, detail, environment);
  }

  #lookAtFiles(): void {
    const fresh = readdirSync('/tmp').filter(
      (name) =>
        !this.#oldInTmp.has(name) && this.#orders.newInTmp.some((beginning) => name.startsWith(beginning)),
    );
    for (const path of [...this.#orders.directories, ...fresh.map((name) => join('/tmp', name))])
      this.#walk(path);
  }

  #walk(directory: string): void {
    for (const entry of entriesOf(directory)) {
      const path = join(directory, entry.name);
      if (entry.isDirectory()) {
        if (!CLUSTER_BULK.has(entry.name)) this.#walk(path);
      } else if (entry.isFile()) this.#lookInto(path);
    }
  }

  #lookInto(path: string): void {
    const facts = statSync(path, { bigint: true, throwIfNoEntry: false });
    if (facts === undefined) return;
    const state = `${facts.ino} ${facts.size} ${facts.mtimeNs}`;
    if (this.#files.get(path) === state || facts.size > LARGEST_FILE) return;
    this.#files.set(path, state);
    const mode = (facts.mode & 0o777n).toString(8);
    this.#note('file', path, mode, read(path) ?? '');
  }

  #note(where: Sighting['where'], of: string, detail: string, text: string): void {
    const secrets = this.#find(text);
    if (secrets.length > 0) this.#sightings.set(`${where} ${of} ${detail}`, { where, of, detail, secrets });
  }
}

/** undefined when it has gone meanwhile, or belongs to somebody else. */
function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return undefined;
  }
}

function entriesOf(directory: string) {
  try {
    return readdirSync(directory, { withFileTypes: true });
  } catch {
    return [];
  }
}

let watching = true;
let watcher: Watcher | undefined;
const lines = createInterface({ input: process.stdin });
lines.once('line', (line) => {
  watcher = new Watcher(JSON.parse(line) as WatcherOrders);
  process.stdout.write('watching\n');
});
lines.once('close', () => {
  watching = false;
});
while (watching) {
  watcher?.look();
  await pause(1);
}
process.stdout.write(`${JSON.stringify(watcher?.report())}\n`);
