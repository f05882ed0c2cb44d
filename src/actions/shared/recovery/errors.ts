import type { RecoveryEnd } from '../../../catalog/recovery/log.ts';
import { describePaths, type RecoveryPath } from '../../../catalog/recovery/plan.ts';
import { describeTarget, type RecoveryTarget } from '../../../catalog/recovery/target.ts';
import { IntegrityError, type PbaError, StoreError, ToolError, UserError } from '../../../errors.ts';

/** What a target outside of everything is answered with: what can be recovered, and what to do. */
export function outOfRange(target: RecoveryTarget, paths: readonly RecoveryPath[], now: Date): PbaError {
  if (target.type === 'time' && target.ms > now.getTime()) {
    return new UserError('PBA-PITR-TARGET', `${sentence(target)} lies in the future.`, {
      hint: 'Look at the offset of target-value; it is echoed in UTC. `latest` recovers everything that is archived.',
    });
  }
  const ranges = describePaths(paths);
  const gap = paths.find(({ gapAt }) => gapAt !== null);
  if (ranges.length === 0) {
    return new UserError(
      'PBA-SET-NOT-FOUND',
      'No base backup fits what was asked for, or none has all its WAL.',
      {
        hint: 'Look at `repo`, `backup` and `timeline`; `wal` shows what the repositories hold.',
      },
    );
  }
  const list = ranges.map((range) => `- ${range}`).join('\n');
  return new UserError(
    'PBA-PITR-TARGET',
    `${sentence(target)} lies outside of what can be recovered:\n${list}`,
    {
      hint:
        gap === undefined
          ? 'Choose a moment within. What is newer than the last archived WAL cannot be recovered from here; on the running server `SELECT pg_switch_wal()` hands it over.'
          : `WAL ${gap.gapAt} is missing: nothing behind it can be recovered from that base backup. Another repository may have it (\`repo\`), or a later base backup begins behind it.`,
    },
  );
}

function sentence(target: RecoveryTarget): string {
  return `The target ${describeTarget(target)}`;
}

/** Why a server that recovers has ended, as an error. */
export function explainEnd(
  end: RecoveryEnd,
  request: { readonly target: RecoveryTarget; readonly path: RecoveryPath },
  log: string,
): PbaError {
  const { target, path } = request;
  const details = { stderr: log.slice(-4096) };
  switch (end.kind) {
    case 'no target':
      return new UserError(
        'PBA-PITR-TARGET',
        `${noTarget(target)} The newest commit that repository ${path.repo} can bring back is of ${end.lastCommit ?? 'an unknown time'}.`,
        {
          hint:
            target.type === 'time'
              ? 'Without a commit behind it PostgreSQL cannot know that the time is reached, and gives up. `accept-end: true` recovers all there is; on a running server, write something and `SELECT pg_switch_wal()`.'
              : 'It may lie before the base backup: choose an older one with `backup`. It may also lie in WAL that is not archived yet, or on another timeline.',
        },
      );
    case 'too early':
      return new UserError(
        'PBA-PITR-TARGET',
        `${sentence(target)} lies before the end of base backup ${path.backup.label}.`,
        { hint: 'Choose an older base backup with `backup`.' },
      );
    case 'wal missing':
      return new IntegrityError(
        'PBA-WAL-GAP',
        `WAL of base backup ${path.backup.label} is missing: ${end.line}`,
        {
          hint: 'This base backup cannot be used. Choose another with `backup` or `repo`.',
        },
      );
    case 'archive':
      return new StoreError(
        'PBA-REPO-UNREACHABLE',
        `Repository ${path.repo} failed while WAL was fetched from it: ${end.line}`,
        {
          hint: 'Nothing was taken for complete. Run again when it answers, or choose another with `repo`.',
        },
      );
    case 'disk full':
      return new ToolError('PBA-DISK-FULL', `The disk of the recovery is full: ${end.line}`, {
        ...details,
        hint: 'Recover into a directory of a larger disk.',
      });
    case 'timeline':
      return new UserError(
        'PBA-PITR-TARGET',
        `Timeline ${path.timeline} cannot be reached from base backup ${path.backup.label}: ${end.line}`,
        {
          hint: 'Choose with `timeline` and `backup`; the recoverable ranges name the timeline of each.',
        },
      );
    case 'library':
      return new UserError('PBA-PITR-FAILED', `A library is missing on this machine: ${end.line}`, {
        hint: 'Install the package of the extension, or leave it out of `settings`.',
      });
    case 'settings':
    case 'memory':
    case 'other':
      return new ToolError(
        'PBA-PITR-FAILED',
        `The server that recovers ended: ${end.line || 'it said nothing'}`,
        {
          ...details,
          hint: 'Settings can be given with `settings`, such as `shared_preload_libraries=timescaledb` for WAL that needs a library.',
        },
      );
  }
}

function noTarget(target: RecoveryTarget): string {
  if (target.type === 'time') return `No commit lies behind ${describeTarget(target)}.`;
  return `${sentence(target)} is not in the WAL behind the base backup.`;
}
