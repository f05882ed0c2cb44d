import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startPostgres, type TestPostgres } from '../support/postgres.ts';

/** Resolves when `condition` holds; fails after ten seconds. */
async function eventually(condition: () => boolean): Promise<void> {
  const limit = Date.now() + 10_000;
  while (!condition()) {
    if (Date.now() > limit) throw new Error('It did not come true within ten seconds.');
    await sleep(20);
  }
}

describe('a test server', () => {
  let pg: TestPostgres;
  beforeAll(async () => {
    pg = await startPostgres({ tcp: true, settings: { cluster_name: "it's mine" } });
  });
  afterAll(() => pg.stop());

  it('answers on its socket, with the settings it was given', async () => {
    expect(await pg.psql('show cluster_name; show data_directory')).toBe(`it's mine\n${pg.dataDir}`);
    expect(await pg.psql('show server_version_num')).toMatch(new RegExp(`^${pg.major}\\d{4}$`));
  });

  it('makes databases with any name and owner', async () => {
    await pg.psql('create role "o""wner"');
    await pg.createDatabase('a "name"; --', { owner: 'o"wner', template: 'template0' });
    const owner = 'select pg_get_userbyid(datdba) from pg_database where datname = current_database()';
    expect(await pg.psql(owner, { database: 'a "name"; --' })).toBe('o"wner');
  });

  it('reports what psql says about an error, and stops there', async () => {
    const sql = 'create table t (a int);\nselect 1 / 0;\ncreate table u (a int);';
    await expect(pg.psql(sql)).rejects.toThrow('psql:<stdin>:2: ERROR:  division by zero');
    expect(await pg.psql("select to_regclass('t'), to_regclass('u')")).toBe('t|');
    expect(await pg.log()).toContain('ERROR:  division by zero');
  });

  it('asks for a password on 127.0.0.1', async () => {
    const connect = (password: string): Promise<number | null> => {
      const env = { ...pg.env, PGHOST: '127.0.0.1', PGPASSWORD: password };
      const child = spawn(join(pg.binDir, 'psql'), ['-Xc', 'select 1'], { env, stdio: 'ignore' });
      return new Promise((resolve) => child.once('close', resolve));
    };
    expect(await connect(pg.password ?? '')).toBe(0);
    expect(await connect('wrong')).toBe(2);
  });
});

describe('a test server is gone with its files', () => {
  it('after it was stopped, also twice', async () => {
    const pg = await startPostgres();
    await Promise.all([pg.stop(), pg.stop()]);
    await pg.stop();
    expect(existsSync(pg.socketDir)).toBe(false);
  });

  it('when it cannot start, and says why', async () => {
    const error = await startPostgres({ settings: { shared_buffers: 'banana' } }).catch(String);
    expect(error).toContain('invalid value for parameter "shared_buffers": "banana"');
    const dir = /\/tmp\/pba-pg-\w+/.exec(String(error))?.[0] ?? '';
    expect(dir).not.toBe('');
    expect(existsSync(dir)).toBe(false);
  });

  it('when the process that started it is killed', async () => {
    const module = JSON.stringify(new URL('../support/postgres.ts', import.meta.url).href);
    const script = `
      const { startPostgres } = await import(${module});
      const pg = await startPostgres();
      console.log(pg.socketDir);
      setInterval(() => {}, 1000);`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
    await eventually(() => output.endsWith('\n'));
    const dir = output.trim();
    expect(existsSync(join(dir, '.s.PGSQL.5432'))).toBe(true);
    child.kill('SIGKILL');
    await eventually(() => !existsSync(dir));
  });
});
