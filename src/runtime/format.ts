const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'] as const;

/** `512 B`, `1.5 KiB`, `98.7 MiB`, `467 MiB`: rounded for people, binary units. */
export function formatBytes(bytes: number): string {
  let value = bytes;
  let unit = 0;
  // 1023.5 would be shown as 1024, so it belongs to the next unit.
  while (value >= 1023.5 && unit < UNITS.length - 1) {
    value /= 1024;
    unit += 1;
  }
  const digits = unit === 0 || value >= 99.95 ? 0 : 1;
  return `${value.toFixed(digits)} ${UNITS[unit]}`;
}

/** `0.4 s`, `12 s`, `3 min 05 s`, `2 h 07 min`, `3 d 04 h`: two units at most. */
export function formatDuration(milliseconds: number): string {
  if (milliseconds < 9_950) return `${(milliseconds / 1000).toFixed(1)} s`;
  const seconds = Math.round(milliseconds / 1000);
  if (seconds < 60) return `${seconds} s`;
  const pad = (value: number): string => String(value).padStart(2, '0');
  if (seconds < 3_600) return `${Math.floor(seconds / 60)} min ${pad(seconds % 60)} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 1_440) return `${Math.floor(minutes / 60)} h ${pad(minutes % 60)} min`;
  const hours = Math.round(minutes / 60);
  return `${Math.floor(hours / 24)} d ${pad(hours % 24)} h`;
}

/** `1234567` as `1 234 567`, grouped with narrow no-break spaces: the same in every language, and never cut apart. */
export function formatCount(count: number | bigint): string {
  return count.toString().replace(/\B(?=(\d{3})+$)/g, '\u202f');
}

/** `2026-11-25 09:58`, in UTC; for tables that are read by the day. */
export function formatMinute(at: Date | string | number): string {
  return new Date(at).toISOString().slice(0, 16).replace('T', ' ');
}

/** `2026-11-25 09:58:39`, in UTC; `none` for null. */
export function formatSecond(at: string | null): string {
  return at === null ? 'none' : new Date(at).toISOString().slice(0, 19).replace('T', ' ');
}

/** `1 table`, `2 tables`. */
export function plural(count: number | bigint, noun: string, nouns = `${noun}s`): string {
  return `${formatCount(count)} ${count === 1 || count === 1n ? noun : nouns}`;
}

/** Text that is Markdown already, as opposed to text that has to be escaped. */
export interface Markdown {
  readonly markdown: string;
}

/**
 * Any text as Markdown that shows exactly this text in one line. Every ASCII punctuation mark becomes a character
 * reference, which cannot form syntax (CommonMark 0.31, section 2.5), so there is no HTML, no link and no table border.
 * Mentions are found after that, in the rendered text; a zero-width space after `@` keeps people from being called.
 */
export function escapeMarkdown(text: string): string {
  const reference = (mark: string): string => `&#${mark.charCodeAt(0)};`;
  return (
    text
      .replace(/\s+/g, ' ')
      .replace(/[!-/:-@[-`{-~]/g, (mark) => (/[.,:;/%+=-]/.test(mark) ? mark : reference(mark)))
      // Those were left as they are because they mean nothing inside a line; these are where they do.
      .replace(/:(?=\/\/)/g, reference)
      .replace(/^( ?\d*)([-+=.])/, (_, head: string, mark: string) => head + reference(mark))
      .replace(/&#64;(?=\w)/g, '&#64;&#8203;')
  );
}

/** Names from the outside, in code type. */
export function code(text: string): Markdown {
  return { markdown: `<code>${escapeMarkdown(text).replaceAll('&#8203;', '')}</code>` };
}

export interface Column {
  readonly title: string;
  readonly align?: 'left' | 'right';
}

export type Cell = string | Markdown;

export interface TableOptions {
  /** How many rows are shown; the rest is counted. Default 50. */
  readonly maxRows?: number;
}

const MAX_ROWS = 50;

/** A table for a job summary or a README. Plain strings are escaped. A long table ends in "… and 12 more". */
export function markdownTable(
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
  options: TableOptions = {},
): string {
  const { shown, more } = firstRows(rows, options);
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [
    line(columns.map((column) => escapeMarkdown(column.title))),
    line(columns.map((column) => (column.align === 'right' ? '--:' : '---'))),
    ...shown.map((row) => line(columns.map((_, index) => markdownCell(row[index] ?? '')))),
    ...(more === undefined ? [] : ['', more]),
  ].join('\n');
}

function markdownCell(cell: Cell): string {
  if (typeof cell === 'string') return escapeMarkdown(cell);
  return cell.markdown.replace(/\s*[\r\n]+\s*/g, '<br>').replaceAll('|', '\\|');
}

/** The same table for a terminal: columns as wide as their content, two spaces apart. */
export function terminalTable(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  options: TableOptions = {},
): string {
  const { shown, more } = firstRows(rows, options);
  const cells = [columns.map((column) => column.title), ...shown].map((row) =>
    columns.map((_, index) => printable(row[index] ?? '')),
  );
  const widths = columns.map((_, index) => Math.max(...cells.map((row) => displayWidth(row[index] ?? ''))));
  const line = (row: readonly string[]): string =>
    columns
      .map((column, index) => {
        const cell = row[index] ?? '';
        const space = ' '.repeat((widths[index] ?? 0) - displayWidth(cell));
        return column.align === 'right' ? space + cell : cell + space;
      })
      .join('  ')
      .trimEnd();
  return [...cells.map(line), ...(more === undefined ? [] : [more])].join('\n');
}

function firstRows<Row>(
  rows: readonly Row[],
  options: TableOptions,
): { shown: readonly Row[]; more?: string } {
  const limit = options.maxRows ?? MAX_ROWS;
  if (rows.length <= limit) return { shown: rows };
  return { shown: rows.slice(0, limit), more: `… and ${formatCount(rows.length - limit)} more` };
}

/** One line for a terminal: control characters, which could move the cursor or change colours, become `\x1b`. */
export function printable(text: string): string {
  return text
    .replace(/[\r\n]+/g, ' ')
    .replace(/\t/g, '  ')
    .replace(/\p{Cc}/gu, (char) => `\\x${char.charCodeAt(0).toString(16).padStart(2, '0')}`);
}

/** Columns that a text takes on a terminal: 2 for East Asian wide characters and emoji, 0 for combining marks. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const char of text) {
    if (/[\p{Mn}\p{Me}\p{Cf}]/u.test(char)) continue;
    width +=
      /[\p{Emoji_Presentation}\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/u.test(
        char,
      )
        ? 2
        : 1;
  }
  return width;
}
