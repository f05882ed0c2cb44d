import type { TablePlan } from '../../catalog/archive/table-closure.ts';
import type { Comparison } from '../../catalog/comparison/compare.ts';
import { describeDifference } from '../../catalog/comparison/difference.ts';
import { olderExtensions } from '../../catalog/comparison/extension-versions.ts';
import { lineageOf, type Manifest } from '../../catalog/manifest.ts';
import { PROVEN, TABLES_ONLY, WITHOUT_ROLES } from '../../catalog/swap/restored-mark.ts';
import { siblingName } from '../../catalog/swap/sibling-names.ts';
import { IntegrityError, type PbaError, UserError } from '../../errors.ts';
import { analyzeDatabase } from '../../postgres/analyze.ts';
import { type Client, openSession } from '../../postgres/client.ts';
import { collationAdvice } from '../../postgres/collations.ts';
import { readExtensions } from '../../postgres/facts.ts';
import { claimDatabase, makerOf } from '../../postgres/unfinished.ts';
import type { ActionContext } from '../../runtime/action.ts';
import { plural } from '../../runtime/format.ts';
import { keyMissing, type OpenOptions } from '../../sets/open-object.ts';
import { readManifest } from '../../sets/read-sets.ts';
import type { ChosenSet } from '../shared/choose-set.ts';
import { compareCopy } from '../shared/compare-copy.ts';
import { connect } from '../shared/connect.ts';
import { defaultJobs } from '../shared/default-jobs.ts';
import { ensureReadable } from '../shared/ensure-readable.ts';
import { checkConfirm, checkLineage } from '../shared/guards.ts';
import { openDecryption } from '../shared/open-decryption.ts';
import { restoreCopy } from '../shared/restore-copy.ts';
import { Stopwatch } from '../shared/stopwatch.ts';
import { besideInSchema } from './beside-in-schema.ts';
import { dropLeftovers } from './leftovers.ts';
import { giveName, orGiveUp } from './making.ts';
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
  checkLineage(
    lineageOf(manifest),
    `${manifest.database} on the target lives in cluster ${target.liveSystem}`,
    target.liveSystem === undefined || target.liveSystem === manifest.server.systemIdentifier,
    inputs.allowOtherLineage,
  );
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
  const made = {
    target,
    making,
    database,
    set: manifest.id,
    lineage: lineageOf(manifest),
    keepFailed: inputs.keepFailed,
  };
  const copy = await orGiveUp(context, made, () =>
    restoreInto(inputs, context, { open, target, making, stopwatch }),
  );
  const failure = failureOf(copy.comparison, manifest, database);
  const moves = inSchema && failure === undefined;
  if (!moves) await giveName(context, made, failure !== undefined ? 'failed' : verdictOf(inputs));
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
    verdict: failure !== undefined ? 'failed' : inputs.roles === 'ignore' ? WITHOUT_ROLES : PROVEN,
    failure,
  };
  return { ...report, evidenceKey: await recordRestore(report, open, context) };
}

/** Of what is equal to its set: how much of it stands there. */
function verdictOf({ tables, roles }: RestoreInputs): string {
  if (tables.length > 0) return TABLES_ONLY;
  return roles === 'ignore' ? WITHOUT_ROLES : PROVEN;
}

interface IntoOptions {
  readonly open: OpenOptions;
  readonly target: TargetServer;
  readonly making: string;
  readonly stopwatch: Stopwatch;
}

interface ComparedCopy {
  readonly comparison: Comparison;
  readonly plan: TablePlan | undefined;
  readonly advice: readonly string[];
}

async function restoreInto(
  inputs: RestoreInputs,
  context: ActionContext,
  { open, target, making, stopwatch }: IntoOptions,
): Promise<ComparedCopy> {
  const jobs = inputs.jobs ?? defaultJobs();
  const copy = await restoreCopy(context, {
    open,
    target: copyTarget({ ...target, client: makerOf(target.client, making) }, making, inputs.roles),
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
        withoutRoles: inputs.roles === 'ignore',
      }),
    ),
  );
  const advice = [
    ...olderExtensions(open.manifest.extensions, await installedExtensions(copy.client)),
    ...(await collationAdvice(copy.client)),
  ];
  return { comparison, plan: copy.plan, advice };
}

async function installedExtensions(client: Client): Promise<Manifest['extensions']> {
  await using session = await openSession(client);
  return await readExtensions(session);
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
