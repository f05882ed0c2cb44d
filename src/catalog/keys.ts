import { UserError } from '../errors.ts';

/** Why a set is kept. One set has one tier; a dump that serves several tiers is stored once per tier. */
export const TIERS = ['daily', 'weekly', 'monthly', 'manual', 'pre-migration'] as const;
export type Tier = (typeof TIERS)[number];

/** The objects of a set by name; `manifest.json` is written last and makes the set exist. */
export const MANIFEST = 'manifest.json';

/** Where one set lies: `<database>/<tier>/<id>/`. The id alone is unique within a database. */
export interface SetLocation {
  readonly database: string;
  readonly tier: Tier;
  readonly id: string;
}

const ID = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z-[0-9a-f]{6}$/;

/** `20261122T030405Z-a1b2c3`: the moment of the snapshot in UTC, and six random hex digits against collisions. */
export function makeSetId(at: Date, random: string): string {
  const stamp = at.toISOString().replace(/[-:]|\.\d{3}/g, '');
  const id = `${stamp}-${random}`;
  if (!isSetId(id)) throw new UserError('PBA-INTERNAL', `${id} is not a set id.`);
  return id;
}

export function isSetId(text: string): boolean {
  return setIdTime(text) !== undefined;
}

/** The moment in a set id, or undefined when the text is not exactly a set id (30 February is not). */
export function setIdTime(id: string): Date | undefined {
  const found = ID.exec(id);
  if (!found) return undefined;
  const [, year, month, day, hour, minute, second] = found;
  const iso = `${year}-${month}-${day}T${hour}:${minute}:${second}.000Z`;
  const time = new Date(iso);
  return Number.isNaN(time.getTime()) || time.toISOString() !== iso ? undefined : time;
}

/** pgBackRest's repository may lie beside our databases. It is the engine's alone: never listed as one, never swept. */
const PHYSICAL = 'pgbackrest';
const PHYSICAL_AS_DATABASE = 'pgbackres%74';

/**
 * A database name as one key segment: letters, digits, `_`, `-` and inner dots stay, every other byte of its UTF-8
 * becomes `%XX`. Reversible, so two databases never share a prefix, and no name can climb out of it.
 */
export function databaseSegment(database: string): string {
  let segment = '';
  for (const byte of new TextEncoder().encode(database)) {
    const char = String.fromCharCode(byte);
    const plain = /[A-Za-z0-9_-]/.test(char) || (char === '.' && segment !== '');
    segment += plain ? char : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  }
  return segment === PHYSICAL ? PHYSICAL_AS_DATABASE : segment;
}

/** The inverse of `databaseSegment`, or undefined for a segment that function never gives. */
export function parseDatabaseSegment(segment: string): string | undefined {
  try {
    const database = decodeURIComponent(segment);
    return database !== '' && databaseSegment(database) === segment ? database : undefined;
  } catch {
    return undefined;
  }
}

export function databasePrefix(database: string): string {
  return `${databaseSegment(database)}/`;
}

function tierPrefix(database: string, tier: Tier): string {
  return `${databasePrefix(database)}${tier}/`;
}

export function setPrefix(location: SetLocation): string {
  return `${tierPrefix(location.database, location.tier)}${location.id}/`;
}

export function objectKey(location: SetLocation, name: string): string {
  return `${setPrefix(location)}${name}`;
}

/** Evidence records are append-only and lie beside the tiers: `<database>/evidence/<kind>/<id>.json`. */
export function evidencePrefix(database: string): string {
  return `${databasePrefix(database)}evidence/`;
}

export function evidenceKey(database: string, kind: string, id: string): string {
  return `${evidencePrefix(database)}${kind}/${id}.json`;
}

/**
 * A lease says that a set is being read: `<database>/leases/<set>-<random>.json`. An intent says which sets a run is about
 * to delete: `<database>/intents/<id>.json`. Both end by themselves, see `catalog/lease.ts`.
 */
export function leaseKey(database: string, set: string, random: string): string {
  return `${leasesPrefix(database)}${set}-${random}.json`;
}

export function leasesPrefix(database: string): string {
  return `${databasePrefix(database)}leases/`;
}

export function intentKey(database: string, id: string): string {
  return `${intentsPrefix(database)}${id}.json`;
}

export function intentsPrefix(database: string): string {
  return `${databasePrefix(database)}intents/`;
}

/** A hold keeps all copies of a set until somebody lets it go: `<database>/holds/<set>.json`. */
export function holdKey(database: string, set: string): string {
  return `${holdsPrefix(database)}${set}.json`;
}

export function holdsPrefix(database: string): string {
  return `${databasePrefix(database)}holds/`;
}

/** What people do on the day of a disaster, written anew by every backup: `<database>/RUNBOOK.md`. */
const RUNBOOK = 'RUNBOOK.md';

export function runbookKey(database: string): string {
  return `${databasePrefix(database)}${RUNBOOK}`;
}

/** Where records about all databases of a policy together lie: no database has such a name as a key. */
const EVERY_DATABASE = '.all';

/**
 * What was told about one problem, append-only: `<database>/notifications/<what>/<id>.json`. The newest record is the memory
 * of `notify`. Without a database: of all of them together.
 */
export function notificationsPrefix(database: string | undefined, what: string): string {
  const owner = database === undefined ? `${EVERY_DATABASE}/` : databasePrefix(database);
  return `${owner}notifications/${databaseSegment(what)}/`;
}

export function notificationKey(database: string | undefined, what: string, id: string): string {
  return `${notificationsPrefix(database, what)}${id}.json`;
}

export function isTier(text: string): text is Tier {
  return (TIERS as readonly string[]).includes(text);
}

/** What a key in the store is. Keys that are none of ours are `unknown`: held, listed, never deleted. */
export type ParsedKey =
  | { readonly kind: 'set object'; readonly location: SetLocation; readonly name: string }
  | { readonly kind: 'evidence'; readonly database: string }
  | { readonly kind: 'lease' | 'intent' | 'hold' | 'runbook'; readonly database: string }
  | { readonly kind: 'notification'; readonly database: string | undefined }
  | { readonly kind: 'unknown' };

const OBJECT_NAME = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;

const RECORD_NAME = /^\d{8}T\d{6}Z-[0-9a-f]{6}\.json$/;

const RECORDS: Readonly<
  Record<string, { readonly kind: 'lease' | 'intent' | 'hold'; readonly name: RegExp }>
> = {
  leases: { kind: 'lease', name: /^\d{8}T\d{6}Z-[0-9a-f]{6}-[0-9a-f]{6}\.json$/ },
  intents: { kind: 'intent', name: RECORD_NAME },
  holds: { kind: 'hold', name: RECORD_NAME },
};

/** Parses a key exactly; nothing is matched by prefix alone. */
export function parseKey(key: string): ParsedKey {
  const [segment, second, third, fourth, ...rest] = key.split('/');
  if (second === 'notifications' && third !== undefined && fourth !== undefined && rest.length === 0) {
    return parseNotificationKey(segment ?? '', third, fourth);
  }
  const database = segment === undefined ? undefined : parseDatabaseSegment(segment);
  if (database === undefined || second === undefined || rest.length > 0) return { kind: 'unknown' };
  if (third === undefined) return second === RUNBOOK ? { kind: 'runbook', database } : { kind: 'unknown' };
  const record = Object.hasOwn(RECORDS, second) ? RECORDS[second] : undefined;
  if (fourth === undefined) {
    return record?.name.test(third) ? { kind: record.kind, database } : { kind: 'unknown' };
  }
  if (second === 'evidence') return { kind: 'evidence', database };
  if (!isTier(second) || !isSetId(third) || !OBJECT_NAME.test(fourth)) return { kind: 'unknown' };
  return { kind: 'set object', location: { database, tier: second, id: third }, name: fourth };
}

function parseNotificationKey(segment: string, what: string, name: string): ParsedKey {
  const database = segment === EVERY_DATABASE ? undefined : parseDatabaseSegment(segment);
  const known = (database !== undefined || segment === EVERY_DATABASE) && RECORD_NAME.test(name);
  return known && parseDatabaseSegment(what) !== undefined
    ? { kind: 'notification', database }
    : { kind: 'unknown' };
}
