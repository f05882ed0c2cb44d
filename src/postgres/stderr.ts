import type { ErrorCode } from '../error-codes.ts';
import { type PbaError, ToolError, UserError } from '../errors.ts';
import type { Exit } from '../process.ts';
import { describeConnection } from './connection.ts';

interface Pattern {
  readonly match: RegExp;
  readonly code: ErrorCode;
  readonly kind: 'user' | 'tool';
  /** `$1` … are the groups of `match`; `$where` is the connection. */
  readonly message: string;
  readonly hint: string;
}

/**
 * What PostgreSQL's programs say on stderr and what it means for the user. The order matters: the first that
 * matches wins, so the particular stands before the general.
 */
const PATTERNS: readonly Pattern[] = [
  {
    match: /password authentication failed for user "([^"]*)"/,
    code: 'PBA-PG-AUTH',
    kind: 'user',
    message: 'PostgreSQL refused the password of user $1 for $where.',
    hint: 'Check the inputs `user` and `password` (or PGUSER and the passfile).',
  },
  {
    match: /fe_sendauth: no password supplied/,
    code: 'PBA-PG-AUTH',
    kind: 'user',
    message: 'PostgreSQL wants a password for $where and none was given.',
    hint: 'Set the input `password` from a secret.',
  },
  {
    match: /(no pg_hba\.conf entry|Peer authentication failed|Ident authentication failed)[^\n]*/,
    code: 'PBA-PG-AUTH',
    kind: 'user',
    message: 'PostgreSQL does not let this runner in: $where.',
    hint: 'Allow the runner in pg_hba.conf, or give host, user and password of a role that may connect.',
  },
  {
    match: /role "([^"]*)" does not exist\s*$/m,
    code: 'PBA-PG-AUTH',
    kind: 'user',
    message: 'There is no role $1 on the server ($where).',
    hint: 'Set the input `user`; without it libpq takes the name of the operating-system user.',
  },
  {
    match: /database "([^"]*)" does not exist/,
    code: 'PBA-PG-NO-DATABASE',
    kind: 'user',
    message: 'There is no database $1 on this server.',
    hint: 'Check the input `database`; `psql -l` lists what the server has.',
  },
  {
    match: /unsupported startup parameter:? (?:in options:? )?"?([A-Za-z_]+)/,
    code: 'PBA-PG-UNREACHABLE',
    kind: 'user',
    message: 'What answers at $where is a connection pooler: it refuses the startup parameter $1.',
    hint: 'Connect to PostgreSQL itself (its own host and port, mostly 5432): a pooler takes the session away that holds the snapshot.',
  },
  {
    match: /server certificate for|SSL error|server does not support SSL|root certificate file/,
    code: 'PBA-PG-UNREACHABLE',
    kind: 'user',
    message: 'No trusted TLS connection to $where.',
    hint: 'Check `sslmode` and `sslrootcert` against the server’s certificate.',
  },
  {
    match:
      /(Connection refused|could not translate host name|No route to host|timeout expired|Connection timed out|No such file or directory\s+Is the server running|could not connect to server)/,
    code: 'PBA-PG-UNREACHABLE',
    kind: 'tool',
    message: 'The server cannot be reached: $where ($1).',
    hint: 'Is PostgreSQL running there, and do host and port point to it? `pg_isready` tells.',
  },
  {
    match: /the database system is (starting up|shutting down|in recovery mode)/,
    code: 'PBA-PG-UNREACHABLE',
    kind: 'tool',
    message: 'The server takes no connections now: it is $1.',
    hint: 'Run again when the server is up.',
  },
  {
    match: /server version mismatch|aborting because of server version mismatch/,
    code: 'PBA-PG-CLIENT-OLD',
    kind: 'user',
    message: 'The PostgreSQL client is older than the server.',
    hint: 'Install the client of the server’s major version, for example `apt-get install postgresql-client-17`.',
  },
  {
    match: /query would be affected by row-level security policy for table "([^"]*)"/,
    code: 'PBA-PG-RLS',
    kind: 'user',
    message: 'Row-level security on table $1 would hide rows from the backup role.',
    hint: 'ALTER ROLE the_backup_role BYPASSRLS; a backup never contains only the rows a policy lets through.',
  },
  {
    match: /permission denied for large object ([0-9]+)/,
    code: 'PBA-PG-PERMISSION',
    kind: 'user',
    message: 'The backup role may not read large object $1.',
    hint: 'pg_read_all_data does not cover large objects: dump as their owner, or GRANT SELECT ON LARGE OBJECT.',
  },
  {
    match: /permission denied for database "([^"]*)"/,
    code: 'PBA-PG-PERMISSION',
    kind: 'user',
    message: 'The backup role may not connect to database $1.',
    hint: 'GRANT CONNECT ON DATABASE the_database TO the_backup_role;',
  },
  {
    match: /permission denied for ([a-z ]+) ([^\s]+)/,
    code: 'PBA-PG-PERMISSION',
    kind: 'user',
    message: 'The backup role may not read $1 $2.',
    hint: 'GRANT pg_read_all_data TO the_backup_role; (PostgreSQL 14 and later).',
  },
  {
    match: /must be (superuser|owner)[^\n]*/,
    code: 'PBA-PG-PERMISSION',
    kind: 'user',
    message: 'The role lacks a right: $0.',
    hint: 'See docs/postgres-roles.md for the rights each action needs.',
  },
  {
    match: /out of shared memory/,
    code: 'PBA-PG-LOCK-ROOM',
    kind: 'tool',
    message: 'The server has no room left for locks.',
    hint: 'Raise max_locks_per_transaction and restart the server: it has room for about that times max_connections, and a backup takes three locks for each table.',
  },
  {
    // A worker of pg_dump does not wait: its parent holds a lock, so whoever is in the way came in between.
    match: /could not obtain lock on relation "([^"]*)"/,
    code: 'PBA-PG-LOCK-TIMEOUT',
    kind: 'tool',
    message: 'A worker of pg_dump could not lock $1.',
    hint: 'Either another session waits for an exclusive lock on it: run again when the migration is over. Or the server has no room for so many locks: raise max_locks_per_transaction.',
  },
  {
    match: /canceling statement due to lock timeout/,
    code: 'PBA-PG-LOCK-TIMEOUT',
    kind: 'tool',
    message: 'Another session holds a lock that the backup needs, longer than `lock-timeout`.',
    hint: 'Run again when the migration is over, or raise `lock-timeout`; pg_locks shows who holds it.',
  },
  {
    match: /invalid snapshot identifier|could not import the requested snapshot/,
    code: 'PBA-PG-SNAPSHOT',
    kind: 'tool',
    message: 'The snapshot that the dump was to use is gone.',
    hint: 'The session that held it was ended (server restart, pg_terminate_backend, pooler). Connect directly, not through a transaction pooler.',
  },
  {
    match: /no matching (tables|schemas|extensions) were found/,
    code: 'PBA-PG-NO-SUCH-TABLE',
    kind: 'user',
    message: 'A pattern in `tables` matches nothing.',
    hint: 'Patterns are those of psql’s \\d: schema.table, with * and ?; quote capitals: "Order".',
  },
  {
    match: /(No space left on device|could not write to (?:output )?file)/,
    code: 'PBA-DISK-FULL',
    kind: 'tool',
    message: 'No space left where the program writes: $1.',
    hint: 'Free space on the runner (RUNNER_TEMP) or use a larger disk.',
  },
  {
    match:
      /terminating connection due to administrator command|server closed the connection unexpectedly|connection to server was lost/,
    code: 'PBA-PG-UNREACHABLE',
    kind: 'tool',
    message: 'The connection to $where was lost in the middle of the work.',
    hint: 'The server was restarted or the session was ended. Run again.',
  },
];

/** The first error line without its program prefix, for messages; never the last line, which is often only a hint. */
export function firstErrorLine(stderr: string): string {
  const lines = stderr.split('\n').filter((line) => line.trim() !== '');
  const line = lines.find((candidate) => /(ERROR|FATAL|PANIC|error):/.test(candidate)) ?? lines[0] ?? '';
  return line
    .replace(/^[a-z_]+: /, '')
    .replace(/^(error: )+/, '')
    .trim()
    .slice(0, 500);
}

/** Turns the exit of psql, pg_dump, pg_dumpall or pg_restore into an error people can act on. */
export function explainPostgres(exit: Exit, env: Readonly<Record<string, string>>): PbaError | undefined {
  const details = { exitCode: exit.exitCode, signal: exit.signal, stderr: exit.stderr.slice(-4096) };
  for (const pattern of PATTERNS) {
    const found = pattern.match.exec(exit.stderr);
    if (!found) continue;
    const message = pattern.message
      .replace('$where', describeConnection(env))
      .replace(/\$(\d)/g, (_, group: string) => found[Number(group)] ?? '');
    return pattern.kind === 'user'
      ? new UserError(pattern.code, message, { hint: pattern.hint })
      : new ToolError(pattern.code, message, { ...details, hint: pattern.hint });
  }
  if (exit.exitCode === 0 || exit.stderr.trim() === '') return undefined;
  return new ToolError('PBA-PG-QUERY', `PostgreSQL said: ${firstErrorLine(exit.stderr)}`, details);
}
