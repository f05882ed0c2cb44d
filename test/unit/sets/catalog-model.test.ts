import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { applyPlan } from '../../../src/actions/prune/apply-plan.ts';
import { planStore } from '../../../src/actions/prune/plan-store.ts';
import { holdKey, makeSetId, objectKey, type Tier } from '../../../src/catalog/keys.ts';
import { dumpDigest, type Manifest } from '../../../src/catalog/manifest.ts';
import { PbaError, StoreError } from '../../../src/errors.ts';
import type { ActionContext } from '../../../src/runtime/action.ts';
import { commitSet } from '../../../src/sets/commit-set.ts';
import { withLease } from '../../../src/sets/leases.ts';
import { readProofs } from '../../../src/sets/proofs.ts';
import { readManifest } from '../../../src/sets/read-sets.ts';
import { recordBytes, writeEvidence } from '../../../src/sets/records.ts';
import { listVersionedSets } from '../../../src/sets/versioned-sets.ts';
import { MemoryStore } from '../../../src/storage/memory.ts';
import { RecordingStore } from '../../../src/storage/recording.ts';
import type { Store } from '../../../src/storage/store.ts';
import { exampleManifest } from '../../support/manifests.ts';
import { silentLog } from '../../support/silent-log.ts';

/** `MODEL_SEQUENCES=5000 npm test -- test/unit/sets/catalog-model` takes a minute and a half. */
const SEQUENCES = Number(process.env['MODEL_SEQUENCES'] ?? 400);
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const START = Date.parse('2026-01-01T00:00:00Z');
const DATABASE = 'shop';
const TIERS: readonly Tier[] = ['daily', 'weekly'];
const KEEP_DAYS = 5;
const KEEP_MINIMUM = 2;
const NAMES = exampleManifest().objects.map(({ name }) => name);
const RULES = TIERS.map((tier) => ({ tier, keepDays: KEEP_DAYS, keepMinimum: KEEP_MINIMUM }));

const directory = mkdtempSync(join(tmpdir(), 'pba-model-'));
afterAll(() => rmSync(directory, { recursive: true }));
const path = join(directory, 'object');
const bytes = Buffer.from('the same bytes for every object');
writeFileSync(path, bytes);
const facts = { size: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };

/** What the simple model knows of a set. */
interface Known {
  readonly tier: Tier;
  readonly at: number;
  /** Newest restore test: passed, failed, none. */
  proven: boolean;
  held: boolean;
}

/** One thing that somebody does. */
type Step =
  | { readonly kind: 'wait'; readonly hours: number }
  | { readonly kind: 'backup'; readonly tier: Tier; readonly fault: Fault | undefined }
  | { readonly kind: 'prune'; readonly fault: Fault | undefined }
  | { readonly kind: 'test'; readonly which: number; readonly passes: boolean }
  | { readonly kind: 'hold'; readonly which: number; readonly on: boolean }
  | { readonly kind: 'at once'; readonly who: readonly Actor[]; readonly turns: readonly number[] };

type Actor = 'backup' | 'prune' | 'read';

/** The store fails at one call, or from there on. */
interface Fault {
  readonly at: number;
  readonly forEver: boolean;
}

const fault = fc.option(fc.record({ at: fc.integer({ min: 1, max: 25 }), forEver: fc.boolean() }), {
  nil: undefined,
  freq: 3,
});
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('wait'), hours: fc.integer({ min: 1, max: 120 }) }) },
  {
    weight: 5,
    arbitrary: fc.record({ kind: fc.constant('backup'), tier: fc.constantFrom(...TIERS), fault }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('prune'), fault }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('test'),
      which: fc.nat(5),
      passes: fc.constantFrom(true, true, false),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('hold'), which: fc.nat(9), on: fc.boolean() }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('at once'),
      who: fc.array(fc.constantFrom<Actor>('backup', 'prune', 'read'), { minLength: 2, maxLength: 3 }),
      turns: fc.array(fc.nat(2), { minLength: 20, maxLength: 40 }),
    }),
  },
) as fc.Arbitrary<Step>;

const seen = { committed: 0, failedBackups: 0, deleted: 0, failedPrunes: 0, atOnce: 0, swept: 0 };

class Run {
  readonly inner = new MemoryStore();
  readonly model = new Map<string, Known>();
  now = START;
  #made = 0;

  context(): ActionContext {
    const run = { repository: null, workflow: null, runId: null, runUrl: null, commit: null, ref: null };
    return {
      log: silentLog,
      now: () => new Date(this.now),
      run: { ...run, actor: null, event: null },
    } as unknown as ActionContext;
  }

  /** A set that nobody has made before. */
  manifest(tier: Tier): Manifest {
    this.#made += 1;
    const at = new Date(this.now);
    const objects = exampleManifest().objects.map((object) => ({ ...object, ...facts, plaintext: facts }));
    return exampleManifest({
      id: makeSetId(at, this.#made.toString(16).padStart(6, '0')),
      database: DATABASE,
      tier,
      snapshotAt: at.toISOString(),
      objects,
    });
  }

  async backup(store: Store, tier: Tier): Promise<void> {
    const manifest = this.manifest(tier);
    const files = new Map(manifest.objects.map(({ name }) => [name, path]));
    const known = { tier, at: this.now, proven: false, held: false };
    try {
      await commitSet(store, manifest, { files }, { log: silentLog });
      this.model.set(`${tier}/${manifest.id}`, known);
      seen.committed += 1;
    } catch (error) {
      seen.failedBackups += 1;
      throw error;
    }
  }

  async prune(store: Store): Promise<void> {
    const plan = await planStore(store, DATABASE, {
      rules: RULES,
      limits: {},
      proofs: await readProofs(store, DATABASE),
      now: new Date(this.now),
    });
    const { deleted, failed, swept } = await applyPlan(plan, this.context(), this.claimant('prune'));
    if (failed.length > 0) throw new StoreError('PBA-STORE-PARTIAL', 'some could not be deleted');
    for (const { location } of deleted) this.model.delete(`${location.tier}/${location.id}`);
    seen.deleted += deleted.length;
    seen.swept += swept.length;
  }

  /** Reads the oldest set under a lease: while it is read, it must be whole. */
  async read(store: Store): Promise<void> {
    const oldest = [...this.model.keys()].sort((a, b) =>
      (a.split('/')[1] ?? '').localeCompare(b.split('/')[1] ?? ''),
    )[0];
    if (oldest === undefined) return;
    const [tier, id] = oldest.split('/') as [Tier, string];
    const location = { database: DATABASE, tier, id };
    await withLease(store, location, this.claimant('read'), HOUR, async () => {
      const manifest = await readManifest(store, location);
      for (const { name } of manifest.objects)
        expect(
          await store.head(objectKey(location, name)),
          `${name} of a set that is being read`,
        ).toBeDefined();
    });
  }

  claimant(who: string): { now: () => Date; who: string } {
    return { now: () => new Date(this.now), who };
  }

  /** The set that a step is about: the newest, or so many before it. */
  pick(which: number): string | undefined {
    const newestFirst = [...this.model].sort(([, a], [, b]) => b.at - a.at);
    return newestFirst[which % Math.max(newestFirst.length, 1)]?.[0];
  }

  async test(which: number, passes: boolean): Promise<void> {
    const key = this.pick(which);
    const known = key === undefined ? undefined : this.model.get(key);
    if (key === undefined || known === undefined) return;
    const [tier, id] = key.split('/') as [Tier, string];
    const manifest = await readManifest(this.inner, { database: DATABASE, tier, id });
    await writeEvidence(this.inner, proofRecord(manifest, new Date(this.now), passes));
    known.proven = passes;
  }

  async hold(which: number, on: boolean): Promise<void> {
    const key = this.pick(which);
    const known = key === undefined ? undefined : this.model.get(key);
    if (key === undefined || known === undefined || known.held === on) return;
    const record = {
      set: key.split('/')[1] ?? '',
      reason: 'an audit',
      at: new Date(this.now).toISOString(),
      who: 'me',
    };
    if (on) await this.inner.create(holdKey(DATABASE, record.set), recordBytes(record));
    else await this.inner.delete([holdKey(DATABASE, record.set)]);
    known.held = on;
  }

  /** What no prune may take, by the words of the documentation alone. */
  mustStay(): string[] {
    const all = [...this.model];
    const provenNewest = Math.max(...all.filter(([, set]) => set.proven).map(([, set]) => set.at), -1);
    return all.flatMap(([key, set]) => {
      const newer = all.filter(
        ([name, other]) =>
          other.tier === set.tier && (other.at > set.at || (other.at === set.at && name > key)),
      ).length;
      const stays =
        set.held || this.now - set.at <= KEEP_DAYS * DAY || newer < KEEP_MINIMUM || set.at >= provenNewest;
      return stays ? [key] : [];
    });
  }

  async check(before: readonly string[], after: Step): Promise<void> {
    const { sets, unknown } = await listVersionedSets(this.inner, DATABASE);
    expect(unknown).toEqual([]);
    const there = new Set<string>();
    for (const set of sets.filter(({ state }) => state === 'committed')) {
      const key = `${set.location.tier}/${set.location.id}`;
      there.add(key);
      const missing = NAMES.filter((name) => !this.inner.objects.has(objectKey(set.location, name)));
      expect(missing, `of ${key}`).toEqual([]);
      expect(this.model.has(key), `${key} is there, and was never reported as made, or as deleted`).toBe(
        true,
      );
    }
    for (const key of before)
      expect(there.has(key), `${key} had to stay, after ${JSON.stringify(after)}`).toBe(true);
    // A prune that failed may have deleted a part of what it was allowed to.
    const gone = [...this.model.keys()].filter((key) => !there.has(key));
    if (gone.length > 0) expect(['prune', 'at once']).toContain(after.kind);
    for (const key of gone) this.model.delete(key);
  }
}

function proofRecord(
  manifest: Manifest,
  at: Date,
  passes: boolean,
): { database: string; kind: string; id: string } {
  const record = {
    evidenceVersion: 1,
    kind: 'restore-test',
    id: makeSetId(at, manifest.id.slice(-6)),
    at: at.toISOString(),
    database: DATABASE,
    tier: manifest.tier,
    set: manifest.id,
    dumpSha256: dumpDigest(manifest),
    verdict: passes ? 'proven' : 'failed',
    grade: 'full',
    negativeControl: false,
    databaseBytes: 1,
    rto: { achievedSeconds: 1 },
  };
  return record;
}

/** The store with its fault. */
function failing(inner: Store, fault: Fault | undefined): Store {
  let calls = 0;
  return new RecordingStore(inner, () => {
    calls += 1;
    if (fault !== undefined && (calls === fault.at || (fault.forEver && calls > fault.at)))
      throw new StoreError('PBA-STORE-UNREACHABLE', 'not now');
  });
}

/** What a run may end with; a failed expectation goes on. */
async function tolerated(work: Promise<void>): Promise<boolean> {
  try {
    await work;
    return true;
  } catch (error) {
    if (!(error instanceof PbaError) || error.code === 'PBA-INTERNAL') throw error;
    return false;
  }
}

/** Several at once: each call to the store waits for its turn, and the turns are what the sequence says. */
async function atOnce(run: Run, who: readonly Actor[], turns: readonly number[]): Promise<void> {
  const gates: (() => void)[][] = who.map(() => []);
  let running = who.length;
  const all = Promise.all(
    who.map(async (actor, index) => {
      const store = new RecordingStore(run.inner, () => new Promise<void>((go) => gates[index]?.push(go)));
      const work =
        actor === 'backup'
          ? run.backup(store, 'daily')
          : actor === 'prune'
            ? run.prune(store)
            : run.read(store);
      await tolerated(work).finally(() => {
        running -= 1;
      });
    }),
  );
  all.catch(() => {});
  for (let turn = 0; running > 0; turn += 1) {
    await new Promise((resolve) => setImmediate(resolve));
    const wanted = turns[turn % turns.length] ?? 0;
    const ready = [wanted, ...gates.keys()].find((index) => (gates[index]?.length ?? 0) > 0);
    if (ready !== undefined) gates[ready]?.shift()?.();
  }
  await all;
  seen.atOnce += 1;
}

async function take(run: Run, one: Step): Promise<void> {
  // Each in a moment of its own: ids and evidence have a time.
  run.now += 1000;
  const before = run.mustStay();
  switch (one.kind) {
    case 'wait':
      run.now += one.hours * HOUR;
      break;
    case 'backup':
      await tolerated(run.backup(failing(run.inner, one.fault), one.tier));
      break;
    case 'prune':
      if (!(await tolerated(run.prune(failing(run.inner, one.fault))))) seen.failedPrunes += 1;
      break;
    case 'test':
      await run.test(one.which, one.passes);
      break;
    case 'hold':
      await run.hold(one.which, one.on);
      break;
    case 'at once':
      await atOnce(run, one.who, one.turns);
      break;
  }
  await run.check(one.kind === 'wait' ? [] : before, one);
}

test(`whatever is done in whatever order (${SEQUENCES} sequences), the store agrees with a simple model of the catalog`, {
  timeout: 30_000 + SEQUENCES * 200,
}, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
      const run = new Run();
      for (const one of steps) await take(run, one);
      // Undisturbed and a day later, everything that was half done is gone.
      run.now += 3 * DAY;
      await take(run, { kind: 'prune', fault: undefined });
      const { sets } = await listVersionedSets(run.inner, DATABASE);
      expect(sets.filter(({ state }) => state !== 'committed')).toEqual([]);
      for (const key of run.inner.objects.keys()) expect(key).not.toMatch(/\/(leases|intents)\//);
    }),
    { numRuns: SEQUENCES },
  );
  // Otherwise nothing was shown.
  for (const [what, often] of Object.entries(seen)) expect(often, what).toBeGreaterThan(SEQUENCES / 50);
});
