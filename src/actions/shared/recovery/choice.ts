import {
  choosePath,
  choosePathBefore,
  describePaths,
  type RecoveryPath,
  recoveryPaths,
  utc,
} from '../../../catalog/recovery/plan.ts';
import { describeTarget, type RecoveryTarget } from '../../../catalog/recovery/target.ts';
import { IntegrityError } from '../../../errors.ts';
import { archiveNow } from '../../../postgres/recovery/archive-now.ts';
import type { ActionContext } from '../../../runtime/action.ts';
import { outOfRange } from './errors.ts';
import { type RecoverySource, readUsable } from './source.ts';

export interface ChoiceInputs {
  readonly repo: number | undefined;
  readonly backup: string | undefined;
  readonly timeline: number | undefined;
  readonly acceptEnd: boolean;
}

/** What can be recovered, and from where it will be. */
export interface RecoveryChoice {
  readonly path: RecoveryPath;
  readonly ranges: readonly string[];
}

const ARCHIVE_MS = 120_000;

/**
 * Looks what the repositories can bring back, and chooses the way to the target, before anything is written anywhere.
 * @throws UserError PBA-PITR-TARGET, PBA-SET-NOT-FOUND; IntegrityError PBA-WAL-GAP
 */
export async function chooseRecovery(
  source: RecoverySource,
  target: RecoveryTarget,
  inputs: ChoiceInputs,
  context: ActionContext,
): Promise<RecoveryChoice> {
  const options = { ...inputs, segmentBytes: source.segmentBytes };
  let paths = recoveryPaths(await readUsable(source, context), options);
  let path = choosePath(paths, target);
  if (path === undefined && mayBeArchived(source, target, paths, context.now())) {
    context.log.info('The target is newer than what is archived; production hands over its WAL.');
    if (source.production !== undefined) await archiveNow(source.production.client, ARCHIVE_MS);
    paths = recoveryPaths(await readUsable(source, context), options);
    path = choosePath(paths, target);
  }
  // What the log cannot reach is then found out by the recovery, which takes the end and says so.
  if (inputs.acceptEnd && !isFuture(target, context.now())) path ??= choosePathBefore(paths, target);
  const ranges = describePaths(paths);
  for (const range of ranges) context.log.info(`recoverable: ${range}`);
  if (path === undefined) throw outOfRange(target, paths, context.now());
  if (target.type === 'latest' && path.gapAt !== null && !inputs.acceptEnd) {
    throw new IntegrityError(
      'PBA-WAL-GAP',
      `WAL ${path.gapAt} is missing in repository ${path.repo}, although later WAL is there: the latest state cannot be recovered, only that of ${utc(path.until)}.`,
      {
        hint: 'Another repository may have it: look at `wal`. `accept-end: true` recovers until the gap.',
      },
    );
  }
  context.log.info(
    `target: ${describeTarget(target)}; from base backup ${path.backup.label} of repository ${path.repo}, on timeline ${path.timeline}`,
  );
  return { path, ranges };
}

function isFuture(target: RecoveryTarget, now: Date): boolean {
  return target.type === 'time' && target.ms > now.getTime();
}

/** Whether the target is only out of reach because production has not handed over its newest WAL. */
function mayBeArchived(
  { production }: RecoverySource,
  target: RecoveryTarget,
  paths: readonly RecoveryPath[],
  now: Date,
): boolean {
  if (production === undefined || production.place.inRecovery || target.type !== 'time') return false;
  const newest = paths.reduce((max, { until }) => (until > max ? until : max), '');
  return newest !== '' && target.ms > Date.parse(newest) && target.ms <= now.getTime();
}
