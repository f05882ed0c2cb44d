import { createHash } from 'node:crypto';
import { canonicalJson } from './json.ts';
import type { Tier } from './keys.ts';

/** One committed set as the planner sees it. */
export interface RetentionSet {
  readonly id: string;
  readonly tier: Tier;
  readonly lineage: string;
  /** Milliseconds since 1970 of the snapshot, from the manifest; never a file time. */
  readonly snapshotAt: number;
  readonly bytes: number;
  /** Whether the newest restore test of this very manifest passed. */
  readonly proven: boolean;
}

export interface RetentionRule {
  readonly tier: Tier;
  readonly keepDays: number;
  /** So many newest sets of the tier are kept whatever their age. */
  readonly keepMinimum: number;
}

export interface PlanEntry {
  readonly id: string;
  readonly tier: Tier;
  readonly lineage: string;
  readonly snapshotAt: number;
  readonly bytes: number;
  readonly verdict: 'keep' | 'delete';
  readonly reason: string;
}

export interface PrunePlan {
  readonly entries: readonly PlanEntry[];
  /** SHA-256 over the entries: a plan is applied as it was shown, or not at all. */
  readonly digest: string;
  readonly deleteBytes: number;
  readonly keepBytes: number;
}

const DAY = 86_400_000;

/**
 * Decides for every set whether it is kept, with the reason. Pure; `now` is passed in. Only sets of `rule.tier`
 * can be deleted; the others are there because they count for the floors. A set is deleted only when
 *
 * - it is older than `keepDays`, and
 * - it is not among the `keepMinimum` newest of its tier and lineage, and
 * - a NEWER set of its lineage (of any tier) is proven: so the newest proven set can never go, nor can anything
 *   while nothing newer was restored successfully.
 */
export function planRetention(sets: readonly RetentionSet[], rule: RetentionRule, now: number): PrunePlan {
  const lineages = new Map<string, RetentionSet[]>();
  for (const set of sets) lineages.set(set.lineage, [...(lineages.get(set.lineage) ?? []), set]);

  const entries: PlanEntry[] = [];
  for (const lineage of lineages.values()) {
    const newestFirst = lineage.toSorted((a, b) => b.snapshotAt - a.snapshotAt || (a.id < b.id ? 1 : -1));
    const newestProven = newestFirst.find((set) => set.proven);
    let rank = 0;
    for (const set of newestFirst) {
      if (set.tier === rule.tier) rank += 1;
      entries.push({
        ...planSet(set, rule, now, rank, newestFirst[0] === set, newestProven),
        lineage: set.lineage,
      });
    }
  }
  const sum = (verdict: PlanEntry['verdict']): number =>
    entries.reduce((bytes, entry) => (entry.verdict === verdict ? bytes + entry.bytes : bytes), 0);
  const digest = createHash('sha256').update(canonicalJson(entries)).digest('hex');
  return { entries, digest, deleteBytes: sum('delete'), keepBytes: sum('keep') };
}

function planSet(
  set: RetentionSet,
  rule: RetentionRule,
  now: number,
  rank: number,
  newest: boolean,
  newestProven: RetentionSet | undefined,
): Omit<PlanEntry, 'lineage'> {
  const entry = { id: set.id, tier: set.tier, snapshotAt: set.snapshotAt, bytes: set.bytes };
  const keep = (reason: string): Omit<PlanEntry, 'lineage'> => ({ ...entry, verdict: 'keep', reason });
  if (set.tier !== rule.tier) return keep(`tier ${set.tier} is not pruned in this run`);
  const age = (now - set.snapshotAt) / DAY;
  if (age <= rule.keepDays) return keep(`${days(age)} old, kept for ${rule.keepDays} days`);
  if (newest) return keep('the newest set is never deleted');
  if (rank <= rule.keepMinimum) return keep(`among the ${rule.keepMinimum} newest of its tier`);
  if (newestProven === undefined) return keep('no set of this lineage is proven');
  if (set === newestProven) return keep('the newest proven set is never deleted');
  if (newestProven.snapshotAt <= set.snapshotAt) return keep('nothing newer is proven');
  return {
    ...entry,
    verdict: 'delete',
    reason: `${days(age)} old, limit ${rule.keepDays}; ${newestProven.id} is newer and proven`,
  };
}

function days(age: number): string {
  return `${Math.floor(age)} ${Math.floor(age) === 1 ? 'day' : 'days'}`;
}
