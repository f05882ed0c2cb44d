import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { TestPostgres } from '../../test/support/postgres.ts';
import type { Random } from './random.ts';

/** The settings a database may have must not keep its writers from writing. */
export const WRITER_OPTIONS =
  '-c default_transaction_read_only=off -c standard_conforming_strings=on -c statement_timeout=0 -c client_min_messages=error -c DateStyle=ISO,MDY -c search_path=';

/** A session that runs statements one after another, in random order, until it is stopped. Refused ones do not matter. */
export class Writer {
  readonly #psql: ChildProcessWithoutNullStreams;
  readonly #ended: Promise<void>;
  #stopping = false;
  /** Statements that changed something. */
  done = 0;

  constructor(server: TestPostgres, database: string, statements: readonly string[], random: Random) {
    this.#psql = spawn(join(server.binDir, 'psql'), ['-XqAt', '-v', 'ON_ERROR_STOP=0', '-f', '-'], {
      env: { ...server.env, PGDATABASE: database, PGOPTIONS: WRITER_OPTIONS },
    });
    this.#psql.stderr.resume();
    this.#psql.stdin.on('error', () => {});
    this.#ended = new Promise((resolve) => this.#psql.once('close', () => resolve()));
    const next = (): void => {
      if (this.#stopping) this.#psql.stdin.end();
      else this.#psql.stdin.write(`${random.pick(statements)};\n\\echo -- :ERROR\n`);
    };
    createInterface({ input: this.#psql.stdout }).on('line', (line) => {
      if (!line.startsWith('-- ')) return;
      if (line === '-- false') this.done += 1;
      next();
    });
    next();
  }

  /** Lets the statement end that is under way. */
  async stop(): Promise<void> {
    this.#stopping = true;
    const late = setTimeout(() => this.#psql.kill(), 10_000);
    await this.#ended;
    clearTimeout(late);
  }
}
