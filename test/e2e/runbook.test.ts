import { execFile } from 'node:child_process';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startPostgres, type TestPostgres } from '../support/postgres.ts';
import { type ActionRun, runAction } from '../support/run-action.ts';
import { DATABASE, type Scene, startScene } from '../support/scene.ts';

const ROOT = join(import.meta.dirname, '../..');
let scene: Scene;
let empty: TestPostgres;
let stores: string;
let recipient: string;
let keyFile: string;
let text: string;
/** Every row of the live database at the backup. */
let before: string;

const run = (action: string, inputs: Record<string, string> = {}): Promise<ActionRun> =>
  runAction({ action, inputs: { stores, database: DATABASE, ...inputs }, env: scene.env });

beforeAll(async () => {
  [scene, empty] = await Promise.all([startScene(), startPostgres()]);
  stores = await scene.newDirectory();
  const identity = await generateX25519Identity();
  recipient = await identityToRecipient(identity);
  keyFile = join(await scene.newDirectory(), 'key.txt');
  await writeFile(keyFile, `${identity}\n`, { mode: 0o600 });
  await run('backup', { recipients: recipient });
  before = await content(scene.postgres);
  const proof = await run('restore-test', { identity });
  expect(proof.outputs['verdict']).toBe('proven');
  const again = await run('backup', { recipients: recipient });
  expect(again.outputs['verdict']).toBe('nothing due');
  text = await readFile(join(stores, DATABASE, 'RUNBOOK.md'), 'utf8');
});
afterAll(async () => {
  await scene?.[Symbol.asyncDispose]();
  await empty?.stop();
});

/** The commands of one way of one scenario, exactly as they stand. */
function commandsOf(scenario: string, way: string): string {
  const chapter = text.split(/^## /m).find((part) => part.startsWith(scenario)) ?? '';
  const section = chapter.split(/^### /m).find((part) => part.startsWith(way)) ?? '';
  return /^```bash\n([\s\S]*?)^```$/m.exec(section)?.[1] ?? 'exit 99';
}

/** Runs them in a directory of their own; `dist` is that of the toolkit. */
async function follow(commands: string, server: TestPostgres): Promise<string> {
  const cwd = await scene.newDirectory();
  const env: Record<string, string> = { ...server.env, KEY: keyFile, TABLE: 'public.messages' };
  delete env['PGDATABASE'];
  const node = `node() { "${process.execPath}" "${ROOT}/$1" "\${@:2}"; }`;
  const { stdout } = await promisify(execFile)('bash', ['-euo', 'pipefail', '-c', `${node}\n${commands}`], {
    cwd,
    env,
    maxBuffer: 64 * 1024 * 1024,
  });
  return stdout;
}

const content = async (server: TestPostgres): Promise<string> => {
  const query = await server.psql(
    `select string_agg(format('select %L, count(*), sum(hashtextextended(t::text, 0)) from only %I.%I t',
        n.nspname || '.' || c.relname, n.nspname, c.relname), ' union all ')
       from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema')`,
    { database: DATABASE },
  );
  return server.psql(`set search_path = ''; ${query} order by 1`, { database: DATABASE });
};
const remove = `set session_replication_role = replica; delete from public.messages where id % 3 = 0`;

describe('RUNBOOK.md, kept by backup', () => {
  test('names the proven set, the measured time, the key, and no secret', async () => {
    const shown = await run('runbook');
    expect(shown.outputs).toMatchObject({ verdict: 'ok', proven: 'true' });
    expect(shown.summary.trim()).toBe(text.trim());
    expect(text).toContain(`set \`${shown.outputs['set-id']}\`, the newest one that a restore test proved`);
    expect(text).toMatch(/A restore takes about \| [\d.]+ (s|min)/);
    expect(text).toContain(recipient);
    expect(text).not.toContain('AGE-SECRET');
    // It is one of ours: prune neither lists nor removes it.
    const pruned = await run('prune', { apply: 'false' });
    expect(pruned.summary).not.toContain('not of this toolkit');
  });

  test('1. corruption: by our program and by hand, the live database is replaced', async () => {
    for (const way of ['With our program', 'With standard tools']) {
      await scene.postgres.psql(remove, { database: DATABASE });
      expect(await content(scene.postgres)).not.toBe(before);
      await follow(commandsOf('1.', way), scene.postgres);
      expect(await content(scene.postgres)).toBe(before);
    }
  });

  test('2. deletion: by our program and by hand, the rows come back', async () => {
    for (const way of ['With our program', 'With standard tools']) {
      await scene.postgres.psql(remove, { database: DATABASE });
      await follow(commandsOf('2.', way), scene.postgres);
      if (way === 'With our program') expect(await content(scene.postgres)).toBe(before);
      const rows = 'select count(*) from public.messages';
      const wanted = before
        .split('\n')
        .find((line) => line.startsWith('public.messages|'))
        ?.split('|')[1];
      expect(await scene.postgres.psql(rows, { database: DATABASE })).toBe(wanted);
    }
  });

  test('3. lost server and 4. attack: on an empty server', async () => {
    for (const scenario of ['3.', '4.'])
      for (const way of ['With our program', 'With standard tools']) {
        await empty.psql(`drop database if exists ${DATABASE}`);
        await follow(commandsOf(scenario, way), empty);
        expect(await content(empty)).toBe(before);
      }
  });

  test('what cannot be written fails the run, which says that the set is stored', async () => {
    const folder = join(stores, DATABASE, 'RUNBOOK.md');
    await rm(folder);
    await mkdir(folder);
    await writeFile(join(folder, 'in-the-way'), '');
    const failed = await run('backup', { recipients: recipient });
    expect(failed.outputs).toMatchObject({ verdict: 'failed', 'error-code': 'PBA-RUNBOOK' });
    expect(failed.exitCode).not.toBe(0);
    await rm(folder, { recursive: true });
    expect((await run('backup', { recipients: recipient })).outputs['verdict']).toBe('nothing due');
    expect(await readFile(folder, 'utf8')).toBe(text);
  });
});
