import type { TablePlan } from '../../catalog/archive/table-closure.ts';
import type { Comparison } from '../../catalog/comparison/compare.ts';
import { describeDifference } from '../../catalog/comparison/difference.ts';
import type { Manifest } from '../../catalog/manifest.ts';
import { PROVEN, TABLES_ONLY, UNFINISHED } from '../../catalog/swap/restored-mark.ts';
import { siblingName } from '../../catalog/swap/sibling-names.ts';
import { IntegrityError, messageOf, type PbaError, UserError } from '../../errors.ts';
import { analyzeDatabase } from '../../postgres/analyze.ts';
import { collationAdvice } from '../../postgres/collations.ts';
import { claimDatabase, dropDatabase, finishDatabase } from '../../postgres/unfinished.ts';
import type { ActionContext } from '../../runtime/action.ts';
import { plural } from '../../runtime/format.ts';
import { keyMissing, type OpenOptions } from '../../sets/open-object.ts';
import { readManifest } from '../../sets/read-sets.ts';
import type { ChosenSet } from '../shared/choose-set.ts';
import { compareCopy } from '../shared/compare-copy.ts';
import { connect } from '../shared/connect.ts';
import { defaultJobs } from '../shared/default-jobs.ts';
import { ensureReadable } from '../shared/ensure-readable.ts';
import { checkConfirm } from '../shared/guards.ts';
import { openDecryption } from '../shared/open-decryption.ts';
import { restoreCopy } from '../shared/restore-copy.ts';
import { Stopwatch } from '../shared/stopwatch.ts';
import { besideInSchema } from './beside-in-schema.ts';
import { dropLeftovers } from './leftovers.ts';
import { checkLineage } from './lineage.ts';
import { type RestoreReport, recordRestore } from './report.ts';
import type { RestoreInputs } from './restore.ts';
import type { Seen } from './seen.ts';
import { checkTarget, copyTarget, lookAtTarget, type TargetServer } from './target.ts';

/** Restores a set, or tables of it, into a database of its own, compares it there, and moves tables on when asked to. */
export async function restoreSet(
  inputs: RestoreInputs,
  context: ActionContext,
  { store, location }: ChosenSet,
  seen: Seen,
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
  const making = siblingName(manifest.database, 'restoring', context.now());
  seen.server(target);
  seen.add('Set', `${manifest.id} (${manifest.tier}) of ${manifest.database} from ${store.location}`);
  seen.add('State of', manifest.snapshotAt);
  if (!whole) seen.add('Tables', inputs.tables.join(', '));
  seen.add(
    inSchema ? 'By way of the database' : 'Into the new database',
    inSchema ? making : `${database}, called ${making} until it is whole`,
  );
  if (inSchema) seen.add('Into new schemas of', live);
  for (const line of seen.lines()) context.log.info(line);
  checkLineage(target, manifest, inputs.allowOtherLineage);
  checkConfirm(inputs.confirm, live, inSchema, `Making schemas in the live database ${live}`);
  if (inSchema && target.liveSystem === undefined) {
    throw new UserError('PBA-PG-NO-DATABASE', `There is no database ${live} on the target.`, {
      hint: '`into` names the database in which the schemas are made; without it, the set’s own name.',
    });
  }
  const left = await dropLeftovers(target, manifest.database, context);
  const notChecked = await checkTarget(target, manifest, database, whole);
  await ensureReadable(store, location, manifest, inputs, context);

  const stopwatch = new Stopwatch();
  const open = { store, location, manifest, decryption };
  await using _claim = await claimDatabase(client, making);
  const copy = await restoreInto(inputs, context, { open, target, making, database, stopwatch });
  const failure = failureOf(copy.comparison, manifest, database);
  const moves = inSchema && failure === undefined;
  if (!moves) {
    const verdict = failure !== undefined ? 'failed' : whole ? PROVEN : TABLES_ONLY;
    const mark = { set: manifest.id, at: context.now().toISOString(), verdict };
    await finishDatabase(client, { name: making, as: database, mark, superuser: target.superuser });
  }
  const moved =
    moves && copy.plan !== undefined
      ? await besideInSchema(context, {
          plan: copy.plan,
          target,
          side: making,
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
    advice: [...left, ...copy.advice],
    failure,
  };
  return { ...report, evidenceKey: await recordRestore(report, open, context) };
}

interface IntoOptions {
  readonly open: OpenOptions;
  readonly target: TargetServer;
  /** The name it is made under. */
  readonly making: string;
  /** The name it has in the end. */
  readonly database: string;
  readonly stopwatch: Stopwatch;
}

interface ComparedCopy {
  readonly comparison: Comparison;
  readonly plan: TablePlan | undefined;
  readonly advice: readonly string[];
}

/** Drops what it made when it cannot finish it, or keeps it under the name of the end, marked, when asked to. */
async function restoreInto(
  inputs: RestoreInputs,
  context: ActionContext,
  { open, target, making, database, stopwatch }: IntoOptions,
): Promise<ComparedCopy> {
  const jobs = inputs.jobs ?? defaultJobs();
  try {
    const copy = await restoreCopy(context, {
      open,
      target: copyTarget(target, making, inputs.roles),
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
    return { comparison, plan: copy.plan, advice: await collationAdvice(copy.client) };
  } catch (error) {
    await (inputs.keepFailed
      ? keepUnfinished(context, { open, target, making, database, stopwatch })
      : dropDatabase(target.client, making));
    if (!inputs.keepFailed) context.log.info(`dropped ${making}: the restore did not come to its end`);
    throw error;
  }
}

/** It may not be there yet: the restore can fail before it is made. */
async function keepUnfinished(
  context: ActionContext,
  { open, target, making, database }: IntoOptions,
): Promise<void> {
  const mark = { set: open.manifest.id, at: context.now().toISOString(), verdict: UNFINISHED };
  const { client, superuser } = target;
  await finishDatabase(client, { name: making, as: database, mark, superuser }).then(
    () => context.log.warning(`${database} is kept as it is, unfinished; \`swap\` refuses it`),
    (error: unknown) => context.log.warning(`${making} was not kept: ${messageOf(error)}`),
  );
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
