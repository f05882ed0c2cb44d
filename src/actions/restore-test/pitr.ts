import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { makeSetId } from '../../catalog/keys.ts';
import type { PitrEvidence } from '../../catalog/recovery/pitr-evidence.ts';
import { CancelledError, PbaError, StoreError, UserError } from '../../errors.ts';
import { openSession } from '../../postgres/client.ts';
import type { ActionContext, ActionResult } from '../../runtime/action.ts';
import { writeEvidence } from '../../sets/records.ts';
import type { Store } from '../../storage/store.ts';
import { VERSION } from '../../version.ts';
import { effectivePolicy } from '../shared/effective.ts';
import { notInContainer } from '../shared/engine/in-container.ts';
import { recordedDatabases } from '../shared/engine/server.ts';
import { closeStores, openStores, withEveryStore } from '../shared/open-stores.ts';
import {
  checkPlace,
  checkSpace,
  makeRecoveryDirectory,
  type RecoveryLayout,
  rememberRecovery,
  removeRecovery,
} from '../shared/recovery/directory.ts';
import {
  findServer,
  occupiedPlaces,
  openSource,
  type Production,
  type RecoverySource,
  readUsable,
} from '../shared/recovery/source.ts';
import { runFacts } from '../shared/run-facts.ts';
import { Stopwatch } from '../shared/stopwatch.ts';
import { withTimeLimit } from '../shared/time-limit.ts';
import { productionServer } from './checks.ts';
import { pitrTestSummary, pitrTestText } from './pitr-summary.ts';
import { type PitrFindings, provePitr } from './prove-pitr.ts';
import type { RestoreTestInputs } from './restore-test.ts';

/** Proves that the cluster can be recovered to a moment, and writes down the verdict, whatever it is. */
export function pitrTest(inputs: RestoreTestInputs, context: ActionContext): Promise<ActionResult> {
  return withTimeLimit(context, inputs.timeLimit, async (limited) => {
    const policy = await effectivePolicy(inputs, limited);
    const stores = await openStores(policy.stores.values(), inputs, limited);
    try {
      await using source = await openSource(
        { ...productionServer(inputs), database: inputs.productionDatabase },
        policy,
        limited,
      );
      const production = requireProduction(source);
      const databases = await recordedIn(production, policy, inputs.productionDatabase);
      const { rpo, rto } = policy.objectives;
      const watch = new Stopwatch();
      const findings = nothingYet();
      const failure = await test(inputs, source, production, { findings, watch, rpo, rto }, limited);
      const evidence = evidenceOf(source, production, { findings, watch, rpo, rto, failure }, limited);
      const unwritten = await record(stores, databases, evidence);
      if (inputs.evidenceFile !== undefined)
        await writeFile(inputs.evidenceFile, `${JSON.stringify(evidence, null, 2)}\n`);
      return present(evidence, failure ?? unwritten);
    } finally {
      await closeStores(stores);
    }
  });
}

function requireProduction({ production, container }: RecoverySource): Production {
  if (container !== undefined) throw notInContainer(container);
  if (production === undefined || production.place.inRecovery) {
    throw new UserError(
      'PBA-PG-UNREACHABLE',
      production === undefined
        ? 'Production is not reached, and this test writes two rows into it to look for them in the recovery.'
        : 'This server is a standby; the test writes two rows into the primary.',
      {
        hint: 'Look at `production-host`, `production-user` and PGHOST. `pitr` recovers without production.',
      },
    );
  }
  return production;
}

async function recordedIn(
  { client }: Production,
  policy: Parameters<typeof recordedDatabases>[1],
  wanted: string | undefined,
): Promise<string[]> {
  await using session = await openSession(client);
  return await recordedDatabases(session, policy, wanted);
}

interface Test {
  readonly findings: PitrFindings;
  readonly watch: Stopwatch;
  readonly rpo: number;
  readonly rto: number;
}

/** @returns what the test failed with; what keeps it from being made at all is thrown */
async function test(
  inputs: RestoreTestInputs,
  source: RecoverySource,
  production: Production,
  work: Test,
  context: ActionContext,
): Promise<PbaError | undefined> {
  const path = await checkPlace(inputs.directory ?? '', await occupiedPlaces(source));
  await findServer(context, production.place.major);
  const sizes = (await readUsable(source, context)).flatMap(
    ({ backups }) => backups.at(-1)?.databaseBytes ?? [],
  );
  await checkSpace(dirname(path), Math.max(...sizes));
  let layout: RecoveryLayout | undefined;
  try {
    layout = await makeRecoveryDirectory(path, source.user);
    rememberRecovery(layout, context);
    return await provePitr(
      { source, production, layout, repo: inputs.repo, jobs: inputs.jobs, ...work },
      context,
    );
  } catch (error) {
    if (!(error instanceof PbaError) || error instanceof CancelledError) throw error;
    return error;
  } finally {
    if (layout !== undefined) await removeRecovery(layout);
  }
}

function nothingYet(): PitrFindings {
  return {
    repo: null,
    backup: null,
    rowBefore: null,
    rowAfter: null,
    newestCommit: null,
    achievedRpo: null,
    achievedRto: null,
    checked: [],
    dumped: [],
  };
}

function evidenceOf(
  source: RecoverySource,
  { place }: Production,
  { findings, watch, rpo, rto, failure }: Test & { readonly failure: PbaError | undefined },
  context: ActionContext,
): Omit<PitrEvidence, 'database'> {
  const now = context.now();
  const { achievedRpo, achievedRto, ...found } = findings;
  return {
    evidenceVersion: 1,
    kind: 'pitr-test',
    id: makeSetId(now, randomBytes(3).toString('hex')),
    at: now.toISOString(),
    stanza: source.physical.stanza,
    systemIdentifier: place.systemIdentifier,
    verdict: failure === undefined || failure.code === 'PBA-RTO-BROKEN' ? 'proven' : 'failed',
    reason: failure === undefined ? null : `${failure.code}: ${failure.message}`,
    ...found,
    rpo: { objectiveSeconds: rpo / 1000, achievedSeconds: achievedRpo },
    rto: { objectiveSeconds: rto / 1000, achievedSeconds: achievedRto },
    phases: watch.phases,
    tools: { toolkit: VERSION, server: place.version, engine: source.engine.version },
    run: runFacts(context.run, undefined),
  };
}

/** In every store, for every database of the cluster: a recovery brings them all back. */
async function record(
  stores: readonly Store[],
  databases: readonly string[],
  evidence: Omit<PitrEvidence, 'database'>,
): Promise<PbaError | undefined> {
  const { failures } = await withEveryStore(
    stores,
    async (store) => {
      for (const database of databases) await writeEvidence(store, { ...evidence, database });
    },
    0,
  );
  const [first] = failures;
  if (first === undefined) return undefined;
  return new StoreError(
    'PBA-STORE-PARTIAL',
    `The evidence of this test is not in ${first.store.location} (${first.error.code}: ${first.error.message}).`,
    { hint: first.error.hint ?? 'Mend the store, and run the test again.', cause: first.error },
  );
}

function present(evidence: Omit<PitrEvidence, 'database'>, failure: PbaError | undefined): ActionResult {
  return {
    outputs: {
      verdict: evidence.verdict,
      'set-id': evidence.backup ?? '',
      grade: 'physical',
      'duration-seconds': String(evidence.rto.achievedSeconds ?? ''),
      'achieved-rpo-seconds': String(evidence.rpo.achievedSeconds ?? ''),
      'newest-commit': evidence.newestCommit ?? '',
    },
    summary: pitrTestSummary(evidence),
    text: pitrTestText(evidence),
    json: evidence,
    ...(failure === undefined ? {} : { failure }),
  };
}
