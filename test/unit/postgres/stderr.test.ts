import { describe, expect, test } from 'vitest';
import { parseArchiveList } from '../../../src/postgres/archive-list.ts';
import { nameEntries, RestoreProblems, restoreError } from '../../../src/postgres/restore-errors.ts';
import { explainPostgres } from '../../../src/postgres/stderr.ts';

const env = { PGHOST: 'db.example.com', PGPORT: '5432', PGUSER: 'backup', PGDATABASE: 'ticketz' };
const exit = (stderr: string, exitCode = 1) => ({ exitCode, signal: null, stderr });

/** What PostgreSQL 15's programs really wrote, and what it means. */
const RECORDED: readonly [string, string][] = [
  [
    'psql: error: connection to server at "127.0.0.1", port 5432 failed: FATAL:  password authentication failed for user "backup"\n',
    'PBA-PG-AUTH',
  ],
  [
    'psql: error: connection to server at "127.0.0.1", port 5432 failed: fe_sendauth: no password supplied\n',
    'PBA-PG-AUTH',
  ],
  [
    'psql: error: connection to server on socket "/tmp/.s.PGSQL.5499" failed: FATAL:  role "zed" does not exist\n',
    'PBA-PG-AUTH',
  ],
  [
    'psql: error: connection to server at "127.0.0.1", port 5432 failed: FATAL:  no pg_hba.conf entry for host "127.0.0.1", user "x", database "y", no encryption\n',
    'PBA-PG-AUTH',
  ],
  [
    'psql: error: connection to server on socket "/tmp/.s.PGSQL.5499" failed: FATAL:  database "nope" does not exist\n',
    'PBA-PG-NO-DATABASE',
  ],
  [
    'psql: error: connection to server at "127.0.0.1", port 1 failed: Connection refused\n\tIs the server running on that host and accepting TCP/IP connections?\n',
    'PBA-PG-UNREACHABLE',
  ],
  [
    'psql: error: could not translate host name "nowhere.invalid" to address: Name or service not known\n',
    'PBA-PG-UNREACHABLE',
  ],
  [
    'pg_dump: error: server version: 16.4; pg_dump version: 15.18\npg_dump: error: aborting because of server version mismatch\n',
    'PBA-PG-CLIENT-OLD',
  ],
  [
    'pg_dump: error: query failed: ERROR:  query would be affected by row-level security policy for table "tickets"\n',
    'PBA-PG-RLS',
  ],
  [
    'pg_dump: error: query failed: ERROR:  permission denied for table users\npg_dump: detail: Query was: LOCK TABLE public.users IN ACCESS SHARE MODE\n',
    'PBA-PG-PERMISSION',
  ],
  ['pg_dump: error: query failed: ERROR:  permission denied for large object 16400\n', 'PBA-PG-PERMISSION'],
  [
    'psql:<stdin>:1: ERROR:  out of shared memory\nHINT:  You might need to increase max_locks_per_transaction.\n',
    'PBA-PG-LOCK-ROOM',
  ],
  [
    'pg_dump: error: could not obtain lock on relation "public.t1"\nThis usually means that someone requested an ACCESS EXCLUSIVE lock on the table after the pg_dump parent process had gotten the initial ACCESS SHARE lock on the table.\n',
    'PBA-PG-LOCK-TIMEOUT',
  ],
  ['pg_dump: error: query failed: ERROR:  canceling statement due to lock timeout\n', 'PBA-PG-LOCK-TIMEOUT'],
  [
    'pg_dump: error: query failed: ERROR:  invalid snapshot identifier: "00000003-0000001B-1"\n',
    'PBA-PG-SNAPSHOT',
  ],
  ['pg_dump: error: could not write to file: No space left on device\n', 'PBA-DISK-FULL'],
  ['ERROR:  relation "nosuch" does not exist\nLINE 1: select * from nosuch\n', 'PBA-PG-QUERY'],
];

describe('what PostgreSQL’s programs say', () => {
  test.each(RECORDED)('%s', (stderr, code) => {
    const error = explainPostgres(exit(stderr), env);
    expect(error?.code).toBe(code);
    if (code !== 'PBA-PG-QUERY') expect(error?.hint).toBeTruthy();
    expect(error?.message).not.toMatch(/\$\d|\$where|undefined/);
  });

  test('is nothing when they succeeded in silence', () =>
    expect(explainPostgres(exit('', 0), env)).toBeUndefined());
});

/** What pg_restore --verbose wrote, as the error a run fails with. */
function failureOf(stderr: string) {
  const problems = new RestoreProblems();
  for (const line of stderr.split('\n')) problems.take(line);
  const listing = parseArchiveList(
    '3204; 2606 254211 CONSTRAINT public prices prices_pkey chain\n3205; 1259 254212 INDEX public prices_rate chain\n',
  );
  const named = nameEntries(problems.found, listing);
  return { named, error: restoreError(named[0] ?? { entry: '', message: '' }, exit(stderr)) };
}

describe('what pg_restore says', () => {
  test('names entries with their schema, the reason, and the remedy', () => {
    const { named, error } = failureOf(`pg_restore: launching item 3205 INDEX prices_rate
pg_restore: creating INDEX "public.prices_rate"
pg_restore: while PROCESSING TOC:
pg_restore: from TOC entry 3205; 1259 254212 INDEX prices_rate postgres
pg_restore: error: could not execute query: ERROR:  relation "rates" does not exist
LINE 1: select rate from rates where code = c
Command was: CREATE INDEX prices_rate ON public.prices USING btree (public.rate_of(code));
pg_restore: from TOC entry 3; 3079 16384 EXTENSION postgis
pg_restore: error: could not execute query: ERROR:  extension "postgis" is not available
pg_restore: error: a worker process died unexpectedly
pg_restore: warning: errors ignored on restore: 4
`);
    expect(named).toEqual([
      { entry: 'INDEX public prices_rate chain', message: 'relation "rates" does not exist' },
      { entry: 'EXTENSION postgis', message: 'extension "postgis" is not available' },
    ]);
    expect(error.code).toBe('PBA-PG-RESTORE');
    expect(error.message).toBe(
      'pg_restore failed at INDEX public prices_rate chain: relation "rates" does not exist',
    );
    expect(error.hint).toContain('search_path');
  });

  test.each([
    [
      'could not execute query: ERROR:  could not open extension control file "/usr/share/postgresql/15/extension/postgis.control": No such file or directory',
      'extension',
    ],
    ['could not execute query: ERROR:  role "chain" does not exist', 'roles.sql'],
    ['could not execute query: ERROR:  could not extend file "base/1/2": No space left on device', 'disk'],
    ['could not uncompress data: incorrect data check', 'damaged'],
    ['could not execute query: ERROR:  invalid locale name: "de_DE.utf8"', 'locales'],
    ['unsupported version (1.16) in file header', 'newer pg_dump'],
  ])('has a remedy for %s', (line, word) =>
    expect(failureOf(`pg_restore: error: ${line}\n`).error.hint).toContain(word),
  );
});
