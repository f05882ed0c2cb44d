import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * How to reach one database, in libpq's terms. Whatever is undefined is left to libpq: its environment variables,
 * service file and defaults.
 */
export interface Connection {
  readonly host?: string | undefined;
  readonly port?: number | undefined;
  readonly user?: string | undefined;
  readonly database: string;
  readonly sslmode?: string | undefined;
  readonly sslrootcert?: string | undefined;
}

/** The variables a PostgreSQL program needs from its surroundings, besides libpq's own. */
const PASSED_ON = [
  'PATH',
  'HOME',
  'LANG',
  'LC_ALL',
  'LC_MESSAGES',
  'TMPDIR',
  'TZ',
  'SSL_CERT_FILE',
  'SSL_CERT_DIR',
];

/**
 * libpq variables that must not come from outside: they would change what is dumped or how it is written.
 * PGPASSWORD is replaced by a passfile; PGDATABASE, PGOPTIONS and PGAPPNAME are ours.
 */
const LIBPQ_REFUSED = new Set([
  'PGPASSWORD',
  'PGDATABASE',
  'PGOPTIONS',
  'PGAPPNAME',
  'PGCLIENTENCODING',
  'PGTZ',
  'PGDATESTYLE',
]);

/**
 * Settings every session of ours has, so that text output is the same on every server. They matter for the
 * digests: PostgreSQL writes dates, floats, bytea, intervals, money and names as these settings say.
 * `statement_timeout` and friends are switched off because limits on the role would end a long dump.
 */
export const PINNED_SETTINGS: Readonly<Record<string, string>> = {
  DateStyle: 'ISO,MDY',
  IntervalStyle: 'postgres',
  TimeZone: 'UTC',
  extra_float_digits: '1',
  bytea_output: 'hex',
  xmloption: 'content',
  standard_conforming_strings: 'on',
  row_security: 'off',
  statement_timeout: '0',
  idle_in_transaction_session_timeout: '0',
};

/** How our sessions call themselves in pg_stat_activity. */
export const APPLICATION = 'postgres-backup-actions';

/**
 * For psql and pg_dump, whose requests are short: a network that drops packets without a word ends them after three
 * minutes, not never. libpq has no variables for these. Not for pg_restore: `tcp_user_timeout` also ends a connection whose
 * server takes no rows for that long, for it waits for a lock. A service file may say otherwise, so it is left alone.
 */
export function givesUpOnSilence(env: Readonly<Record<string, string>>): string[] {
  if (env['PGSERVICE'] !== undefined) return [];
  return ['--dbname=keepalives_idle=60 keepalives_interval=15 keepalives_count=8 tcp_user_timeout=180000'];
}

/**
 * For pg_dump and pg_restore, which pin everything else themselves: `money` is written as `lc_monetary` says, and a
 * restore under another one fails or reads other amounts. RECOVERY.md sets the same.
 */
export const DUMP_OPTIONS = '-c lc_monetary=C';

/**
 * Environment for `psql`, `pg_dump` and the like. Writes the password, if any, to a 0600 passfile in `tempDir`:
 * a password never stands in argv or in a child's environment.
 */
export async function libpqEnvironment(
  connection: Connection,
  surroundings: Readonly<Record<string, string>>,
  password: string | undefined,
  tempDir: string,
): Promise<Record<string, string>> {
  const env: Record<string, string> = {};
  for (const [name, value] of Object.entries(surroundings)) {
    const libpq = name.startsWith('PG') && !LIBPQ_REFUSED.has(name) && !name.startsWith('PGBACKREST');
    if (libpq || PASSED_ON.includes(name)) env[name] = value;
  }
  if (connection.host !== undefined) {
    env['PGHOST'] = connection.host;
    delete env['PGHOSTADDR'];
  }
  if (connection.port !== undefined) env['PGPORT'] = String(connection.port);
  if (connection.user !== undefined) env['PGUSER'] = connection.user;
  if (connection.sslmode !== undefined) env['PGSSLMODE'] = connection.sslmode;
  if (connection.sslrootcert !== undefined) env['PGSSLROOTCERT'] = connection.sslrootcert;
  env['PGDATABASE'] = connection.database;
  env['PGAPPNAME'] = APPLICATION;
  env['PGOPTIONS'] = DUMP_OPTIONS;
  env['PGCONNECT_TIMEOUT'] ??= '15';
  const secret = password ?? surroundings['PGPASSWORD'];
  if (secret !== undefined) {
    const path = join(tempDir, 'pgpass');
    await writeFile(path, `*:*:*:*:${escapePassfile(secret)}\n`, { mode: 0o600 });
    env['PGPASSFILE'] = path;
  }
  return env;
}

/** The variables of libpq for programs in the server's own container. Nothing of the surroundings, and no password. */
export function containerEnvironment(connection: Connection): Record<string, string> {
  return {
    ...(connection.host === undefined ? {} : { PGHOST: connection.host }),
    ...(connection.port === undefined ? {} : { PGPORT: String(connection.port) }),
    ...(connection.user === undefined ? {} : { PGUSER: connection.user }),
    PGDATABASE: connection.database,
    PGAPPNAME: APPLICATION,
    PGOPTIONS: DUMP_OPTIONS,
    PGCONNECT_TIMEOUT: '15',
  };
}

/** https://www.postgresql.org/docs/current/libpq-pgpass.html: backslash and colon are escaped. */
function escapePassfile(value: string): string {
  return value.replace(/[\\:]/g, (char) => `\\${char}`);
}

/** How a connection is named in messages; never a secret. */
export function describeConnection(env: Readonly<Record<string, string>>): string {
  const host =
    env['PGHOST'] ?? (env['PGSERVICE'] === undefined ? 'the local socket' : `service ${env['PGSERVICE']}`);
  const port = env['PGPORT'] === undefined ? '' : ` port ${env['PGPORT']}`;
  const user = env['PGUSER'] === undefined ? '' : ` as ${env['PGUSER']}`;
  return `database ${env['PGDATABASE']} on ${host}${port}${user}`;
}
