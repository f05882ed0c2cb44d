import type { TablePlan } from '../../catalog/archive/table-closure.ts';
import type { Comparison } from '../../catalog/comparison/compare.ts';
import { describeDifference } from '../../catalog/comparison/difference.ts';
import { olderExtensions } from '../../catalog/comparison/extension-versions.ts';
import type { Erasure } from '../../catalog/erasures.ts';
import { lineageOf, type Manifest } from '../../catalog/manifest.ts';
import { NOT_ERASED, PROVEN, TABLES_ONLY, WITHOUT_ROLES } from '../../catalog/swap/restored-mark.ts';
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
import { type Erased, eraseAgain, NOTHING_ERASED } from '../shared/erase-again.ts';
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
    restoreInto(inputs, context, { open, target, making, database, stopwatch, ledger }),
  );
  const { erased } = copy;
  const failure = copy.different ?? erased.failure;
  const moves = inSchema && failure === undefined;
  const verdict = verdictOf(copy, inputs);
  if (!moves) await giveName(context, { ...made, erasures: namesOf(erased) }, verdict);
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
    verdict: failure === undefined && copy.plan !== undefined ? equalTo(inputs) : verdict,
    erased,
    failure,
  };
  return { ...report, evidenceKey: await recordRestore(report, open, context) };
}

/** What became of the entries of the ledger: those that the set was made after, and those that were replayed. */
function namesOf({ inSet, replayed }: Erased): string[] {
  return [...inSet, ...replayed.map(({ name }) => name)];
}

interface IntoOptions {
  readonly open: OpenOptions;
  readonly target: TargetServer;
  readonly making: string;
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

async function restoreInto(
  inputs: RestoreInputs,
  context: ActionContext,
  { open, target, making, database, stopwatch, ledger }: IntoOptions,
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
  const { plan } = copy;
  const different = failureOf(comparison, open.manifest, database);
  // A database of chosen tables is looked into and dropped; the ledger speaks of tables that it need not have.
  const erased =
    different === undefined && plan === undefined
      ? await eraseAgain(copy.client, open.manifest, ledger, context)
      : NOTHING_ERASED;
  return { comparison, different, erased, plan, advice };
}

async function installedExtensions(client: Client): Promise<Manifest['extensions']> {
  await using session = await openSession(client);
  return await readExtensions(session);
}

function verdictOf({ different, erased, plan }: ComparedCopy, inputs: RestoreInputs): string {
  if (different !== undefined) return 'failed';
  if (plan !== undefined) return TABLES_ONLY;
  return erased.failure === undefined ? equalTo(inputs) : NOT_ERASED;
}

/** Of what is equal to its set: with owners and grants or without. */
function equalTo({ roles }: RestoreInputs): string {
  return roles === 'ignore' ? WITHOUT_ROLES : PROVEN;
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
