import type { PhysicalRecord, WalState } from '../../catalog/physical/physical.ts';
import { walMetricsText } from '../../catalog/wal/metrics.ts';
import { parseSegment } from '../../catalog/wal/segment.ts';
import { judgeWal, type WalFinding } from '../../catalog/wal/status.ts';
import { ObjectiveError, type PbaError } from '../../errors.ts';
import type { EffectivePolicy } from '../../policy/effective-policy.ts';
import { openSession } from '../../postgres/client.ts';
import type { ActionContext, ActionResult } from '../../runtime/action.ts';
import { plural } from '../../runtime/format.ts';
import type { InputsOf } from '../../runtime/spec.ts';
import { newestRecord, writeRecords } from '../shared/engine/evidence.ts';
import { openEngine, requirePhysical } from '../shared/engine/open.ts';
import { readRepos } from '../shared/engine/read-repos.ts';
import { type PhysicalServer, reachServer, recordedDatabases } from '../shared/engine/server.ts';
import { closeStores, openStores } from '../shared/open-stores.ts';
import { runFacts } from '../shared/run-facts.ts';
import { writeWhole } from '../shared/write-whole.ts';
import { measureServer, walStateOf } from './measure.ts';
import { planSetup } from './plan-setup.ts';
import type { spec } from './spec.ts';
import { statusSummary, statusText } from './status-summary.ts';

type Inputs = InputsOf<typeof spec>;

/** What was measured, for summary, evidence and metrics. */
export interface WalReport {
  readonly stanza: string;
  readonly wal: WalState;
  readonly repos: PhysicalRecord['repos'];
  readonly findings: readonly WalFinding[];
}

/** Measures archiving and judges it by the RPO. */
export async function walStatus(
  inputs: Inputs,
  policy: EffectivePolicy,
  context: ActionContext,
): Promise<ActionResult> {
  const physical = requirePhysical(policy);
  const server = await reachServer(inputs, policy, context);
  await using engine = await openEngine({ physical, server: server.engine, owner: server.owner }, context);
  const stores = await openStores(policy.stores.values(), inputs, context);
  try {
    const databases = await databasesToRecord(server, policy, inputs.database);
    const previous = await newestRecord(stores, databases, 'wal');
    const setup = await setupDifferences(policy, server, engine.program, context);
    // First the server, then the repositories: what is archived meanwhile is no gap.
    const measure = await measureServer(server);
    const { systemIdentifier, segmentBytes } = server.place;
    const last = measure.archiver.lastArchivedWal;
    const repos = (
      await readRepos(engine, physical, {
        systemIdentifier,
        segmentBytes,
        lastArchived: last === null ? undefined : parseSegment(last, segmentBytes),
      })
    ).map(({ listing: _, ...repo }) => repo);
    const state = walStateOf(measure, repos, previous, segmentBytes, policy.objectives.rpo);
    const findings = judgeWal({
      now: measure.archiver.now,
      wal: state,
      repos,
      setup,
      archiveTimeout: physical.archiveTimeout,
      fullEvery: physical.fullEvery,
    });
    const kept = findings.every(({ severity }) => severity !== 'broken');
    const report: WalReport = { stanza: physical.stanza, wal: { ...state, kept }, repos, findings };
    if (inputs.metricsFile !== undefined)
      await writeWhole('metrics-file', inputs.metricsFile, walMetricsText(report, context.now()));
    const record = {
      kind: 'wal' as const,
      stanza: physical.stanza,
      systemIdentifier,
      serverVersion: server.place.version,
      engineVersion: engine.version,
      repos,
      wal: report.wal,
      made: [],
      reason: findings[0] === undefined ? null : `${findings[0].code}: ${findings[0].what}`,
      run: runFacts(context.run, undefined),
    };
    const unwritten = await writeRecords(stores, databases, record, previous, context);
    return present(report, inputs, unwritten);
  } finally {
    await closeStores(stores);
  }
}

async function databasesToRecord(
  server: PhysicalServer,
  policy: EffectivePolicy,
  wanted: string | undefined,
): Promise<string[]> {
  await using session = await openSession(server.client);
  return await recordedDatabases(session, policy, wanted);
}

/** What `setup` would change, in a few words each. */
async function setupDifferences(
  policy: EffectivePolicy,
  server: PhysicalServer,
  program: string,
  context: ActionContext,
): Promise<string[]> {
  const plan = await planSetup(requirePhysical(policy), server, program, context);
  return [
    ...plan.settings.map(
      ({ name, from, to }) => `${name} is ${from === '' ? 'empty' : from} instead of ${to}`,
    ),
    ...(plan.config.diff.length === 0
      ? []
      : [`${plan.config.path} differs in ${plural(plan.config.diff.length, 'line')}`]),
    ...plan.pending.map((name) => `${name} waits for a restart of the server`),
  ];
}

function present(report: WalReport, inputs: Inputs, unwritten: PbaError | undefined): ActionResult {
  const { wal, repos, findings } = report;
  const fails =
    inputs.failOn === 'never'
      ? []
      : findings.filter((one) => inputs.failOn === 'at-risk' || one.severity === 'broken');
  const [first] = fails;
  const failure =
    first === undefined
      ? unwritten
      : new ObjectiveError(first.code, first.what, {
          hint: `${first.remedy}${fails.length > 1 ? ` (and ${plural(fails.length - 1, 'more finding')})` : ''}`,
        });
  const furthest = repos
    .filter((repo) => repo.recoverableUntil !== null)
    .toSorted(
      (a, b) =>
        (b.recoverableUntil ?? '').localeCompare(a.recoverableUntil ?? '') ||
        (a.recoverableFrom ?? '').localeCompare(b.recoverableFrom ?? ''),
    )[0];
  return {
    outputs: {
      verdict: failure !== undefined ? 'failed' : (findings[0]?.severity ?? 'ok'),
      'lag-seconds': wal.lagSeconds === null ? '' : String(wal.lagSeconds),
      'lag-bytes': String(wal.lagBytes),
      ready: String(wal.ready),
      findings: String(findings.length),
      'recoverable-from': furthest?.recoverableFrom ?? '',
      'recoverable-until': furthest?.recoverableUntil ?? '',
      differences: '',
      'restart-needed': '',
    },
    summary: statusSummary(report),
    text: statusText(report),
    json: report,
    ...(failure === undefined ? {} : { failure }),
  };
}
