import { randomBytes } from 'node:crypto';
import { StringDecoder } from 'node:string_decoder';
import { CancelledError, ToolError } from '../errors.ts';
import { type OsUser, type RunningProcess, startProcess } from '../process.ts';
import { PINNED_SETTINGS } from './connection.ts';
import { literal } from './quote.ts';
import { explainPostgres } from './stderr.ts';

export interface SessionOptions {
  /** Starts psql. */
  readonly command: {
    readonly file: string;
    readonly args: readonly string[];
    readonly env: Readonly<Record<string, string>>;
  };
  /** Where it connects to, for messages. */
  readonly connection: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
  readonly user?: OsUser;
  /** Further settings, over the pinned ones. */
  readonly settings?: Readonly<Record<string, string>>;
}

/** Longest single answer line; a row of a fingerprint or catalog query is far below. */
const MAX_LINE = 64 * 1024 * 1024;

/**
 * One `psql` kept open as a coprocess: queries go in on stdin, rows come out as one JSON text a line. It holds its
 * transaction, snapshot and locks until closed. The first SQL error ends it (`ON_ERROR_STOP`), so there is no
 * half-failed session: after an error every further call fails with that same error.
 */
export class Session implements AsyncDisposable {
  readonly #process: RunningProcess;
  readonly #signal: AbortSignal;
  readonly #env: Readonly<Record<string, string>>;
  #queue: Promise<unknown> = Promise.resolve();
  #lines: ((line: string) => void) | undefined;
  #failed: Error | undefined;
  #onEnd: ((error: Error) => void) | undefined;

  private constructor(process: RunningProcess, options: SessionOptions) {
    this.#process = process;
    this.#signal = options.signal;
    this.#env = options.connection;
    const decoder = new StringDecoder('utf8');
    let partial: string[] = [];
    let length = 0;
    process.stdout.on('data', (chunk: Buffer) => {
      const text = decoder.write(chunk);
      let from = 0;
      for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', from)) {
        partial.push(text.slice(from, at));
        from = at + 1;
        this.#lines?.(partial.join(''));
        partial = [];
        length = 0;
      }
      length += text.length - from;
      partial.push(text.slice(from));
      if (length > MAX_LINE) void process.stop();
    });
    void process.exit.then((exit) => {
      this.#failed ??= this.#signal.aborted
        ? new CancelledError()
        : (explainPostgres(exit, this.#env) ??
          new ToolError('PBA-PG-UNREACHABLE', 'The psql session ended unexpectedly.', { ...exit }));
      this.#onEnd?.(this.#failed);
    });
  }

  /**
   * Connects and pins the settings that text output depends on.
   * @throws ToolError|UserError as `explainPostgres` tells: unreachable, refused password, no such database …
   */
  static async open(options: SessionOptions): Promise<Session> {
    const { file, args, env } = options.command;
    const process = await startProcess(file, args, {
      env,
      signal: options.signal,
      ...(options.user === undefined ? {} : { user: options.user }),
    });
    const session = new Session(process, options);
    const settings = { ...PINNED_SETTINGS, ...options.settings };
    const sets = Object.entries(settings).map(([name, value]) => `set ${name} = ${literal(value)};`);
    await session.execute(`${sets.join('\n')}\nset search_path = '';`);
    return session;
  }

  /** Runs statements whose rows, if any, are of no interest. */
  async execute(sql: string): Promise<void> {
    await this.#ask(sql, () => {});
  }

  /**
   * Runs one `select` and returns its rows as objects. The query is wrapped in `row_to_json`, so every row is one
   * line of JSON; numeric and bigint columns must be cast to text by the query where JavaScript would round them.
   */
  async rows<T>(select: string): Promise<T[]> {
    const result: T[] = [];
    await this.#ask(`select row_to_json(q) from (\n${select}\n) q;`, (line) =>
      result.push(JSON.parse(line) as T),
    );
    return result;
  }

  /** As `rows`, for queries that give exactly one row. */
  async row<T>(select: string): Promise<T> {
    const [first, ...others] = await this.rows<T>(select);
    if (first === undefined || others.length > 0) {
      throw new ToolError(
        'PBA-PG-QUERY',
        `A query that gives one row gave ${others.length + (first ? 1 : 0)}.`,
      );
    }
    return first;
  }

  #ask(sql: string, onLine: (line: string) => void): Promise<void> {
    const answer = this.#queue.then(
      () =>
        new Promise<void>((resolve, reject) => {
          if (this.#failed) return reject(this.#failed);
          const end = `end-${randomBytes(12).toString('hex')}`;
          let problem: unknown;
          this.#onEnd = reject;
          this.#lines = (line) => {
            if (line === end) {
              this.#lines = undefined;
              this.#onEnd = undefined;
              if (problem === undefined) resolve();
              else reject(problem);
              return;
            }
            try {
              onLine(line);
            } catch (error) {
              problem ??= error;
            }
          };
          this.#process.stdin.write(`${sql}\n;\\echo ${end}\n`);
        }),
    );
    this.#queue = answer.catch(() => {});
    return answer;
  }

  /** Ends the session: its transaction is rolled back, its snapshot and locks are gone. */
  async close(): Promise<void> {
    this.#failed ??= new ToolError('PBA-INTERNAL', 'The psql session was closed.');
    this.#process.stdin.end();
    const late = setTimeout(() => void this.#process.stop(), 2_000);
    await this.#process.exit;
    clearTimeout(late);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }
}
