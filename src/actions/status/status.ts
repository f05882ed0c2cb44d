import { metricsText } from '../../catalog/metrics.ts';
import type { PhysicalRecord } from '../../catalog/physical/physical.ts';
import { type WholeStatus, withPhysical } from '../../catalog/physical/status.ts';
import type { WorkflowVerdict } from '../../catalog/status/workflows.ts';
import { judgeStatus, type StatusVerdict } from '../../catalog/status.ts';
import { mapLimited } from '../../concurrency.ts';
import { UserError } from '../../errors.ts';
import { type EffectivePolicy, isDiscovery } from '../../policy/effective-policy.ts';
import type { ActionContext, ActionResult } from '../../runtime/action.ts';
import type { InputsOf } from '../../runtime/spec.ts';
import { readPhysicalRecord } from '../../sets/physical-records.ts';
import { listDatabases } from '../../sets/read-sets.ts';
import { type Survey, surveyStore } from '../../sets/survey.ts';
import type { Store } from '../../storage/store.ts';
import { effectivePolicy } from '../shared/effective.ts';
import { closeStores, openStores, type StoreFailure, withEveryStore } from '../shared/open-stores.ts';
import { writeWhole } from '../shared/write-whole.ts';
import { askGitHub, type GitHubQuestion } from './ask-github.ts';
import { exportEvidence } from './export-evidence.ts';
import { gatherFacts, nameOfStore } from './gather.ts';
import { present, worstOf } from './present.ts';
import { publishReport } from './publish-report.ts';
import { pushFigures } from './push.ts';
import { type DatabaseHistory, type Depth, readDatabase } from './read-database.ts';
import type { spec } from './spec.ts';

export type Inputs = InputsOf<typeof spec>;

/** One database: what was read of it, and the verdict. */
export interface Judged {
  readonly history: DatabaseHistory;
  readonly status: WholeStatus;
}

/** Everything a run found. */
export interface StatusReport {
  readonly databases: ReadonlyMap<string, Judged>;
  /** Undefined: GitHub was not asked. */
  readonly workflows: WorkflowVerdict | undefined;
  readonly worst: StatusVerdict;
  /** Sent to S3 stores, repeated attempts included. */
  readonly requests: number;
}

/** Enough for the verdict: figures, trends and the newest proven set. */
const WATCHDOG: Depth = { dumps: 31, since: 0, restoreTests: 10, prunes: 2, others: 2 };
/** Each database reads `AT_ONCE` objects at a time. */
const DATABASES_AT_ONCE = 2;
/** Listings are where the memory goes, and the tiers of one database are listed side by side already. */
const SURVEYS_AT_ONCE = 1;
const DAY = 86_400_000;

/** Reads the stores and judges every database. */
export async function status(inputs: Inputs, context: ActionContext): Promise<ActionResult> {
  const policy = await effectivePolicy(inputs, context);
  let requests = 0;
  const stores = await openStores([...policy.stores.values()], inputs, context, 'any', () => {
    requests += 1;
  });
  try {
    const reached = await withEveryStore(stores, (store) => store.check(), 0);
    const usable = stores.filter((store) => reached.done.some((one) => one.store === store));
    const names = await databaseNames(policy, inputs.database, usable);
    const depth = depthOf(inputs, context.now());
    const surveyed = await mapLimited(names, SURVEYS_AT_ONCE, (name) => surveyDatabase(usable, name));
    const judged = await mapLimited(surveyed, DATABASES_AT_ONCE, async (found) => {
      const failures = [...reached.failures, ...found.failures];
      return [found.database, await judge({ policy, ...found, failures, depth, context })] as const;
    });
    const databases = new Map(judged);
    const workflows = await askAboutWorkflows(inputs, policy, databases, context);
    const report: StatusReport = {
      databases,
      workflows,
      worst: worstOf([
        ...[...databases.values()].map(({ status: { verdict } }) => verdict),
        ...(workflows?.findings ?? []).map(({ severity }) => severity),
      ]),
      requests,
    };
    const statuses = new Map([...databases].map(([name, one]) => [name, one.status]));
    const figures = metricsText(statuses, { now: context.now(), objectives: policy.objectives });
    if (inputs.metricsFile !== undefined) await writeWhole('metrics-file', inputs.metricsFile, figures);
    const unpushed = await pushFigures(inputs.pushgateway, figures, context);
    if (unpushed !== undefined) context.log.warning(unpushed.message);
    const published =
      inputs.reportFile === undefined
        ? undefined
        : await publishReport(report, { ...inputs, reportFile: inputs.reportFile }, policy, context);
    const source = { report, policy, stores: usable, failures: reached.failures };
    const exported = await exportEvidence(inputs, source, context);
    return present(report, inputs, { published, unpushed, exported });
  } finally {
    await closeStores(stores);
  }
}

/** A report shows its history; a verdict needs less. */
function depthOf(inputs: Inputs, now: Date): Depth {
  if (inputs.reportFile === undefined) return WATCHDOG;
  const since = now.getTime() - inputs.reportDays * DAY;
  const most = inputs.reportDays + 100;
  return { dumps: most, since, restoreTests: most, prunes: most, others: 60 };
}

/** Those of the policy are expected also where nothing is stored of them. */
async function databaseNames(
  policy: EffectivePolicy,
  wanted: string | undefined,
  stores: readonly Store[],
): Promise<string[]> {
  if (wanted !== undefined) return [wanted];
  const { databases } = policy;
  const named = isDiscovery(databases) ? [] : databases.map(({ name }) => name);
  if (named.length > 0) return named;
  const stored = await Promise.all(stores.map((store) => listDatabases(store)));
  const names = [...new Set(stored.flat())].toSorted();
  if (names.length > 0) return names;
  throw new UserError('PBA-SET-NOT-FOUND', 'The stores that could be read hold no sets at all.', {
    hint: 'Check `stores`; name the databases in the policy, so that a missing one is noticed.',
  });
}

interface JudgeOptions {
  readonly policy: EffectivePolicy;
  readonly database: string;
  readonly surveys: readonly Survey[];
  readonly failures: readonly StoreFailure[];
  readonly depth: Depth;
  readonly context: ActionContext;
}

async function surveyDatabase(
  stores: readonly Store[],
  database: string,
): Promise<Pick<JudgeOptions, 'database' | 'surveys' | 'failures'>> {
  const { done, failures } = await withEveryStore(stores, (store) => surveyStore(store, database), 0);
  const surveys = stores.flatMap((store) => done.filter((one) => one.store === store));
  return { database, surveys: surveys.map(({ value }) => value), failures };
}

async function judge({ policy, database, surveys, failures, depth, context }: JudgeOptions): Promise<Judged> {
  const history = await readDatabase(surveys, database, depth, (location) => nameOfStore(policy, location));
  const facts = await gatherFacts(database, history, {
    policy,
    stores: surveys.map(({ store }) => store),
    failures,
    now: context.now(),
  });
  const records = await Promise.all(surveys.map(physicalRecords));
  const { objectives, physical } = policy;
  const wanted =
    physical === undefined
      ? undefined
      : { fullEvery: physical.fullEvery, testEvery: objectives.restoreTestEvery };
  return {
    history,
    status: withPhysical(judgeStatus(facts), records.flat(), context.now().getTime(), wanted, history.lines),
  };
}

/** The newest record of each kind; the survey has listed them already. */
async function physicalRecords({ store, evidence }: Survey): Promise<PhysicalRecord[]> {
  const newest = (['physical-backup', 'wal'] as const).flatMap((kind) => evidence.get(kind)?.[0] ?? []);
  return Promise.all(newest.map((key) => readPhysicalRecord(store, key)));
}

/** The sets and proofs themselves say which workflows made them. */
async function askAboutWorkflows(
  inputs: Inputs,
  { objectives }: EffectivePolicy,
  databases: StatusReport['databases'],
  context: ActionContext,
): Promise<WorkflowVerdict | undefined> {
  if (inputs.githubToken === undefined) return undefined;
  const expected: GitHubQuestion['expected'][number][] = [...databases.values()].flatMap(({ history }) => {
    const run = history.dumps[0]?.manifest.run;
    const test = history.lines
      .filter((line) => line.kind === 'restore-test')
      .toSorted((a, b) => (a.at < b.at ? 1 : -1))[0];
    return [
      {
        purpose: 'backup',
        name: run?.workflow,
        repository: run?.repository ?? null,
        every: objectives.backupEvery,
      },
      { purpose: 'restore test', name: test?.workflow, repository: null, every: objectives.restoreTestEvery },
    ].flatMap(({ name, ...rest }) => (name === undefined || name === null ? [] : [{ name, ...rest }]));
  });
  const { githubToken: token, repository, workflows } = inputs;
  return askGitHub({ token, repository, workflows, expected }, context);
}
