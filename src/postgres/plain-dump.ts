import { randomBytes } from 'node:crypto';
import { type Readable, Transform, type TransformCallback } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { HEAD_BYTES, isWhole, TAIL_BYTES } from '../catalog/archive/dump-file.ts';
import {
  CancelledError,
  IntegrityError,
  messageOf,
  PbaError,
  systemCode,
  ToolError,
  UserError,
} from '../errors.ts';
import { type Exit, startProcess } from '../process.ts';
import { type Client, commandOf } from './client.ts';
import { SCRIPT_OPTIONS } from './restore.ts';
import { restoreError } from './restore-errors.ts';
import { explainPostgres } from './stderr.ts';

/**
 * Runs a plain dump that somebody else made, in one transaction, the first error ending it. psql is restricted: it takes no
 * command of its own from the file, no `\!`, no `\connect`, no `\copy`.
 * @param source the dump, decompressed
 * @throws ToolError PBA-PG-RESTORE, UserError PBA-DUMP-REFUSED, IntegrityError PBA-ARCHIVE-DAMAGED
 */
export async function restorePlain(client: Client, source: Readable): Promise<void> {
  const key = randomBytes(24).toString('hex');
  const guard = new PlainGuard(key);
  const command = commandOf(client, 'psql', [...SCRIPT_OPTIONS, '--single-transaction', '--file=-']);
  const running = await startProcess(command.file, command.args, {
    env: command.env,
    signal: client.signal,
  });
  running.stdout.resume();
  let broken: unknown;
  source.once('error', (error: unknown) => {
    // When psql ends first, that is what breaks the source; and psql says why.
    if (systemCode(error) !== 'EPIPE' && systemCode(error) !== 'ERR_STREAM_PREMATURE_CLOSE') broken = error;
  });
  await pipeline(source, guard, running.stdin).catch(() => {});
  const problem = guard.failure ?? broken;
  const exit = await (problem === undefined ? running.exit : running.stop());
  if (client.signal.aborted) throw new CancelledError();
  if (problem instanceof PbaError) throw problem;
  if (problem !== undefined) {
    throw new IntegrityError('PBA-ARCHIVE-DAMAGED', `The dump cannot be read: ${messageOf(problem)}.`, {
      cause: problem,
      hint: 'Get the whole file again.',
    });
  }
  if (exit.exitCode !== 0) throw plainError(exit, client);
}

/** pg_dump puts its own restriction around a plain dump since August 2025 (CVE-2025-8714): ours takes its place. */
const THEIRS = /^\\restrict ([A-Za-z0-9]+)\r?$/m;

/**
 * Restricts psql before the first line of a dump, takes the dump's own restriction out, and insists on its end. The middle passes
 * through as it is.
 */
class PlainGuard extends Transform {
  /** What is wrong with the dump itself. */
  failure: PbaError | undefined;
  readonly #key: string;
  #head: Buffer | undefined = Buffer.alloc(0);
  #held = Buffer.alloc(0);
  #theirs: string | undefined;

  constructor(key: string) {
    super({ highWaterMark: 256 * 1024 });
    this.#key = key;
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    if (this.#head === undefined) this.#pass(chunk);
    else {
      this.#head = Buffer.concat([this.#head, chunk]);
      if (this.#head.length >= HEAD_BYTES) this.#begin(this.#head);
    }
    done();
  }

  override _flush(done: TransformCallback): void {
    if (this.#head !== undefined) this.#begin(this.#head);
    const tail = this.#held.toString('latin1');
    if (!isWhole(tail)) {
      this.failure = new IntegrityError(
        'PBA-ARCHIVE-DAMAGED',
        'The dump has no end: it was cut off, or its pg_dump failed.',
        { hint: 'Nothing of it was kept. Get the whole file; its last lines say “database dump complete”.' },
      );
      done(this.failure);
      return;
    }
    const own = this.#theirs === undefined ? tail : tail.replace(`\\unrestrict ${this.#theirs}`, '');
    this.push(Buffer.from(own, 'latin1'));
    done();
  }

  #begin(head: Buffer): void {
    this.#head = undefined;
    const text = head.toString('latin1');
    const found = THEIRS.exec(text);
    this.push(`\\restrict ${this.#key}\n`);
    // Only where nothing but comments stands before it, as pg_dump writes it.
    if (found === null || !onlyComments(text.slice(0, found.index))) {
      this.#pass(head);
      return;
    }
    this.#theirs = found[1];
    this.#pass(Buffer.from(text.slice(0, found.index) + text.slice(found.index + found[0].length), 'latin1'));
  }

  /** Holds the end back, for what has to be seen in it. */
  #pass(chunk: Buffer): void {
    const all = Buffer.concat([this.#held, chunk]);
    const cut = Math.max(0, all.length - TAIL_BYTES);
    if (cut > 0) this.push(all.subarray(0, cut));
    this.#held = Buffer.from(all.subarray(cut));
  }
}

function onlyComments(text: string): boolean {
  return text.split('\n').every((line) => /^(--.*|\s*)$/.test(line));
}

/** psql's first error, with the line of the dump: ours stands before its first one. */
function plainError(exit: Exit, client: Client): PbaError {
  const [, line = '', text = ''] =
    /^psql:<stdin>:(\d+): (?:error|ERROR|FATAL): +(.*)$/m.exec(exit.stderr) ?? [];
  const at = `line ${Number(line) - 1}`;
  if (text === '')
    return (
      explainPostgres(exit, client.env) ??
      new ToolError('PBA-PG-RESTORE', `psql ended with exit code ${exit.exitCode}.`, { ...exit })
    );
  if (/^invalid command \\restrict/.test(text)) {
    return new UserError('PBA-PG-CLIENT-OLD', 'This psql cannot be kept from running commands of a dump.', {
      hint: 'Update the PostgreSQL client: 13.22, 14.19, 15.14, 16.10, 17.6 or later has \\restrict.',
    });
  }
  if (/^backslash commands are restricted|cannot run inside a transaction block/.test(text)) {
    return new UserError('PBA-DUMP-REFUSED', `The dump does more than fill one database (${at}): ${text}`, {
      hint: 'A dump made with --create names the live database. Make it without, or leave out everything up to its last \\connect.',
    });
  }
  return restoreError({ entry: at, message: text }, exit, 'psql');
}
