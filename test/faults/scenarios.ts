import { markComment } from '../../src/catalog/swap/restored-mark.ts';
import type { ActionRun } from '../support/run-action.ts';
import { DATABASE } from '../support/scene.ts';
import { markedDatabase, whoServes } from '../support/swaps.ts';
import type { Audit, World } from './world.ts';

/** One action with inputs, what a green run of it claims, and what has to be true whatever happens. */
export interface Scenario {
  readonly name: string;
  readonly action: string;
  inputs(world: World): Readonly<Record<string, string>>;
  /** Over the environment of the world's own database. */
  env?(): Readonly<Record<string, string>>;
  /** After the reset, before the run. */
  prepare?(world: World): Promise<void>;
  /** What a green run claims and is not so. */
  claims(world: World, run: ActionRun, audit: Audit): Promise<readonly string[]>;
  /** What must hold after any run, besides what holds for every action. */
  always?(world: World, run: ActionRun): Promise<readonly string[]>;
  /** Whether the old sets may be gone afterwards. */
  readonly mayPrune?: true;
  /** Whether it has a time limit, so that what hangs can be waited for. */
  readonly timeLimit: boolean;
}

/** Long enough for every run without a fault on a busy machine. */
const LIMIT = '45s';
const LIVE = 'shop';
const NEXT = 'shop_restored_20261122T030405Z';

const inBoth = (audit: Audit, id: string): string[] =>
  ['local', 's3'].flatMap((store) =>
    audit.sets.some((set) => set.startsWith(`${store} `) && set.endsWith(`/${id}`))
      ? []
      : [`green, but set ${id} is not in ${store}`],
  );

function backup(name: string, inputs: Readonly<Record<string, string>>): Scenario {
  return {
    name,
    action: 'backup',
    timeLimit: true,
    inputs: (world) => ({
      database: DATABASE,
      ...world.stores,
      tier: 'manual',
      'time-limit': LIMIT,
      ...inputs,
    }),
    claims: async (_world, run, audit) => inBoth(audit, run.outputs['set-id'] ?? 'none'),
  };
}

/** Not a secret: nobody has its identity, it only has to be encrypted to. */
const RECIPIENT = 'age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p';

export const SCENARIOS: readonly Scenario[] = [
  backup('backup', {}),
  backup('backup, encrypted, custom format', { recipients: RECIPIENT, format: 'custom' }),
  {
    name: 'verify',
    action: 'verify',
    timeLimit: false,
    inputs: (world) => ({ ...world.stores, database: DATABASE, mode: 'full' }),
    claims: async (_world, run) =>
      Number(run.outputs['sets-checked']) > 0 ? [] : ['green, but no set was checked'],
  },
  {
    name: 'restore-test',
    action: 'restore-test',
    timeLimit: true,
    inputs: (world) => ({ ...world.stores, database: DATABASE, 'time-limit': LIMIT }),
    claims: async (_world, run) =>
      run.outputs['verdict'] === 'proven' && run.outputs['grade'] === 'full'
        ? []
        : ['green, but not proven in full'],
  },
  {
    name: 'prune',
    action: 'prune',
    timeLimit: false,
    mayPrune: true,
    inputs: (world) => ({
      ...world.stores,
      database: DATABASE,
      tier: 'daily',
      'keep-days': '30',
      'keep-minimum': '1',
      mode: 'apply',
    }),
    claims: async (world, _run, audit) =>
      world.old.flatMap((id) =>
        audit.sets.some((set) => set.endsWith(`/${id}`)) ? [`green, but ${id} was not deleted`] : [],
      ),
  },
  {
    name: 'restore',
    action: 'restore',
    timeLimit: true,
    inputs: (world) => ({ ...world.stores, database: DATABASE, 'time-limit': LIMIT }),
    claims: async (world, run) => {
      const name = run.outputs['restored-database'] ?? 'none';
      const tables = await world.postgres.psql('select count(*) from pg_class', { database: name });
      return Number(tables) > 0 ? [] : [`green, but ${name} is empty`];
    },
    // What cannot be finished is dropped; what is there says of itself what it is, and what a killed run left the next one removes.
    always: async (world, run) => {
      const unmarked = await world.postgres.psql(
        `select datname from pg_database d where datname like '%\\_restored\\_%' and not exists
           (select from pg_db_role_setting s where s.setdatabase = d.oid and s.setconfig::text like '%pba.restored_verdict%')`,
      );
      const unfinished = await world.postgres.psql(
        `select datname from pg_database where datname like '%\\_restoring\\_%'`,
      );
      return [
        ...(unmarked === '' ? [] : [`${unmarked} was left, and does not say what it is`]),
        ...(unfinished === '' ||
        run.exitCode === null ||
        run.log.includes(`${unfinished} could not be dropped`)
          ? []
          : [`${unfinished} was left half-filled`]),
      ];
    },
  },
  {
    name: 'swap',
    action: 'swap',
    timeLimit: true,
    prepare: async (world) => {
      await markedDatabase(world.postgres, LIVE, 'old');
      await markedDatabase(world.postgres, NEXT, 'new');
      const mark = {
        set: '20261122T030405Z-a1b2c3',
        at: new Date().toISOString(),
        verdict: 'proven',
      };
      await world.postgres.psql(`comment on database "${NEXT}" is '${markComment(mark)}'`);
    },
    inputs: () => ({ database: LIVE, confirm: LIVE, 'time-limit': LIMIT }),
    claims: async (world) =>
      (await whoServes(world.postgres, LIVE)) === 'new' ? [] : ['green, but the old database serves'],
    always: async (world) => {
      const serves = await whoServes(world.postgres, LIVE).catch(() => 'nobody');
      const databases = await world.postgres.psql(
        `select count(*) from pg_database where datname like 'shop%'`,
      );
      return [
        ...(serves === 'nobody' ? ['no database serves under the live name'] : []),
        ...(databases === '2' ? [] : [`${databases} databases instead of 2`]),
      ];
    },
  },
];
