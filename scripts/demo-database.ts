/**
 * Makes the demonstration database: Ticketz, a support desk with about a million rows at scale 1. It has whatever makes a
 * backup hard, and the same rows every time: nothing in it depends on chance or on the day.
 *
 * As a script: node scripts/demo-database.ts [database] [scale], with libpq's variables (PGHOST …) of a superuser.
 */
import { readFile } from 'node:fs/promises';
import { messageOf } from '../src/errors.ts';
import { runText } from '../src/process.ts';

export interface DemoOptions {
  /** A whole environment for psql: PATH, and libpq's variables for a connection as superuser. */
  readonly env: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
  /** The database to make; it must not exist. Default `ticketz`. */
  readonly database?: string;
  /** 1 means about a million rows and 500 MB; 0.01 about fifteen thousand rows. Default 1. */
  readonly scale?: number;
  /** Called when a step is done, with the seconds it took. */
  readonly onStep?: (title: string, seconds: number) => void;
}

export interface DemoDatabase {
  readonly database: string;
  readonly scale: number;
  /** Rows of every table; a partitioned table once, with the rows of all its partitions. */
  readonly tables: Readonly<Record<string, number>>;
  readonly rows: number;
  readonly bytes: number;
  readonly seconds: number;
}

type Variables = Readonly<Record<string, string | number>>;

interface Step {
  readonly title: string;
  /** Each lane is a session of its own that runs its files in order, beside the other lanes. */
  readonly lanes: readonly (readonly string[])[];
}

const STEPS: readonly Step[] = [
  {
    title: 'roles, types, tables',
    lanes: [['02-types', '03-core-tables', '04-support-tables', '05-odd-tables', '06-words']],
  },
  { title: 'rows', lanes: [['07-data-people', '08-data-tickets'], ['09-data-messages']] },
  {
    title: 'primary keys, indexes, large objects',
    lanes: [['14-large-objects', '11-indexes-rest'], ['10-indexes-messages']],
  },
  { title: 'foreign keys', lanes: [['12-foreign-keys']] },
  {
    title: 'views, triggers, policies, rights, settings',
    lanes: [['13-behaviour', '15-rights', '16-settings']],
  },
];

const PGOPTIONS =
  '-c synchronous_commit=off -c maintenance_work_mem=256MB -c client_min_messages=warning -c jit=off';

function sizes(scale: number): Variables {
  const about = (rows: number, least: number): number => Math.max(least, Math.round(rows * scale));
  // Twenty messages belong to four tickets.
  const tickets = about(20_000, 100) * 4;
  return {
    scale,
    companies: about(2_000, 20),
    users: about(6_000, 120),
    contacts: about(40_000, 300),
    tickets,
    messages: tickets * 5,
    first: 1,
    last: tickets * 5,
    attachments: about(20_000, 60),
    audit: about(330_000, 3_000),
    notes: about(4_000, 40),
  };
}

const COUNTS = `
select string_agg(
  format('select %L as name, count(*) as rows from %s %I.%I', nspname || '.' || relname,
         case relkind when 'p' then '' else 'only' end, nspname, relname),
  ' union all ' order by nspname, relname) as query
from pg_class c join pg_namespace n on n.oid = relnamespace
where relkind in ('r', 'p') and not relispartition and nspname not in ('pg_catalog', 'information_schema') \\gset
select json_build_object('tables', json_object_agg(name, rows order by name), 'bytes', pg_database_size(current_database()))
from (:query) as counts
`;

function checkScale(scale: number): void {
  if (!(scale >= 0.001 && scale <= 50))
    throw new Error(`The scale must be between 0.001 and 50, not ${scale}.`);
}

/**
 * Creates the database and fills it. Takes about 20 s at scale 1 on two cores.
 * @throws Error when the database exists or psql fails; what was made by then stays
 */
export async function loadDemoDatabase(options: DemoOptions): Promise<DemoDatabase> {
  const { database = 'ticketz', scale = 1 } = options;
  checkScale(scale);
  const started = performance.now();
  const env = { ...options.env, PGOPTIONS, PGCLIENTENCODING: 'UTF8' };
  const variables: Variables = { ...sizes(scale), database };

  const psql = (sql: string, name: string, into = database): Promise<string> =>
    runText(
      'psql',
      [
        '-XqAt',
        '-v',
        'ON_ERROR_STOP=1',
        ...Object.entries(variables).flatMap(([key, value]) => ['-v', `${key}=${value}`]),
        '-d',
        into,
        '-f',
        '-',
      ],
      {
        env,
        signal: options.signal,
        input: sql,
        explain: (exit) => new Error(`${name} failed: ${exit.stderr.trim()}`),
      },
    );
  const runFile = async (name: string, into?: string): Promise<void> => {
    const file = new URL(`demo/${name}.sql`, import.meta.url);
    await psql(await readFile(file, 'utf8'), `scripts/demo/${name}.sql`, into);
  };
  const runLane = async (files: readonly string[]): Promise<void> => {
    for (const file of files) await runFile(file);
  };

  await runFile('01-roles', 'postgres');
  const create = `create database :"database" owner ticketz_owner template template0 encoding 'UTF8'`;
  await psql(create, `create database ${database}`, 'postgres');
  for (const { title, lanes } of STEPS) {
    const from = performance.now();
    const results = await Promise.allSettled(lanes.map(runLane));
    for (const result of results) if (result.status === 'rejected') throw result.reason;
    options.onStep?.(title, (performance.now() - from) / 1000);
  }

  const found = JSON.parse(await psql(COUNTS, 'counting')) as Pick<DemoDatabase, 'tables' | 'bytes'>;
  return {
    database,
    scale,
    ...found,
    rows: Object.values(found.tables).reduce((sum, rows) => sum + rows, 0),
    seconds: (performance.now() - started) / 1000,
  };
}

/** The report of the script: one line for each table, then the totals. */
export function describeDemoDatabase(demo: DemoDatabase): string {
  const lines = Object.entries(demo.tables).map(
    ([name, rows]) => `${rows.toLocaleString('en').padStart(11)}  ${name}`,
  );
  const megabytes = Math.round(demo.bytes / 1e6);
  return [
    ...lines,
    `${demo.rows.toLocaleString('en').padStart(11)}  rows, ${megabytes} MB, in ${demo.seconds.toFixed(1)} s`,
  ].join('\n');
}

if (import.meta.main) {
  const [database = 'ticketz', scale = '1'] = process.argv.slice(2);
  const env: Record<string, string> = {};
  for (const [name, value] of Object.entries(process.env)) if (value !== undefined) env[name] = value;
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort());
  try {
    const demo = await loadDemoDatabase({
      env,
      signal: stop.signal,
      database,
      scale: Number(scale),
      onStep: (title, seconds) => console.log(`${seconds.toFixed(1).padStart(6)} s  ${title}`),
    });
    console.log(describeDemoDatabase(demo));
  } catch (error) {
    console.error(messageOf(error));
    process.exitCode = 1;
  }
}
