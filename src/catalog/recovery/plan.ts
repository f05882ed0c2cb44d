import type { PhysicalBackup, PhysicalRepo } from '../physical/physical.ts';
import type { WalListing } from '../wal/archive.ts';
import { lsnBytes, parseSegment, segmentName, timelineAt, type WalSegment } from '../wal/segment.ts';
import type { RecoveryTarget } from './target.ts';

/** A base backup with the WAL behind it: recovery is possible to any moment of `from` to `until`. */
export interface RecoveryPath {
  readonly repo: number;
  readonly location: string;
  readonly backup: PhysicalBackup;
  /** Where the log ends that is followed. */
  readonly timeline: number;
  readonly from: string;
  /** When the last segment without a gap before it was stored. What was committed later is not in it. */
  readonly until: string;
  /** The first position that the usable WAL does not hold. */
  readonly endLsn: string;
  readonly lastSegment: WalSegment;
  /** The first segment that is missing although later ones are there; null: there is no gap. */
  readonly gapAt: string | null;
}

export interface PlanOptions {
  readonly segmentBytes: number;
  /** Only this repository. */
  readonly repo: number | undefined;
  /** Only this base backup. */
  readonly backup: string | undefined;
  /** Only WAL up to this timeline; undefined: the newest that can be reached. */
  readonly timeline: number | undefined;
}

type Source = Pick<PhysicalRepo, 'repo' | 'location' | 'backups'> & {
  readonly listing: WalListing | undefined;
};

/** Every base backup that a recovery could start from, newest first; of equal ones, that of the first repository. */
export function recoveryPaths(repos: readonly Source[], options: PlanOptions): RecoveryPath[] {
  return repos
    .filter(({ repo }) => options.repo === undefined || repo === options.repo)
    .flatMap((repo) =>
      repo.backups
        .filter(({ damagedPages, label }) => !damagedPages && (options.backup ?? label) === label)
        .flatMap((backup) => pathOf(repo, backup, options) ?? []),
    )
    .toSorted((a, b) => (a.from === b.from ? a.repo - b.repo : a.from < b.from ? 1 : -1));
}

function pathOf(repo: Source, backup: PhysicalBackup, options: PlanOptions): RecoveryPath | undefined {
  const { segmentBytes } = options;
  const start = parseSegment(backup.startWal, segmentBytes);
  const stop = parseSegment(backup.stopWal, segmentBytes);
  if (start === undefined || stop === undefined || repo.listing === undefined) return undefined;
  const known = [...repo.listing.segments.keys()].flatMap((name) => parseSegment(name, segmentBytes) ?? []);
  const line = lineFrom(start, known, repo.listing.histories, options);
  if (line === undefined) return undefined;
  let last: { readonly segment: WalSegment; readonly stored: number } | undefined;
  let gapAt: string | null = null;
  for (let number = start.number; number <= Math.max(line.last, stop.number); number += 1) {
    const segment = { timeline: line.owner(number), number };
    const name = segmentName(segment, segmentBytes);
    const stored = repo.listing.segments.get(name);
    if (stored === undefined) {
      gapAt = name;
      break;
    }
    last = { segment, stored };
  }
  if (last === undefined || last.segment.number < stop.number) return undefined;
  return {
    repo: repo.repo,
    location: repo.location,
    backup,
    timeline: line.timeline,
    from: backup.stoppedAt,
    until: new Date(Math.max(last.stored, Date.parse(backup.stoppedAt))).toISOString(),
    endLsn: lsnText((last.segment.number + 1) * segmentBytes),
    lastSegment: last.segment,
    gapAt,
  };
}

interface Line {
  readonly timeline: number;
  readonly last: number;
  readonly owner: (number: number) => number;
}

/** The newest timeline that the segment lies on the way to, within what is asked for. */
function lineFrom(
  start: WalSegment,
  known: readonly WalSegment[],
  histories: WalListing['histories'],
  { timeline: limit, segmentBytes }: PlanOptions,
): Line | undefined {
  const timelines = new Set([start.timeline, ...known.map((one) => one.timeline), ...histories.keys()]);
  for (const timeline of [...timelines].toSorted((a, b) => b - a)) {
    if (limit !== undefined && timeline > limit) continue;
    const owner = timelineAt(start, timeline, histories.get(timeline) ?? [], segmentBytes);
    if (owner === undefined) continue;
    const numbers = known.filter((one) => owner(one.number) === one.timeline).map((one) => one.number);
    return { timeline, owner, last: numbers.reduce((max, one) => Math.max(max, one), 0) };
  }
  return undefined;
}

/** `1/2A000028` from the number of bytes since the beginning of the log. */
function lsnText(bytes: number): string {
  const hex = (part: number): string => part.toString(16).toUpperCase();
  return `${hex(Math.floor(bytes / 2 ** 32))}/${hex(bytes % 2 ** 32)}`;
}

/**
 * The path to take, or undefined when none leads there. For a name or a transaction it cannot be known before whether the log
 * has it: the newest backup is taken then.
 */
export function choosePath(paths: readonly RecoveryPath[], target: RecoveryTarget): RecoveryPath | undefined {
  if (target.type === 'time') {
    const { ms } = target;
    return nearest(paths.filter((path) => Date.parse(path.from) <= ms && ms <= Date.parse(path.until)));
  }
  if (target.type === 'lsn') {
    const at = lsnBytes(target.value);
    return nearest(
      paths.filter((path) => lsnBytes(path.backup.stopLsn) <= at && at <= lsnBytes(path.endLsn)),
    );
  }
  if (target.type !== 'latest') return nearest(paths);
  // The newest timeline, and on it whatever reaches furthest: a gap in one repository may be none in the other.
  const timeline = Math.max(...paths.map((path) => path.timeline));
  const end = Math.max(
    ...paths.filter((path) => path.timeline === timeline).map((path) => lsnBytes(path.endLsn)),
  );
  return nearest(paths.filter((path) => path.timeline === timeline && lsnBytes(path.endLsn) === end));
}

/**
 * For a target behind what the WAL reaches: the path that ends nearest before it, or undefined when the target is not behind
 * any of them.
 */
export function choosePathBefore(
  paths: readonly RecoveryPath[],
  target: RecoveryTarget,
): RecoveryPath | undefined {
  const before = paths.filter((path) => {
    if (target.type === 'time') return Date.parse(path.until) < target.ms;
    return target.type === 'lsn' && lsnBytes(path.endLsn) < lsnBytes(target.value);
  });
  return before.length === 0 ? undefined : choosePath(before, { type: 'latest' });
}

/** So much more WAL to replay is worth a nearer repository. */
const WORTH_MS = 3_600_000;

/** Of the newest base backups that of the first repository, which as a rule is the fastest. */
function nearest(paths: readonly RecoveryPath[]): RecoveryPath | undefined {
  const newest = Math.max(...paths.map((path) => Date.parse(path.from)));
  return paths
    .filter((path) => newest - Date.parse(path.from) <= WORTH_MS)
    .toSorted((a, b) => a.repo - b.repo || (a.from < b.from ? 1 : -1))[0];
}

/** What can be recovered, one line for each range, newest first; ranges of one repository and timeline that meet are one. */
export function describePaths(paths: readonly RecoveryPath[]): string[] {
  const ranges: RecoveryPath[] = [];
  for (const path of paths) {
    const index = ranges.findIndex(
      (one) => one.repo === path.repo && one.timeline === path.timeline && one.from <= path.until,
    );
    const met = ranges[index];
    if (met === undefined) ranges.push(path);
    else ranges[index] = { ...met, from: path.from, backup: path.backup };
  }
  return ranges.map(
    ({ repo, from, until, backup, endLsn, timeline, gapAt }) =>
      `repository ${repo}: from ${utc(from)} (${backup.stopLsn}) until ${utc(until)} (${endLsn}) on timeline ${timeline}, from base backup ${backup.label}${
        gapAt === null ? '' : `; WAL ${gapAt} is missing after it`
      }`,
  );
}

/** `2026-11-22 13:05:00 UTC` */
export function utc(at: string): string {
  return `${at.slice(0, 19).replace('T', ' ')} UTC`;
}
