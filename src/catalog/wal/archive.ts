import type { PhysicalBackup, RecoverableRange, WalGap } from '../physical/physical.ts';
import {
  parseSegment,
  runsOf,
  segmentName,
  type TimelineSwitch,
  timelineAt,
  type WalSegment,
} from './segment.ts';

/** The WAL of one cluster in one repository. */
export interface WalListing {
  /** When each segment was stored, in milliseconds, by its name of 24 digits. */
  readonly segments: ReadonlyMap<string, number>;
  /** Parents of each timeline that has a `.history` file. */
  readonly histories: ReadonlyMap<number, readonly TimelineSwitch[]>;
}

export interface Continuity {
  /** Oldest first. */
  readonly gaps: readonly WalGap[];
  readonly recoverable: readonly RecoverableRange[];
}

/** A file of a repository, as the engine lists it below the directory of one cluster's WAL. */
export interface ListedFile {
  readonly path: string;
  readonly modifiedMs: number;
}

/** The name of a timeline's history file, of which some versions of the engine append a digest. */
const HISTORY = /(?:^|\/)([0-9A-F]{8})\.history(?:-[0-9a-f]{40})?(?:\.[a-z0-9]+)?$/;
const SEGMENT = /(?:^|\/)([0-9A-F]{24})-[0-9a-f]{40}(?:\.[a-z0-9]+)?$/;

/** Tells segments and history files apart; `.partial` and `.backup` files are passed over. */
export function sortListing(files: Iterable<ListedFile>): {
  readonly segments: Map<string, number>;
  readonly histories: { readonly timeline: number; readonly path: string }[];
} {
  const segments = new Map<string, number>();
  const histories: { timeline: number; path: string }[] = [];
  for (const { path, modifiedMs } of files) {
    const segment = SEGMENT.exec(path)?.[1];
    const history = HISTORY.exec(path)?.[1];
    if (segment !== undefined) segments.set(segment, modifiedMs);
    else if (history !== undefined) histories.push({ timeline: Number.parseInt(history, 16), path });
  }
  return { segments, histories };
}

/**
 * Follows the log from every base backup to the newest segment. The engine's own `verify` does not: it says "ok" of an
 * archive with a hole.
 * @param backups of the present cluster, oldest first
 * @param upTo the last segment that the server takes for archived: what is missing before it was lost
 */
export function continuityOf(
  backups: readonly PhysicalBackup[],
  listing: WalListing,
  segmentBytes: number,
  upTo?: WalSegment,
): Continuity {
  const usable = backups.filter((backup) => !backup.damagedPages);
  const missing = new Map<string, WalSegment>();
  const ranges: RecoverableRange[] = [];
  const known = [...listing.segments.keys()].flatMap((name) => parseSegment(name, segmentBytes) ?? []);
  for (const backup of usable) {
    const start = parseSegment(backup.startWal, segmentBytes);
    const stop = parseSegment(backup.stopWal, segmentBytes);
    if (start === undefined || stop === undefined) continue;
    const line = followed(start, known, listing.histories, segmentBytes);
    let until: number | undefined;
    let whole = true;
    const expected = upTo?.timeline === line.timeline ? upTo.number : 0;
    for (let number = start.number; number <= Math.max(line.last, stop.number, expected); number += 1) {
      const segment = { timeline: line.owner(number), number };
      const name = segmentName(segment, segmentBytes);
      const stored = listing.segments.get(name);
      if (stored === undefined) missing.set(name, segment);
      whole &&= stored !== undefined;
      if (whole && number >= stop.number) until = stored;
    }
    if (until === undefined) continue;
    const [from, to] = [Date.parse(backup.stoppedAt), Math.max(until, Date.parse(backup.stoppedAt))];
    ranges.push({
      from: new Date(from).toISOString(),
      until: new Date(to).toISOString(),
      timeline: line.timeline,
      backup: backup.label,
    });
  }
  return { gaps: gapsOf(missing.values(), segmentBytes), recoverable: joined(ranges) };
}

/** The newest timeline on whose way the segment lies, and its last segment. */
function followed(
  start: WalSegment,
  known: readonly WalSegment[],
  histories: WalListing['histories'],
  segmentBytes: number,
): { readonly timeline: number; readonly last: number; readonly owner: (number: number) => number } {
  const timelines = [...new Set([start.timeline, ...known.map((one) => one.timeline), ...histories.keys()])];
  for (const timeline of timelines.toSorted((a, b) => b - a)) {
    const owner = timelineAt(start, timeline, histories.get(timeline) ?? [], segmentBytes);
    if (owner === undefined) continue;
    const numbers = known.filter((one) => owner(one.number) === one.timeline).map((one) => one.number);
    return { timeline, owner, last: numbers.reduce((max, one) => Math.max(max, one), 0) };
  }
  return { timeline: start.timeline, last: start.number, owner: () => start.timeline };
}

/** Segments that follow each other as one gap. */
function gapsOf(segments: Iterable<WalSegment>, segmentBytes: number): WalGap[] {
  return runsOf(segments).map(({ timeline, first, last }) => ({
    first: segmentName({ timeline, number: first }, segmentBytes),
    last: segmentName({ timeline, number: last }, segmentBytes),
    segments: last - first + 1,
  }));
}

/** What is missing in every one of these lists. */
export function commonGaps(lists: readonly (readonly WalGap[])[], segmentBytes: number): WalGap[] {
  const [first, ...others] = lists.map((gaps) => gaps.flatMap((gap) => segmentsOf(gap, segmentBytes)));
  if (first === undefined) return [];
  const named = others.map((list) => new Set(list.map((one) => segmentName(one, segmentBytes))));
  const common = first.filter((one) => named.every((names) => names.has(segmentName(one, segmentBytes))));
  return gapsOf(common, segmentBytes);
}

function segmentsOf(gap: WalGap, segmentBytes: number): WalSegment[] {
  const first = parseSegment(gap.first, segmentBytes);
  if (first === undefined) return [];
  return Array.from({ length: gap.segments }, (_, index) => ({ ...first, number: first.number + index }));
}

/** Ranges of one timeline that meet become one, which starts from the older backup. */
function joined(ranges: readonly RecoverableRange[]): RecoverableRange[] {
  const result: RecoverableRange[] = [];
  for (const range of ranges.toSorted((a, b) => (a.from < b.from ? -1 : 1))) {
    const before = result.at(-1);
    if (before !== undefined && before.timeline === range.timeline && range.from <= before.until) {
      result[result.length - 1] = {
        ...before,
        until: range.until > before.until ? range.until : before.until,
      };
    } else result.push(range);
  }
  return result;
}
