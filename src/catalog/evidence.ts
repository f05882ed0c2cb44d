import { IntegrityError } from '../errors.ts';
import type { AssertionResult } from './assertion.ts';
import type { Drift } from './comparison/drift.ts';
import { parseJson, Reader } from './json.ts';
import { isTier, type Tier } from './keys.ts';
import type { RunFacts } from './manifest.ts';
import type { RestoreTime } from './rto.ts';

/** How much of a set a restore test compared: all rows' content, only their counts, or neither (schema alone). */
export const GRADES = ['full', 'sampled', 'counts', 'schema'] as const;
export type Grade = (typeof GRADES)[number];

/** Append-only record of one restore test; create-only in the store it tested. */
export interface RestoreTestEvidence {
  readonly evidenceVersion: 1;
  readonly kind: 'restore-test';
  readonly id: string;
  /** When the verdict was reached, RFC 3339 in UTC. */
  readonly at: string;
  readonly database: string;
  readonly tier: Tier;
  readonly set: string;
  /** Digest of the manifest that was tested: evidence does not carry over to a set that was replaced. */
  readonly manifestSha256: string;
  /** `dumpDigest` of that manifest: what is proven is the dump, in whichever tiers it is kept. */
  readonly dumpSha256: string;
  readonly verdict: 'proven' | 'failed';
  readonly grade: Grade;
  /** True when the copy was damaged on purpose to see the test fail; such a record proves nothing about the set. */
  readonly negativeControl: boolean;
  readonly reason: string | null;
  readonly differences: { readonly total: number; readonly first: readonly string[] };
  readonly notCompared: readonly string[];
  readonly compared: Readonly<Record<string, string>>;
  /** `scratch server`, `staging server` or `container`. */
  readonly target: string;
  readonly assertions: readonly AssertionResult[];
  /** Errors of pg_restore and differences that the policy allows, with the policy's reason. */
  readonly allowed: readonly string[];
  /** `not requested`, or what pg_amcheck did. */
  readonly physical: string;
  /** What is remarkable in the comparison with production; null: it was not compared. */
  readonly drift: readonly Drift[] | null;
  /** Seconds per phase. */
  readonly phases: Readonly<Record<string, number>>;
  /** Size of the database at the snapshot; with the time of the restore it makes the forecast. */
  readonly databaseBytes: number;
  readonly rto: {
    readonly objectiveSeconds: number;
    /** From the start to the usable database, without the comparison; null: it was not restored. */
    readonly achievedSeconds: number | null;
    /** What restoring the newest set would take, by the history; null without history. */
    readonly forecastSeconds: number | null;
    readonly kept: boolean;
  };
  readonly tools: Readonly<Record<string, string>>;
  readonly run: RunFacts;
}

/** Record of one applied prune plan: what was deleted, by which rule, and what could not be. */
export interface PruneEvidence {
  readonly evidenceVersion: 1;
  readonly kind: 'prune';
  readonly id: string;
  readonly at: string;
  readonly database: string;
  readonly planDigest: string;
  readonly deleted: readonly { readonly set: string; readonly tier: Tier; readonly reason: string }[];
  /** Planned, but left alone: in use, on hold or locked. */
  readonly spared: readonly { readonly set: string; readonly reason: string }[];
  /** Number of remains of unfinished runs that were removed. */
  readonly swept: number;
  readonly failed: readonly { readonly key: string; readonly reason: string }[];
  readonly run: RunFacts;
}

/** Record of one trial of a migration, and of who let it pass although it was blocked. */
export interface MigrationEvidence {
  readonly evidenceVersion: 1;
  readonly kind: 'migration-gate';
  readonly id: string;
  readonly at: string;
  readonly database: string;
  readonly set: string;
  readonly pullRequest: number | null;
  /** The commit whose migrations were tried. */
  readonly commit: string | null;
  readonly command: string;
  readonly verdict: 'passed' | 'blocked' | 'approved';
  readonly findings: readonly { readonly rule: string; readonly blocks: boolean; readonly text: string }[];
  readonly approval: { readonly by: string; readonly how: string } | null;
  readonly isolation: 'sandbox' | 'none';
  /** Seconds of the migration. */
  readonly seconds: number;
  readonly phases: Readonly<Record<string, number>>;
  readonly run: RunFacts;
}

/** What the catalog needs of a restore-test record to know whether a set is proven. */
export interface ProofRecord {
  readonly set: string;
  readonly tier: Tier;
  readonly dumpSha256: string;
  readonly at: string;
  readonly proven: boolean;
  readonly grade: Grade;
  /** Of a restore that came to its end; undefined otherwise. */
  readonly time: RestoreTime | undefined;
  /** Of a test that failed. */
  readonly reason?: string;
}

/**
 * Reads the proof out of a restore-test record. A negative control gives undefined.
 * @throws IntegrityError PBA-MANIFEST-INVALID when the record is not what this toolkit writes
 */
export function parseProof(text: string, key: string): ProofRecord | undefined {
  const invalid = (reason: string): IntegrityError =>
    new IntegrityError('PBA-MANIFEST-INVALID', `The evidence record ${key} cannot be used: ${reason}.`, {
      hint: 'Records are never edited. Move the damaged one away by hand and run the restore test again.',
    });
  const parsed = parseJson(text, invalid);
  const read = new Reader();
  const root = read.object(parsed, 'the record');
  if (root['evidenceVersion'] !== 1) throw invalid('its version is unknown');
  const tier = read.string(root['tier'], 'tier');
  const record = {
    set: read.string(root['set'], 'set'),
    dumpSha256: read.string(root['dumpSha256'], 'dumpSha256'),
    at: read.string(root['at'], 'at'),
    proven: read.choice(root['verdict'], 'verdict', ['proven', 'failed']) === 'proven',
    grade: read.choice(root['grade'], 'grade', GRADES),
  };
  const rto = read.object(root['rto'], 'rto');
  const achieved = rto['achievedSeconds'];
  const databaseBytes = read.integer(root['databaseBytes'], 'databaseBytes');
  const time =
    typeof achieved === 'number' && achieved > 0 ? { databaseBytes, seconds: achieved } : undefined;
  const control = read.boolean(root['negativeControl'], 'negativeControl');
  if (!isTier(tier)) throw invalid('tier is unknown');
  if (read.problems.length > 0) throw invalid(read.problems.join('; '));
  const { reason } = root;
  const why = !record.proven && typeof reason === 'string' ? { reason } : {};
  return control ? undefined : { ...record, tier, time, ...why };
}
