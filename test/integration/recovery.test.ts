import { execFile } from 'node:child_process';
import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startPostgres, type TestPostgres } from '../support/postgres.ts';
import { runAction } from '../support/run-action.ts';
import { DATABASE, type Scene, startScene } from '../support/scene.ts';

let scene: Scene;
let empty: TestPostgres;
beforeAll(async () => {
  [scene, empty] = await Promise.all([startScene(), startPostgres()]);
});
afterAll(async () => {
  await scene?.[Symbol.asyncDispose]();
  await empty?.stop();
});

/** The commands of a RECOVERY.md, exactly as they stand in its `bash` blocks. */
function commandsOf(text: string): string {
  return [...text.matchAll(/```bash\n([\s\S]*?)```/g)].map((block) => block[1]).join('\n');
}

/** What somebody does who has the files, a key, an empty server and no copy of this repository. */
async function recover(inputs: Record<string, string>, key?: string): Promise<string> {
  const stores = await scene.newDirectory();
  const backup = await runAction({
    action: 'backup',
    inputs: { database: DATABASE, stores, tier: 'daily', ...inputs },
    env: scene.env,
  });
  expect(backup.outputs['verdict']).toBe('ok');
  const files = join(await scene.newDirectory(), 'files');
  await cp(join(stores, backup.outputs['manifest-path'] ?? '', '..'), files, { recursive: true });
  const recovery = await readFile(join(files, 'RECOVERY.md'), 'utf8');
  const env: Record<string, string> = { ...empty.env };
  delete env['PGDATABASE'];
  if (key !== undefined) {
    env['KEY'] = join(files, '..', 'key.txt');
    await writeFile(env['KEY'], key, { mode: 0o600 });
  }
  await empty.psql(`drop database if exists ${DATABASE}`);
  await promisify(execFile)('bash', ['-euo', 'pipefail', '-c', commandsOf(recovery)], {
    cwd: files,
    env,
    maxBuffer: 64 * 1024 * 1024,
  });
  return recovery;
}

/** All tables of a database as text: name, rows, and a hash of the rows in a fixed order. */
async function contentOf(server: TestPostgres): Promise<string> {
  const query = await server.psql(
    `select string_agg(format('select %L, count(*), md5(string_agg(t::text, chr(10) order by t::text collate "C")) from only %I.%I t',
              n.nspname || '.' || c.relname, n.nspname, c.relname), ' union all ')
       from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema')`,
    { database: DATABASE },
  );
  return server.psql(`set datestyle = iso; set timezone = utc; set search_path = ''; ${query} order by 1`, {
    database: DATABASE,
  });
}

describe('the commands in RECOVERY.md, run as they stand', () => {
  test('bring back a partitioned database in directory format', async () => {
    await recover({});
    expect(await contentOf(empty)).toBe(await contentOf(scene.postgres));
    expect(
      await empty.psql('select count(*) from pg_index where not indisvalid', { database: DATABASE }),
    ).toBe('0');
    expect(await empty.psql('show work_mem', { database: DATABASE })).toBe(
      await scene.postgres.psql('show work_mem', { database: DATABASE }),
    );
  });

  test('bring back an encrypted one', async () => {
    const identity = await generateX25519Identity();
    const recovery = await recover({ recipients: await identityToRecipient(identity) }, `${identity}\n`);
    expect(recovery).toContain('age --decrypt');
    expect(await contentOf(empty)).toBe(await contentOf(scene.postgres));
  });

  test('bring back one .dump file', async () => {
    await recover({ format: 'custom', tier: 'manual' });
    expect(await contentOf(empty)).toBe(await contentOf(scene.postgres));
  });

  test('bring back chosen tables, with the foreign keys that can hold', async () => {
    await recover({ tables: 'public.tickets', tier: 'manual' });
    const rows = 'select count(*) from public.tickets';
    expect(await empty.psql(rows, { database: DATABASE })).toBe(
      await scene.postgres.psql(rows, { database: DATABASE }),
    );
    expect(await empty.psql('select count(*) from public.messages', { database: DATABASE })).toBe('0');
  });

  test('bring back data and schema of a data-only backup', async () => {
    await recover({ content: 'data', tier: 'manual' });
    expect(await contentOf(empty)).toBe(await contentOf(scene.postgres));
  });

  test('bring back a plain schema', async () => {
    await recover({ content: 'schema', format: 'plain', tier: 'manual' });
    const tables = `select count(*) from pg_class where relkind in ('r', 'p', 'v', 'm')`;
    expect(await empty.psql(tables, { database: DATABASE })).toBe(
      await scene.postgres.psql(tables, { database: DATABASE }),
    );
  });
});
