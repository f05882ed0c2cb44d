import type { RescuePair, TriggerState } from '../../catalog/rescue.ts';
import { identifier, literal } from '../quote.ts';
import { rowsOf } from './compare-rows.ts';
import { pinStatements, searchPath } from './copy-out.ts';
import {
  checkAfter,
  checkBefore,
  doBlock,
  insertMissing,
  nameOf,
  type Stated,
  sequencesOn,
  staging,
  updateChanged,
} from './repair-parts.ts';

export interface RepairTable {
  readonly pair: RescuePair;
  readonly stated: Stated;
}

export interface RepairFacts {
  readonly database: string;
  readonly systemIdentifier: string;
  readonly source: string;
  readonly at: string;
  readonly version: string;
  readonly triggers: 'disable' | 'fire';
  readonly notes: readonly string[];
}

/** What people read first: what the file does, and how it is run. */
export function repairHeader(facts: RepairFacts, tables: readonly RepairTable[]): string {
  const comment = (text: string): string => `-- ${text.replace(/\s+/g, ' ')}`;
  const rows = tables.reduce((sum, { stated }) => sum + stated.missing + stated.changed, 0);
  return [
    comment(
      `Repair of database ${facts.database}, written by postgres-backup-actions ${facts.version} at ${facts.at}`,
    ),
    comment(`Source: ${facts.source}`),
    '--',
    comment(`Rows that it writes: ${rows}. Nothing is deleted.`),
    ...tables.map(({ pair, stated }) =>
      comment(
        `  ${nameOf(pair)}: ${stated.missing} missing come back, ${stated.changed} changed get their former values`,
      ),
    ),
    ...facts.notes.map((note) => comment(`Note: ${note}`)),
    '--',
    comment(
      `Triggers and rules of these tables ${facts.triggers === 'disable' ? 'are off while it writes, and are set back as they were found' : 'fire as usual'}; foreign keys and checks hold.`,
    ),
    comment(
      'One transaction. It ends without any change when the rows are not the ones that were compared, or another number.',
    ),
    comment(`Run it with: psql --no-psqlrc --dbname=${facts.database} --file=THIS_FILE`),
    '',
  ].join('\n');
}

/** The start of the transaction: the right database, settings the values were written with, locks. */
export function repairStart(facts: RepairFacts, tables: readonly RepairTable[]): string {
  return [
    '\\set ON_ERROR_STOP on',
    '\\encoding UTF8',
    'begin;',
    pinStatements('local '),
    searchPath('local ', []),
    `set local lock_timeout = '60s';`,
    doBlock(
      [
        `if current_database() <> ${literal(facts.database)}`,
        `   or (select system_identifier::text from pg_catalog.pg_control_system()) <> ${literal(facts.systemIdentifier)} then`,
        `  raise exception 'PBA-RESCUE: this repair is for database % of cluster %', ${literal(facts.database)}, ${literal(facts.systemIdentifier)};`,
        'end if;',
      ],
      [],
    ),
    '-- Nobody else writes to these tables until the end; reading goes on.',
    `lock table ${tables.map(({ pair }) => rowsOf(pair.live)).join(', ')} in share row exclusive mode;`,
    'set constraints all deferred;',
    '',
  ]
    .filter((line) => line !== '')
    .join('\n')
    .concat('\n');
}

/** Temporary tables for the rows of one table; data follows by COPY. */
export function stagingSql(kind: 'missing' | 'changed', index: number, pair: RescuePair): string {
  const columns = pair.columns.map((column) => identifier(column)).join(', ');
  const before = kind === 'changed' ? `, ''::text as pba_before` : '';
  const names = kind === 'changed' ? `${columns}, pba_before` : columns;
  return [
    '',
    `-- ${nameOf(pair)}: ${kind} rows, as the source has them`,
    `create temporary table ${staging(kind, index)} on commit drop as`,
    `  select ${columns}${before} from ${rowsOf(pair.live)} with no data;`,
    `copy pg_temp.${staging(kind, index)} (${names}) from stdin;`,
    '',
  ].join('\n');
}

/** Checks, writing and checks again, for all tables. */
export function repairBody(facts: RepairFacts, tables: readonly RepairTable[]): string {
  const off = facts.triggers === 'disable' ? uniqueTriggers(tables) : [];
  return [
    '',
    '-- The live rows still are what they were compared with.',
    ...tables.flatMap(({ pair, stated }, index) => [
      searchPath('local ', pair.searchPath),
      checkBefore(pair, stated, index + 1),
    ]),
    ...off.map((trigger) => alter(trigger, 'D')),
    '',
    '-- Functions in defaults, checks and indexes find their names as they do for everybody, and otherwise anywhere.',
    'set local search_path to default;',
    `do $pba$ begin perform set_config('search_path', concat_ws(', ', nullif(current_setting('search_path'), ''),`,
    `  (select string_agg(quote_ident(nspname), ', ' order by nspname) from pg_catalog.pg_namespace`,
    `    where nspname !~ '^pg_' and nspname <> 'information_schema')), true); end $pba$;`,
    '',
    '-- Missing rows, referenced tables first.',
    ...tables.map(({ pair, stated }, index) => insertMissing(pair, stated, index + 1)),
    '',
    '-- Changed rows.',
    ...tables.map(({ pair, stated }, index) => updateChanged(pair, stated, index + 1)),
    '',
    '-- Foreign keys and other constraints that were put off are checked now.',
    'set constraints all immediate;',
    ...off.map((trigger) => alter(trigger, trigger.state)),
    '',
    '-- The rows are those of the source, and no other was touched.',
    ...tables.flatMap(({ pair, stated }, index) => [
      searchPath('local ', pair.searchPath),
      checkAfter(pair, stated, index + 1, facts.triggers),
    ]),
    ...tables.flatMap(({ pair, stated }) => (stated.missing === 0 ? [] : sequencesOn(pair))),
    '',
    'commit;',
    `\\echo repaired: ${tables.reduce((sum, { stated }) => sum + stated.missing + stated.changed, 0)} rows`,
    '',
  ]
    .filter((line, index, all) => !(line === '' && all[index - 1] === ''))
    .join('\n');
}

function uniqueTriggers(tables: readonly RepairTable[]): TriggerState[] {
  const seen = new Map<string, TriggerState>();
  for (const { pair, stated } of tables) {
    if (stated.missing + stated.changed === 0) continue;
    for (const trigger of pair.live.triggers) {
      const key = JSON.stringify([trigger.table.schema, trigger.table.name, trigger.kind, trigger.name]);
      if (!seen.has(key)) seen.set(key, trigger);
    }
  }
  return [...seen.values()];
}

function alter({ table, name, kind }: TriggerState, state: TriggerState['state']): string {
  const verb = { O: 'enable', D: 'disable', R: 'enable replica', A: 'enable always' }[state];
  return `alter table ${identifier(table.schema, table.name)} ${verb} ${kind} ${identifier(name)};`;
}
