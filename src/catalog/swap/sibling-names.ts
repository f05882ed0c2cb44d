import { createHash } from 'node:crypto';

/**
 * Databases beside the live one: a restore that is being made, one that waits to be swapped in, single tables of one, what served before
 * a swap, what was taken back by an undo, and the name a database has for an instant inside the swap's transaction.
 */
export type SiblingKind = 'restoring' | 'restored' | 'tables' | 'before' | 'undone' | 'swapping';

/** PostgreSQL cuts longer names without an error (NAMEDATALEN - 1). */
export const MAX_NAME_BYTES = 63;
const STAMP_BYTES = '20261122T030405Z'.length;
const STAMP = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z$/;

/**
 * `shop_before_20261122T030405Z`. Of a name that leaves too little room its beginning is kept, and eight hex digits
 * of its hash, so that two long names with the same beginning have siblings of their own. At most 63 bytes.
 */
export function siblingName(database: string, kind: SiblingKind, at: Date): string {
  return `${stem(database, kind)}${at.toISOString().replace(/[-:]|\.\d{3}/g, '')}`;
}

/**
 * The moment in the name of a sibling of `database`, or undefined for any other name. Somebody who made it by hand without
 * quotes has `t` and `z` in it.
 */
export function siblingTime(database: string, kind: SiblingKind, name: string): Date | undefined {
  const start = stem(database, kind);
  const stamp = name.slice(start.length).toUpperCase();
  const found = name.startsWith(start) ? STAMP.exec(stamp) : null;
  if (!found) return undefined;
  const [, year, month, day, hour, minute, second] = found;
  const time = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return !Number.isNaN(time.getTime()) && siblingName(database, kind, time) === start + stamp
    ? time
    : undefined;
}

function stem(database: string, kind: SiblingKind): string {
  const suffix = `_${kind}_`;
  const room = MAX_NAME_BYTES - STAMP_BYTES - suffix.length;
  if (Buffer.byteLength(database) <= room) return database + suffix;
  const hash = createHash('sha256').update(database).digest('hex').slice(0, 8);
  return `${firstBytes(database, room - hash.length - 1)}_${hash}${suffix}`;
}

/** As many whole characters as fit. */
function firstBytes(text: string, limit: number): string {
  let kept = '';
  for (const char of text) {
    if (Buffer.byteLength(kept + char) > limit) break;
    kept += char;
  }
  return kept;
}
