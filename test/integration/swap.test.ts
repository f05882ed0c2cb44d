import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { planSwap, type SwapPlan } from '../../src/catalog/swap/plan.ts';
import { type Client, openSession } from '../../src/postgres/client.ts';
import { listDatabaseEntries } from '../../src/postgres/swap/facts.ts';
import { swapDatabases } from '../../src/postgres/swap/swap.ts';
import { startPostgres, type TestPostgres } from '../support/postgres.ts';
import { silentLog } from '../support/silent-log.ts';
import { markedDatabase, whoServes } from '../support/swaps.ts';

/** What goes wrong between us and the server in the middle of the transaction. */
let postgres: TestPostgres;
let client: Client;
let plan: SwapPlan;
beforeEach(async () => {
  postgres = await startPostgres();
  await markedDatabase(postgres, 'shop', 'old');
  await markedDatabase(postgres, 'copy', 'new');
  const { binDir, major, env } = postgres;
  client = {
    installation: { binDir, major, version: String(major), server: true },
    env: { ...env, PGAPPNAME: 'postgres-backup-actions' },
    signal: new AbortController().signal,
    log: silentLog,
  };
  await using session = await openSession(client);
  const request = { live: 'shop', restored: 'copy', undo: false, now: new Date() };
  plan = planSwap(await listDatabaseEntries(session), request) as SwapPlan;
  return () => postgres.stop();
});

/** A client whose log does something, before anything else can happen, when a step is announced. */
function interruptedAt(step: string, interrupt: () => void): Client {
  const debug = (message: string): void => {
    if (message === `step: ${step}`) interrupt();
  };
  return { ...client, log: { ...silentLog, debug } };
}

test.each(['begin', 'take the live database', 'give the live name', 'commit'])(
  'a session that an administrator ends at "%s" changes nothing, and the error says so',
  async (step) => {
    const endAll = `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'postgres-backup-actions'`;
    const interrupted = interruptedAt(step, () => {
      execFileSync(join(postgres.binDir, 'psql'), ['-XqAtc', endAll], {
        env: { ...postgres.env, PGAPPNAME: 'administrator' },
      });
    });
    await expect(swapDatabases(interrupted, plan)).rejects.toMatchObject({
      code: 'PBA-SWAP-FAILED',
      message: expect.stringMatching(/^This run changed nothing, shop is the database it was before: /),
    });
    expect(await whoServes(postgres, 'shop')).toBe('old');
    expect(await whoServes(postgres, 'copy')).toBe('new');
  },
);

test('a commit whose answer is lost is recognised', async () => {
  const directory = await mkdtemp('/tmp/pba-lost-');
  try {
    // Ends its input after `commit`, which psql then carries out, and says nothing any more.
    const psql = `#!/bin/sh\nsed -u '/^commit$/q' | '${postgres.binDir}/psql' "$@"\n`;
    await writeFile(join(directory, 'psql'), psql, { mode: 0o755 });
    await symlink(join(postgres.binDir, 'pg_dump'), join(directory, 'pg_dump'));
    const lossy = { ...client, installation: { ...client.installation, binDir: directory } };
    expect(await swapDatabases(lossy, plan)).toMatchObject({ attempts: 1 });
    expect(await whoServes(postgres, 'shop')).toBe('new');
  } finally {
    await rm(directory, { recursive: true });
  }
});

test('when the server is gone, the error does not claim to know which database serves', async () => {
  const interrupted = interruptedAt('commit', () => {
    const pid = readFileSync(join(postgres.dataDir, 'postmaster.pid'), 'utf8').split('\n')[0];
    process.kill(Number(pid), 'SIGQUIT');
    // SIGQUIT ends every session at once; the commit must not be faster.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 300);
  });
  await expect(swapDatabases(interrupted, plan)).rejects.toMatchObject({
    code: 'PBA-SWAP-FAILED',
    message: expect.stringMatching(/^The server does not tell which database serves as shop: /),
  });
});

test('a database that was renamed since the preflight is not taken for the planned one', async () => {
  await postgres.psql('alter database copy rename to other');
  await markedDatabase(postgres, 'copy', 'another');
  await expect(swapDatabases(client, plan)).rejects.toMatchObject({
    message: expect.stringContaining('renamed by somebody else'),
  });
  expect(await whoServes(postgres, 'shop')).toBe('old');
});
