import { parseFingerprint } from '../../catalog/fingerprint/json.ts';
import { objectKey, type Tier } from '../../catalog/keys.ts';
import { lineageOf, manifestLocation } from '../../catalog/manifest.ts';
import { lostTables } from '../../catalog/status/table-changes.ts';
import type { StatusFacts, StatusSet, StoredSet } from '../../catalog/status.ts';
import { SCHEDULED_TIERS } from '../../catalog/tiers.ts';
import { CancelledError, IntegrityError, messageOf, PbaError } from '../../errors.ts';
import { type EffectivePolicy, isDiscovery, sameLocation } from '../../policy/effective-policy.ts';
import { copiesFor, type TierCopy } from '../../policy/tier-copies.ts';
import { objectOf, readObjectText, requireObject } from '../../sets/open-object.ts';
import type { Store } from '../../storage/store.ts';
import type { StoreFailure } from '../shared/open-stores.ts';
import type { DatabaseHistory, ReadDump } from './read-database.ts';

/** What is needed to make facts of a history. */
export interface Surroundings {
  readonly policy: EffectivePolicy;
  readonly stores: readonly Store[];
  readonly failures: readonly StoreFailure[];
  readonly now: Date;
}

/** A fingerprint is read when it is no larger; that of a thousand tables has less than 1 MiB. */
const MAX_FINGERPRINT = 8 * 1024 * 1024;
/** The newest dump is compared with the one so many before it, so that an emptied table is told more than once. */
const DUMPS_BACK = 5;

/** The name that the policy has for a place. */
export function nameOfStore(policy: EffectivePolicy, location: string): string {
  return [...policy.stores.values()].find((one) => sameLocation(one.location, location))?.name ?? location;
}

/** Everything that the verdict on one database rests on. */
export async function gatherFacts(
  database: string,
  history: DatabaseHistory,
  { policy, stores, failures, now }: Surroundings,
): Promise<StatusFacts> {
  const entry = isDiscovery(policy.databases)
    ? undefined
    : policy.databases.find((one) => one.name === database);
  const copiesOf = (tier: Tier): TierCopy[] => copiesFor(policy, tier, { stores: entry?.stores });
  const dumps = regular(history.dumps, ({ manifest }) => manifest.tier);
  const compared = await compareTables(dumps, policy);
  return {
    now,
    stored: history.stored,
    remains: history.remains,
    dumps: dumps.map((dump) => statusSet(dump, nameOfStore(policy, dump.store.location))),
    proofs: history.proofs,
    records: history.lines,
    holds: history.holds,
    objectives: { ...policy.objectives, rpoWritten: policy.rpoWritten },
    hasPhysical: policy.physical !== undefined,
    dailyKeepDays: policy.tiers.daily.keepDays,
    storesOf: (tier) => copiesOf(tier).map((copy) => copy.store.name),
    encryptionRequired: policy.encryption.required,
    unlocked: await unlockedSets(database, history.stored, copiesOf, { policy, stores, now }),
    tables: compared.tables,
    damaged: [...history.damaged, ...compared.damaged],
    unreachable: failures.map(({ store, error }) => ({
      store: nameOfStore(policy, store.location),
      reason: `${error.code}: ${messageOf(error)}`,
    })),
  };
}

/** A set that somebody made by hand may hold some tables only: it is not measured against the others while there are others. */
function regular<T>(sets: readonly T[], tierOf: (set: T) => Tier): readonly T[] {
  const scheduled = sets.filter((set) => (SCHEDULED_TIERS as readonly Tier[]).includes(tierOf(set)));
  return scheduled.length > 0 ? scheduled : sets;
}

function statusSet({ manifest, bytes, proven }: ReadDump, store: string): StatusSet {
  const seconds = Object.values(manifest.durations).reduce((sum, one) => sum + one, 0);
  const { migration } = manifest;
  return {
    id: manifest.id,
    tier: manifest.tier,
    store,
    snapshotAt: Date.parse(manifest.snapshotAt),
    bytes,
    rows: Number(manifest.totals.rows),
    proven,
    encrypted: manifest.encryption !== null,
    seconds: seconds > 0 ? seconds : undefined,
    databaseBytes: manifest.server.databaseBytes,
    // A dump of the schema alone is not measured against dumps of everything.
    lineage: `${lineageOf(manifest)}/${manifest.content}`,
    serverMajor: Math.floor(manifest.server.versionNum / 10_000),
    schemaSha256: manifest.fingerprint.schemaSha256,
    migration: migration === null ? null : `${migration.tool} ${migration.version}`,
    runUrl: manifest.run.runUrl,
  };
}

/** The newest set of each tier whose lock the policy asks for and the store does not confirm. Only then anything is asked. */
async function unlockedSets(
  database: string,
  stored: readonly StoredSet[],
  copiesOf: (tier: Tier) => readonly TierCopy[],
  { policy, stores, now }: Omit<Surroundings, 'failures'>,
): Promise<{ id: string; tier: Tier; store: string }[]> {
  const wanted = SCHEDULED_TIERS.flatMap((tier) =>
    copiesOf(tier)
      .filter((copy) => copy.lock !== undefined)
      .flatMap((copy) => {
        const sets = stored.filter((set) => set.tier === tier && set.store === copy.store.name);
        const newest = sets.toSorted((a, b) => b.snapshotAt - a.snapshotAt)[0];
        const store = stores.find((one) => nameOfStore(policy, one.location) === copy.store.name);
        return newest === undefined || store === undefined ? [] : [{ newest, store }];
      }),
  );
  const answers = await Promise.all(
    wanted.map(async ({ newest, store }) => {
      const location = { database, tier: newest.tier, id: newest.id };
      const { lock, legalHold } = await store.protection(objectKey(location, 'manifest.json'));
      const locked = legalHold || (lock !== undefined && lock.until > now);
      return locked ? [] : [{ id: newest.id, tier: newest.tier, store: newest.store }];
    }),
  );
  return answers.flat();
}

/** Compares the tables of the newest dump with those of an earlier one, where their fingerprints can be read without a key. */
async function compareTables(
  newestFirst: readonly ReadDump[],
  policy: EffectivePolicy,
): Promise<Pick<StatusFacts, 'tables' | 'damaged'>> {
  const tables = (found: StatusFacts['tables']): Pick<StatusFacts, 'tables' | 'damaged'> => ({
    tables: found,
    damaged: [],
  });
  const [newest, ...before] = newestFirst;
  const same = before.filter(
    ({ manifest }) =>
      newest !== undefined &&
      lineageOf(manifest) === lineageOf(newest.manifest) &&
      manifest.content === newest.manifest.content,
  );
  const earlier = same[Math.min(DUMPS_BACK, same.length) - 1];
  if (newest === undefined || earlier === undefined || newest.manifest.content === 'schema')
    return tables([]);
  const pair = [earlier, newest] as const;
  if (pair.some(({ manifest }) => manifest.encryption !== null)) {
    return tables({
      notCompared:
        'Single tables were not compared: the fingerprints are encrypted, and a watchdog holds no key. `restore-test` with production does it.',
    });
  }
  if (pair.some(({ manifest }) => (objectOf(manifest, 'fingerprint')?.size ?? 0) > MAX_FINGERPRINT)) {
    return tables({
      notCompared: 'Single tables were not compared: the fingerprints are too large to be read here.',
    });
  }
  try {
    const [then, now] = await Promise.all(pair.map(readTables));
    return tables(lostTables(then ?? [], now ?? [], policy.restoreTest.drift, earlier.manifest.id));
  } catch (error) {
    if (!(error instanceof PbaError) || error instanceof CancelledError) throw error;
    const notCompared = `Single tables were not compared: ${messageOf(error)}`;
    const damaged =
      error instanceof IntegrityError
        ? [{ what: 'The fingerprint of one of the newest sets', reason: error.message }]
        : [];
    return { tables: { notCompared }, damaged };
  }
}

async function readTables({ manifest, store }: ReadDump) {
  const text = await readObjectText(requireObject(manifest, 'fingerprint'), {
    store,
    location: manifestLocation(manifest),
    manifest,
    decryption: undefined,
  });
  return parseFingerprint(text).tables;
}
