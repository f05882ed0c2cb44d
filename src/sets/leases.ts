import { randomBytes } from 'node:crypto';
import {
  holdsPrefix,
  intentKey,
  intentsPrefix,
  leaseKey,
  leasesPrefix,
  MANIFEST,
  makeSetId,
  objectKey,
  type SetLocation,
} from '../catalog/keys.ts';
import {
  type Hold,
  type Intent,
  isLive,
  type Lease,
  parseHold,
  parseIntent,
  parseLease,
} from '../catalog/lease.ts';
import { UserError } from '../errors.ts';
import type { Store } from '../storage/store.ts';
import { readSmall } from './read-sets.ts';
import { recordBytes } from './records.ts';

/*
 * How a reader and a pruner keep out of each other's way, without locks that somebody could leave behind:
 *
 *   reader: 1. writes its lease     2. reads the intents      3. goes on when none names its set
 *   pruner: 1. writes its intent    2. reads the leases       3. deletes what nobody has a lease on
 *
 * Each writes before it reads, and a store shows at once what was written (S3 does since 2020, Ceph RGW and directories
 * always did): so at least one of the two sees the other. When both do, both leave the set alone.
 */

export interface Claimant {
  readonly now: () => Date;
  /** The run: its URL, or host and process. */
  readonly who: string;
}

const MAX_RECORD = 16 * 1024 * 1024;
/** Longest time from an intent to the last delete; a pruner that was killed keeps readers away for no longer. */
const INTENT_MS = 15 * 60_000;

/**
 * Takes a lease on a set for as long as `body` runs.
 * @param limitMs after this the lease ends by itself: the time limit of the run
 * @throws UserError PBA-SET-BEING-PRUNED, PBA-SET-NOT-FOUND
 */
export async function withLease<T>(
  store: Store,
  location: SetLocation,
  claimant: Claimant,
  limitMs: number,
  body: () => Promise<T>,
): Promise<T> {
  const lease: Lease = {
    set: location.id,
    tier: location.tier,
    until: new Date(claimant.now().getTime() + limitMs).toISOString(),
    who: claimant.who,
  };
  const key = leaseKey(location.database, location.id, randomBytes(3).toString('hex'));
  await store.create(key, recordBytes(lease));
  try {
    await assertUnclaimed(store, location, claimant);
    return await body();
  } finally {
    // Should the role not be allowed to delete, or the store be gone, the lease ends by its own time.
    await store.takeBack([key]);
  }
}

async function assertUnclaimed(store: Store, location: SetLocation, claimant: Claimant): Promise<void> {
  const { database, tier, id } = location;
  const intents = await readLive(store, intentsPrefix(database), parseIntent, claimant.now());
  const against = intents.find((intent) => intent.sets.some((one) => one.set === id && one.tier === tier));
  if (against !== undefined) {
    throw new UserError('PBA-SET-BEING-PRUNED', `Set ${id} (${tier}) is being deleted by ${against.who}.`, {
      hint: 'Its time is over. Choose a newer set.',
    });
  }
  if ((await store.head(objectKey(location, MANIFEST))) === undefined) {
    throw new UserError('PBA-SET-NOT-FOUND', `Set ${id} (${tier}) is no longer in ${store.location}.`, {
      hint: 'It was deleted a moment ago. Choose a newer set.',
    });
  }
}

/** What a pruner may still delete of what it wants to. */
export interface Claim {
  /** Sets that are being read, with who reads them until when. */
  readonly leased: readonly Lease[];
  /** False when the time of the intent is over: then nothing more may be deleted. */
  stillGood(): boolean;
}

/**
 * Announces what is to be deleted, for as long as `body` runs.
 * @throws UserError PBA-STORE-BUSY when another run is about to delete sets of this database
 */
export async function withIntent<T>(
  store: Store,
  database: string,
  sets: Intent['sets'],
  claimant: Claimant,
  body: (claim: Claim) => Promise<T>,
): Promise<T> {
  const until = new Date(claimant.now().getTime() + INTENT_MS);
  const key = intentKey(database, makeSetId(claimant.now(), randomBytes(3).toString('hex')));
  await store.create(
    key,
    recordBytes({ sets, until: until.toISOString(), who: claimant.who } satisfies Intent),
  );
  try {
    const others = await readLive(store, intentsPrefix(database), parseIntent, claimant.now(), key);
    const [other] = others;
    if (other !== undefined) {
      throw new UserError(
        'PBA-STORE-BUSY',
        `${other.who} is pruning ${database} in ${store.location} until ${other.until} at the latest.`,
        { hint: 'Nothing was deleted. Run again when it has ended.' },
      );
    }
    const leased = await readLive(store, leasesPrefix(database), parseLease, claimant.now());
    return await body({ leased, stillGood: () => claimant.now() < until });
  } finally {
    // An intent that stays ends by its own time, too.
    await store.takeBack([key]);
  }
}

/** The holds of one database, by set. */
export async function readHolds(store: Store, database: string): Promise<ReadonlyMap<string, Hold>> {
  const holds = await readAll(store, holdsPrefix(database), parseHold);
  return new Map(holds.map(({ record }) => [record.set, record]));
}

/** Keys of leases and intents whose time is over: what killed runs left behind. */
export async function staleClaims(store: Store, database: string, now: Date): Promise<string[]> {
  const claims = [
    ...(await readAll(store, leasesPrefix(database), parseLease)),
    ...(await readAll(store, intentsPrefix(database), parseIntent)),
  ];
  return claims.filter(({ record }) => !isLive(record, now)).map(({ key }) => key);
}

async function readLive<T extends { readonly until: string }>(
  store: Store,
  prefix: string,
  parse: (text: string, key: string) => T,
  now: Date,
  own?: string,
): Promise<T[]> {
  const all = await readAll(store, prefix, parse);
  return all.filter(({ key, record }) => key !== own && isLive(record, now)).map(({ record }) => record);
}

/** A record that vanishes between listing and reading has ended. */
async function readAll<T>(
  store: Store,
  prefix: string,
  parse: (text: string, key: string) => T,
): Promise<{ key: string; record: T }[]> {
  const found: { key: string; record: T }[] = [];
  for await (const { key } of store.list(prefix)) {
    const text = await readSmall(store, key, MAX_RECORD).catch(async (error: unknown) => {
      if ((await store.head(key)) === undefined) return undefined;
      throw error;
    });
    if (text !== undefined) found.push({ key, record: parse(text, key) });
  }
  return found;
}
