import { randomBytes } from 'node:crypto';
import type { PitrEvidence } from '../../catalog/recovery/pitr-evidence.ts';
import type { RecoveryTarget } from '../../catalog/recovery/target.ts';
import { parseSegment, segmentName } from '../../catalog/wal/segment.ts';
import { IntegrityError, ObjectiveError, type PbaError } from '../../errors.ts';
import { checkPhysically } from '../../postgres/amcheck.ts';
import { type Client, withDatabase } from '../../postgres/client.ts';
import { listDatabases, readWhole } from '../../postgres/read-whole.ts';
import {
  awaitArchived,
  type Heartbeat,
  readHeartbeat,
  writeHeartbeat,
} from '../../postgres/recovery/heartbeat.ts';
import type { ActionContext } from '../../runtime/action.ts';
import { formatDuration } from '../../runtime/format.ts';
import { defaultJobs } from '../shared/default-jobs.ts';
import { chooseRecovery, type RecoveryChoice } from '../shared/recovery/choice.ts';
import type { RecoveryLayout } from '../shared/recovery/directory.ts';
import { type Recovered, type RecoveryRequest, runRecovery } from '../shared/recovery/run.ts';
import type { Production, RecoverySource } from '../shared/recovery/source.ts';
import type { Stopwatch } from '../shared/stopwatch.ts';

/** What a test found so far; null was not reached. */
export interface PitrFindings {
  repo: number | null;
  backup: string | null;
  rowBefore: boolean | null;
  rowAfter: boolean | null;
  newestCommit: string | null;
  achievedRpo: number | null;
  achievedRto: number | null;
  checked: PitrEvidence['checked'];
  dumped: PitrEvidence['dumped'];
}

interface ProveOptions {
  readonly source: RecoverySource;
  readonly production: Production;
  readonly layout: RecoveryLayout;
  readonly repo: number | undefined;
  readonly jobs: number | undefined;
  readonly findings: PitrFindings;
  readonly watch: Stopwatch;
  readonly rpo: number;
  readonly rto: number;
}

const STALL_MS = 600_000;
const LIMIT_MS = 12 * 3_600_000;
/** Unlike a restored dump, a physical copy has the pages of production. */
const DAMAGE_HINT =
  'The recovered pages are those of production: check it there too (`pg_amcheck --heapallindexed`), and rebuild damaged indexes with REINDEX. An index on text may also differ because this machine has another version of the locale library.';
/** pg_amcheck came with this version. */
const AMCHECK_SINCE = 14;

/**
 * Writes two rows with a restore point between them into production, waits until they are archived by themselves, and recovers:
 * to the point, where the first row has to be and the second must not be, then to the end, which is read as a whole.
 * @returns the broken RTO, when that alone is wrong
 */
export async function provePitr(
  options: ProveOptions,
  context: ActionContext,
): Promise<PbaError | undefined> {
  const { source, production, findings, watch, layout, rpo, rto } = options;
  const { log } = context;
  const id = `${context.now().toISOString()} ${randomBytes(3).toString('hex')}`;
  const beat = await writeHeartbeat(production.client, id);
  log.info('two rows with a restore point between them are committed in production');
  findings.achievedRpo = await log.group('Waiting until production has archived them by itself', () =>
    watch.time('archiving', () => awaitArchived(production.client, beat, rpo)),
  );

  const target: RecoveryTarget = { type: 'name', value: beat.point };
  const wanted = { repo: options.repo, backup: undefined, timeline: undefined, acceptEnd: false };
  const choice = await chooseRecovery(source, target, wanted, context);
  checkListed(choice, beat, source.segmentBytes);
  findings.repo = choice.path.repo;
  findings.backup = choice.path.backup.label;
  const request = requestOf(options, choice, target);

  const started = performance.now();
  await using point = recovery(await runRecovery(source, layout, request, context, watch), context);
  findings.achievedRto = Math.round(performance.now() - started) / 1000;
  await checkRows(databaseOf(point.server.client, production), beat, findings);
  await point.server.stop('immediate');

  const whole: RecoveryRequest = { ...request, target: { type: 'latest' }, delta: true };
  await using latest = recovery(await runRecovery(source, layout, whole, context, watch), context);
  findings.newestCommit = latest.state.lastCommit;
  const { after } = await readHeartbeat(databaseOf(latest.server.client, production), beat);
  if (!after) {
    throw new IntegrityError(
      'PBA-PROOF-FAILED',
      'A recovery to the end of the log lacks a row that was committed and archived.',
      { hint: 'Look at `wal`, and run `verify` of the engine on this repository.' },
    );
  }
  await readEverything(latest.server.client, options, context);
  if (findings.achievedRto * 1000 <= rto) return undefined;
  return new ObjectiveError(
    'PBA-RTO-BROKEN',
    `The data is right, but the recovery took ${formatDuration(findings.achievedRto * 1000)}; the objective is ${formatDuration(rto)}.`,
    {
      hint: 'More frequent base backups shorten the replay; more `processes`, a nearer repository the restore.',
    },
  );
}

/** Stopped when the test is over, also by the next run after this one was killed. */
function recovery(recovered: Recovered, context: ActionContext): Recovered & AsyncDisposable {
  const { server } = recovered;
  context.remember({ kind: 'process', pid: server.process.pid, stopSignal: 'SIGQUIT' });
  return {
    ...recovered,
    [Symbol.asyncDispose]: async () => {
      if (!server.process.ended()) await server.stop('immediate');
    },
  };
}

function requestOf(
  { production }: ProveOptions,
  { path }: RecoveryChoice,
  target: RecoveryTarget,
): RecoveryRequest {
  return {
    path,
    target,
    exclusive: false,
    superuser: production.place.bootstrapRole,
    // pg_amcheck needs its extension in the copy.
    extra: { default_transaction_read_only: 'off' },
    acceptEnd: false,
    stallMs: STALL_MS,
    limitMs: LIMIT_MS,
    delta: false,
  };
}

/** The server says that it is archived; here it is seen in the repository. */
function checkListed({ path }: RecoveryChoice, { segment }: Heartbeat, segmentBytes: number): void {
  const wanted = parseSegment(segment, segmentBytes);
  if (wanted !== undefined && path.lastSegment.number >= wanted.number) return;
  throw new IntegrityError(
    'PBA-WAL-GAP',
    `Production reports WAL ${segment} as archived; without a gap, repository ${path.repo} has WAL until ${segmentName(path.lastSegment, segmentBytes)} only.`,
    { hint: 'WAL may have been dropped (`queue-max`), or is missing in the middle: `wal` says which.' },
  );
}

/** The database of production that the rows were written into. */
function databaseOf(client: Client, production: Production): Client {
  return withDatabase(client, production.client.env['PGDATABASE'] ?? 'postgres');
}

async function checkRows(client: Client, beat: Heartbeat, findings: PitrFindings): Promise<void> {
  const { before, after } = await readHeartbeat(client, beat);
  findings.rowBefore = before;
  findings.rowAfter = after;
  if (before && !after) return;
  throw new IntegrityError(
    'PBA-PROOF-FAILED',
    before
      ? 'The recovery went beyond its target: a row is there that was committed after the restore point.'
      : 'The recovery lacks a row that was committed before the restore point.',
    {
      hint: 'The recovery did not stop where it was told to: nothing that comes from this repository is proven.',
    },
  );
}

/** Every page and index, and every row. */
async function readEverything(
  client: Client,
  { findings, watch, jobs }: ProveOptions,
  { log }: ActionContext,
): Promise<void> {
  const databases = await listDatabases(client);
  if (client.installation.major >= AMCHECK_SINCE) {
    await log.group('Checking pages and indexes', () =>
      watch.time('amcheck', async () => {
        for (const name of databases) {
          await checkPhysically(withDatabase(client, name), jobs ?? defaultJobs(), DAMAGE_HINT);
          findings.checked = [...findings.checked, name];
        }
      }),
    );
  }
  await log.group('Reading every row', () =>
    watch.time('dump', async () => {
      for (const name of databases) {
        await readWhole(withDatabase(client, name));
        findings.dumped = [...findings.dumped, name];
      }
    }),
  );
}
