import { parseSegment } from '../../catalog/wal/segment.ts';
import { IntegrityError, PbaError, UserError } from '../../errors.ts';
import { verify } from '../../pgbackrest/commands.ts';
import type { Engine } from '../../pgbackrest/engine.ts';
import type { EffectivePolicy } from '../../policy/effective-policy.ts';
import { readArchiver } from '../../postgres/archiving.ts';
import { openSession } from '../../postgres/client.ts';
import type { ActionContext, ActionResult } from '../../runtime/action.ts';
import { plural } from '../../runtime/format.ts';
import type { InputsOf } from '../../runtime/spec.ts';
import { openEngine, requirePhysical } from '../shared/engine/open.ts';
import { type ReadRepo, readRepos } from '../shared/engine/read-repos.ts';
import { type PhysicalServer, reachServer } from '../shared/engine/server.ts';
import { unusableRepo } from '../shared/engine/unusable-repo.ts';
import { Stopwatch } from '../shared/stopwatch.ts';
import { physicalSummary, physicalText } from './physical-summary.ts';
import type { spec } from './spec.ts';

/** What became of one repository. */
export interface RepoCheck {
  readonly repo: number;
  readonly location: string;
  readonly backups: number;
  /** As the engine counts them. */
  readonly files: number;
  readonly segments: number;
  readonly recoverableFrom: string | null;
  readonly recoverableUntil: string | null;
  readonly seconds: number;
  /** Empty when all is sound. */
  readonly problems: readonly PbaError[];
}

/** The steps have limits of their own; reading a repository takes as long as it is large. */
const NO_OWN_LIMIT_MS = 2 ** 31 - 1;

/** Has the engine read every repository, and follows the WAL from every base backup to now. */
export async function verifyPhysical(
  inputs: InputsOf<typeof spec>,
  policy: EffectivePolicy,
  context: ActionContext,
): Promise<ActionResult> {
  const physical = requirePhysical(policy);
  const server = await reachServer(inputs, policy, context);
  await using engine = await openEngine({ physical, server: server.engine, owner: server.owner }, context);
  const repos = await readRepos(engine, physical, await clusterOf(server));
  const checks: RepoCheck[] = [];
  for (const repo of repos) {
    checks.push(
      await context.log.group(`Verifying repository ${repo.repo} (${repo.location})`, () =>
        checkRepo(engine, repo),
      ),
    );
  }
  const failure = verdict(checks);
  return {
    outputs: {
      verdict: failure === undefined ? 'ok' : 'failed',
      'sets-checked': String(sum(checks, (check) => check.backups)),
      'objects-checked': String(sum(checks, (check) => check.files + check.segments)),
      'bytes-read': '',
    },
    summary: physicalSummary(physical.stanza, checks),
    text: physicalText(physical.stanza, checks),
    json: {
      stanza: physical.stanza,
      repos: checks.map((check) => ({
        ...check,
        problems: check.problems.map(({ code, message, hint }) => ({ code, message, hint })),
      })),
    },
    ...(failure === undefined ? {} : { failure }),
  };
}

/** With what the server takes for archived, read before the repositories: what arrives meanwhile is no gap. */
async function clusterOf({ client, place }: PhysicalServer) {
  await using session = await openSession(client);
  const { lastArchivedWal } = await readArchiver(session, place.major);
  const { systemIdentifier, segmentBytes } = place;
  const lastArchived = lastArchivedWal === null ? undefined : parseSegment(lastArchivedWal, segmentBytes);
  return { systemIdentifier, segmentBytes, lastArchived };
}

async function checkRepo(engine: Engine, repo: ReadRepo): Promise<RepoCheck> {
  const stopwatch = new Stopwatch();
  const common = {
    repo: repo.repo,
    location: repo.location,
    backups: repo.backups.length,
    recoverableFrom: repo.recoverableFrom,
    recoverableUntil: repo.recoverableUntil,
  };
  const nothing = { files: 0, segments: 0 };
  const unusable = unusableRepo(repo);
  if (unusable !== undefined) return { ...common, ...nothing, seconds: 0, problems: [unusable] };
  const problems = [...holdingProblems(repo)];
  let counts = nothing;
  try {
    const found = await verify(engine, repo.repo, NO_OWN_LIMIT_MS);
    counts = {
      files: sum(found.backups, ({ checked }) => checked),
      segments: sum(found.archives, ({ checked }) => checked),
    };
    problems.unshift(
      ...found.problems.map(
        (problem) =>
          new IntegrityError('PBA-REPO-DAMAGED', `${placeOf(repo)} holds damage: ${problem}.`, {
            hint: 'Use the other repository, and take a new full backup into this one now.',
          }),
      ),
      ...uncheckedProblems(
        repo,
        found.backups.map(({ label }) => label),
      ),
    );
  } catch (error) {
    if (!(error instanceof PbaError) || error.code === 'PBA-CANCELLED') throw error;
    problems.unshift(error);
  }
  return { ...common, ...counts, seconds: stopwatch.total, problems };
}

/** What the engine's own `verify` does not tell: damaged pages in a backup, WAL that is missing, and that nothing is there. */
function holdingProblems(repo: ReadRepo): PbaError[] {
  const where = placeOf(repo);
  const none =
    repo.backups.length > 0
      ? []
      : [
          new UserError(
            'PBA-SET-NOT-FOUND',
            `${where} holds no base backup: its WAL alone restores nothing.`,
            {
              hint: 'Run `backup` with `kind: physical`.',
            },
          ),
        ];
  const pages = repo.backups
    .filter(({ damagedPages }) => damagedPages)
    .map(
      ({ label }) =>
        new IntegrityError('PBA-BACKUP-PAGES', `${where}: damaged pages were copied into ${label}.`, {
          hint: 'The files of the cluster were damaged then. Recover from another backup than this.',
        }),
    );
  const gaps = repo.gaps.map(
    ({ first, last, segments }) =>
      new IntegrityError(
        'PBA-WAL-GAP',
        `${where} lacks WAL ${first} to ${last} (${plural(segments, 'segment')}).`,
        {
          hint: 'Recovery from the backups before it ends there. Take a full backup now, and look at `wal` with `mode: status`.',
        },
      ),
  );
  return [...none, ...pages, ...gaps];
}

/** A backup that the engine lists and did not read. */
function uncheckedProblems(repo: ReadRepo, read: readonly string[]): PbaError[] {
  return repo.backups
    .filter(({ label }) => !read.includes(label))
    .map(
      ({ label }) =>
        new IntegrityError('PBA-REPO-DAMAGED', `${placeOf(repo)}: the engine did not verify ${label}.`, {
          hint: 'Its manifest may be missing or unreadable; the log of the engine tells more.',
        }),
    );
}

function placeOf({ repo, location }: ReadRepo): string {
  return `Repository ${repo} (${location})`;
}

function sum<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((total, item) => total + of(item), 0);
}

function verdict(checks: readonly RepoCheck[]): PbaError | undefined {
  const problems = checks.flatMap((check) => check.problems);
  const [first] = problems;
  if (first === undefined || problems.length === 1) return first;
  // What kind of error it is decides the exit code; the summary has them all.
  return first instanceof IntegrityError
    ? new IntegrityError(first.code, `${plural(problems.length, 'problem')}. The first: ${first.message}`, {
        ...(first.hint === undefined ? {} : { hint: first.hint }),
        cause: first,
      })
    : first;
}
