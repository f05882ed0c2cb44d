import { createHash } from 'node:crypto';
import { compareCopy } from '../../src/actions/restore-test/compare-copy.ts';
import { type RestoredCopy, restoreCopy } from '../../src/actions/restore-test/restore-copy.ts';
import { Stopwatch } from '../../src/actions/stopwatch.ts';
import type { Comparison } from '../../src/catalog/compare.ts';
import type { Client } from '../../src/postgres/client.ts';
import { chooseServer, program } from '../../src/postgres/tools.ts';
import { runText } from '../../src/process.ts';
import type { ActionContext } from '../../src/runtime/action.ts';
import type { OpenOptions } from '../../src/sets/open-object.ts';
import type { Laboratory } from './laboratory.ts';

/**
 * Restores a set into a scratch server as `restore-test` does; `body` gets the copy, which is gone afterwards.
 * @throws PbaError whatever keeps the set from being restored
 */
export async function withCopy<T>(
  laboratory: Laboratory,
  context: ActionContext,
  open: OpenOptions,
  body: (copy: RestoredCopy) => Promise<T>,
): Promise<T> {
  const major = Math.floor(open.manifest.server.versionNum / 10000);
  const copy = await restoreCopy(context, {
    open,
    installation: chooseServer(laboratory.installations, major),
    jobs: 2,
    stopwatch: new Stopwatch(),
  });
  await using _scratch = copy.scratch;
  return await body(copy);
}

/** The second half of `restore-test`: fingerprints a copy and compares it with what the set says. */
export function compare(
  context: ActionContext,
  client: Client,
  open: Pick<OpenOptions, 'manifest'>,
  copy: Pick<RestoredCopy, 'expected'>,
): Promise<Comparison> {
  return compareCopy(context, client, open.manifest, copy.expected, 1);
}

/**
 * Everything in a database that pg_dump can write down, and the roles, as one hash, whatever the database is called. It
 * knows nothing of fingerprints:
 * by it we tell a mutant that nobody noticed from one that does no harm.
 */
export async function dumpHash(client: Client): Promise<string> {
  const run = (name: string, args: readonly string[]): Promise<string> =>
    runText(program(client.installation, name), args, {
      env: client.env,
      signal: client.signal,
      maxOutput: 512 * 1024 * 1024,
    });
  const database = client.env['PGDATABASE'] ?? '';
  const dump = await run('pg_dump', ['--create', `--dbname=dbname='${database}'`]);
  const roles = await run('pg_dumpall', ['--roles-only', '--no-role-passwords']);
  // Since the summer of 2025 pg_dump writes a random word into each dump: `\restrict …`.
  const text = `${dump}${roles}`.replace(/^\\(un)?restrict .*$/gm, '').replaceAll(database, 'the database');
  return createHash('sha256').update(text).digest('hex');
}
