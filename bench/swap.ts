/**
 * `npm run bench:swap [-- --rounds 10 --clients 8 --kills 60 --seed 1]`: how long a swap keeps clients out while pgbench and
 * our own writers write through it, whether anything confirmed is lost, and what is left when the run is killed at
 * random moments. Runs the shipped dist/; fails when a row is lost or not exactly one database serves.
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { terminalTable } from '../src/runtime/format.ts';
import { startPostgres, type TestPostgres } from '../test/support/postgres.ts';
import { databaseNames, markedDatabase, runSwap, whoServes } from '../test/support/swaps.ts';
import { startWriters } from '../test/support/writers.ts';
import { Random } from './proof/random.ts';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '10' },
    clients: { type: 'string', default: '8' },
    kills: { type: 'string', default: '60' },
    seed: { type: 'string', default: '1' },
  },
});
const RESTORED = 'copy';
const SWAP = { database: 'shop', restored: RESTORED, confirm: 'shop', 'allow-unproven': 'true' };
const UNDO = { database: 'shop', undo: 'true', confirm: 'shop' };
/** A whole run takes about this long; kills are spread over it and a little more. */
const RUN_MS = 400;
/** From the first session of the swap to the end of the run. */
const SWAP_MS = 220;

/** pgbench ends when it is disconnected, so it is started again and again, as a pooler would reconnect. */
async function keepPgbenchRunning(postgres: TestPostgres, stopped: AbortSignal): Promise<void> {
  while (!stopped.aborted) {
    const args = ['-n', '-c', values.clients, '-j', '2', '-T', '600', 'shop'];
    const child = spawn(join(postgres.binDir, 'pgbench'), args, {
      env: { ...postgres.env },
      stdio: 'ignore',
    });
    const end = (): void => void child.kill('SIGTERM');
    stopped.addEventListener('abort', end, { once: true });
    await new Promise((resolve, reject) => child.once('error', reject).once('close', resolve));
    stopped.removeEventListener('abort', end);
    if (!stopped.aborted) await sleep(5);
  }
}

async function makePair(postgres: TestPostgres): Promise<void> {
  for (const [name, word] of [
    ['shop', 'old'],
    [RESTORED, 'new'],
  ] as const) {
    await markedDatabase(postgres, name, word);
    await postgres.psql('create table public.writes (n bigint)', { database: name });
    const init = spawn(join(postgres.binDir, 'pgbench'), ['-i', '-q', '-s', '1', name], {
      env: { ...postgres.env },
      stdio: 'ignore',
    });
    const code = await new Promise((resolve, reject) => init.once('error', reject).once('close', resolve));
    if (code !== 0) throw new Error(`pgbench -i ended with ${code}.`);
  }
}

async function makeRestoredAgain(postgres: TestPostgres): Promise<void> {
  const { closed } = await databaseNames(postgres);
  if (closed.length !== 1) throw new Error(`One database has to be closed, not ${closed.join(', ')}.`);
  await postgres.psql(
    `alter database "${closed[0]}" rename to ${RESTORED}; alter database ${RESTORED} allow_connections true`,
  );
}

async function measureDowntime(postgres: TestPostgres): Promise<void> {
  const stopped = new AbortController();
  const load = keepPgbenchRunning(postgres, stopped.signal);
  const writers = startWriters(postgres, 'shop', 4);
  const rows: string[][] = [];
  for (let round = 0; round < Number(values.rounds); round += 1) {
    for (const [name, inputs] of [
      ['swap', SWAP],
      ['undo', UNDO],
    ] as const) {
      await sleep(500);
      writers.longestPauseMs();
      const { json, stderr } = await runSwap(postgres, inputs);
      if (!json?.result) throw new Error(`The ${name} failed: ${json?.error?.message ?? stderr}`);
      await sleep(500);
      const { downtimeMs, sessionsEnded, attempts } = json.result;
      const numbers = [downtimeMs, writers.longestPauseMs(), sessionsEnded, attempts];
      rows.push([name, ...numbers.map((number) => number.toFixed(0))]);
    }
    await makeRestoredAgain(postgres);
  }
  const confirmed = await writers.stop();
  stopped.abort();
  await load;
  const titles = ['what', 'downtime ms', 'writers paused ms', 'sessions ended', 'attempts'];
  console.log(
    terminalTable(
      titles.map((title, index) => ({ title, align: index === 0 ? 'left' : 'right' })),
      rows,
    ),
  );
  for (const column of [1, 2]) {
    const sorted = rows.map((row) => Number(row[column])).sort((a, b) => a - b);
    const at = (share: number): number | undefined => sorted[Math.floor(share * (sorted.length - 1))];
    console.log(`${titles[column]}: median ${at(0.5)}, longest ${at(1)}`);
  }
  await expectNothingLost(postgres, confirmed);
}

async function expectNothingLost(postgres: TestPostgres, confirmed: readonly number[]): Promise<void> {
  const stored = new Set<string>();
  for (const database of ['shop', RESTORED]) {
    const rows = await postgres.psql('select n from public.writes', { database });
    for (const row of rows.split('\n')) stored.add(row);
  }
  const lost = confirmed.filter((n) => !stored.has(String(n)));
  console.log(`${confirmed.length} confirmed rows, ${lost.length} lost`);
  if (lost.length > 0) process.exitCode = 1;
}

async function killAtRandom(postgres: TestPostgres): Promise<void> {
  const random = new Random(values.seed);
  const outcomes = { 'before the commit': 0, 'after the commit': 0, 'not in time': 0 };
  const writers = startWriters(postgres, 'shop', 4);
  for (let kill = 0; kill < Number(values.kills); kill += 1) {
    // Half of them are aimed at the transaction, which is the smaller part of a run.
    const aimed = kill % 2 === 1;
    const killAfterMs = random.integer(0, aimed ? SWAP_MS : RUN_MS);
    const run = await runSwap(postgres, SWAP, aimed ? { killAfterMs, since: 'Renaming' } : { killAfterMs });
    const served = await whoServes(postgres, 'shop');
    const { open } = await databaseNames(postgres);
    const expected = served === 'old' ? `${RESTORED},shop` : 'shop';
    if (open.join() !== expected)
      throw new Error(`After ${killAfterMs} ms: ${open.join()} take connections.`);
    if (run.signal === null) outcomes['not in time'] += 1;
    else outcomes[served === 'old' ? 'before the commit' : 'after the commit'] += 1;
    const again = await runSwap(postgres, SWAP);
    if ((await whoServes(postgres, 'shop')) !== 'new')
      throw new Error(again.json?.error?.message ?? again.stderr);
    const undo = await runSwap(postgres, UNDO);
    if ((await whoServes(postgres, 'shop')) !== 'old')
      throw new Error(undo.json?.error?.message ?? undo.stderr);
    await makeRestoredAgain(postgres);
  }
  await expectNothingLost(postgres, await writers.stop());
  console.log(
    `${values.kills} runs killed at random (seed ${values.seed}): ${Object.entries(outcomes)
      .map(([when, count]) => `${count} ${when}`)
      .join(', ')}; always one database served, was swapped by the next run, and undone`,
  );
}

await using server = await startPostgres({ settings: { max_connections: '100' } });
await makePair(server);
await measureDowntime(server);
await server.psql('truncate public.writes', { database: 'shop' });
await server.psql('truncate public.writes', { database: RESTORED });
await killAtRandom(server);
