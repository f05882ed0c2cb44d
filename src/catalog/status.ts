import type { ProofRecord } from './evidence.ts';
import type { Tier } from './keys.ts';
import type { TestFigures } from './metrics.ts';
import { testFigures } from './test-figures.ts';
import { SCHEDULED_TIERS, type ScheduledTier, tiersDue } from './tiers.ts';

/** One set in one store, as the watchdog sees it. */
export interface StatusSet {
  readonly id: string;
  readonly tier: Tier;
  readonly store: string;
  /** Milliseconds since 1970. */
  readonly snapshotAt: number;
  readonly bytes: number;
  readonly rows: number;
  readonly proven: boolean;
  readonly encrypted: boolean;
}

export interface StatusFacts {
  readonly now: Date;
  /** Of one database, from every store that could be read. */
  readonly sets: readonly StatusSet[];
  readonly proofs: readonly ProofRecord[];
  /** Milliseconds. */
  readonly objectives: {
    readonly backupEvery: number;
    readonly restoreTestEvery: number;
    readonly rto: number;
  };
  /** The stores that each tier's sets belong in. */
  readonly storesOf: (tier: Tier) => readonly string[];
  readonly encryptionRequired: boolean;
  /** Stores that could not be read, with the reason. */
  readonly unreachable: readonly { readonly store: string; readonly reason: string }[];
}

export type StatusVerdict = 'kept' | 'at risk' | 'broken';

export interface StatusFinding {
  readonly severity: 'at risk' | 'broken';
  readonly what: string;
  readonly remedy: string;
}

export interface DatabaseStatus {
  readonly verdict: StatusVerdict;
  /** What is broken first. */
  readonly findings: readonly StatusFinding[];
  readonly newest: StatusSet | undefined;
  readonly newestProven: StatusSet | undefined;
  /** When a restore test last proved anything; milliseconds since 1970. */
  readonly provenAt: number | undefined;
  /** Of the newest restore that came to its end. */
  readonly restoreSeconds: number | undefined;
  readonly due: readonly ScheduledTier[];
  readonly tests: TestFigures;
}

const HOUR = 3_600_000;
/** A schedule of GitHub may start late; so much of the interval is only a risk yet. */
const GRACE = 0.25;
/** Sets before the newest that a comparison of sizes needs. */
const ENOUGH = 5;
/** How far from the median is worth a look: half of it, and three times the usual deviation. */
const FAR = 0.5;
const DEVIATIONS = 3;

/**
 * Whether the database could be recovered now as the objectives say, from the stores alone. Pure: the same catalog at the
 * same moment gives the same verdict.
 */
export function judgeStatus(facts: StatusFacts): DatabaseStatus {
  const { now, sets, proofs } = facts;
  const newestFirst = sets.toSorted((a, b) => b.snapshotAt - a.snapshotAt);
  const [newest] = newestFirst;
  const byTime = proofs.toSorted((a, b) => (a.at < b.at ? 1 : -1));
  const lastProof = byTime.find((proof) => proof.proven);
  const restoreSeconds = byTime.find((proof) => proof.time !== undefined)?.time?.seconds;
  const findings = [
    ...unreachableFindings(facts),
    ...ageFindings(facts, newest),
    ...placeFindings(facts, newestFirst),
    ...proofFindings(facts, newest, byTime),
    ...rtoFindings(facts, restoreSeconds),
    ...sizeFindings(newestFirst),
    ...(facts.encryptionRequired && newest !== undefined && !newest.encrypted
      ? [
          broken(
            `The newest set ${newest.id} is not encrypted, and the policy requires it.`,
            'Give `recipients`.',
          ),
        ]
      : []),
  ].sort((a, b) => Number(b.severity === 'broken') - Number(a.severity === 'broken'));
  return {
    verdict: findings[0]?.severity ?? 'kept',
    findings,
    newest,
    newestProven: newestFirst.find((set) => set.proven),
    provenAt: lastProof === undefined ? undefined : Date.parse(lastProof.at),
    restoreSeconds,
    due: tiersDue(now, sets),
    tests: testFigures(proofs),
  };
}

function unreachableFindings({ unreachable }: StatusFacts): StatusFinding[] {
  return unreachable.map(({ store, reason }) =>
    broken(
      `${store} cannot be read: ${reason}`,
      'Mend the store, or its credentials; nothing is known of what it holds.',
    ),
  );
}

function ageFindings({ now, objectives }: StatusFacts, newest: StatusSet | undefined): StatusFinding[] {
  const remedy = 'Look at the backup workflow: did it run, and what did it say? Run it by hand.';
  if (newest === undefined) return [broken('There is no set at all.', remedy)];
  const age = now.getTime() - newest.snapshotAt;
  if (age <= objectives.backupEvery) return [];
  const what = `The newest set is ${span(age)} old; a backup is due every ${span(objectives.backupEvery)}.`;
  return [age > objectives.backupEvery * (1 + GRACE) ? broken(what, remedy) : atRisk(what, remedy)];
}

/** The newest set of each tier has to be in every store of its tier; sets by hand may have been meant for one alone. */
function placeFindings(
  { storesOf, unreachable }: StatusFacts,
  newestFirst: readonly StatusSet[],
): StatusFinding[] {
  const tiers = SCHEDULED_TIERS.filter((tier) => newestFirst.some((set) => set.tier === tier));
  return tiers.flatMap((tier) => {
    const newest = newestFirst.find((set) => set.tier === tier);
    const there = newestFirst
      .filter((set) => set.tier === tier && set.id === newest?.id)
      .map((set) => set.store);
    const unknown = unreachable.map((one) => one.store);
    const missing = storesOf(tier).filter((store) => !there.includes(store) && !unknown.includes(store));
    return missing.map((store) =>
      broken(
        `The newest ${tier} set ${newest?.id ?? ''} is not in ${store}.`,
        'Run `backup` again: it completes what is missing.',
      ),
    );
  });
}

function proofFindings(
  { now, objectives }: StatusFacts,
  newest: StatusSet | undefined,
  byTime: readonly ProofRecord[],
): StatusFinding[] {
  if (newest === undefined) return [];
  const remedy = 'Run `restore-test`, and look at why its workflow did not.';
  const [last] = byTime;
  if (last === undefined) return [atRisk('No set was ever restored to be tested.', remedy)];
  if (!last.proven) {
    return [
      broken(
        `The last restore test, of set ${last.set} on ${last.at.slice(0, 10)}, failed.`,
        'Its evidence says why. Keep that set, make a new backup and test it.',
      ),
    ];
  }
  const age = now.getTime() - Date.parse(last.at);
  if (age <= objectives.restoreTestEvery) return [];
  const what = `The last restore test is ${span(age)} ago; one is due every ${span(objectives.restoreTestEvery)}.`;
  return [age > objectives.restoreTestEvery * 2 ? broken(what, remedy) : atRisk(what, remedy)];
}

function rtoFindings({ objectives }: StatusFacts, seconds: number | undefined): StatusFinding[] {
  if (seconds === undefined || seconds * 1000 <= objectives.rto) return [];
  return [
    broken(
      `The last restore took ${span(seconds * 1000)}; the objective is ${span(objectives.rto)}.`,
      'More jobs, a faster disk or a nearer store; the evidence tells which phase takes what.',
    ),
  ];
}

/** The newest dump against those before it: an emptied table or a cut export shows in its size. */
function sizeFindings(newestFirst: readonly StatusSet[]): StatusFinding[] {
  const dumps = [...new Map(newestFirst.map((set) => [set.id, set])).values()];
  const [newest, ...before] = dumps;
  if (newest === undefined || before.length < ENOUGH) return [];
  return (['rows', 'bytes'] as const).flatMap((what) => {
    const values = before.map((set) => set[what]);
    const middle = median(values);
    const spread = median(values.map((value) => Math.abs(value - middle)));
    const distance = Math.abs(newest[what] - middle);
    if (middle === 0 || distance <= middle * FAR || distance <= spread * DEVIATIONS) return [];
    const percent = Math.round((newest[what] / middle - 1) * 100);
    return [
      atRisk(
        `The newest set has ${percent > 0 ? '+' : ''}${percent} % ${what} against the median of the ${before.length} before it.`,
        'Look whether somebody deleted or loaded data on purpose. Until then delete no set.',
      ),
    ];
  });
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

function broken(what: string, remedy: string): StatusFinding {
  return { severity: 'broken', what, remedy };
}

function atRisk(what: string, remedy: string): StatusFinding {
  return { severity: 'at risk', what, remedy };
}

/** `26 hours`, `3 days`, `90 minutes`. */
function span(ms: number): string {
  if (ms < 2 * HOUR) return `${Math.round(ms / 60_000)} minutes`;
  if (ms < 48 * HOUR) return `${Math.round(ms / HOUR)} hours`;
  return `${Math.round(ms / (24 * HOUR))} days`;
}
