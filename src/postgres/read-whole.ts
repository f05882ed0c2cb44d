import { runText } from '../process.ts';
import { type Client, openSession } from './client.ts';
import { explainPostgres } from './stderr.ts';
import { program } from './tools.ts';

const LIMIT_MS = 12 * 3_600_000;

/** Has pg_dump read every row of a database, and throws the dump away. */
export async function readWhole(client: Client): Promise<void> {
  await runText(program(client.installation, 'pg_dump'), ['--no-password', '--file=/dev/null'], {
    env: client.env,
    signal: client.signal,
    timeoutMs: LIMIT_MS,
    explain: (exit) => explainPostgres(exit, client.env),
  });
}

/** Every database that can be connected to. */
export async function listDatabases(client: Client): Promise<string[]> {
  await using session = await openSession(client, { statement_timeout: '30s' });
  const rows = await session.rows<{ name: string }>(
    'select datname as "name" from pg_catalog.pg_database where datallowconn and not datistemplate order by 1',
  );
  return rows.map(({ name }) => name);
}
