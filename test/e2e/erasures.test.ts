import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { startPostgres, type TestPostgres } from '../support/postgres.ts';
import { type ActionRun, runAction } from '../support/run-action.ts';

interface Entry {
  readonly name: string;
  readonly at: string;
  readonly sql: string;
  readonly 'max-rows': number;
  readonly database?: string;
}

let postgres: TestPostgres;
let directory: string;
let older: string;
let newer: string;
/** The two erasures that the live database has: one between the sets, one after both. */
let ledger: Entry[];

beforeAll(async () => {
  postgres = await startPostgres();
  directory = await mkdtemp(join(tmpdir(), 'pba-erasures-'));
  await postgres.createDatabase('shop');
  await live(`create table contacts (id int primary key, email text, note text not null);
    create table messages (id int primary key, contact int references contacts on delete cascade);
    insert into contacts select n, 'person' || n || '@example.com', 'note' from generate_series(1, 50) n;
    insert into messages select n, 1 + n % 50 from generate_series(1, 200) n`);
  older = await backup();
  const between = await erase('update public.contacts set email = null where id in (7, 8)');
  await pause(1_100);
  newer = await backup();
  const after = await erase('delete from public.contacts where id = 9');
  ledger = [
    // Not in the order of time: the ledger is sorted.
    { name: 'case-2', at: after, sql: 'delete from public.contacts where id = 9;\n', 'max-rows': 1 },
    {
      name: 'case-1',
      at: between,
      sql: 'update public.contacts set email = null\nwhere id in (7, 8)',
      'max-rows': 2,
    },
    { name: 'long-ago', at: '2020-01-31', sql: 'delete from public.gone where id = 1', 'max-rows': 1 },
    { name: 'elsewhere', at: after, sql: 'delete from public.nowhere', 'max-rows': 1, database: 'other' },
  ];
});
afterAll(async () => {
  await postgres?.stop();
  await rm(directory, { recursive: true, force: true });
});

const live = (sql: string, database = 'shop'): Promise<string> => postgres.psql(sql, { database });

/** Does it in the live database. @returns when, as the ledger wants it */
async function erase(sql: string): Promise<string> {
  await live(sql);
  return new Date().toISOString().replace(/\.\d+/, '');
}

async function policyOf(entries: readonly Entry[]): Promise<string> {
  const path = join(directory, 'backup-policy.yml');
  const text = stringify({
    version: 1,
    databases: [{ name: 'shop' }, { name: 'other' }],
    stores: { local: { directory: join(directory, 'store') } },
    erasures: entries.map((entry) => ({ database: 'shop', ...entry })),
  });
  await writeFile(path, text);
  return path;
}

function run(action: string, inputs: Record<string, string>): Promise<ActionRun> {
  const env = Object.fromEntries(Object.entries(postgres.env).filter(([name]) => name.startsWith('PG')));
  return runAction({ action, inputs: { database: 'shop', ...inputs }, env });
}

async function backup(): Promise<string> {
  const made = await run('backup', { stores: join(directory, 'store'), tier: 'manual' });
  return made.outputs['set-id'] ?? '';
}

const restore = async (set: string, into: string, entries: readonly Entry[]): Promise<ActionRun> =>
  run('restore', { policy: await policyOf(entries), set, into });

/** Addresses that are there, and messages, of the people whom the ledger is about. */
const left = (database: string): Promise<string> =>
  live(
    `select (select string_agg(id || coalesce(email, '-'), ' ' order by id) from contacts where id in (7, 8, 9))
       || ', ' || (select count(*) from messages where contact = 9)`,
    database,
  );
const ERASED = '7- 8-, 0';

test('a restored database is proven, then erased as the live one was, and can be swapped in', async () => {
  const made = await restore(older, 'shop_restored_20261122T030405Z', ledger);
  expect(made.outputs).toMatchObject({ verdict: 'proven', grade: 'full', erasures: '2', 'error-code': '' });
  expect(made.log.indexOf('case-1 of')).toBeLessThan(made.log.indexOf('case-2 of'));
  expect(made.log).toMatch(/Erased again +case-1 \(2 rows\), case-2 \(1 row\)/);
  expect(made.summary).toContain('long-ago');
  expect(await left('shop_restored_20261122T030405Z')).toBe(ERASED);
  const record = join(directory, 'store', made.outputs['evidence-key'] ?? '');
  expect(JSON.parse(await readFile(record, 'utf8'))).toMatchObject({
    verdict: 'proven',
    erasures: {
      replayed: [
        { name: 'case-1', rows: 2 },
        { name: 'case-2', rows: 1 },
      ],
      inSet: ['long-ago'],
    },
  });

  const later = { name: 'case-3', at: await erase('delete from public.contacts where id = 10') };
  const grown = [...ledger, { ...later, sql: 'delete from public.contacts where id = 10', 'max-rows': 1 }];
  const confirmed = { confirm: 'shop', policy: await policyOf(grown) };
  const refused = await run('swap', confirmed);
  expect(refused.outputs['error-code']).toBe('PBA-SWAP-REFUSED');
  expect(refused.annotations[0]?.message).toContain('lacks 1 of the erasure ledger: case-3');
  expect(await live("select to_regclass('public.swapped')")).toBe('');

  const swapped = await run('swap', { ...confirmed, policy: await policyOf(ledger) });
  expect(swapped.outputs['verdict']).toBe('swapped');
  expect(await left('shop')).toBe(ERASED);
  expect((await run('swap', { ...confirmed, undo: 'true' })).outputs['verdict']).toBe('undone');
});

test('what a set was made after is not replayed, and a restore test proves the set as it is', async () => {
  const made = await restore(newer, 'from_newer', ledger);
  expect(made.outputs).toMatchObject({ verdict: 'proven', erasures: '1' });
  expect(made.log).not.toContain('case-1 of');
  expect(await left('from_newer')).toBe(ERASED);
  const proof = await run('restore-test', { policy: await policyOf(ledger), set: older });
  expect(proof.outputs).toMatchObject({ verdict: 'proven', grade: 'full' });
});

test.each([
  [
    'takes more rows than it may',
    "delete from public.contacts where email like '%@example.com'",
    'it takes 47 rows, and may take 1',
  ],
  [
    'is refused, and its words stay out of the log',
    "update public.contacts set note = null where email = 'person3@example.com'",
    'violates not-null constraint',
  ],
  ['names a table without its schema', 'delete from contacts where id = 1', 'does not exist'],
])('nothing is replayed when one %s; swap refuses the database', async (what, sql, words) => {
  const into = `unerased_${what.length}`;
  const wrong = [...ledger, { name: 'wrong', at: '2999-01-01T00:00:00Z', sql, 'max-rows': 1 }];
  const made = await restore(older, into, wrong);
  expect(made.exitCode).toBe(3);
  expect(made.outputs).toMatchObject({
    verdict: 'not-erased',
    'error-code': 'PBA-ERASURE',
    erasures: '0',
  });
  expect(made.log).toContain(words);
  expect(made.raw + made.summary).not.toContain('example.com');
  expect(made.summary).toContain('what was erased since is still in it');
  expect(await left(into)).toBe('7person7@example.com 8person8@example.com 9person9@example.com, 4');
  const refused = await run('swap', { restored: into, confirm: 'shop' });
  expect(refused.annotations[0]?.message).toContain('the verdict is not-erased');
});
