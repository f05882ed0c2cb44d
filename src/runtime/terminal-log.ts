import { performance } from 'node:perf_hooks';
import type { Log } from '../log.ts';
import { displayWidth, formatDuration, printable } from './format.ts';
import { ProgressLimiter, progressText } from './progress.ts';
import type { Secrets } from './secrets.ts';

/** Where the log goes: stderr, so stdout holds the result alone. */
export interface Terminal {
  write(text: string): unknown;
  /** A real terminal that can rewrite a line, not a file, pipe or `TERM=dumb`. */
  readonly interactive: boolean;
  readonly color: boolean;
  /** Width in columns. */
  readonly columns: number;
}

export interface TerminalLogOptions {
  readonly terminal: Terminal;
  readonly secrets: Secrets;
  /** `warnings` is for `--json`: only what must not be overlooked. */
  readonly level: 'warnings' | 'info' | 'debug';
  /** Milliseconds of a clock that never goes back. */
  readonly now?: () => number;
}

const REWRITE_EVERY_MS = 100;
const LINE_EVERY_MS = 10_000;
const CLEAR_LINE = '\r\x1b[2K';

const STYLES = { plain: '', faint: '\x1b[2m', bold: '\x1b[1m', yellow: '\x1b[33m', red: '\x1b[31m' } as const;
type Style = keyof typeof STYLES;

/** The log of a terminal, with one line of progress that is rewritten in place; of a pipe, with lines now and then. */
export class TerminalLog implements Log {
  readonly #terminal: Terminal;
  readonly #secrets: Secrets;
  readonly #level: TerminalLogOptions['level'];
  readonly #now: () => number;
  readonly #progress: ProgressLimiter;
  /** The line of progress that stands on the screen now. */
  #standing = '';
  #depth = 0;

  constructor(options: TerminalLogOptions) {
    this.#terminal = options.terminal;
    this.#secrets = options.secrets;
    this.#level = options.level;
    this.#now = options.now ?? (() => performance.now());
    this.#progress = new ProgressLimiter(options.terminal.interactive ? REWRITE_EVERY_MS : LINE_EVERY_MS);
  }

  info(message: string): void {
    if (this.#level !== 'warnings') this.#print(message, 'plain');
  }

  warning(message: string): void {
    this.#print(`warning: ${message}`, 'yellow');
  }

  /** Not part of `Log`: only the edge reports failures. */
  error(message: string): void {
    this.#print(message, 'red');
  }

  debug(message: string): void {
    if (this.#level === 'debug') this.#print(message, 'faint');
  }

  async group<T>(title: string, body: () => Promise<T>): Promise<T> {
    const started = this.#now();
    if (this.#level !== 'warnings') this.#print(title, 'bold');
    this.#depth += 1;
    let ending = 'failed after';
    try {
      const result = await body();
      ending = 'done in';
      return result;
    } finally {
      this.#depth -= 1;
      this.info(`${title}: ${ending} ${formatDuration(this.#now() - started)}`);
    }
  }

  progress(...[step, done, total, unit]: Parameters<Log['progress']>): void {
    if (this.#level === 'warnings') return;
    const finished = total !== undefined && done >= total;
    if (!this.#progress.due(step, finished, this.#now())) return;
    const text = printable(this.#secrets.redact(progressText(step, done, total, unit)));
    if (!this.#terminal.interactive || finished) {
      this.#print(text, 'plain');
      return;
    }
    this.#standing = shorten(text, this.#terminal.columns - 1);
    this.#terminal.write(CLEAR_LINE + this.#standing);
  }

  /** Takes the line of progress off the screen; nothing is logged afterwards. */
  end(): void {
    if (this.#standing !== '') this.#terminal.write(CLEAR_LINE);
    this.#standing = '';
  }

  #print(message: string, style: Style): void {
    this.end();
    const indent = '  '.repeat(this.#depth);
    for (const line of this.#secrets.redact(message).split(/\r\n|\n|\r/)) {
      const text = indent + printable(line);
      const styled = this.#terminal.color && style !== 'plain' ? `${STYLES[style]}${text}\x1b[0m` : text;
      this.#terminal.write(`${styled}\n`);
    }
  }
}

function shorten(text: string, columns: number): string {
  let kept = text;
  while (kept !== '' && displayWidth(kept) > columns) kept = kept.slice(0, -1);
  return kept;
}
