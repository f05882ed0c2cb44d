import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DemoDatabase, describeDemoDatabase, loadDemoDatabase } from '../../scripts/demo-database.ts';
import { runText } from '../../src/process.ts';
import { startPostgres, type TestPostgres } from '../support/postgres.ts';

const signal = new AbortController().signal;

/** A line with name, count and digest for every table and materialized view, and one for the large objects. */
const FINGERPRINT = `
set datestyle = iso; set timezone = utc; set search_path = '';
select format('select %L, count(*), sum(hashtextextended(whole_row::text, 0)) from only %I.%I as whole_row', oid::regclass, nspname, relname)
from (select c.oid, nspname, relname from pg_class c join pg_namespace n on n.oid = relnamespace
      where relkind in ('r', 'm') and nspname not in ('pg_catalog', 'information_schema') order by nspname, relname) as tables \\gexec
select loid, count(*), sum(hashtextextended(data::text, 0)) from pg_largeobject group by loid order by loid;
`;

let pg: TestPostgres;
let demo: DemoDatabase;

function program(name: string, args: readonly string[], input?: string): Promise<string> {
  const options = { env: pg.env, signal, timeoutMs: 60_000, maxOutput: 64_000_000 };
  return runText(join(pg.binDir, name), args, input === undefined ? options : { ...options, input });
}

beforeAll(async () => {
  pg = await startPostgres();
  demo = await loadDemoDatabase({ env: pg.env, signal, scale: 0.01 });
});
afterAll(() => pg.stop());

describe('the demonstration database', () => {
  it('says what is in it', async () => {
    expect(demo).toMatchObject({ database: 'ticketz', scale: 0.01 });
    const tickets = await pg.psql('select count(*) from public.tickets', { database: 'ticketz' });
    expect(demo.tables['public.tickets']).toBe(Number(tickets));
    const { messages, tickets: all } = { messages: demo.tables['public.messages'], tickets: Number(tickets) };
    expect(messages).toBe(all * 5);
    expect(Object.values(demo.tables)).not.toContain(0);
    expect(demo.rows).toBe(Object.values(demo.tables).reduce((sum, rows) => sum + rows, 0));
    expect(describeDemoDatabase(demo)).toMatch(/^ {8}800 {2}public\.tickets$/m);
  });

  it('has what makes backups hard', async () => {
    const count = (what: string): Promise<string> =>
      pg.psql(`select count(*) from ${what}`, { database: 'ticketz' });
    const found = {
      partitions: await count("pg_inherits where inhparent = 'support.audit_log'::regclass"),
      inheriting: await count("pg_inherits where inhparent = 'crm.leads'::regclass"),
      disabledTriggers: await count("pg_trigger where tgenabled = 'D'"),
      policies: await count('pg_policy'),
      generatedColumns: await count("pg_attribute where attgenerated = 's'"),
      notValid: await count('pg_constraint where not convalidated and conparentid = 0'),
      exclusions: await count("pg_constraint where contype = 'x'"),
      unlogged: await count("pg_class where relpersistence = 'u' and relkind = 'r'"),
      largeObjects: await count('pg_largeobject_metadata'),
      eventTriggers: await count('pg_event_trigger'),
      statistics: await count('pg_statistic_ext'),
      publications: await count('pg_publication'),
      withoutColumns: await count("pg_class where relkind = 'r' and relnatts = 0"),
      settings: await count('pg_db_role_setting where setdatabase <> 0'),
      defaultRights: await count('pg_default_acl'),
    };
    expect(found).toEqual({
      partitions: '19',
      inheriting: '1',
      disabledTriggers: '1',
      policies: '5',
      generatedColumns: '4',
      notValid: '2',
      exclusions: '1',
      unlogged: '1',
      largeObjects: '6',
      eventTriggers: '1',
      statistics: '1',
      publications: '1',
      withoutColumns: '1',
      settings: '3',
      defaultRights: '3',
    });
  });

  it('has the same rows every time', async () => {
    await loadDemoDatabase({ env: pg.env, signal, database: 'again', scale: 0.01 });
    const first = await pg.psql(FINGERPRINT, { database: 'ticketz' });
    expect(first.split('\n').length).toBeGreaterThan(45);
    expect(await pg.psql(FINGERPRINT, { database: 'again' })).toBe(first);
  });

  it('can be dumped by the role for backups and restored without an error', async () => {
    const dump = await program('pg_dump', ['--username=ticketz_backup', 'ticketz']);
    await pg.createDatabase('copy', { owner: 'ticketz_owner', template: 'template0' });
    await program('psql', ['-Xq', '-v', 'ON_ERROR_STOP=1', '-d', 'copy', '-f', '-'], dump);
    const copy = await pg.psql(FINGERPRINT, { database: 'copy' });
    expect(copy).toBe(await pg.psql(FINGERPRINT, { database: 'ticketz' }));
  });

  it.each([0, -1, Number.NaN, 51])('cannot have the scale %d', async (scale) => {
    await expect(loadDemoDatabase({ env: pg.env, signal, database: 'never', scale })).rejects.toThrow(
      'The scale must be',
    );
  });

  it('names the file that failed', async () => {
    const again = loadDemoDatabase({
      env: { ...pg.env, PGUSER: 'chain' },
      signal,
      database: 'other',
      scale: 0.01,
    });
    await expect(again).rejects.toThrow(/^scripts\/demo\/01-roles\.sql failed: psql:<stdin>:\d+: ERROR: {2}/);
  });
});
