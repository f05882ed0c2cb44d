/** Where a recovery stops, in the words of PostgreSQL. `latest`: at the end of what is archived. */
export const TARGET_TYPES = ['time', 'lsn', 'xid', 'name', 'immediate', 'latest'] as const;
export type TargetType = (typeof TARGET_TYPES)[number];

/** A target that was read and found well-formed. */
export type RecoveryTarget =
  | { readonly type: 'time'; readonly value: string; readonly ms: number }
  | { readonly type: 'lsn' | 'xid' | 'name'; readonly value: string }
  | { readonly type: 'immediate' | 'latest' };

const TIME =
  /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,6}))?)?\s*(Z|[+-]\d{2}(?::?\d{2})?)$/;
const LSN = /^[0-9A-F]{1,8}\/[0-9A-F]{1,8}$/i;
/** 0 to 2 are PostgreSQL's own. */
const FIRST_XID = 3n;

/** The target, or what is wrong with it: the end of a sentence that starts with `target-value`. */
export function parseTarget(
  type: TargetType,
  value: string | undefined,
): RecoveryTarget | { readonly problem: string } {
  if (type === 'immediate' || type === 'latest')
    return value === undefined ? { type } : { problem: `is given, and the target ${type} has none` };
  if (value === undefined) return { problem: `is missing: the target ${type} needs one` };
  if (type === 'time') return parseTime(value);
  if (type === 'lsn') {
    return LSN.test(value)
      ? { type, value: value.toUpperCase() }
      : { problem: 'is no LSN such as 1/2A000028' };
  }
  if (type === 'xid') {
    if (!/^\d{1,19}$/.test(value) || BigInt.asUintN(32, BigInt(value)) < FIRST_XID)
      return { problem: 'is no transaction id such as 4711' };
    // pg_current_xact_id() tells it with its epoch, which the log does not have.
    return { type, value: String(BigInt.asUintN(32, BigInt(value))) };
  }
  return /^[^'\\\p{Cc}]+$/u.test(value) && new TextEncoder().encode(value).length <= 63
    ? { type, value }
    : { problem: 'is no name of a restore point: at most 63 bytes, no quotes, no backslash' };
}

/** A moment without an offset means another one on every server, so it is refused. */
function parseTime(value: string): RecoveryTarget | { readonly problem: string } {
  const found = TIME.exec(value);
  if (found === null) {
    return {
      problem:
        'is no time with an offset such as 2026-11-22T14:05:00+01:00 or 2026-11-22 13:05:00Z; without an offset it could be meant anywhere',
    };
  }
  const [, year, month, day, hour, minute, second = '00', fraction = '', zone = 'Z'] = found;
  const offset = zone === 'Z' ? 'Z' : `${zone.slice(0, 3)}:${zone.slice(3).replace(':', '') || '00'}`;
  const local = `${year}-${month}-${day}T${hour}:${minute}:${second}`;
  const ms = Date.parse(`${local}${offset}`);
  const asUtc = Date.parse(`${local}Z`);
  // JavaScript takes 30 February for 2 March.
  if (Number.isNaN(ms) || Number.isNaN(asUtc) || new Date(asUtc).toISOString().slice(0, 19) !== local)
    return { problem: 'is no moment of the calendar' };
  const seconds = new Date(ms).toISOString().slice(0, 19).replace('T', ' ');
  const part = fraction === '' ? '' : `.${fraction}`;
  return { type: 'time', value: `${seconds}${part}+00`, ms: ms + Number(`0.${fraction || 0}`) * 1000 };
}

/** For people: `time 2026-11-22 13:05:00 UTC`. */
export function describeTarget(target: RecoveryTarget): string {
  if (target.type === 'time') return `time ${target.value.replace('+00', ' UTC')}`;
  return 'value' in target ? `${target.type} ${target.value}` : target.type;
}
