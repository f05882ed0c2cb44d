import type { Assertion } from '../catalog/assertion.ts';
import type { DriftTolerance } from '../catalog/comparison/drift.ts';
import type { FingerprintDepth } from '../catalog/fingerprint/fingerprint.ts';
import { TIERS, type Tier } from '../catalog/keys.ts';
import type { RetentionRule } from '../catalog/retention.ts';
import type { Policy } from './definition/policy.ts';
import type { StorageClass, TransitionClass } from './storage-classes.ts';
import { matchesName } from './text-pattern.ts';

/** How to reach a server; undefined is left to libpq. */
export interface EffectiveConnection {
  readonly host: string | undefined;
  readonly port: number | undefined;
  readonly user: string | undefined;
  readonly sslmode: string | undefined;
  readonly sslrootcert: string | undefined;
  /** The container that the server runs in. */
  readonly container: string | undefined;
}

interface WhatAndWhere extends EffectiveConnection {
  /** Patterns of tables; empty means all. */
  readonly tables: readonly string[];
  readonly excludeTables: readonly string[];
  /** Names of the only stores it may use; undefined: those of each tier. */
  readonly stores: readonly string[] | undefined;
  /** Nothing may write into it but `restore` beside it and `swap`. */
  readonly production: boolean;
}

export interface EffectiveDatabase extends WhatAndWhere {
  readonly name: string;
}

/** All databases of one cluster but the excluded ones. */
export interface Discovery extends WhatAndWhere {
  readonly exclude: readonly string[];
}

export interface EffectiveStore {
  /** As in the policy; a store that an input gave is named by its location. */
  readonly name: string;
  /** An absolute path, or `s3://bucket/prefix`. */
  readonly location: string;
  readonly kind: 'directory' | 's3';
  /** Undefined is left to the environment. */
  readonly endpoint: string | undefined;
  readonly region: string | undefined;
  readonly forcePathStyle: boolean | undefined;
  readonly objectLock: boolean;
  /** Backups do not read there. Restores, with other credentials, do. */
  readonly writeOnly: boolean;
}

export interface Lock {
  readonly mode: 'governance' | 'compliance';
  readonly days: number;
}

export interface Transition {
  readonly afterDays: number;
  readonly storageClass: TransitionClass;
}

export interface EffectiveTier {
  readonly keepDays: number;
  readonly keepMinimum: number;
  readonly stores: 'every' | 's3' | readonly string[];
  readonly storageClass: StorageClass;
  readonly transition: Transition | undefined;
  readonly lock: Lock | undefined;
  /** What somebody wrote is for every S3 store; defaults are for Amazon's alone. */
  readonly written: { readonly storageClass: boolean; readonly transition: boolean };
}

/** The policy, the inputs and the defaults in one: what actions go by. */
export interface EffectivePolicy {
  /** Empty when neither policy nor input names one. */
  readonly databases: readonly EffectiveDatabase[] | Discovery;
  readonly stores: ReadonlyMap<string, EffectiveStore>;
  readonly tiers: Readonly<Record<Tier, EffectiveTier>>;
  /** Milliseconds. */
  readonly objectives: Policy['objectives'];
  /** Whether policy or input names the RPO: the default is out of reach of dumps alone. */
  readonly rpoWritten: boolean;
  readonly encryption: Policy['encryption'];
  /** Undefined: logical backups alone. */
  readonly physical: Policy['physical'];
  readonly restoreTest: {
    readonly fingerprint: FingerprintDepth;
    /** Milliseconds. */
    readonly timeBudget: number | undefined;
    readonly assertions: readonly Assertion[];
    /** `object` and `error` are for `matchesPattern`. */
    readonly allow: Policy['restoreTest']['allow'];
    readonly drift: DriftTolerance;
    readonly amcheck: boolean;
  };
  /** The ledger; `erasuresOf` picks and sorts. */
  readonly erasures: Policy['erasures'];
  readonly migrations: Policy['migrations'];
  readonly notifications: Policy['notifications'];
}

export function isDiscovery(databases: EffectivePolicy['databases']): databases is Discovery {
  return 'exclude' in databases;
}

/** The databases to work on, given the names that a cluster has; without discovery, those of the policy. */
export function databasesOf(policy: EffectivePolicy, found: readonly string[]): EffectiveDatabase[] {
  const { databases } = policy;
  if (!isDiscovery(databases)) return [...databases];
  const { exclude, ...rest } = databases;
  return found
    .filter((name) => !exclude.some((pattern) => matchesName(pattern, name)))
    .map((name) => ({ name, ...rest }));
}

/** The rules for `planRetention`, of these tiers. */
export function retentionRules(policy: EffectivePolicy, tiers: readonly Tier[] = TIERS): RetentionRule[] {
  return tiers.map((tier) => {
    const { keepDays, keepMinimum } = policy.tiers[tier];
    return { tier, keepDays, keepMinimum };
  });
}

/** Whether two locations are one place: a `/` at the end does not count. */
export function sameLocation(a: string, b: string): boolean {
  return a.replace(/\/$/, '') === b.replace(/\/$/, '');
}
