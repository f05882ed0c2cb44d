import type { ProofRecord } from './evidence.ts';
import type { EvidenceLine } from './evidence-line.ts';
import type { Tier } from './keys.ts';
import type { Hold } from './lease.ts';
import type { TestFigures } from './metrics.ts';
import { anomalyFindings, schemaChange, tableFindings } from './status/anomalies.ts';
import { ageFindings, placeFindings, protectionFindings, unreachableFindings } from './status/catalog.ts';
import { type RecoveryPoint, type RecoveryTime, recoveryPoint, recoveryTime } from './status/objectives.ts';
import { evidenceFindings, type LastEvidence, lastEvidence, proofFindings } from './status/proofs.ts';
import type { TableChange } from './status/table-changes.ts';
import { type NextDue, nextDue, type TierHolding, tierHoldings } from './status/tier-holdings.ts';
import { type Trend, trendOf } from './status/trend.ts';
import { testFigures } from './test-figures.ts';
import { SCHEDULED_TIERS, type ScheduledTier } from './tiers.ts';

/** One committed set in one store, as the listing shows it: no manifest is read for it. */
export interface StoredSet {
  readonly id: string;
  readonly tier: Tier;
  /** Name of the store. */
  readonly store: string;
  /** Milliseconds since 1970, from the id. */
  readonly snapshotAt: number;
  /** Stored bytes. */
  readonly bytes: number;
}

/** One dump, from the manifest of one of its sets. */
export interface StatusSet extends StoredSet {
  readonly rows: number;
  readonly proven: boolean;
  readonly encrypted: boolean;
  /** From the first phase to the last; undefined where the manifest records none. */
  readonly seconds: number | undefined;
  readonly databaseBytes: number;
  readonly lineage: string;
  readonly serverMajor: number;
  readonly schemaSha256: string;
  /** `Flyway 42`; null where no migration tool was found. */
  readonly migration: string | null;
  readonly runUrl: string | null;
}

/** Objects under a set's prefix without a manifest. */
export interface Remains {
  readonly id: string;
  readonly tier: Tier;
  readonly store: string;
  readonly since: number;
  readonly bytes: number;
}

export interface StatusFacts {
  readonly now: Date;
  /** Of one database, every committed set of every store that could be read. */
  readonly stored: readonly StoredSet[];
  /** The newest dumps, each once, in any order. As many as were read; older ones are only in `stored`. */
  readonly dumps: readonly StatusSet[];
  readonly remains: readonly Remains[];
  readonly proofs: readonly ProofRecord[];
  /** Other records of the evidence, as far as they were read. */
  readonly records: readonly EvidenceLine[];
  readonly holds: readonly Hold[];
  /** Milliseconds. */
  readonly objectives: {
    readonly rpo: number;
    /** Whether somebody asked for this RPO; a default that dumps cannot keep is told, not held against them. */
    readonly rpoWritten: boolean;
    readonly backupEvery: number;
    readonly restoreTestEvery: number;
    readonly rto: number;
  };
  /** With WAL archiving the recovery point is that of the WAL; see `withPhysical`. */
  readonly hasPhysical: boolean;
  /** How long daily sets are kept: before that, gaps between sets are not gaps between backups. */
  readonly dailyKeepDays: number;
  /** The stores that each tier's sets belong in. */
  readonly storesOf: (tier: Tier) => readonly string[];
  readonly encryptionRequired: boolean;
  /** Locks that the policy asks for and the store does not have, of the newest sets. */
  readonly unlocked: readonly { readonly id: string; readonly tier: Tier; readonly store: string }[];
  /** Tables that the newest dump lost against an earlier one; undefined: not compared, for the reason given. */
  readonly tables: readonly TableChange[] | { readonly notCompared: string };
  /** Manifests and records that cannot be used. */
  readonly damaged: readonly { readonly what: string; readonly reason: string }[];
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
  /** What a reader has to know although it changes no verdict, such as what was not checked. */
  readonly notes: readonly string[];
  readonly newest: StatusSet | undefined;
  readonly newestProven: StatusSet | undefined;
  /** When a restore test last proved anything; milliseconds since 1970. */
  readonly provenAt: number | undefined;
  /** Of the newest restore that came to its end. */
  readonly restoreSeconds: number | undefined;
  readonly rpo: RecoveryPoint;
  readonly rto: RecoveryTime;
  readonly due: readonly ScheduledTier[];
  readonly nextDue: readonly NextDue[];
  readonly tiers: readonly TierHolding[];
  readonly trends: {
    readonly bytes: Trend | undefined;
    readonly rows: Trend | undefined;
    readonly seconds: Trend | undefined;
  };
  readonly holds: readonly Hold[];
  readonly remains: readonly Remains[];
  readonly last: LastEvidence;
  readonly tests: TestFigures;
}

/** Remains of younger runs may belong to a backup that is still uploading. */
const REMAINS_AFTER = 24 * 3_600_000;

/**
 * Whether the database could be recovered now as the objectives say, from the stores alone. Pure: the same catalog at the
 * same moment gives the same verdict.
 */
export function judgeStatus(facts: StatusFacts): DatabaseStatus {
  const { now } = facts;
  const dumps = facts.dumps.toSorted((a, b) => b.snapshotAt - a.snapshotAt);
  const proofs = facts.proofs.toSorted((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));
  const [newest] = dumps;
  const comparable = dumps.filter((dump) => dump.lineage === newest?.lineage);
  const rpo = recoveryPoint(facts);
  const rto = recoveryTime(facts.objectives.rto, newest?.databaseBytes, proofs);
  const schema = schemaChange(comparable);
  const remains = facts.remains.filter((one) => now.getTime() - one.since > REMAINS_AFTER);
  const findings = [
    ...unreachableFindings(facts),
    ...ageFindings(facts),
    ...rpo.findings,
    ...placeFindings(facts),
    ...protectionFindings(facts, dumps),
    ...proofFindings(facts, proofs),
    ...rto.findings,
    ...evidenceFindings(facts.records),
    ...anomalyFindings(comparable),
    ...tableFindings(facts.tables),
    ...schema.findings,
  ].sort((a, b) => Number(b.severity === 'broken') - Number(a.severity === 'broken'));
  const due = nextDue(now, facts.stored);
  return {
    verdict: findings[0]?.severity ?? 'kept',
    findings,
    notes: [
      ...rpo.notes,
      ...schema.notes,
      ...('notCompared' in facts.tables ? [facts.tables.notCompared] : []),
      ...(dumps.length > comparable.length
        ? ['Older sets come from another cluster; they are not compared with the newest.']
        : []),
    ],
    newest,
    newestProven: dumps.find((dump) => dump.proven),
    provenAt: timeOf(proofs.find((proof) => proof.proven)?.at),
    restoreSeconds: proofs.find((proof) => proof.time !== undefined)?.time?.seconds,
    rpo: rpo.value,
    rto: rto.value,
    due: SCHEDULED_TIERS.filter((tier) => due.some((one) => one.tier === tier && one.at <= now.getTime())),
    nextDue: due,
    tiers: tierHoldings(facts.stored),
    trends: {
      bytes: trendOf(comparable.map(({ snapshotAt, bytes }) => ({ at: snapshotAt, value: bytes }))),
      rows: trendOf(comparable.map(({ snapshotAt, rows }) => ({ at: snapshotAt, value: rows }))),
      seconds: trendOf(
        comparable.flatMap(({ snapshotAt, seconds }) =>
          seconds === undefined ? [] : [{ at: snapshotAt, value: seconds }],
        ),
      ),
    },
    holds: facts.holds,
    remains,
    last: lastEvidence(proofs, facts.records),
    tests: testFigures(proofs),
  };
}

function timeOf(at: string | undefined): number | undefined {
  return at === undefined ? undefined : Date.parse(at);
}
