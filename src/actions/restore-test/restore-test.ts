import { writeFile } from 'node:fs/promises';
import type { AssertionResult } from '../../catalog/assertion.ts';
import { allowedReason, applyAllowList } from '../../catalog/comparison/allow-list.ts';
import type { Comparison } from '../../catalog/comparison/compare.ts';
import type { Drift } from '../../catalog/comparison/drift.ts';
import type { RestoreTestEvidence } from '../../catalog/evidence.ts';
import { evidenceKey, type SetLocation } from '../../catalog/keys.ts';
import type { Manifest } from '../../catalog/manifest.ts';
import { type Forecast, forecastRestore } from '../../catalog/rto.ts';
import { CancelledError, PbaError, UserError } from '../../errors.ts';
import { checkPhysically } from '../../postgres/amcheck.ts';
import { findInstallations } from '../../postgres/tools.ts';
import type { ActionContext, ActionResult } from '../../runtime/action.ts';
import type { InputsOf } from '../../runtime/spec.ts';
import { withLease } from '../../sets/leases.ts';
import { keyMissing, type OpenOptions } from '../../sets/open-object.ts';
import { readManifest } from '../../sets/read-sets.ts';
import { writeEvidence } from '../../sets/records.ts';
import { claimantOf } from '../shared/claimant.ts';
import { compareCopy } from '../shared/compare-copy.ts';
import { defaultJobs } from '../shared/default-jobs.ts';
import { effectivePolicy, onlyDatabase } from '../shared/effective.ts';
import { ensureReadable } from '../shared/ensure-readable.ts';
import { refuseProductionServer } from '../shared/guards.ts';
import { openDecryption } from '../shared/open-decryption.ts';
import { closeStores, openStores } from '../shared/open-stores.ts';
import { restoreCopy } from '../shared/restore-copy.ts';
import { Stopwatch } from '../shared/stopwatch.ts';
import { withTimeLimit } from '../shared/time-limit.ts';
import { runAssertions } from './assertions.ts';
import { type Checks, readChecks } from './checks.ts';
import { type Located, locate } from './locate.ts';
import { applyNegativeControl } from './negative-control.ts';
import { pitrTest } from './pitr.ts';
import { compareProduction, growthBefore } from './production.ts';
import { evidenceOf } from './record.ts';
import type { spec } from './spec.ts';
import { restoreTestSummary, restoreTestText } from './summary.ts';
import { chooseTarget, type RestoreTarget, refuseSource } from './target.ts';
import { verdictOf } from './verdict.ts';

export type RestoreTestInputs = InputsOf<typeof spec>;

/** What a test found so far; what is undefined was not reached or not asked for. */
export interface Findings {
  target: string;
  serverVersion: string;
  /** Of a container: what it was asked to run, and the exact image. */
  image: string | undefined;
  comparison: Comparison | undefined;
  assertions: readonly AssertionResult[];
  allowed: string[];
  physical: string;
  drift: readonly Drift[] | undefined;
  /** Seconds from the start to the usable database; undefined when there was none. */
  restoreSeconds: number | undefined;
  forecast: Forecast | undefined;
}

export interface TestReport {
  readonly manifest: Manifest;
  readonly store: string;
  readonly evidence: RestoreTestEvidence;
  readonly findings: Findings;
  readonly failure: PbaError | undefined;
}

/** Proves one set by restoring it, and writes down the verdict, whatever it is. */
export async function restoreTest(inputs: RestoreTestInputs, context: ActionContext): Promise<ActionResult> {
  if (inputs.mode === 'pitr') return pitrTest(inputs, context);
  return withTimeLimit(context, inputs.timeLimit, async (limited) => {
    const policy = await effectivePolicy(inputs, limited);
    if (inputs.stagingHost !== undefined) {
      const server = { host: inputs.stagingHost, port: inputs.stagingPort };
      refuseProductionServer(policy, server, 'a restore test on it');
    }
    const checks = readChecks(inputs, policy);
    const stores = await openStores(policy.stores.values(), inputs, limited);
    try {
      const located = await locate(stores, { database: onlyDatabase(policy), set: inputs.set });
      const tested = await withLease(
        located.store,
        located.location,
        claimantOf(limited),
        inputs.timeLimit,
        () => testSet(inputs, limited, checks, located),
      );
      return present(tested);
    } finally {
      await closeStores(stores);
    }
  });
}

async function testSet(
  inputs: RestoreTestInputs,
  context: ActionContext,
  checks: Checks,
  located: Located,
): Promise<TestReport> {
  const { store, location } = located;
  const decryption = await openDecryption(inputs, context);
  const manifest = await readManifest(store, location);
  if (manifest.encryption !== null && decryption === undefined) throw keyMissing(manifest);
  await ensureReadable(store, location, manifest, inputs, context);
  context.log.info(
    `testing set ${manifest.id} (${manifest.tier}) of ${manifest.database} from ${store.location}`,
  );

  const stopwatch = new Stopwatch();
  const findings: Findings = {
    target: 'none',
    serverVersion: 'none',
    image: undefined,
    comparison: undefined,
    assertions: [],
    allowed: [],
    physical: 'not requested',
    drift: undefined,
    restoreSeconds: undefined,
    forecast: undefined,
  };
  let failure: PbaError | undefined;
  try {
    const open = { store, location, manifest, decryption };
    await proveSet(inputs, context, { open, checks, stopwatch, findings, previous: located.previous });
    findings.forecast = await forecast(located, manifest, findings);
    failure = verdictOf(findings, manifest, checks.rtoMs);
  } catch (error) {
    // Whatever keeps a set from being restored is a verdict about it, unless the run was stopped or asked wrongly.
    if (!(error instanceof PbaError) || error instanceof CancelledError || error instanceof UserError)
      throw error;
    failure = error;
  }
  const evidence = evidenceOf({
    context,
    manifest,
    findings,
    failure,
    stopwatch,
    rtoMs: checks.rtoMs,
    negativeControl: inputs.negativeControl !== undefined,
  });
  const key = await writeEvidence(store, evidence);
  context.log.info(`evidence: ${store.location}/${key}`);
  if (inputs.evidenceFile !== undefined)
    await writeFile(inputs.evidenceFile, `${JSON.stringify(evidence, null, 2)}\n`);
  return { manifest, store: store.location, evidence, findings, failure };
}

interface ProveOptions {
  readonly open: OpenOptions;
  readonly checks: Checks;
  readonly stopwatch: Stopwatch;
  readonly findings: Findings;
  readonly previous: SetLocation | undefined;
}

/** Restores and checks, writing into `findings` what is known, so that it is told also when a later step fails. */
async function proveSet(
  inputs: RestoreTestInputs,
  context: ActionContext,
  options: ProveOptions,
): Promise<void> {
  const { open, checks, stopwatch, findings } = options;
  const { manifest } = open;
  const { log, signal } = context;
  const jobs = inputs.jobs ?? defaultJobs();
  const installations = await findInstallations({ env: context.env, signal });
  const target = await log.group('Making the target', () =>
    stopwatch.time('server', () => chooseTarget(inputs, context, manifest, installations, checks.physical)),
  );
  await using _target: RestoreTarget = target;
  findings.target = target.kind;
  findings.serverVersion = target.serverVersion;
  findings.image = target.image;
  await refuseSource(target.client, manifest.server.systemIdentifier);

  const allow =
    checks.allow.length === 0
      ? undefined
      : (problem: { entry: string; message: string }): boolean => {
          const reason = allowedReason(checks.allow, problem.entry, problem.message);
          if (reason !== undefined)
            findings.allowed.push(`pg_restore at ${problem.entry}: ${problem.message}. Allowed: ${reason}`);
          return reason !== undefined;
        };
  const copy = await restoreCopy(context, { open, target, jobs, stopwatch, allow }).catch(
    async (error: unknown) => {
      throw (await target.whyGone?.()) ?? error;
    },
  );
  findings.restoreSeconds = stopwatch.total;

  if (inputs.negativeControl !== undefined)
    await applyNegativeControl(context, copy.client, inputs.negativeControl);
  const comparison = await log.group('Comparing with the fingerprint', () =>
    stopwatch.time('compare', () =>
      compareCopy(context, copy.client, manifest, copy.expected, { jobs, ownServer: target.ownServer }),
    ),
  );
  const listed = applyAllowList(comparison.differences, checks.allow);
  findings.allowed.push(...listed.allowed);
  findings.comparison = { ...comparison, differences: listed.differences };

  if (checks.assertions.length > 0) {
    findings.assertions = await log.group('Assertions of the policy', () =>
      stopwatch.time('assertions', () =>
        runAssertions(context, copy.client, checks.assertions, manifest.snapshotAt),
      ),
    );
  }
  const { production } = checks;
  if (production !== undefined) {
    findings.drift = await log.group('Comparing with production', () =>
      stopwatch.time('production', async () =>
        compareProduction(context, production, copy.expected, checks.tolerance, {
          jobs,
          growth: await growthBefore(context, open, options.previous),
        }),
      ),
    );
  }
  // Last, because it adds an extension to the copy.
  if (checks.physical) {
    await log.group('Checking pages and indexes', () =>
      stopwatch.time('amcheck', () => checkPhysically(copy.client, jobs)),
    );
    findings.physical = 'pg_amcheck --heapallindexed --parent-check found nothing';
  }
}

/** How long restoring the newest set would take, which may be larger than the one that was tested. */
async function forecast(
  located: Located,
  manifest: Manifest,
  findings: Findings,
): Promise<Forecast | undefined> {
  const { store, newest, proofs } = located;
  const current = newest.id === manifest.id ? manifest : await readManifest(store, newest);
  const earlier = proofs.toSorted((a, b) => (a.at < b.at ? 1 : -1)).flatMap((proof) => proof.time ?? []);
  const now =
    findings.restoreSeconds === undefined
      ? []
      : [{ databaseBytes: manifest.server.databaseBytes, seconds: findings.restoreSeconds }];
  return forecastRestore(current.server.databaseBytes, [...now, ...earlier]);
}

function present(report: TestReport): ActionResult {
  const { evidence, failure, manifest } = report;
  return {
    outputs: {
      verdict: evidence.verdict,
      'set-id': manifest.id,
      grade: evidence.grade,
      'evidence-key': evidenceKey(manifest.database, 'restore-test', evidence.id),
      'duration-seconds': String(evidence.rto.achievedSeconds ?? ''),
      differences: String(evidence.differences.total),
    },
    summary: restoreTestSummary(report),
    text: restoreTestText(report),
    json: evidence,
    ...(failure === undefined ? {} : { failure }),
  };
}
