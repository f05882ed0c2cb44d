/** Why a server that recovers has ended, read from its log. */
export interface RecoveryEnd {
  readonly kind:
    | 'no target'
    | 'too early'
    | 'wal missing'
    | 'archive'
    | 'disk full'
    | 'settings'
    | 'library'
    | 'timeline'
    | 'memory'
    | 'other';
  /** The line that tells it, without its prefix. */
  readonly line: string;
  /** When the newest commit was made that the log has; undefined: the server did not say. */
  readonly lastCommit: string | undefined;
}

/** From the particular to the general. */
const PATTERNS: readonly (readonly [RegExp, RecoveryEnd['kind']])[] = [
  [/No space left on device|could not (?:extend|write)[^\n]*File too large/, 'disk full'],
  [/could not restore file "[^"]*" from archive/, 'archive'],
  [/requested recovery stop point is before consistent recovery point/, 'too early'],
  [
    /WAL ends before end of online backup|could not locate (?:required|a valid) checkpoint record/,
    'wal missing',
  ],
  [/recovery ended before configured recovery target was reached/, 'no target'],
  [/insufficient parameter settings/, 'settings'],
  [/could not access file "[^"]*"|could not load library/, 'library'],
  [/requested timeline \d+ is not a child|requested timeline \d+ does not contain/, 'timeline'],
  [/could not (?:create shared memory|map anonymous shared memory)/, 'memory'],
];

const SEVERE = /(?:FATAL|PANIC|ERROR|WARNING|DETAIL|LOG|HINT): {1,2}/;

/** Condenses what a server logged before it ended. */
export function readRecoveryEnd(log: string): RecoveryEnd {
  const lines = log.split('\n');
  const lastCommit = lines
    .map((line) => /last completed transaction was at log time ([^\n]+)/.exec(line)?.[1])
    .findLast((found) => found !== undefined);
  const bad = lines.filter((line) => /(?:FATAL|PANIC): /.test(line));
  for (const [pattern, kind] of PATTERNS) {
    const line = (kind === 'disk full' ? lines : bad).find((one) => pattern.test(one));
    if (line !== undefined) return { kind, line: message(line), lastCommit };
  }
  return { kind: 'other', line: message(bad[0] ?? lines.findLast((line) => line !== '') ?? ''), lastCommit };
}

function message(line: string): string {
  const at = SEVERE.exec(line);
  return (at === null ? line : line.slice(at.index + at[0].length)).trim().slice(0, 400);
}

/** A setting that is lower than production's was when it wrote this WAL: a recovery stands still, or ends, for it. */
export interface TooLow {
  readonly name: string;
  readonly needed: number;
}

/** What the newest complaint about too low settings names. */
export function readTooLow(log: string): TooLow[] {
  return [
    ...log.matchAll(/(\w+) = \d+ is a lower setting than on the primary server, where its value was (\d+)/g),
  ].map(([, name = '', needed]) => ({ name, needed: Number(needed) }));
}
