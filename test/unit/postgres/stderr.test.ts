import { describe, expect, test } from 'vitest';
import { explainRestore, RestoreProblems } from '../../../src/postgres/restore-errors.ts';
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

describe('what pg_restore says', () => {
  test('names the entry and the reason', () => {
    const error = explainRestore(
      exit(
        'pg_restore: while PROCESSING TOC:\npg_restore: from TOC entry 221; 1259 16400 TABLE tickets chain\npg_restore: error: could not execute query: ERROR:  role "chain" does not exist\nCommand was: ALTER TABLE public.tickets OWNER TO chain;\n',
      ),
    );
    expect(error?.code).toBe('PBA-PG-RESTORE');
    expect(error?.message).toBe('pg_restore failed at TABLE tickets chain: role "chain" does not exist');
    expect(error?.hint).toContain('roles.sql');
  });

  test.each([
    [
      'ERROR:  could not open extension control file "/usr/share/postgresql/15/extension/postgis.control": No such file or directory',
      'extension',
    ],
    [
      'pg_restore: error: could not execute query: ERROR:  relation "companies" does not exist',
      'search_path',
    ],
    [
      'pg_restore: error: could not execute query: ERROR:  could not extend file "base/1/2": No space left on device',
      'disk',
    ],
    ['pg_restore: error: could not uncompress data: incorrect data check', 'damaged'],
  ])('has a remedy for %s', (line, word) => expect(explainRestore(exit(`${line}\n`))?.hint).toContain(word));

  test('is collected entry by entry when errors are allowed', () => {
    const problems = new RestoreProblems();
    for (const line of `pg_restore: while PROCESSING TOC:
pg_restore: from TOC entry 3; 3079 16384 EXTENSION postgis
pg_restore: error: could not execute query: ERROR:  extension "postgis" is not available
DETAIL:  Could not open extension control file
Command was: CREATE EXTENSION IF NOT EXISTS postgis;
pg_restore: from TOC entry 9; 0 0 COMMENT EXTENSION postgis
pg_restore: error: could not execute query: ERROR:  extension "postgis" does not exist
pg_restore: warning: errors ignored on restore: 2`.split('\n')) {
      problems.take(line);
    }
    expect(problems.complete).toBe(true);
    expect(problems.found).toEqual([
      { entry: 'EXTENSION postgis', message: 'extension "postgis" is not available' },
      { entry: 'COMMENT EXTENSION postgis', message: 'extension "postgis" does not exist' },
    ]);
  });

  test('is incomplete when an error was counted that was not understood', () => {
    const problems = new RestoreProblems();
    problems.take('pg_restore: warning: errors ignored on restore: 1');
    expect(problems.complete).toBe(false);
  });
});
