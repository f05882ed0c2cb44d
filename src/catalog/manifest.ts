import { createHash } from 'node:crypto';
import type { DigestAlgorithm, FingerprintDepth, NotHeld } from './fingerprint/fingerprint.ts';
import { canonicalJson } from './json.ts';
import type { SetLocation, Tier } from './keys.ts';

/** The newest manifest version this code reads and the one it writes. */
export const MANIFEST_VERSION = 1;

export const CONTENTS = ['full', 'schema', 'data'] as const;
export type Content = (typeof CONTENTS)[number];
export const FORMATS = ['directory', 'custom', 'plain'] as const;
export type Format = (typeof FORMATS)[number];

/**
 * What an object is for. `archive`: the dump. `schema`: the schema that a data-only archive needs to be restored.
 * `roles`, `tablespaces`, `database`
 * (CREATE DATABASE) and `settings` (ALTER DATABASE …, applied last): what pg_dump leaves out. `fingerprint`: what a restored copy must equal.
 */
export const ROLES = [
  'archive',
  'schema',
  'roles',
  'tablespaces',
  'database',
  'settings',
  'fingerprint',
  'recovery',
] as const;
export type ObjectRole = (typeof ROLES)[number];

export interface ManifestObject {
  readonly name: string;
  readonly role: ObjectRole;
  /** Bytes as stored, and their SHA-256 in hex. */
  readonly size: number;
  readonly sha256: string;
  /** The same before encryption; equal to the stored ones when `encryption` is null. */
  readonly plaintext: { readonly size: number; readonly sha256: string };
}

/** The facts of the server that a restore has to meet. */
export interface ServerFacts {
  /** `15.18`, and the same as a number: 150018. */
  readonly version: string;
  readonly versionNum: number;
  readonly systemIdentifier: string;
  readonly encoding: string;
  /** `libc`, `icu` or `builtin`; `libc` before PostgreSQL 15. */
  readonly localeProvider: string;
  readonly collate: string;
  readonly ctype: string;
  readonly locale: string | null;
  readonly collationVersion: string | null;
  readonly databaseOwner: string;
  /** The role initdb made (OID 10): it exists in every cluster before any role is restored. */
  readonly bootstrapRole: string;
  readonly databaseBytes: number;
  readonly dataChecksums: boolean;
}

export interface RunFacts {
  readonly repository: string | null;
  readonly workflow: string | null;
  readonly runUrl: string | null;
  readonly commit: string | null;
  readonly actor: string | null;
  readonly reason: string | null;
}

export interface Manifest {
  readonly manifestVersion: typeof MANIFEST_VERSION;
  readonly id: string;
  readonly database: string;
  readonly tier: Tier;
  readonly kind: 'logical';
  readonly content: Content;
  readonly format: Format;
  readonly compression: string;
  /** The moment of the snapshot, by the server's clock, RFC 3339 in UTC. Retention counts from here. */
  readonly snapshotAt: string;
  /** Where the WAL stood at the snapshot; null on a standby that could not tell. */
  readonly snapshotLsn: string | null;
  readonly server: ServerFacts;
  readonly extensions: readonly {
    readonly name: string;
    readonly version: string;
    readonly schema: string;
  }[];
  readonly migration: { readonly tool: string; readonly version: string } | null;
  readonly tools: { readonly toolkit: string; readonly pgDump: string; readonly node: string };
  readonly encryption: { readonly method: 'age'; readonly recipients: readonly string[] } | null;
  readonly objects: readonly ManifestObject[];
  readonly totals: {
    readonly tables: number;
    readonly rows: string;
    readonly sequences: number;
    readonly largeObjects: string;
    readonly schemaObjects: number;
  };
  readonly fingerprint: {
    readonly depth: FingerprintDepth;
    readonly algorithm: DigestAlgorithm;
    readonly serverMajor: number;
    /** SHA-256 of all schema objects together: unchanged means the schema is unchanged. */
    readonly schemaSha256: string;
  };
  /** What this set does not hold, with the reason. */
  readonly notHeld: readonly NotHeld[];
  /** Foreign keys that cannot hold in a restored copy because the rows they point to were left out. */
  readonly foreignKeysOut: readonly string[];
  readonly run: RunFacts;
  /** Seconds per phase. */
  readonly durations: Readonly<Record<string, number>>;
}

/** SHA-256 over the manifest's canonical JSON: damage and hand edits show even where it stays valid JSON. */
export function manifestDigest(manifest: Manifest): string {
  return createHash('sha256').update(canonicalJson(manifest)).digest('hex');
}

/**
 * What the copies of one dump in several tiers have in common, and nothing else has: everything but the tier and
 * RECOVERY.md, which names tier and places. A restore test of one of them proves all: their objects are the same bytes.
 */
export function dumpDigest(manifest: Manifest): string {
  const { tier, objects, ...rest } = manifest;
  const dump = { ...rest, objects: objects.filter((object) => object.role !== 'recovery') };
  return createHash('sha256').update(canonicalJson(dump)).digest('hex');
}

/** The manifest as stored: readable JSON with its own digest as the last field. */
export function serialiseManifest(manifest: Manifest): string {
  return `${JSON.stringify({ ...manifest, manifestSha256: manifestDigest(manifest) }, null, 2)}\n`;
}

export function manifestLocation(manifest: Manifest): SetLocation {
  return { database: manifest.database, tier: manifest.tier, id: manifest.id };
}

/** Bytes of all stored objects of the set. */
export function storedBytes(manifest: Manifest): number {
  return manifest.objects.reduce((sum, object) => sum + object.size, 0);
}

/** Databases are told apart by cluster and name: sets of different lineages are never compared or pruned together. */
export function lineageOf(manifest: Manifest): string {
  return `${manifest.server.systemIdentifier}/${manifest.database}`;
}
