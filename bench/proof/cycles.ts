import { rm } from 'node:fs/promises';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { checkSet } from '../../src/actions/verify/check-set.ts';
import type { Comparison } from '../../src/catalog/comparison/compare.ts';
import { describeDifference } from '../../src/catalog/comparison/difference.ts';
import { messageOf, PbaError } from '../../src/errors.ts';
import { literal } from '../../src/postgres/quote.ts';
import { runText } from '../../src/process.ts';
import type { RawInputs } from '../../src/runtime/parse-inputs.ts';
import { AgeDecryption } from '../../src/streams/age.ts';
import { startPostgres, type TestPostgres } from '../../test/support/postgres.ts';
import { CREATE_ROLES } from './generator/draft.ts';
import type { Laboratory } from './laboratory.ts';
import { NEVER_ARCHIVED } from './laboratory.ts';
import { compare, withCopy } from './restoring.ts';
import { type GeneratedSchema, generateSchema } from './schema-generator.ts';
import { freezeShipped, type Shipped, shippedCycle } from './shipped.ts';
import { WRITER_OPTIONS, Writer } from './writer.ts';

export interface Cycle {
  readonly index: number;
  /** What is special about it, for people. */
  readonly manner: string;
  /** Whether what is shipped did it, run as a runner does, or the functions behind it. */
  readonly shipped: boolean;
  /** Empty for a cycle without a false alarm. */
  readonly alarms: readonly string[];
  /** Differences that do not fail a test: materialized views that were stale at the source. */
  readonly warnings: number;
  readonly compared: Comparison['compared'] | undefined;
  /** Statements of the writers during the backup. */
  readonly writes: number;
  readonly seconds: number;
}

/** What a cycle is asked to do. */
export interface CyclePlan {
  readonly index: number;
  readonly database: string;
  readonly schema: GeneratedSchema;
  /** Inputs of `backup`. */
  readonly inputs: RawInputs;
  readonly identity: string | undefined;
  readonly manner: string;
}

/** What one server writes down otherwise than another, unless somebody pins it. */
const ODD_SETTINGS = {
  timezone: 'Asia/Tokyo',
  datestyle: 'German, DMY',
  intervalstyle: 'sql_standard',
  bytea_output: 'escape',
  extra_float_digits: '-3',
  xmlbinary: 'hex',
  quote_all_identifiers: 'on',
  default_toast_compression: 'pglz',
};

const DATABASES = ['shop', 'Two Words', `it's "quoted"`, 'größe', 'dash-ed', 'a=b', '.dot', 'select'];

/** Through what is shipped goes every tenth cycle, and the second, so that there is one in a small run. */
function isShipped(index: number): boolean {
  return index % 10 === 1;
}

/** Backs generated databases up under load, verifies and restore-tests them. Each of them is sound. */
export async function runCycles(laboratory: Laboratory, count: number): Promise<Cycle[]> {
  if (count === 0) return [];
  const shipped = await freezeShipped(laboratory);
  const lanes = Array.from({ length: laboratory.lanes });
  const servers = await Promise.all(lanes.map(() => startPostgres({ settings: ODD_SETTINGS })));
  try {
    await Promise.all(servers.map((server) => server.psql(CREATE_ROLES)));
    const indexes = Array.from({ length: count }, (_, index) => index);
    let done = 0;
    return await laboratory.inLanes(indexes, async (index, lane) => {
      const cycle = await runCycle(laboratory, servers[lane] ?? (await startPostgres()), shipped, index);
      const verdict = cycle.alarms.length === 0 ? 'proven' : `ALARM ${cycle.alarms.join(' ')}`;
      laboratory.say(`cycle ${++done}/${count} (${index}, ${cycle.manner}): ${verdict}`);
      return cycle;
    });
  } finally {
    await Promise.all(servers.map((server) => server.stop()));
  }
}

/** Makes up a database, makes it, and decides how it is to be backed up. */
async function planCycle(
  laboratory: Laboratory,
  server: TestPostgres,
  index: number,
  database: string,
): Promise<CyclePlan> {
  const random = laboratory.random.fork(`cycle/${index}`);
  const special = { many: index === 10, wide: index % 50 === 7 };
  const schema = generateSchema(random.fork('schema'), { database, ...special });
  await makeDatabase(laboratory, server, database, schema);
  const tables = await existing(server, database, schema.tables);
  const identity = random.chance(0.2) ? await generateX25519Identity() : undefined;
  const format = random.pick(['directory', 'directory', 'custom']);
  const content = random.chance(0.1) ? 'data' : 'full';
  const digest = random.pick(['hash64', 'hash64', 'md5']);
  const left = tables.length > 0 && random.chance(0.1) ? random.pick(tables) : undefined;
  const jobs = format === 'directory' ? random.pick(['1', '2']) : '1';
  const manner = [
    format,
    content,
    digest,
    ...(identity === undefined ? [] : ['encrypted']),
    ...(left === undefined ? [] : ['one table left out']),
    ...(special.many ? ['1,000 tables'] : []),
    ...(special.wide ? ['1,600 columns'] : []),
  ].join(', ');
  return {
    index,
    database,
    schema,
    identity,
    manner,
    inputs: {
      database,
      format,
      content,
      digest,
      jobs,
      ...(identity === undefined ? {} : { recipients: await identityToRecipient(identity) }),
      ...(left === undefined ? {} : { 'exclude-tables': left }),
    },
  };
}

async function runCycle(
  laboratory: Laboratory,
  server: TestPostgres,
  shipped: Shipped,
  index: number,
): Promise<Cycle> {
  const start = performance.now();
  const database = DATABASES[index % DATABASES.length] ?? 'shop';
  await server.createDatabase(database);
  try {
    const plan = await planCycle(laboratory, server, index, database);
    const random = laboratory.random.fork(`cycle/${index}/writers`);
    const load = [0, 1].map((one) => new Writer(server, plan.database, plan.schema.writes, random.fork(one)));
    const stopWriters = async (): Promise<number> => {
      await Promise.all(load.map((writer) => writer.stop()));
      return load.reduce((sum, writer) => sum + writer.done, 0);
    };
    const store = await laboratory.newDirectory('cycle');
    try {
      const run = isShipped(index) ? shippedCycle : innerCycle;
      const found = await run(laboratory, server, plan, store, stopWriters, shipped);
      const { manner } = plan;
      return {
        index,
        manner,
        shipped: isShipped(index),
        ...found,
        seconds: (performance.now() - start) / 1000,
      };
    } finally {
      await stopWriters();
      await rm(store, { recursive: true, force: true });
    }
  } finally {
    await server.psql(`drop database "${database.replaceAll('"', '""')}" (force)`);
  }
}

export type Found = Pick<Cycle, 'alarms' | 'warnings' | 'compared' | 'writes'>;

/** Statements that PostgreSQL refuses are left out. */
async function makeDatabase(
  laboratory: Laboratory,
  server: TestPostgres,
  database: string,
  schema: GeneratedSchema,
): Promise<void> {
  await runText(`${server.binDir}/psql`, ['-XqAt', '-v', 'ON_ERROR_STOP=0', '-f', '-'], {
    env: { ...server.env, PGDATABASE: database, PGOPTIONS: WRITER_OPTIONS },
    signal: laboratory.signal,
    input: schema.statements.map((statement) => `${statement};\n`).join(''),
  });
}

/** Those of the tables that came into being and can stand in a list of patterns, one a line. */
async function existing(
  server: TestPostgres,
  database: string,
  tables: readonly string[],
): Promise<string[]> {
  const list = literal(JSON.stringify(tables));
  const sql = `set standard_conforming_strings = on;
    select coalesce(json_agg(t order by o), '[]') from json_array_elements_text(${list}) with ordinality x (t, o) where to_regclass(t) is not null and t !~ '\\n'`;
  return JSON.parse(await server.psql(sql, { database })) as string[];
}

/** Backup, verify and restore test by the functions that the actions call. */
async function innerCycle(
  laboratory: Laboratory,
  server: TestPostgres,
  plan: CyclePlan,
  directory: string,
  stopWriters: () => Promise<number>,
): Promise<Found> {
  let writes = 0;
  try {
    const manifest = await laboratory.backUp(server, directory, plan.inputs);
    writes = await stopWriters();
    return await laboratory.withContext(async (context) => {
      const store = await laboratory.openStore(directory);
      const location = { database: manifest.database, tier: manifest.tier, id: manifest.id };
      const decryption =
        plan.identity === undefined ? undefined : await AgeDecryption.create(plan.identity, context);
      const { installations } = laboratory;
      const check = await checkSet(store, location, {
        archived: NEVER_ARCHIVED,
        mode: 'full',
        decryption,
        installations,
        context,
      });
      const alarms = check.problems.map((problem) => `verify: ${problem.message}`);
      return await withCopy(laboratory, context, { store, location, manifest, decryption }, async (copy) => {
        const comparison = await compare(context, copy.client, { manifest }, copy);
        const { differences, grade, compared } = comparison;
        const errors = differences.filter((one) => one.severity === 'error').map(describeDifference);
        alarms.push(...errors, ...(grade === 'full' ? [] : [`grade ${grade}`]));
        return { alarms, warnings: differences.length - errors.length, compared, writes };
      });
    });
  } catch (error) {
    if (!(error instanceof PbaError) || laboratory.signal.aborted) throw error;
    return { alarms: [`${error.code}: ${messageOf(error)}`], warnings: 0, compared: undefined, writes };
  }
}
