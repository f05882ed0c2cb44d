import { IntegrityError } from '../errors.ts';
import { runText } from '../process.ts';
import type { Client } from './client.ts';
import { explainPostgres } from './stderr.ts';
import { program } from './tools.ts';

/** So many findings are told in the error; a damaged index may give thousands. */
const TOLD = 3;
const LIMIT_MS = 12 * 3_600_000;

/**
 * Checks every table and B-tree index of a database page by page, and that every row is in its indexes (pg_amcheck
 * --heapallindexed; PostgreSQL 14 and later). Installs the extension amcheck in that database, so it is for copies.
 * @param hint what to do when something is found
 * @throws IntegrityError PBA-PHYSICAL when pg_amcheck reports corruption
 */
export async function checkPhysically(
  client: Client,
  jobs: number,
  hint = 'A copy that was just restored cannot have damaged pages by itself: suspect this machine’s disk or memory.',
): Promise<void> {
  const errors: string[] = [];
  await runText(
    program(client.installation, 'pg_amcheck'),
    [
      '--no-password',
      '--install-missing=public',
      '--heapallindexed',
      '--parent-check',
      `--jobs=${jobs}`,
      '--no-strict-names',
    ],
    {
      env: client.env,
      signal: client.signal,
      timeoutMs: LIMIT_MS,
      maxOutput: 256 * 1024 * 1024,
      onStderrLine: (line) => errors.push(line),
      // https://www.postgresql.org/docs/current/app-pgamcheck.html: 2 means that corruption was found.
      explain: (exit) =>
        exit.exitCode === 2
          ? new IntegrityError(
              'PBA-PHYSICAL',
              `pg_amcheck found damage in the restored copy: ${firstFindings(exit.stdout, errors)}`,
              { hint },
            )
          : explainPostgres(exit, client.env),
    },
  );
}

/** Damage is written to stdout; what kept pg_amcheck from looking to stderr. Findings go over two lines, the second indented. */
function firstFindings(stdout: string, errors: readonly string[]): string {
  const findings = stdout.replace(/\n\s+/g, ' ').split('\n').filter(Boolean);
  const all = findings.length > 0 ? findings : errors;
  if (all.length === 0) return 'it does not say where.';
  const rest = all.length - TOLD;
  return all.slice(0, TOLD).join('; ') + (rest > 0 ? `; and ${rest} more` : '');
}
