import { runText } from '../process.ts';
import { type Client, commandOf } from './client.ts';
import { explainPostgres } from './stderr.ts';

const LIMIT_MS = 6 * 3_600_000;

/** Collects statistics of every table, several at a time: without them the planner knows nothing of a restored database. */
export async function analyzeDatabase(client: Client, jobs: number): Promise<void> {
  // The database comes from PGDATABASE: as an argument its name could be taken for a connection string.
  const args = ['--analyze-only', '--quiet', '--no-password', `--jobs=${jobs}`];
  const command = commandOf(client, 'vacuumdb', args);
  await runText(command.file, command.args, {
    env: command.env,
    signal: client.signal,
    timeoutMs: LIMIT_MS,
    explain: (exit) => explainPostgres(exit, client.env),
  });
}
