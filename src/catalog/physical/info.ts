import { IntegrityError } from '../../errors.ts';
import { parseJson, Reader } from '../json.ts';
import { PHYSICAL_TYPES, type PhysicalBackup } from './physical.ts';

/** What the engine's `info --output=json` says of one repository. */
export interface RepoInfo {
  readonly repo: number;
  /** 0 is well; 1 and 3: no stanza; 2: no backup; 99: the message tells. */
  readonly code: number;
  readonly message: string;
  readonly encrypted: boolean;
  /** Of every cluster that the stanza ever belonged to; the last is the present one. */
  readonly clusters: readonly {
    readonly id: number;
    readonly systemIdentifier: string;
    readonly version: string;
  }[];
  /** Oldest first; `clusterId` is the `id` of their cluster. */
  readonly backups: readonly (PhysicalBackup & { readonly clusterId: number })[];
  /** `15-1`: names of the directories of WAL, one for each cluster. */
  readonly archives: readonly {
    readonly id: string;
    readonly min: string | null;
    readonly max: string | null;
  }[];
}

export interface StanzaInfo {
  readonly stanza: string;
  readonly repos: readonly RepoInfo[];
  /** Some process holds the lock of backups. */
  readonly backupRunning: boolean;
}

/**
 * Reads the engine's answer, in which a wrong key shows as raw bytes within texts (decoded as UTF-8 with replacement), and
 * numbers are larger than JavaScript holds.
 * @throws IntegrityError PBA-ENGINE-OUTPUT when it is not what the engine says
 */
export function parseInfo(text: string, stanza: string): StanzaInfo {
  const invalid = (reason: string, cause?: unknown): IntegrityError =>
    new IntegrityError('PBA-ENGINE-OUTPUT', `The engine's list of backups cannot be read: ${reason}.`, {
      hint: 'A newer pgBackRest may list them in another way; please report it with its version.',
      ...(cause === undefined ? {} : { cause }),
    });
  // biome-ignore lint/suspicious/noControlCharactersInRegex: this is what has to go
  const printable = text.replace(/[\u0000-\u001f\u007f]/g, ' ');
  const exact = printable.replace(/("system-id"\s*:\s*)(\d+)/g, '$1"$2"');
  const read = new Reader();
  const root = read.array(parseJson(exact, invalid), 'the list');
  const found = root.map((one) => read.object(one, 'stanza')).find((one) => one['name'] === stanza);
  if (read.problems.length > 0) throw invalid(read.problems.join('; '));
  if (found === undefined) return { stanza, repos: [], backupRunning: false };
  const lock = read.object(read.object(found['status'], 'status')['lock'] ?? {}, 'status.lock');
  const backupLock = read.object(lock['backup'] ?? {}, 'status.lock.backup');
  const repos = read.array(found['repo'], 'repo').map((one, index) => readRepo(read, found, one, index));
  if (read.problems.length > 0) throw invalid(read.problems.slice(0, 5).join('; '));
  return { stanza, repos, backupRunning: backupLock['held'] === true };
}

type Json = Record<string, unknown>;

function readRepo(read: Reader, stanza: Json, value: unknown, index: number): RepoInfo {
  const path = `repo[${index}]`;
  const root = read.object(value, path);
  const repo = read.integer(root['key'], `${path}.key`, 1);
  const status = read.object(root['status'], `${path}.status`);
  const mine = (list: unknown, name: string): Json[] =>
    read
      .array(list, name)
      .map((one) => read.object(one, name))
      .filter((one) => keyOf(read, one) === repo);
  return {
    repo,
    code: read.integer(status['code'], `${path}.status.code`),
    message: read.string(status['message'], `${path}.status.message`),
    encrypted: read.string(root['cipher'], `${path}.cipher`) !== 'none',
    clusters: mine(stanza['db'], 'db').map((one) => ({
      id: read.integer(one['id'], 'db.id'),
      systemIdentifier: read.string(one['system-id'], 'db.system-id', /^\d+$/),
      version: read.string(one['version'], 'db.version'),
    })),
    backups: mine(stanza['backup'], 'backup')
      .map((one) => readBackup(read, one))
      .toSorted((a, b) => (a.label < b.label ? -1 : 1)),
    archives: mine(stanza['archive'], 'archive').map((one) => ({
      id: read.string(one['id'], 'archive.id'),
      min: read.nullableString(one['min'] ?? null, 'archive.min'),
      max: read.nullableString(one['max'] ?? null, 'archive.max'),
    })),
  };
}

/** The repository stands in `database` of backups and archives, in the cluster itself for the history of clusters. */
function keyOf(read: Reader, one: Json): unknown {
  return one['repo-key'] ?? read.object(one['database'] ?? {}, 'database')['repo-key'];
}

function readBackup(read: Reader, one: Json): PhysicalBackup & { readonly clusterId: number } {
  const label = read.string(one['label'], 'backup.label', /^\d{8}-\d{6}F(?:_\d{8}-\d{6}[DI])?$/);
  const part = (name: string): Json => read.object(one[name], `${label}.${name}`);
  const [time, lsn, wal, info] = [part('timestamp'), part('lsn'), part('archive'), part('info')];
  const moment = (name: string): string =>
    new Date(read.integer(time[name], `${label}.timestamp.${name}`) * 1000).toISOString();
  const text = (from: Json, name: string, pattern: RegExp): string =>
    read.string(from[name], `${label}.${name}`, pattern);
  return {
    label,
    clusterId: read.integer(part('database')['id'], `${label}.database.id`),
    type: read.choice(one['type'], `${label}.type`, PHYSICAL_TYPES),
    prior: read.nullableString(one['prior'] ?? null, `${label}.prior`),
    startedAt: moment('start'),
    stoppedAt: moment('stop'),
    startLsn: text(lsn, 'start', /^[0-9A-F]+\/[0-9A-F]+$/i),
    stopLsn: text(lsn, 'stop', /^[0-9A-F]+\/[0-9A-F]+$/i),
    startWal: text(wal, 'start', /^[0-9A-F]{24}$/),
    stopWal: text(wal, 'stop', /^[0-9A-F]{24}$/),
    databaseBytes: read.integer(info['size'], `${label}.info.size`),
    storedBytes: read.integer(
      read.object(info['repository'], `${label}.info.repository`)['delta'],
      `${label}.info.repository.delta`,
    ),
    // Versions before 2.30 did not say; they are refused.
    damagedPages: read.boolean(one['error'], `${label}.error`),
  };
}
