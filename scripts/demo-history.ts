/**
 * A made-up history of backups, as it would lie in a store: sets with manifests, restore tests, verifications, prunings. For
 * the report of the demo, for tests and for benchmarks. The same options give the same history.
 */
import { createHash } from 'node:crypto';
import { mkdir, open, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { serialiseFingerprint } from '../src/catalog/fingerprint/json.ts';
import { evidenceKey, holdKey, makeSetId, objectKey, type Tier } from '../src/catalog/keys.ts';
import { dumpDigest, type Manifest, serialiseManifest, storedBytes } from '../src/catalog/manifest.ts';
import { tiersDue } from '../src/catalog/tiers.ts';
import { makeFingerprint } from '../test/support/fingerprints.ts';
import { exampleManifest } from '../test/support/manifests.ts';

export interface HistoryOptions {
  readonly database: string;
  readonly until: Date;
  readonly days: number;
  /** Rows at the end. */
  readonly rows?: number;
  readonly seed?: number;
  /** Days before the end without a backup. */
  readonly missing?: readonly number[];
  /** Days before the end whose restore test fails. */
  readonly failing?: readonly number[];
  /** Days between restore tests. */
  readonly testEvery?: number;
  /** False: every set stays. */
  readonly prune?: boolean;
  readonly encrypted?: boolean;
}

/** An object of the store: its text, or only its size. */
export interface HistoryObject {
  readonly key: string;
  readonly content: string | number;
}

const DAY = 86_400_000;
const KEEP_DAYS: Readonly<Partial<Record<Tier, number>>> = { daily: 30, weekly: 90, monthly: 365 };

/** Numbers between 0 and 1 that look random and are the same each time (mulberry32). */
function numbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

interface Kept {
  readonly manifest: Manifest;
  readonly fingerprint: string;
  readonly at: number;
}

export function makeHistory(options: HistoryOptions): HistoryObject[] {
  const { database, until, days, rows = 1_840_000, missing = [], failing = [], testEvery = 7 } = options;
  const random = numbers(options.seed ?? 1);
  const hex = (): string =>
    Math.floor(random() * 0xffffff)
      .toString(16)
      .padStart(6, '0');
  let kept: Kept[] = [];
  const objects: HistoryObject[] = [];
  const record = (kind: string, at: number, fields: object): void => {
    const id = makeSetId(new Date(at), hex());
    const run = runOf(at, kind);
    const body = { evidenceVersion: 1, kind, id, at: new Date(at).toISOString(), database, ...fields, run };
    objects.push({ key: evidenceKey(database, kind, id), content: `${JSON.stringify(body, null, 2)}\n` });
  };
  for (let age = days; age >= 0; age -= 1) {
    const midnight = Math.floor((until.getTime() - age * DAY) / DAY) * DAY;
    const at = midnight + 137 * 60_000 + Math.floor(random() * 18 * 60_000);
    if (at > until.getTime() || missing.includes(age)) continue;
    const grown = 0.72 + (0.28 * (days - age)) / days + 0.004 * Math.sin(age / 9) + 0.002 * random();
    const due = tiersDue(
      new Date(at),
      kept.map(({ manifest, at: snapshotAt }) => ({ tier: manifest.tier, snapshotAt })),
    );
    const { dump, fingerprint } = dumpOf(options, at, hex(), Math.round(rows * grown), random);
    kept.push(...due.map((tier) => ({ manifest: { ...dump, tier }, fingerprint, at })));
    if (options.prune !== false) {
      const over = kept.filter(
        ({ manifest, at: then }) => at - then > (KEEP_DAYS[manifest.tier] ?? 1e9) * DAY,
      );
      kept = kept.filter((one) => !over.includes(one));
      if (over.length > 0) {
        const deleted = over.map(({ manifest: { id, tier } }) => ({
          set: id,
          tier,
          reason: 'older than its tier is kept',
        }));
        record('prune', at + 50 * 60_000, {
          planDigest: 'ab'.repeat(32),
          deleted,
          spared: [],
          swept: 0,
          failed: [],
        });
      }
    }
    if (age % testEvery === 1 % testEvery || failing.includes(age)) {
      record(
        'restore-test',
        at + 3 * 3_600_000,
        testOf(dump, due[0] ?? 'daily', failing.includes(age), random),
      );
    }
    if (age % 14 === 3) {
      record('verify', at + 5 * 3_600_000, {
        mode: 'full',
        verdict: 'sound',
        sets: 1,
        objects: 8,
        bytes: storedBytes(dump),
        damaged: [],
      });
    }
  }
  for (const { manifest, fingerprint } of kept) {
    const location = { database, tier: manifest.tier, id: manifest.id };
    objects.push({ key: objectKey(location, 'manifest.json'), content: serialiseManifest(manifest) });
    for (const { name, size, role } of manifest.objects) {
      objects.push({ key: objectKey(location, name), content: role === 'fingerprint' ? fingerprint : size });
    }
  }
  const held = kept.find(({ manifest }) => manifest.tier === 'monthly')?.manifest.id;
  if (held !== undefined) {
    const hold = {
      set: held,
      reason: 'audit of the second quarter',
      at: until.toISOString(),
      who: 'octocat',
    };
    objects.push({ key: holdKey(database, held), content: JSON.stringify(hold) });
  }
  return objects;
}

function runOf(at: number, kind: string): Manifest['run'] {
  return {
    repository: 'octo/shop',
    workflow: kind === 'backup' ? 'Nightly backup' : kind === 'restore-test' ? 'Restore test' : 'Upkeep',
    runUrl: `https://github.com/octo/shop/actions/runs/${Math.floor(at / 60_000)}`,
    commit: '0123456789abcdef0123456789abcdef01234567',
    actor: 'octocat',
    reason: null,
  };
}

function dumpOf(
  options: HistoryOptions,
  at: number,
  random6: string,
  rows: number,
  random: () => number,
): { dump: Manifest; fingerprint: string } {
  const date = new Date(at);
  const bytes = Math.round(rows * (158 + 3 * random()));
  const example = exampleManifest();
  const suffix = options.encrypted === true ? '.age' : '';
  const fingerprint = fingerprintOf(rows);
  const facts = {
    size: Buffer.byteLength(fingerprint),
    sha256: createHash('sha256').update(fingerprint).digest('hex'),
  };
  const dump = exampleManifest({
    id: makeSetId(date, random6),
    database: options.database,
    snapshotAt: date.toISOString(),
    server: { ...example.server, databaseBytes: rows * 512 },
    migration: { tool: 'Flyway', version: String(40 + Math.floor(at / DAY / 45) - 440) },
    encryption: options.encrypted === true ? { method: 'age', recipients: ['age1example'] } : null,
    objects: example.objects.map((object) => ({
      ...object,
      name: object.role === 'recovery' ? object.name : `${object.name}${suffix}`,
      ...(object.role === 'archive' ? { size: bytes, plaintext: { ...object.plaintext, size: bytes } } : {}),
      ...(object.role === 'fingerprint' ? { ...facts, plaintext: facts } : {}),
    })),
    totals: { ...example.totals, rows: String(rows) },
    fingerprint: {
      ...example.fingerprint,
      schemaSha256: Math.floor(at / DAY / 45)
        .toString(16)
        .padStart(64, '0'),
    },
    durations: {
      'snapshot, dump and fingerprint': Math.round(rows / 45_000 + random() * 9),
      'upload and read back': Math.round(bytes / 11_000_000 + random() ** 4 * 40),
    },
    run: runOf(at, 'backup'),
  });
  return { dump, fingerprint };
}

/** Three tables; most rows are in the largest. */
function fingerprintOf(rows: number): string {
  const shares = { messages: 0.8, tickets: 0.19, customers: 0.01 };
  return serialiseFingerprint(
    makeFingerprint({
      tables: Object.entries(shares).map(([name, share]) => ({
        schema: 'public',
        name,
        kind: 'table' as const,
        rows: String(Math.round(rows * share)),
        digest: String(rows),
      })),
    }),
  );
}

function testOf(dump: Manifest, tier: Tier, fails: boolean, random: () => number): object {
  const { databaseBytes } = dump.server;
  const seconds = fails ? null : Math.round(databaseBytes / 1_150_000 + random() * 70);
  return {
    tier,
    set: dump.id,
    manifestSha256: 'cd'.repeat(32),
    dumpSha256: dumpDigest({ ...dump, tier }),
    verdict: fails ? 'failed' : 'proven',
    grade: 'full',
    negativeControl: false,
    reason: fails ? 'PBA-PROOF-FAILED: public.invoices has 9 rows less than the fingerprint says.' : null,
    databaseBytes,
    rto: { objectiveSeconds: 3600, achievedSeconds: seconds, forecastSeconds: null, kept: !fails },
  };
}

/** Writes a history into a directory store. Dumps are holes of the right size: they take no room on the disk. */
export async function writeHistory(store: string, objects: readonly HistoryObject[]): Promise<void> {
  const folders = new Set(objects.map(({ key }) => dirname(join(store, key))));
  for (const folder of folders) await mkdir(folder, { recursive: true, mode: 0o700 });
  for (const { key, content } of objects) {
    const path = join(store, key);
    if (typeof content === 'string') await writeFile(path, content);
    else {
      const file = await open(path, 'w');
      await file.truncate(content);
      await file.close();
    }
  }
}
