import type { TablePlan } from '../../catalog/archive/table-closure.ts';
import type { Comparison } from '../../catalog/comparison/compare.ts';
import { describeDifference } from '../../catalog/comparison/difference.ts';
import type { Erasure } from '../../catalog/erasures.ts';
import type { Manifest } from '../../catalog/manifest.ts';
import { NOT_ERASED, PROVEN, type RestoredMark, TABLES_ONLY } from '../../catalog/swap/restored-mark.ts';
import { siblingName } from '../../catalog/swap/sibling-names.ts';
import { IntegrityError, type PbaError, UserError } from '../../errors.ts';
import { analyzeDatabase } from '../../postgres/analyze.ts';
import { collationAdvice } from '../../postgres/collations.ts';
import type { ActionContext } from '../../runtime/action.ts';
import { plural } from '../../runtime/format.ts';
import { keyMissing, type OpenOptions } from '../../sets/open-object.ts';
import { readManifest } from '../../sets/read-sets.ts';
import type { ChosenSet } from '../shared/choose-set.ts';
import { compareCopy } from '../shared/compare-copy.ts';
import { connect } from '../shared/connect.ts';
import { defaultJobs } from '../shared/default-jobs.ts';
import { ensureReadable } from '../shared/ensure-readable.ts';
import { type Erased, eraseAgain, NOTHING_ERASED } from '../shared/erase-again.ts';
import { checkConfirm } from '../shared/guards.ts';
import { openDecryption } from '../shared/open-decryption.ts';
import { restoreCopy } from '../shared/restore-copy.ts';
import { Stopwatch } from '../shared/stopwatch.ts';
import { besideInSchema } from './beside-in-schema.ts';
import { checkLineage } from './lineage.ts';
import { type RestoreReport, recordRestore } from './report.ts';
import type { RestoreInputs } from './restore.ts';
import type { Seen } from './seen.ts';
import {
  checkTarget,
  copyTarget,
  dropDatabase,
  lookAtTarget,
  markDatabase,
  type TargetServer,
} from './target.ts';

/** Restores a set, or tables of it, into a database of its own, compares it there, and moves tables on when asked to. */
export async function restoreSet(
  inputs: RestoreInputs,
  context: ActionContext,
  { store, location }: ChosenSet,
  seen: Seen,
  ledger: readonly Erasure[],
): Promise<RestoreReport> {
  const decryption = await openDecryption(inputs, context);
  const manifest = await readManifest(store, location);
  if (manifest.encryption !== null && decryption === undefined) throw keyMissing(manifest);
  const whole = inputs.tables.length === 0;
  const inSchema = inputs.beside === 'schema';
  const live = inSchema ? (inputs.into ?? manifest.database) : manifest.database;
  const client = await connect({ ...inputs, database: inputs.maintenanceDatabase }, context);
  const target = await lookAtTarget(client, live);
  const side = siblingName(manifest.database, whole ? 'restored' : 'tables', context.now());
  const database = inSchema ? side : (inputs.into ?? side);
  seen.server(target);
  seen.add('Set', `${manifest.id} (${manifest.tier}) of ${manifest.database} from ${store.location}`);
  seen.add('State of', manifest.snapshotAt);
  if (!whole) seen.add('Tables', inputs.tables.join(', '));
  seen.add(inSchema ? 'By way of the database' : 'Into the new database', database);
  if (inSchema) seen.add('Into new schemas of', live);
  for (const line of seen.lines()) context.log.info(line);
  checkLineage(target, manifest, inputs.allowOtherLineage);
  checkConfirm(inputs.confirm, live, inSchema, `Making schemas in the live database ${live}`);
  if (inSchema && target.liveSystem === undefined) {
    throw new UserError('PBA-PG-NO-DATABASE', `There is no database ${live} on the target.`, {
      hint: '`into` names the database in which the schemas are made; without it, the set’s own name.',
    });
  }
  const notChecked = await checkTarget(target, manifest, database, whole);
  await ensureReadable(store, location, manifest, inputs, context);

  const stopwatch = new Stopwatch();
  const open = { store, location, manifest, decryption };
  const copy = await restoreInto(inputs, context, { open, target, database, stopwatch, ledger });
  const { different, erased } = copy;
  const failure = different ?? erased.failure;
  const mark: RestoredMark = {
    set: manifest.id,
    at: context.now().toISOString(),
    verdict: verdictOf(copy),
    erasures: [...erased.inSet, ...erased.replayed.map(({ name }) => name)],
  };
  // Once more: what took an hour to restore is not to be left without its mark because one connection broke.
  await markDatabase(target, database, mark).catch(() => markDatabase(target, database, mark));
  const moved =
    inSchema && copy.plan !== undefined && failure === undefined
      ? await besideInSchema(context, {
          plan: copy.plan,
          target,
          side: database,
          live,
          jobs: inputs.jobs ?? defaultJobs(),
          stopwatch,
        })
      : [];
  const report = {
    manifest,
    store: store.location,
    target,
    database: moved.length > 0 ? live : database,
    comparison: copy.comparison,
    seconds: stopwatch.total - (stopwatch.phases['compare'] ?? 0),
    phases: stopwatch.phases,
    notChecked,
    plan: copy.plan,
    schemas: moved,
    advice: copy.advice,
    erased,
    failure,
  };
  return { ...report, evidenceKey: await recordRestore(report, open, context) };
}

interface IntoOptions {
  readonly open: OpenOptions;
  readonly target: TargetServer;
  readonly database: string;
  readonly stopwatch: Stopwatch;
  readonly ledger: readonly Erasure[];
}

interface ComparedCopy {
  readonly comparison: Comparison;
  /** What the comparison found. */
  readonly different: PbaError | undefined;
  readonly erased: Erased;
  readonly plan: TablePlan | undefined;
  readonly advice: readonly string[];
}

/** Drops what it made when it cannot finish it. */
async function restoreInto(
  inputs: RestoreInputs,
  context: ActionContext,
  { open, target, database, stopwatch, ledger }: IntoOptions,
): Promise<ComparedCopy> {
  const jobs = inputs.jobs ?? defaultJobs();
  try {
    const copy = await restoreCopy(context, {
      open,
      target: copyTarget(target, database, inputs.roles),
      jobs,
      stopwatch,
      tables: inputs.tables,
      allow: undefined,
    });
    await stopwatch.time('analyze', () => analyzeDatabase(copy.client, jobs));
    const comparison = await context.log.group('Comparing with the fingerprint', () =>
      stopwatch.time('compare', () =>
        compareCopy(context, copy.client, open.manifest, copy.expected, {
          jobs,
          ownServer: false,
          plan: copy.plan,
        }),
      ),
    );
    const { plan } = copy;
    const different = failureOf(comparison, open.manifest, database);
    // A database of chosen tables is looked into and dropped; the ledger speaks of tables that it need not have.
    const erased =
      different === undefined && plan === undefined
        ? await eraseAgain(copy.client, open.manifest, ledger, context)
        : NOTHING_ERASED;
    return { comparison, different, erased, plan, advice: await collationAdvice(copy.client) };
  } catch (error) {
    if (!inputs.keepFailed) {
      await dropDatabase(target, database);
      context.log.info(`dropped ${database}: the restore did not come to its end`);
    }
    throw error;
  }
}

function verdictOf({ different, erased, plan }: ComparedCopy): string {
  if (different !== undefined) return 'failed';
  if (plan !== undefined) return TABLES_ONLY;
  return erased.failure === undefined ? PROVEN : NOT_ERASED;
}

function failureOf(comparison: Comparison, manifest: Manifest, database: string): PbaError | undefined {
  const errors = comparison.differences.filter((difference) => difference.severity === 'error');
  const [first] = errors;
  if (first === undefined) return undefined;
  return new IntegrityError(
    'PBA-PROOF-FAILED',
    `${database} has ${plural(errors.length, 'difference')} from set ${manifest.id}. The first: ${describeDifference(first)}`,
    { hint: 'It is marked as failed, and `swap` refuses it. Look at it, drop it, and restore another set.' },
  );
}
