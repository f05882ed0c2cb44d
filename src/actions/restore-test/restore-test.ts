import { randomBytes } from 'node:crypto';
import type { Comparison } from '../../catalog/compare.ts';
import { describeDifference } from '../../catalog/difference.ts';
import type { RestoreTestEvidence } from '../../catalog/evidence.ts';
import { evidenceKey, makeSetId, type SetLocation } from '../../catalog/keys.ts';
import { type Manifest, manifestDigest } from '../../catalog/manifest.ts';
import { CancelledError, IntegrityError, ObjectiveError, PbaError, UserError } from '../../errors.ts';
import { openSession } from '../../postgres/client.ts';
import { chooseServer, findInstallations, type Installation } from '../../postgres/tools.ts';
import type { ActionContext, ActionResult } from '../../runtime/action.ts';
import { formatDuration, plural } from '../../runtime/format.ts';
import type { InputsOf } from '../../runtime/spec.ts';
import { keyMissing, type OpenOptions } from '../../sets/open-object.ts';
import { findSet, readManifest } from '../../sets/read-sets.ts';
import type { Store } from '../../storage/store.ts';
import { VERSION } from '../../version.ts';
import { defaultJobs } from '../default-jobs.ts';
import { openDecryption } from '../open-decryption.ts';
import { closeStores, openStores } from '../open-stores.ts';
import { runFacts } from '../run-facts.ts';
import { Stopwatch } from '../stopwatch.ts';
import { withTimeLimit } from '../time-limit.ts';
import { compareCopy } from './compare-copy.ts';
import { restoreCopy } from './restore-copy.ts';
import type { spec } from './spec.ts';
import { restoreTestSummary, restoreTestText } from './summary.ts';

type Inputs = InputsOf<typeof spec>;

/** How many differences stand in the evidence; all of them are counted. */
const FIRST_DIFFERENCES = 200;

/** What a test found: the comparison, or the reason why there is none. */
export interface TestReport {
  readonly manifest: Manifest;
  readonly store: string;
  readonly evidence: RestoreTestEvidence;
  readonly comparison: Comparison | undefined;
  readonly failure: PbaError | undefined;
}

/** Proves one set by restoring it, and writes down the verdict, whatever it is. */
export async function restoreTest(inputs: Inputs, context: ActionContext): Promise<ActionResult> {
  return withTimeLimit(context, inputs.timeLimit, async (limited) => {
    const stores = await openStores(inputs, limited);
    try {
      const { store, location } = await locate(stores, inputs);
      return present(await testSet(inputs, limited, store, location));
    } finally {
      await closeStores(stores);
    }
  });
}

/** The first store, in the order given, that holds the set. */
async function locate(
  stores: readonly Store[],
  inputs: Inputs,
): Promise<{ store: Store; location: SetLocation }> {
  let missing: UserError | undefined;
  for (const store of stores) {
    await store.check();
    try {
      return { store, location: await findSet(store, inputs.database, inputs.set) };
    } catch (error) {
      if (!(error instanceof UserError) || error.code !== 'PBA-SET-NOT-FOUND') throw error;
      missing ??= error;
    }
  }
  throw missing ?? new UserError('PBA-SET-NOT-FOUND', 'No store was given.');
}

async function testSet(
  inputs: Inputs,
  context: ActionContext,
  store: Store,
  location: SetLocation,
): Promise<TestReport> {
  const stopwatch = new Stopwatch();
  const decryption = await openDecryption(inputs, context);
  const manifest = await readManifest(store, location);
  if (manifest.encryption !== null && decryption === undefined) throw keyMissing(manifest);
  const installations = await findInstallations({ env: context.env, signal: context.signal });
  const installation = chooseServer(installations, Math.floor(manifest.server.versionNum / 10000));
  context.log.info(
    `testing set ${manifest.id} (${manifest.tier}) of ${manifest.database} from ${store.location}`,
  );

  const open = { store, location, manifest, decryption };
  let comparison: Comparison | undefined;
  let failure: PbaError | undefined;
  let restoreSeconds = 0;
  try {
    const tested = await proveSet(inputs, context, { open, installation, stopwatch });
    ({ comparison, restoreSeconds } = tested);
    failure = verdictOf(comparison, manifest, inputs, restoreSeconds);
  } catch (error) {
    // Whatever keeps a set from being restored is a verdict about it, unless the run was stopped or asked wrongly.
    if (!(error instanceof PbaError) || error instanceof CancelledError || error instanceof UserError)
      throw error;
    failure = error;
    restoreSeconds = stopwatch.total;
  }
  const evidence = evidenceOf(inputs, context, {
    manifest,
    installation,
    comparison,
    failure,
    restoreSeconds,
    stopwatch,
  });
  const key = evidenceKey(manifest.database, 'restore-test', evidence.id);
  await store.create(key, Buffer.from(`${JSON.stringify(evidence, null, 2)}\n`));
  context.log.info(`evidence: ${store.location}/${key}`);
  return { manifest, store: store.location, evidence, comparison, failure };
}

interface ProveOptions {
  readonly open: OpenOptions;
  readonly installation: Installation;
  readonly stopwatch: Stopwatch;
}

async function proveSet(
  inputs: Inputs,
  context: ActionContext,
  options: ProveOptions,
): Promise<{ comparison: Comparison; restoreSeconds: number }> {
  const { open, stopwatch } = options;
  const jobs = inputs.jobs ?? defaultJobs();
  const copy = await restoreCopy(context, { ...options, jobs });
  await using _scratch = copy.scratch;
  const restoreSeconds = stopwatch.total;
  if (inputs.negativeControl !== undefined) {
    await using session = await openSession(copy.client, { row_security: 'on' });
    await session.execute(inputs.negativeControl);
    context.log.warning('negative control: the restored copy was changed on purpose; this test has to fail');
  }
  const comparison = await context.log.group('Comparing with the fingerprint', () =>
    stopwatch.time('compare', () => compareCopy(context, copy.client, open.manifest, copy.expected, jobs)),
  );
  return { comparison, restoreSeconds };
}

function verdictOf(
  comparison: Comparison,
  manifest: Manifest,
  inputs: Inputs,
  restoreSeconds: number,
): PbaError | undefined {
  const errors = comparison.differences.filter((difference) => difference.severity === 'error');
  const [first] = errors;
  if (first !== undefined) {
    return new IntegrityError(
      'PBA-PROOF-FAILED',
      `The restored copy of set ${manifest.id} has ${plural(errors.length, 'difference')}. The first: ${describeDifference(first)}`,
      {
        hint: 'This set does not bring back what was there. Keep it for the investigation, take a new backup and test that.',
      },
    );
  }
  if (restoreSeconds * 1000 <= inputs.rto) return undefined;
  return new ObjectiveError(
    'PBA-RTO-BROKEN',
    `The data is right, but the restore took ${formatDuration(restoreSeconds * 1000)}; the objective is ${formatDuration(inputs.rto)}.`,
    {
      hint: 'More jobs, a faster disk or a nearer store shorten it; docs/performance.md tells which phase takes what.',
    },
  );
}

interface EvidenceFacts {
  readonly manifest: Manifest;
  readonly installation: Installation;
  readonly comparison: Comparison | undefined;
  readonly failure: PbaError | undefined;
  readonly restoreSeconds: number;
  readonly stopwatch: Stopwatch;
}

function evidenceOf(inputs: Inputs, context: ActionContext, facts: EvidenceFacts): RestoreTestEvidence {
  const { manifest, comparison, failure } = facts;
  const now = context.now();
  const differences = comparison?.differences ?? [];
  const kept = facts.comparison !== undefined && facts.restoreSeconds * 1000 <= inputs.rto;
  // The proof is about the data: a broken RTO fails the run, but the set is proven all the same.
  const proven = failure === undefined || failure.code === 'PBA-RTO-BROKEN';
  return {
    evidenceVersion: 1,
    kind: 'restore-test',
    id: makeSetId(now, randomBytes(3).toString('hex')),
    at: now.toISOString(),
    database: manifest.database,
    tier: manifest.tier,
    set: manifest.id,
    manifestSha256: manifestDigest(manifest),
    verdict: proven ? 'proven' : 'failed',
    grade: comparison?.grade ?? 'schema',
    negativeControl: inputs.negativeControl !== undefined,
    reason: failure === undefined ? null : `${failure.code}: ${failure.message}`,
    differences: {
      total: differences.length,
      first: differences
        .slice(0, FIRST_DIFFERENCES)
        .map((difference) => `${difference.severity}: ${describeDifference(difference)}`),
    },
    notCompared: [...manifest.notHeld, ...(comparison?.notCompared ?? [])].map(
      (item) => `${item.kind} ${item.name}: ${item.reason}`,
    ),
    compared: Object.fromEntries(
      Object.entries(comparison?.compared ?? {}).map(([what, count]) => [what, String(count)]),
    ),
    phases: facts.stopwatch.phases,
    rto: { objectiveSeconds: inputs.rto / 1000, achievedSeconds: facts.restoreSeconds, kept },
    tools: { toolkit: VERSION, server: facts.installation.version, node: process.versions.node },
    run: runFacts(context.run, undefined),
  };
}

function present(report: TestReport): ActionResult {
  const { evidence, failure, manifest } = report;
  return {
    outputs: {
      verdict: evidence.verdict,
      'set-id': manifest.id,
      grade: evidence.grade,
      'evidence-key': evidenceKey(manifest.database, 'restore-test', evidence.id),
      'duration-seconds': String(evidence.rto.achievedSeconds),
      differences: String(evidence.differences.total),
    },
    summary: restoreTestSummary(report),
    text: restoreTestText(report),
    json: evidence,
    ...(failure === undefined ? {} : { failure }),
  };
}
