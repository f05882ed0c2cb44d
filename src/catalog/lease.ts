import { IntegrityError } from '../errors.ts';
import { parseJson, Reader } from './json.ts';
import { isTier, type Tier } from './keys.ts';

/** A set is being read until then: nobody deletes it meanwhile. */
export interface Lease {
  readonly set: string;
  readonly tier: Tier;
  /** RFC 3339 in UTC. A reader that was killed lets go at this time. */
  readonly until: string;
  /** The run that reads: its URL, or host and process. */
  readonly who: string;
}

/** A run is about to delete these sets; whoever wants to read one of them has to leave it. */
export interface Intent {
  readonly sets: readonly { readonly set: string; readonly tier: Tier }[];
  readonly until: string;
  readonly who: string;
}

/** All copies of this set stay until the hold is let go. */
export interface Hold {
  readonly set: string;
  readonly reason: string;
  readonly at: string;
  readonly who: string;
}

/** @throws IntegrityError PBA-MANIFEST-INVALID: what cannot be read might protect something, so nothing goes on */
export function parseLease(text: string, key: string): Lease {
  const { read, root, finish } = open(text, key);
  const lease = {
    set: read.string(root['set'], 'set'),
    tier: tierOf(read, root['tier']),
    until: instant(read, root['until'], 'until'),
    who: read.string(root['who'], 'who'),
  };
  return finish(lease);
}

/** @throws IntegrityError as `parseLease` */
export function parseIntent(text: string, key: string): Intent {
  const { read, root, finish } = open(text, key);
  const sets = read.array(root['sets'], 'sets').map((item) => {
    const one = read.object(item, 'sets[]');
    return { set: read.string(one['set'], 'sets[].set'), tier: tierOf(read, one['tier']) };
  });
  return finish({
    sets,
    until: instant(read, root['until'], 'until'),
    who: read.string(root['who'], 'who'),
  });
}

/** @throws IntegrityError as `parseLease` */
export function parseHold(text: string, key: string): Hold {
  const { read, root, finish } = open(text, key);
  return finish({
    set: read.string(root['set'], 'set'),
    reason: read.string(root['reason'], 'reason'),
    at: instant(read, root['at'], 'at'),
    who: read.string(root['who'], 'who'),
  });
}

/** Whether a lease or intent still counts. */
export function isLive(record: { readonly until: string }, now: Date): boolean {
  return Date.parse(record.until) > now.getTime();
}

function open(text: string, key: string) {
  const invalid = (reason: string): IntegrityError =>
    new IntegrityError('PBA-MANIFEST-INVALID', `The record ${key} cannot be used: ${reason}.`, {
      hint: 'Such records are written by this toolkit alone. Look at it, and delete it by hand when it is of no use.',
    });
  const read = new Reader();
  const root = read.object(parseJson(text, invalid), 'the record');
  const finish = <T>(record: T): T => {
    if (read.problems.length > 0) throw invalid(read.problems.join('; '));
    return record;
  };
  return { read, root, finish };
}

function tierOf(read: Reader, value: unknown): Tier {
  if (typeof value === 'string' && isTier(value)) return value;
  read.fail('tier', 'a tier');
  return 'daily';
}

function instant(read: Reader, value: unknown, path: string): string {
  const text = read.string(value, path);
  if (Number.isNaN(Date.parse(text))) read.fail(path, 'a time');
  return text;
}
