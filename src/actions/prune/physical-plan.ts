import type { PhysicalRecord } from '../../catalog/physical/physical.ts';
import { foretellExpiry, type PhysicalRetention } from '../../catalog/physical/retention.ts';
import type { EffectivePolicy } from '../../policy/effective-policy.ts';
import type { ActionContext } from '../../runtime/action.ts';
import { formatBytes, formatMinute } from '../../runtime/format.ts';
import { newestPhysicalRecord } from '../../sets/physical-records.ts';
import type { StorePlan } from './plan-store.ts';

/** What the engine keeps and will expire, to be shown; pruning touches no repository. */
export interface PhysicalPlan {
  readonly stanza: string;
  /** When the repositories were last looked at; undefined: there is no record. */
  readonly seenAt: string | undefined;
  readonly backups: readonly PhysicalRetention[];
}

/** From the newest record in the stores that were looked at. Undefined: the policy has no section `physical`. */
export async function physicalPlan(
  policy: EffectivePolicy,
  plans: readonly StorePlan[],
  context: ActionContext,
): Promise<PhysicalPlan | undefined> {
  const { physical } = policy;
  if (physical === undefined) return undefined;
  const records: PhysicalRecord[] = [];
  for (const { store, database } of plans) {
    for (const kind of ['physical-backup', 'wal'] as const)
      records.push(...[(await newestPhysicalRecord(store, database, kind)) ?? []].flat());
  }
  const newest = records
    .filter(({ stanza }) => stanza === physical.stanza)
    .toSorted((a, b) => (a.at < b.at ? 1 : -1))[0];
  const now = context.now().getTime();
  const backups = (newest?.repos ?? []).flatMap((repo) =>
    foretellExpiry(repo, physical.repositories[repo.repo - 1]?.keepDays ?? 0, now),
  );
  return { stanza: physical.stanza, seenAt: newest?.at, backups };
}

export function physicalTitle({ stanza }: PhysicalPlan): string {
  return `Physical backups and WAL of stanza ${stanza}`;
}

export function physicalNote({ seenAt }: PhysicalPlan): string {
  return seenAt === undefined
    ? 'The policy has physical backups, and no store has a record of them: run `backup` with `kind: physical`.'
    : `Not touched here: pgBackRest expires them, and the WAL that only they need, after the next physical backup that is sound. As seen ${formatMinute(seenAt)}.`;
}

export function physicalRows({ backups }: PhysicalPlan): string[][] {
  const expiringFirst = backups.toSorted(
    (a, b) => Number(b.verdict === 'expires') - Number(a.verdict === 'expires'),
  );
  return expiringFirst.map(({ repo, backup, verdict, reason }) => [
    verdict,
    String(repo),
    backup.label,
    backup.type,
    formatMinute(backup.stoppedAt),
    formatBytes(backup.storedBytes),
    reason,
  ]);
}
