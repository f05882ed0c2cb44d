/** Names and numbers of WAL segments (https://www.postgresql.org/docs/current/wal-internals.html). Pure arithmetic. */

/** What initdb gives a cluster unless it is told otherwise. */
export const DEFAULT_SEGMENT_BYTES = 16 * 1024 * 1024;

/** One segment. `number` counts from the beginning of the log, whatever the timeline. */
export interface WalSegment {
  readonly timeline: number;
  readonly number: number;
}

/** Where a timeline left its parent: one line of a `.history` file. */
export interface TimelineSwitch {
  /** The parent that ends here. */
  readonly timeline: number;
  readonly lsn: string;
}

const NAME = /^([0-9A-F]{8})([0-9A-F]{8})([0-9A-F]{8})$/;
const LOG_BYTES = 2 ** 32;

/** Parses a segment's 24 digits; undefined for anything else (`.history`, `.backup`, `.partial`). */
export function parseSegment(name: string, segmentBytes = DEFAULT_SEGMENT_BYTES): WalSegment | undefined {
  const found = NAME.exec(name);
  if (found === null) return undefined;
  const [timeline = 0, log = 0, segment = 0] = found.slice(1).map((digits) => Number.parseInt(digits, 16));
  const perLog = LOG_BYTES / segmentBytes;
  return segment < perLog ? { timeline, number: log * perLog + segment } : undefined;
}

export function segmentName({ timeline, number }: WalSegment, segmentBytes = DEFAULT_SEGMENT_BYTES): string {
  const perLog = LOG_BYTES / segmentBytes;
  return [timeline, Math.floor(number / perLog), number % perLog]
    .map((part) => part.toString(16).toUpperCase().padStart(8, '0'))
    .join('');
}

/** `1/2A000028` as the number of bytes since the beginning of the log; NaN for anything else. */
export function lsnBytes(lsn: string): number {
  const found = /^([0-9A-F]{1,8})\/([0-9A-F]{1,8})$/i.exec(lsn);
  if (found === null) return Number.NaN;
  // 2^53 bytes are 8 PiB of WAL: no cluster comes near.
  return Number.parseInt(found[1] ?? '', 16) * LOG_BYTES + Number.parseInt(found[2] ?? '', 16);
}

/** The number of the segment that holds this position. */
export function segmentOfLsn(lsn: string, segmentBytes = DEFAULT_SEGMENT_BYTES): number {
  return Math.floor(lsnBytes(lsn) / segmentBytes);
}

/** The parents of a timeline, oldest first, from the text of its `.history` file. */
export function parseHistory(text: string): TimelineSwitch[] {
  return text.split('\n').flatMap((line) => {
    const found = /^\s*(\d+)\s+([0-9A-F]+\/[0-9A-F]+)/i.exec(line);
    return found === null ? [] : [{ timeline: Number(found[1]), lsn: found[2] ?? '' }];
  });
}

/** Segments that follow each other on one timeline. */
export interface WalRun {
  readonly timeline: number;
  readonly first: number;
  readonly last: number;
}

/** Joins neighbours; order and repetitions do not matter. */
export function runsOf(segments: Iterable<WalSegment>): WalRun[] {
  const sorted = [...segments].toSorted((a, b) => a.timeline - b.timeline || a.number - b.number);
  const runs: WalRun[] = [];
  for (const { timeline, number } of sorted) {
    const last = runs.at(-1);
    if (last?.timeline === timeline && number <= last.last + 1) {
      runs[runs.length - 1] = { ...last, last: Math.max(last.last, number) };
    } else runs.push({ timeline, first: number, last: number });
  }
  return runs;
}

/**
 * The segments that a recovery needs which starts in `from` and follows the log to the end of `timeline`: each segment is
 * read from the newest timeline that has it, because a new timeline begins with a copy of its parent's last segment.
 * Undefined when `from` is not on the way: the timeline had branched off before.
 */
export function timelineAt(
  from: WalSegment,
  timeline: number,
  history: readonly TimelineSwitch[],
  segmentBytes = DEFAULT_SEGMENT_BYTES,
): ((number: number) => number) | undefined {
  const branches = history.map((one) => ({
    timeline: one.timeline,
    ends: segmentOfLsn(one.lsn, segmentBytes),
  }));
  const owner = (number: number): number => branches.find(({ ends }) => number < ends)?.timeline ?? timeline;
  const own = branches.find((branch) => branch.timeline === from.timeline);
  if (from.timeline === timeline) return owner;
  return own !== undefined && from.number <= own.ends ? owner : undefined;
}
