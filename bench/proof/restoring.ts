import { createHash } from 'node:crypto';
import { spec } from '../../src/actions/restore-test/spec.ts';
import { chooseTarget } from '../../src/actions/restore-test/target.ts';
import { compareCopy } from '../../src/actions/shared/compare-copy.ts';
import { type RestoredCopy, restoreCopy } from '../../src/actions/shared/restore-copy.ts';
import { Stopwatch } from '../../src/actions/shared/stopwatch.ts';
import type { Comparison } from '../../src/catalog/comparison/compare.ts';
import type { Client } from '../../src/postgres/client.ts';
import { program } from '../../src/postgres/tools.ts';
import { runText } from '../../src/process.ts';
import type { ActionContext } from '../../src/runtime/action.ts';
import { parseInputs } from '../../src/runtime/parse-inputs.ts';
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
  const inputs = parseInputs(spec, { stores: '/unused' });
  await using target = await chooseTarget(inputs, context, open.manifest, laboratory.installations, false);
  const stopwatch = new Stopwatch();
  return await body(await restoreCopy(context, { open, target, jobs: 2, stopwatch, allow: undefined }));
}

/** The second half of `restore-test`: fingerprints a copy and compares it with what the set says. */
export function compare(
  context: ActionContext,
  client: Client,
  open: Pick<OpenOptions, 'manifest'>,
  copy: Pick<RestoredCopy, 'expected'>,
): Promise<Comparison> {
  return compareCopy(context, client, open.manifest, copy.expected, { jobs: 1, ownServer: true });
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
  return createHash('sha256').update(rowsInOrder(text)).digest('hex');
}

/** Rows have no order: an UPDATE that changes nothing moves its row to the end of the table. */
function rowsInOrder(text: string): string {
  return text.replace(
    /^(COPY .* FROM stdin;\n)([\s\S]*?)(^\\\.$)/gm,
    (_all, head: string, rows: string, end: string) => head + rows.split('\n').sort().join('\n') + end,
  );
}
