import type { PhysicalBackup, PhysicalRepo } from '../../catalog/physical/physical.ts';
import { type PlannedBackup, planBackup } from '../../catalog/physical/plan.ts';
import { PbaError } from '../../errors.ts';
import { backup, expire } from '../../pgbackrest/commands.ts';
import type { Engine } from '../../pgbackrest/engine.ts';
import { engineWarnings } from '../../pgbackrest/program.ts';
import type { EffectivePolicy } from '../../policy/effective-policy.ts';
import { openSession } from '../../postgres/client.ts';
import type { ActionContext, ActionResult } from '../../runtime/action.ts';
import { formatBytes } from '../../runtime/format.ts';
import { writeRecords } from '../shared/engine/evidence.ts';
import { openEngine, type PhysicalPolicy, requirePhysical } from '../shared/engine/open.ts';
import { type ClusterIdentity, type ReadRepo, readRepos } from '../shared/engine/read-repos.ts';
import { reachServer, recordedDatabases } from '../shared/engine/server.ts';
import { unusableRepo } from '../shared/engine/unusable-repo.ts';
import { closeStores, openStores } from '../shared/open-stores.ts';
import { runFacts } from '../shared/run-facts.ts';
import { Stopwatch } from '../shared/stopwatch.ts';
import { type Attempt, judgeAttempt, notTried, removedFrom } from './physical-judge.ts';
import { physicalSummary, physicalText } from './physical-summary.ts';
import type { BackupInputs } from './request.ts';

/** What became of one repository. */
export interface RepoOutcome {
  /** As it is after the run. */
  readonly repo: PhysicalRepo;
  /** Undefined: nothing was due, or the repository could not be used. */
  readonly planned: PlannedBackup | undefined;
  /** Also when it is damaged: then there is a failure too. */
  readonly made: PhysicalBackup | undefined;
  readonly seconds: number;
  /** Labels, and number of WAL segments, that the engine expired. */
  readonly removed: readonly string[];
  readonly removedWal: number;
  readonly keepDays: number;
  readonly failure: PbaError | undefined;
}

export interface PhysicalReport {
  readonly stanza: string;
  readonly cluster: string;
  readonly outcomes: readonly RepoOutcome[];
  readonly seconds: number;
}

const NOTHING: Attempt = {
  planned: undefined,
  label: undefined,
  warnings: [],
  seconds: 0,
  failure: undefined,
};

/** The whole run is limited by `time-limit`. */
const NO_OWN_LIMIT_MS = 2 ** 31 - 1;

/** Makes the base backups that are due, in every repository; one that fails does not keep the others from theirs. */
export async function physicalBackup(
  inputs: BackupInputs,
  policy: EffectivePolicy,
  context: ActionContext,
): Promise<ActionResult> {
  const stopwatch = new Stopwatch();
  const physical = requirePhysical(policy);
  const server = await reachServer(inputs, policy, context);
  await using engine = await openEngine({ physical, server: server.engine, owner: server.owner }, context);
  for (const warning of engineWarnings(engine.version)) context.log.warning(warning);
  const stores = await openStores(policy.stores.values(), inputs, context);
  try {
    const { systemIdentifier, segmentBytes, version } = server.place;
    const cluster: ClusterIdentity = { systemIdentifier, segmentBytes };
    const before = await readRepos(engine, physical, cluster);
    const attempts: Attempt[] = [];
    const unusable = before.map(unusableRepo);
    const dead = unusable.find((one) => one !== undefined);
    for (const [index, repo] of before.entries()) {
      // The engine would copy everything and wait for its last WAL until it gives up.
      const hindered = unusable[index] ?? (dead === undefined ? undefined : notTried(repo, dead));
      attempts.push(
        hindered === undefined
          ? await attempt(engine, repo, physical, inputs, context)
          : { ...NOTHING, failure: hindered },
      );
    }

    const middle = attempts.some(({ label }) => label !== undefined)
      ? await readRepos(engine, physical, cluster)
      : before;
    const judged = middle.map((repo, index) => judgeAttempt(repo, attempts[index]));
    const sound = middle.filter(
      ({ repo }, index) => attempts[index]?.label !== undefined && judged[repo - 1] === undefined,
    );
    for (const { repo } of sound) {
      judged[repo - 1] = await failureOf(() => expire(engine, repo));
    }
    const after = sound.length === 0 ? middle : await readRepos(engine, physical, cluster);
    const outcomes = after.map((repo, index) => {
      const { listing: _, ...rest } = repo;
      const { label, planned, seconds = 0 } = attempts[index] ?? {};
      const was = middle[index];
      return {
        repo: rest,
        planned,
        made: was?.backups.find((one) => one.label === label),
        seconds,
        ...removedFrom(was, repo),
        keepDays: physical.repositories[index]?.keepDays ?? 0,
        failure: judged[index],
      };
    });
    const report: PhysicalReport = {
      stanza: physical.stanza,
      cluster: `PostgreSQL ${version}, ${server.engine.dataDirectory}`,
      outcomes,
      seconds: stopwatch.total,
    };
    log(report, context);
    await using session = await openSession(server.client);
    const databases = await recordedDatabases(session, policy, inputs.database);
    // The summary has them all.
    const failures = outcomes.flatMap((one) => one.failure ?? []);
    const failure = failures.find(({ code }) => code !== 'PBA-WAL-STUCK') ?? failures[0];
    const unwritten = await writeRecords(
      stores,
      databases,
      {
        kind: 'physical-backup',
        stanza: physical.stanza,
        systemIdentifier,
        serverVersion: version,
        engineVersion: engine.version,
        repos: outcomes.map(({ repo }) => repo),
        wal: null,
        made: outcomes.flatMap(({ repo, made, seconds }) =>
          made === undefined ? [] : [{ repo: repo.repo, label: made.label, seconds }],
        ),
        reason: failure === undefined ? null : `${failure.code}: ${failure.message}`,
        run: runFacts(context.run, inputs.reason),
      },
      undefined,
      context,
    );
    return present(report, failure ?? unwritten);
  } finally {
    await closeStores(stores);
  }
}

/** Takes the backup that is due in one repository. */
async function attempt(
  engine: Engine,
  repo: ReadRepo,
  physical: PhysicalPolicy,
  inputs: BackupInputs,
  context: ActionContext,
): Promise<Attempt> {
  const asked = inputs.physicalType === 'due' ? undefined : inputs.physicalType;
  const planned = planBackup(context.now().getTime(), repo.backups, physical, asked);
  const where = `repository ${repo.repo} (${repo.location})`;
  if (planned === undefined) {
    context.log.info(`${where}: nothing is due`);
    return NOTHING;
  }
  const stopwatch = new Stopwatch();
  let label: string | undefined;
  let warnings: readonly string[] = [];
  const failure = await failureOf(() =>
    context.log.group(`${planned.type} backup into ${where}: ${planned.why}`, async () => {
      const made = await backup(engine, {
        repo: repo.repo,
        type: planned.type,
        timeoutMs: NO_OWN_LIMIT_MS,
      });
      ({ label, warnings } = made);
    }),
  );
  return { planned, label, warnings, seconds: stopwatch.total, failure };
}

async function failureOf(body: () => Promise<void>): Promise<PbaError | undefined> {
  try {
    await body();
    return undefined;
  } catch (error) {
    if (!(error instanceof PbaError) || error.code === 'PBA-CANCELLED') throw error;
    return error;
  }
}

function log({ outcomes }: PhysicalReport, context: ActionContext): void {
  for (const { repo, made, removed, removedWal, failure } of outcomes) {
    const where = `repository ${repo.repo} (${repo.location})`;
    if (failure !== undefined) context.log.warning(`${where}: ${failure.code}: ${failure.message}`);
    else if (made !== undefined)
      context.log.info(`${where}: ${made.label}, ${formatBytes(made.storedBytes)} stored`);
    if (removed.length > 0 || removedWal > 0)
      context.log.info(
        `${where}: expired ${removed.join(', ') || 'no backup'} and ${removedWal} WAL segments`,
      );
  }
}

function present(report: PhysicalReport, failure: PbaError | undefined): ActionResult {
  const { outcomes } = report;
  const made = outcomes.flatMap((one) => (one.made === undefined ? [] : [{ ...one, made: one.made }]));
  const good = outcomes.filter((one) => one.failure === undefined);
  const verdict = made.length === 0 ? 'nothing due' : 'ok';
  return {
    outputs: {
      verdict: failure === undefined ? verdict : 'failed',
      'set-id': '',
      tiers: '',
      locations: good.map(({ repo }) => repo.location).join('\n'),
      'size-bytes': made[0] === undefined ? '' : String(made[0].made.storedBytes),
      'duration-seconds': String(report.seconds),
      'manifest-path': '',
      tables: '',
      rows: '',
      labels: made.map(({ repo, made: { label } }) => `${repo.repo} ${label}`).join('\n'),
      removed: outcomes
        .flatMap(({ repo, removed }) => removed.map((label) => `${repo.repo} ${label}`))
        .join('\n'),
    },
    summary: physicalSummary(report),
    text: physicalText(report),
    json: {
      stanza: report.stanza,
      durationSeconds: report.seconds,
      repos: outcomes.map(({ failure: own, ...rest }) => ({
        ...rest,
        failure: own === undefined ? null : { code: own.code, message: own.message },
      })),
    },
    ...(failure === undefined ? {} : { failure }),
  };
}
