/**
 * `node scripts/golden-sets.ts`: makes the golden sets of the manifest version that this code writes, once, when that version is
 * new: a plain and an encrypted set of one small database, in test/fixtures/sets/<manifest version>. They are kept as bytes and
 * never made again: every later version has to read and prove them (test/e2e/restore-test.test.ts).
 */
import { existsSync } from 'node:fs';
import { cp, mkdir, readFile, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { MANIFEST_VERSION } from '../src/catalog/manifest.ts';
import { startPostgres } from '../test/support/postgres.ts';
import { runAction } from '../test/support/run-action.ts';

const SETS = resolve(import.meta.dirname, '../test/fixtures/sets');
const DATABASE = 'golden';
const store = join(SETS, String(MANIFEST_VERSION));
if (existsSync(store)) throw new Error(`${store} exists: golden sets are never made again.`);

const identity = await readFile(join(SETS, 'identity.txt'), 'utf8');
const recipient = /^# public key: (age1\w+)$/m.exec(identity)?.[1] ?? '';

await using postgres = await startPostgres();
await postgres.createDatabase(DATABASE);
await postgres.psql(await readFile(join(SETS, 'source.sql'), 'utf8'), { database: DATABASE });
// Their RECOVERY.md names the place they were made in: one that says nothing of a machine.
const place = '/tmp/golden-sets';
await mkdir(place);
const { PGHOST = '', PGPORT = '', PGUSER = '' } = postgres.env;
for (const [tier, inputs] of [
  ['daily', {}],
  ['weekly', { recipients: recipient, format: 'custom' }],
] as const) {
  const run = await runAction({
    action: 'backup',
    inputs: { database: DATABASE, stores: place, tier, ...inputs },
    env: { PGHOST, PGPORT, PGUSER },
  });
  if (run.exitCode !== 0) throw new Error(run.log);
  console.log(`${tier}: ${run.outputs['set-id']}`);
}
await cp(place, store, { recursive: true });
await rm(place, { recursive: true });
