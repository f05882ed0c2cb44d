import { parseInfo, type StanzaInfo } from '../catalog/physical/info.ts';
import type { PhysicalType } from '../catalog/physical/physical.ts';
import { type EngineVerify, parseVerify } from '../catalog/physical/verify.ts';
import { sortListing, type WalListing } from '../catalog/wal/archive.ts';
import { parseHistory, type TimelineSwitch } from '../catalog/wal/segment.ts';
import { IntegrityError, messageOf, ToolError } from '../errors.ts';
import { type Engine, runEngine } from './engine.ts';
import { firstLine } from './messages.ts';

const MINUTE = 60_000;
/** Several repositories, one of them unreachable: four attempts of `io-timeout` each. */
const LOOK_MS = 10 * MINUTE;
/** A month of WAL may be thousands of objects to delete. */
const EXPIRE_MS = 60 * MINUTE;

/** Makes the stanza in every repository, or finds that it is there. */
export async function stanzaCreate(engine: Engine): Promise<void> {
  await runEngine(engine, 'stanza-create', { timeoutMs: LOOK_MS });
}

/** Has the server switch to a new WAL segment and waits until the old one is in every repository. */
export async function check(engine: Engine): Promise<void> {
  await runEngine(engine, 'check', { timeoutMs: LOOK_MS });
}

/** What all repositories hold of the stanza. One that cannot be read says so in its `code`; this does not throw then. */
export async function info(engine: Engine): Promise<StanzaInfo> {
  const { stdout } = await runEngine(engine, 'info', { args: ['--output=json'], timeoutMs: LOOK_MS });
  return parseInfo(stdout, engine.stanza);
}

export interface BackupRun {
  readonly repo: number;
  readonly type: PhysicalType;
  readonly timeoutMs: number;
}

export interface BackupResult {
  readonly label: string;
  /** What the engine warned of, damaged pages among it. */
  readonly warnings: readonly string[];
}

/**
 * Takes one base backup into one repository: without a number the engine uses the first alone. Nothing is expired yet: that
 * would count the new backup before anybody has judged it.
 */
export async function backup(engine: Engine, run: BackupRun): Promise<BackupResult> {
  const { messages } = await runEngine(engine, 'backup', {
    args: [`--repo=${run.repo}`, `--type=${run.type}`, '--no-expire-auto'],
    timeoutMs: run.timeoutMs,
    loud: true,
  });
  const label = messages.map(({ text }) => /^new backup label = (\S+)$/.exec(text)?.[1]).find(Boolean);
  if (label === undefined) {
    throw new ToolError('PBA-ENGINE-FAILED', 'pgbackrest backup ended well, but named no new backup.', {
      stderr: messages
        .map(({ text }) => text)
        .join('\n')
        .slice(-4096),
    });
  }
  const warnings = messages
    .filter(({ level }) => level === 'WARN' || level === 'ERROR')
    .map(({ text }) => text);
  return { label, warnings };
}

/** Has the engine remove, from one repository, what its retention no longer keeps, with the WAL that only it needed. */
export async function expire(engine: Engine, repo: number): Promise<void> {
  await runEngine(engine, 'expire', { args: [`--repo=${repo}`], timeoutMs: EXPIRE_MS });
}

/** Has the engine read every file of one repository. */
export async function verify(engine: Engine, repo: number, timeoutMs: number): Promise<EngineVerify> {
  const { stdout, messages } = await runEngine(engine, 'verify', {
    args: [`--repo=${repo}`, '--output=text', '--verbose'],
    timeoutMs,
  });
  const found = parseVerify(stdout);
  const said = messages
    .filter(({ level, text }) => level === 'ERROR' || (level === 'WARN' && /missing|invalid/.test(text)))
    .map(({ text }) => firstLine(text));
  const problems = [...new Set([...found.problems, ...said])];
  return { ...found, problems, ok: problems.length === 0 };
}

export interface RestoreRun {
  readonly repo: number;
  /** A new directory, of the owner of the cluster. */
  readonly directory: string;
  /** Label of the base backup; undefined: the engine takes the newest that fits the target. */
  readonly set?: string;
  readonly target:
    | { readonly type: 'time' | 'lsn' | 'xid' | 'name'; readonly value: string }
    | { readonly type: 'immediate' | 'default' };
  readonly action: 'pause' | 'promote';
  /** `latest`, `current` or a number. */
  readonly timeline?: string;
  /** Stop just before the target: of time, LSN or transaction. */
  readonly exclusive?: boolean;
  /** Tablespaces go into directories below this one, by their names. */
  readonly tablespaceRoot?: string;
  /** Change what is there already instead of copying everything. */
  readonly delta?: boolean;
  /** `preserve` is for what becomes production again; anything else must never write into the stanza. Default `off`. */
  readonly archiveMode?: 'off' | 'preserve';
  /**
   * Spool directory of the restored cluster. The engine removes everything that waits in the spool when it restores: in that of a
   * running production this would be the acknowledgements its `archive_command` waits for, and archiving would stand still for
   * `archive-timeout`. Undefined: the configured one, right only where production itself is restored.
   */
  readonly spool: string | undefined;
  readonly timeoutMs: number;
}

/** Restores into a new directory. Archiving is off in it unless it becomes production: nothing else writes into the stanza. */
export async function restore(engine: Engine, run: RestoreRun): Promise<void> {
  const { target } = run;
  await runEngine(engine, 'restore', {
    args: [
      `--repo=${run.repo}`,
      `--pg1-path=${run.directory}`,
      `--archive-mode=${run.archiveMode ?? 'off'}`,
      `--type=${target.type}`,
      ...('value' in target ? [`--target=${target.value}`] : []),
      ...(target.type === 'default' ? [] : [`--target-action=${run.action}`]),
      ...(run.timeline === undefined ? [] : [timelineOption(target, run.timeline)]),
      ...(run.set === undefined ? [] : [`--set=${run.set}`]),
      ...(run.exclusive === true ? ['--target-exclusive'] : []),
      ...(run.tablespaceRoot === undefined ? [] : [`--tablespace-map-all=${run.tablespaceRoot}`]),
      ...(run.delta === true ? ['--delta'] : []),
      ...(run.spool === undefined ? [] : [`--spool-path=${run.spool}`]),
    ],
    timeoutMs: run.timeoutMs,
    loud: true,
  });
}

/**
 * The engine takes no timeline for `immediate`, and PostgreSQL would go to the latest one, which need not be a child of the backup's:
 * so it is given to PostgreSQL itself.
 */
function timelineOption({ type }: RestoreRun['target'], timeline: string): string {
  return type === 'immediate'
    ? `--recovery-option=recovery_target_timeline=${timeline}`
    : `--target-timeline=${timeline}`;
}

interface Listed {
  readonly type: string;
  readonly time?: number;
}

/** The WAL of one cluster (`15-1`) that one repository holds. */
export async function listWal(engine: Engine, repo: number, archiveId: string): Promise<WalListing> {
  const base = `archive/${engine.stanza}/${archiveId}`;
  const { stdout } = await runEngine(engine, 'repo-ls', {
    args: [`--repo=${repo}`, '--recurse', '--output=json', '--sort=none', base],
    timeoutMs: LOOK_MS,
  });
  let files: Record<string, Listed>;
  try {
    files = JSON.parse(stdout) as Record<string, Listed>;
  } catch (error) {
    throw new IntegrityError(
      'PBA-ENGINE-OUTPUT',
      `The engine's list of WAL cannot be read: ${messageOf(error)}.`,
      {
        cause: error,
      },
    );
  }
  const { segments, histories } = sortListing(
    Object.entries(files)
      .filter(([, file]) => file.type === 'file')
      .map(([path, file]) => ({ path, modifiedMs: (file.time ?? 0) * 1000 })),
  );
  const parents = new Map<number, readonly TimelineSwitch[]>();
  for (const { timeline, path } of histories)
    parents.set(timeline, await readHistory(engine, repo, `${base}/${path}`));
  return { segments, histories: parents };
}

async function readHistory(engine: Engine, repo: number, path: string): Promise<TimelineSwitch[]> {
  const { stdout } = await runEngine(engine, 'repo-get', {
    args: [`--repo=${repo}`, path],
    timeoutMs: LOOK_MS,
  });
  return parseHistory(stdout);
}
