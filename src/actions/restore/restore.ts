import { randomBytes } from 'node:crypto';
import type { Comparison } from '../../catalog/compare.ts';
import { describeDifference } from '../../catalog/difference.ts';
import { makeSetId } from '../../catalog/keys.ts';
import { dumpDigest, type Manifest } from '../../catalog/manifest.ts';
import { PROVEN } from '../../catalog/restored-mark.ts';
import { siblingName } from '../../catalog/sibling-names.ts';
import { IntegrityError, type PbaError } from '../../errors.ts';
import { analyzeDatabase } from '../../postgres/analyze.ts';
import type { ActionContext, ActionResult } from '../../runtime/action.ts';
import { plural } from '../../runtime/format.ts';
import type { InputsOf } from '../../runtime/spec.ts';
import { withLease } from '../../sets/leases.ts';
import { keyMissing, type OpenOptions } from '../../sets/open-object.ts';
import { readManifest } from '../../sets/read-sets.ts';
import { writeEvidence } from '../../sets/records.ts';
import { type ChosenSet, chooseSet } from '../choose-set.ts';
import { claimantOf } from '../claimant.ts';
import { compareCopy } from '../compare-copy.ts';
import { connect } from '../connect.ts';
import { defaultJobs } from '../default-jobs.ts';
import { effectivePolicy, onlyDatabase } from '../effective.ts';
import { ensureReadable } from '../ensure-readable.ts';
import { openDecryption } from '../open-decryption.ts';
import { closeStores, openStores } from '../open-stores.ts';
import { restoreCopy } from '../restore-copy.ts';
import { runFacts } from '../run-facts.ts';
import { Stopwatch } from '../stopwatch.ts';
import { withTimeLimit } from '../time-limit.ts';
import type { spec } from './spec.ts';
import { restoreSummary, restoreText } from './summary.ts';
import {
  checkTarget,
  copyTarget,
  dropDatabase,
  lookAtTarget,
  markDatabase,
  type TargetServer,
} from './target.ts';

export type RestoreInputs = InputsOf<typeof spec>;

/** What was restored, and how it compares. */
export interface RestoreReport {
  readonly manifest: Manifest;
  readonly store: string;
  readonly target: TargetServer;
  readonly database: string;
  readonly comparison: Comparison;
  /** Until the database was usable, without the comparison. */
  readonly seconds: number;
  readonly phases: Readonly<Record<string, number>>;
  readonly notChecked: readonly string[];
  readonly evidenceKey: string;
  readonly failure: PbaError | undefined;
}

/** Restores one set beside the live database and proves the copy there. */
export async function restore(inputs: RestoreInputs, context: ActionContext): Promise<ActionResult> {
  return withTimeLimit(context, inputs.timeLimit, async (limited) => {
    const policy = await effectivePolicy(inputs, limited);
    const stores = await openStores(policy.stores.values(), inputs, limited);
    try {
      const chosen = await chooseSet(stores, onlyDatabase(policy), inputs.set);
      const report = await withLease(
        chosen.store,
        chosen.location,
        claimantOf(limited),
        inputs.timeLimit,
        () => restoreSet(inputs, limited, chosen),
      );
      return present(report);
    } finally {
      await closeStores(stores);
    }
  });
}

async function restoreSet(
  inputs: RestoreInputs,
  context: ActionContext,
  { store, location }: ChosenSet,
): Promise<RestoreReport> {
  const decryption = await openDecryption(inputs, context);
  const manifest = await readManifest(store, location);
  if (manifest.encryption !== null && decryption === undefined) throw keyMissing(manifest);
  const client = await connect({ ...inputs, database: inputs.maintenanceDatabase }, context);
  const target = await lookAtTarget(client);
  const database = inputs.into ?? siblingName(manifest.database, 'restored', context.now());
  context.log.info(
    `set ${manifest.id} (${manifest.tier}) of ${manifest.database}, state of ${manifest.snapshotAt}, from ${store.location}`,
  );
  context.log.info(
    `into the new database ${database} on ${target.address}, PostgreSQL ${target.version}, system ${target.systemIdentifier}, as ${target.role}`,
  );
  const notChecked = await checkTarget(target, manifest, database);
  await ensureReadable(store, location, manifest, inputs, context);

  const stopwatch = new Stopwatch();
  const open = { store, location, manifest, decryption };
  const comparison = await restoreInto(inputs, context, { open, target, database, stopwatch });
  const seconds = stopwatch.total - (stopwatch.phases['compare'] ?? 0);
  const failure = failureOf(comparison, manifest, database);
  await markDatabase(target, database, {
    set: manifest.id,
    at: context.now().toISOString(),
    verdict: failure === undefined ? PROVEN : 'failed',
  });
  const report = {
    manifest,
    store: store.location,
    target,
    database,
    comparison,
    seconds,
    phases: stopwatch.phases,
    notChecked,
    failure,
  };
  return { ...report, evidenceKey: await recordRestore(report, open, context) };
}

interface IntoOptions {
  readonly open: OpenOptions;
  readonly target: TargetServer;
  readonly database: string;
  readonly stopwatch: Stopwatch;
}

/** Drops what it made when it cannot finish it. */
async function restoreInto(
  inputs: RestoreInputs,
  context: ActionContext,
  { open, target, database, stopwatch }: IntoOptions,
): Promise<Comparison> {
  const jobs = inputs.jobs ?? defaultJobs();
  try {
    const copy = await restoreCopy(context, {
      open,
      target: copyTarget(target, database, inputs.roles),
      jobs,
      stopwatch,
      allow: undefined,
    });
    await stopwatch.time('analyze', () => analyzeDatabase(copy.client, jobs));
    return await context.log.group('Comparing with the fingerprint', () =>
      stopwatch.time('compare', () =>
        compareCopy(context, copy.client, open.manifest, copy.expected, { jobs, ownServer: false }),
      ),
    );
  } catch (error) {
    if (!inputs.keepFailed) {
      await dropDatabase(target, database);
      context.log.info(`dropped ${database}: the restore did not come to its end`);
    }
    throw error;
  }
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

async function recordRestore(
  report: Omit<RestoreReport, 'evidenceKey'>,
  { store, manifest }: OpenOptions,
  context: ActionContext,
): Promise<string> {
  const id = makeSetId(context.now(), randomBytes(3).toString('hex'));
  const { comparison, target, failure } = report;
  const record = {
    evidenceVersion: 1,
    kind: 'restore',
    id,
    at: context.now().toISOString(),
    database: manifest.database,
    set: manifest.id,
    tier: manifest.tier,
    dumpSha256: dumpDigest(manifest),
    into: report.database,
    target: { address: target.address, version: target.version, systemIdentifier: target.systemIdentifier },
    verdict: failure === undefined ? PROVEN : 'failed',
    grade: comparison.grade,
    differences: comparison.differences.length,
    seconds: report.seconds,
    phases: report.phases,
    run: runFacts(context.run, undefined),
  };
  return writeEvidence(store, record);
}

function present(report: RestoreReport): ActionResult {
  const { comparison, failure, manifest } = report;
  return {
    outputs: {
      verdict: failure === undefined ? PROVEN : 'failed',
      'set-id': manifest.id,
      'restored-database': report.database,
      grade: comparison.grade,
      differences: String(comparison.differences.length),
      'duration-seconds': report.seconds.toFixed(1),
      'evidence-key': report.evidenceKey,
    },
    summary: restoreSummary(report),
    text: restoreText(report),
    json: {
      set: manifest.id,
      database: report.database,
      grade: comparison.grade,
      compared: comparison.compared,
      differences: comparison.differences,
      seconds: report.seconds,
      phases: report.phases,
      notChecked: report.notChecked,
    },
    ...(failure === undefined ? {} : { failure }),
  };
}
