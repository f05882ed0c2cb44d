import { createHash } from 'node:crypto';
import { UserError } from '../errors.ts';
import { canonicalJson } from './json.ts';
import type { Tier } from './keys.ts';

/** One committed set as the planner sees it. Copies of one dump in several tiers are several sets. */
export interface RetentionSet {
  readonly id: string;
  readonly tier: Tier;
  readonly lineage: string;
  /** Milliseconds since 1970 of the snapshot, from the manifest; never a file time. */
  readonly snapshotAt: number;
  readonly bytes: number;
  /** Whether the newest restore test of its dump passed. */
  readonly proven: boolean;
  /** Why nobody may delete it now: on hold, locked, in use. */
  readonly held?: string;
}

export interface RetentionRule {
  readonly tier: Tier;
  readonly keepDays: number;
  /** So many newest sets of the tier are kept whatever their age. */
  readonly keepMinimum: number;
}

export interface RetentionLimits {
  /** While the newest proven set of a lineage is older than this, nothing of the lineage is deleted. */
  readonly proofMaxAgeMs?: number;
  /** So many of the newest proven dumps of a lineage are kept whatever their age. Default 1. */
  readonly keepProven?: number;
}

export interface PlanEntry {
  readonly id: string;
  readonly tier: Tier;
  readonly lineage: string;
  readonly snapshotAt: number;
  readonly bytes: number;
  readonly proven: boolean;
  readonly verdict: 'keep' | 'delete';
  readonly reason: string;
}

export interface PrunePlan {
  readonly entries: readonly PlanEntry[];
  /** SHA-256 over sets and verdicts: a plan is applied as it was shown, or not at all. Reasons age; they do not count. */
  readonly digest: string;
  readonly deleteBytes: number;
  readonly keepBytes: number;
}

const DAY = 86_400_000;

/**
 * Decides for every set whether it is kept, with the reason. Pure; `now` is passed in. Only sets of tiers that have a
 * rule can be deleted; the others are there because they count for the floors. A set is deleted only when
 *
 * - nothing holds it, and
 * - it is older than the `keepDays` of its tier, and
 * - it is not among the `keepMinimum` newest of its tier and lineage, and
 * - a NEWER set of its lineage (of any tier) is proven: so the newest proven set can never go, nor can anything
 *   while nothing newer was restored successfully, and
 * - its dump is not among the `limits.keepProven` newest proven ones of its lineage, and
 * - the newest proven set of its lineage is not older than `limits.proofMaxAgeMs`.
 *
 * Every verdict depends on its own tier's rule alone: planning two tiers at once deletes what two plans would.
 *
 * @throws UserError PBA-INTERNAL when two rules are for one tier
 */
export function planRetention(
  sets: readonly RetentionSet[],
  rules: readonly RetentionRule[],
  now: number,
  limits: RetentionLimits = {},
): PrunePlan {
  const ruleOf = new Map(rules.map((rule) => [rule.tier, rule]));
  if (ruleOf.size !== rules.length) {
    throw new UserError('PBA-INTERNAL', 'Retention was planned with two rules for one tier.');
  }
  const lineages = new Map<string, RetentionSet[]>();
  for (const set of sets) {
    const lineage = lineages.get(set.lineage);
    if (lineage === undefined) lineages.set(set.lineage, [set]);
    else lineage.push(set);
  }
  const entries = [...lineages]
    .sort(([a], [b]) => compare(a, b))
    .flatMap(([, lineage]) => planLineage(lineage, ruleOf, now, limits));
  const sum = (verdict: PlanEntry['verdict']): number =>
    entries.reduce((bytes, entry) => (entry.verdict === verdict ? bytes + entry.bytes : bytes), 0);
  const deeds = entries.map(({ id, tier, lineage, verdict }) => ({ id, tier, lineage, verdict }));
  const digest = createHash('sha256').update(canonicalJson(deeds)).digest('hex');
  return { entries, digest, deleteBytes: sum('delete'), keepBytes: sum('keep') };
}

function planLineage(
  lineage: readonly RetentionSet[],
  ruleOf: ReadonlyMap<Tier, RetentionRule>,
  now: number,
  limits: RetentionLimits,
): PlanEntry[] {
  // The tier decides between copies of one dump: the order must not depend on how a store lists its keys.
  const newestFirst = lineage.toSorted(
    (a, b) => b.snapshotAt - a.snapshotAt || compare(b.id, a.id) || compare(a.tier, b.tier),
  );
  const facts: LineageFacts = {
    now,
    newest: newestFirst[0]?.snapshotAt ?? now,
    newestProven: newestFirst.find((set) => set.proven),
    provenFloor: new Set(
      [...new Set(newestFirst.filter((set) => set.proven).map((set) => set.id))].slice(
        0,
        limits.keepProven ?? 1,
      ),
    ),
    limits,
  };
  const ranks = new Map<Tier, number>();
  return newestFirst.map((set) => {
    const rank = (ranks.get(set.tier) ?? 0) + 1;
    ranks.set(set.tier, rank);
    const { id, tier, lineage: name, snapshotAt, bytes, proven } = set;
    return {
      id,
      tier,
      lineage: name,
      snapshotAt,
      bytes,
      proven,
      ...decide(set, ruleOf.get(tier), rank, facts),
    };
  });
}

interface LineageFacts {
  readonly now: number;
  readonly newest: number;
  readonly newestProven: RetentionSet | undefined;
  /** Ids of the newest proven dumps. */
  readonly provenFloor: ReadonlySet<string>;
  readonly limits: RetentionLimits;
}

/** `rank` 1 is the newest set of its tier. */
function decide(
  set: RetentionSet,
  rule: RetentionRule | undefined,
  rank: number,
  facts: LineageFacts,
): Pick<PlanEntry, 'verdict' | 'reason'> {
  const { now, newest, newestProven, provenFloor, limits } = facts;
  if (set.held !== undefined) return keep(set.held);
  if (rule === undefined) return keep(`tier ${set.tier} is not pruned in this run`);
  const age = (now - set.snapshotAt) / DAY;
  // Said this way round, an age or a limit that is not a number keeps the set.
  if (!(age > rule.keepDays)) return keep(`${days(age)} old, kept for ${rule.keepDays} days`);
  if (set.snapshotAt === newest) return keep('the newest set is never deleted');
  if (rank <= rule.keepMinimum) return keep(`among the ${rule.keepMinimum} newest of its tier`);
  if (newestProven === undefined) return keep('no set of this lineage is proven');
  if (set === newestProven) return keep('the newest proven set is never deleted');
  if (newestProven.snapshotAt <= set.snapshotAt) return keep('nothing newer is proven');
  if (provenFloor.has(set.id)) return keep(`among the ${limits.keepProven ?? 1} newest proven dumps`);
  const proofAge = now - newestProven.snapshotAt;
  if (limits.proofMaxAgeMs !== undefined && proofAge > limits.proofMaxAgeMs) {
    return keep(
      `the newest proven set is ${days(proofAge / DAY)} old; nothing is deleted until a newer one is proven`,
    );
  }
  return {
    verdict: 'delete',
    reason: `${days(age)} old, limit ${rule.keepDays}; ${newestProven.id} is newer and proven`,
  };
}

function keep(reason: string): Pick<PlanEntry, 'verdict' | 'reason'> {
  return { verdict: 'keep', reason };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function days(age: number): string {
  return `${Math.floor(age)} ${Math.floor(age) === 1 ? 'day' : 'days'}`;
}
