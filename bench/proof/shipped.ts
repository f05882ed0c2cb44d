import { cp, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { TestPostgres } from '../../test/support/postgres.ts';
import { type ActionRun, runAction } from '../../test/support/run-action.ts';
import type { CyclePlan, Found } from './cycles.ts';
import type { Laboratory } from './laboratory.ts';

/** A copy of what is shipped, so that a build beside a long measurement does not change it halfway. */
export interface Shipped {
  readonly directory: string;
}

const ROOT = resolve(import.meta.dirname, '../..');

export async function freezeShipped(laboratory: Laboratory): Promise<Shipped> {
  const directory = await laboratory.newDirectory('shipped');
  for (const name of ['dist', 'backup', 'verify', 'restore-test']) {
    await cp(join(ROOT, name), join(directory, name), { recursive: true });
  }
  return { directory };
}

interface Record {
  readonly compared: Readonly<{ [what: string]: string }>;
  readonly differences: { readonly first: readonly string[] };
}

/** Backup, verify and restore test as a runner does them: processes of their own, inputs from the environment. */
export async function shippedCycle(
  _laboratory: Laboratory,
  server: TestPostgres,
  plan: CyclePlan,
  store: string,
  stopWriters: () => Promise<number>,
  shipped: Shipped,
): Promise<Found> {
  const alarms: string[] = [];
  const run = async (name: string, inputs: { readonly [name: string]: string }): Promise<ActionRun> => {
    const action = join(shipped.directory, name, 'action.yml');
    const ran = await runAction({ action, inputs: { stores: store, ...inputs }, timeoutMs: 300_000 });
    const problems = ran.annotations.filter(({ level }) => level === 'error').map(({ message }) => message);
    alarms.push(...problems.map((message) => `${name}: ${message}`));
    if (ran.exitCode !== 0 && problems.length === 0) alarms.push(`${name}: exit code ${ran.exitCode}`);
    if (ran.leftInTemp.length > 0) alarms.push(`${name} left ${ran.leftInTemp.join(', ')}`);
    return ran;
  };
  const inputs = Object.entries(plan.inputs).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value]],
  );
  await run('backup', { ...Object.fromEntries(inputs), host: server.socketDir, user: server.superuser });
  const writes = await stopWriters();
  const key: { [name: string]: string } = plan.identity === undefined ? {} : { identity: plan.identity };
  await run('verify', key);
  const proof = await run('restore-test', key);
  const { verdict, grade } = proof.outputs;
  if (verdict !== 'proven' || grade !== 'full') alarms.push(`verdict ${verdict}, grade ${grade}`);
  const evidence = proof.outputs['evidence-key'];
  if (evidence === undefined) return { alarms, warnings: 0, compared: undefined, writes };
  const { compared, differences } = JSON.parse(await readFile(join(store, evidence), 'utf8')) as Record;
  return { alarms, warnings: differences.first.length, compared: asCompared(compared), writes };
}

function asCompared(found: Record['compared']): Found['compared'] {
  const { tables = '0', rows = '0', sequences = '0', largeObjects = '0', objects = '0' } = found;
  return { tables, rows, sequences, largeObjects, objects };
}
