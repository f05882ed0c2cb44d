import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { TestPostgres } from '../../test/support/postgres.ts';

/** What works on the database while it is backed up. */
export interface Workload {
  stop(): Promise<void>;
  /** What it did not do, so that the case would mean nothing. */
  problems(): Promise<readonly string[]>;
}

/** A database that is large in one way. */
export interface LoadCase {
  readonly key: string;
  readonly name: string;
  fill(postgres: TestPostgres, database: string): Promise<void>;
  during?(postgres: TestPostgres, database: string): Workload;
}

const FILL_LIMIT_MS = 1_800_000;
/** About 1 KiB a row, of which hardly anything can be compressed: text of digests. */
const ROWS_A_GIB = 1_000_000;
const LARGE_ROW = 200_000_000;
const WRITERS = 4;

export function loadCases({ gib }: { readonly gib: number }): readonly LoadCase[] {
  const sql =
    (text: string): LoadCase['fill'] =>
    async (postgres, database) => {
      await postgres.psql(text, { database, timeoutMs: FILL_LIMIT_MS });
    };
  return [
    {
      key: 'tables',
      name: '5,000 tables',
      fill: async (postgres, database) => {
        // In several transactions: each new table is a lock until its end.
        for (let from = 1; from <= 5000; from += 500)
          await postgres.psql(
            `do $$ begin for n in ${from}..${from + 499} loop
               execute format('create table public.t%s (id int primary key, what text)', n);
               execute format('insert into public.t%s select g, ''row '' || g from generate_series(1, 3) g', n);
             end loop; end $$`,
            { database, timeoutMs: FILL_LIMIT_MS },
          );
      },
    },
    {
      key: 'table',
      name: `one table of ${gib} GiB`,
      fill: sql(`create table public.big (id bigint primary key, what text not null);
        insert into public.big select n,
            (select string_agg(encode(sha512((n || '.' || part)::bytea), 'base64'), '') from generate_series(1, 11) part)
          from generate_series(1, ${Math.round(gib * ROWS_A_GIB)}) n`),
    },
    {
      key: 'objects',
      name: '100,000 large objects',
      fill: async (postgres, database) => {
        // In several transactions: each new large object is a lock until its end.
        for (let from = 1; from <= 100_000; from += 5000)
          await postgres.psql(
            `select count(lo_from_bytea(10000 + n, sha256(n::text::bytea))) from generate_series(${from}, ${from + 4999}) n`,
            { database, timeoutMs: FILL_LIMIT_MS },
          );
      },
    },
    {
      key: 'rows',
      name: '5 rows of 200 MB',
      // One of them as bytes, which the server sends as hexadecimal digits, twice as long.
      fill: sql(`create table public.wide (id int primary key, what text, bytes bytea);
        alter table public.wide alter what set storage external, alter bytes set storage external;
        insert into public.wide select n, repeat(md5(n::text), ${LARGE_ROW / 32}), null from generate_series(1, 4) n;
        insert into public.wide values (5, null, convert_to(repeat(md5('5'), ${LARGE_ROW / 32}), 'UTF8'))`),
    },
    {
      key: 'writes',
      name: `${WRITERS} sessions of pgbench writing all the time`,
      fill: async (postgres, database) => {
        await run(postgres, database, ['--initialize', '--quiet', '--scale=10']);
      },
      during: pgbench,
    },
  ];
}

function run(postgres: TestPostgres, database: string, args: readonly string[]): Promise<void> {
  const child = spawn(join(postgres.binDir, 'pgbench'), [...args, database], {
    env: { ...postgres.env },
    stdio: 'ignore',
  });
  return new Promise((done, fail) => {
    child.once('error', fail);
    child.once('exit', (code) => (code === 0 ? done() : fail(new Error(`pgbench ended with ${code}`))));
  });
}

const HISTORY = 'select count(*) from pgbench_history';

function pgbench(postgres: TestPostgres, database: string): Workload {
  const args = [`--client=${WRITERS}`, '--time=3600', '--no-vacuum', database];
  const child = spawn(join(postgres.binDir, 'pgbench'), args, { env: { ...postgres.env }, stdio: 'ignore' });
  const ended = new Promise<void>((done) => child.once('exit', () => done()));
  return {
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
    problems: async () => {
      const written = Number(await postgres.psql(HISTORY, { database }));
      console.log(`${written} transactions were written during the backup`);
      return written > 0 ? [] : ['nothing was written during the backup'];
    },
  };
}
