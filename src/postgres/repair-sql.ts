import { displayName } from '../catalog/fingerprint.ts';
import type { RescuePair, TriggerState } from '../catalog/rescue.ts';
import { rowDigest, rowsOf } from './compare-rows.ts';
import { pinStatements, searchPath } from './copy-out.ts';
import { identifier, literal } from './quote.ts';

/** How many rows the repair of one table has to write: neither more nor fewer. */
export interface Stated {
  readonly missing: number;
  readonly changed: number;
}

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

function staging(kind: 'missing' | 'changed', index: number): string {
  return `pba_${kind}_${index}`;
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

function checkBefore(pair: RescuePair, stated: Stated, at: number): string {
  const lines = ['rows_before bigint;', 'found bigint;'];
  const body: string[] = [];
  if (stated.missing > 0) {
    body.push(
      ...expectCount(
        `pg_temp.${staging('missing', at)} s`,
        stated.missing,
        pair,
        'missing rows in this file',
      ),
      ...expectCount(
        `pg_temp.${staging('missing', at)} s join ${rowsOf(pair.live)} l on ${sameKey(pair)}`,
        0,
        pair,
        'missing rows that are there again',
      ),
    );
  }
  if (stated.changed > 0) {
    body.push(
      ...expectCount(
        `pg_temp.${staging('changed', at)} s join ${rowsOf(pair.live)} l on ${sameKey(pair)} and ${rowDigest('l', pair.columns)} = s.pba_before`,
        stated.changed,
        pair,
        'changed rows that are still as they were compared',
      ),
    );
  }
  body.push(
    `select count(*) into rows_before from ${rowsOf(pair.live)};`,
    `perform set_config('pba.rows_${at}', rows_before::text, true);`,
  );
  return doBlock(body, lines);
}

function insertMissing(pair: RescuePair, stated: Stated, at: number): string {
  if (stated.missing === 0) return '';
  const columns = pair.columns.map((column) => identifier(column)).join(', ');
  return writing(pair, stated.missing, 'missing', [
    `insert into ${identifier(pair.live.schema, pair.live.name)} (${columns}) overriding system value`,
    `  select ${columns} from pg_temp.${staging('missing', at)};`,
  ]);
}

function updateChanged(pair: RescuePair, stated: Stated, at: number): string {
  if (stated.changed === 0) return '';
  const sets = pair.writable.map((column) => `${identifier(column)} = s.${identifier(column)}`);
  return writing(pair, stated.changed, 'changed', [
    `update ${rowsOf(pair.live)} l set ${sets.join(', ')}`,
    `  from pg_temp.${staging('changed', at)} s where ${sameKey(pair)};`,
  ]);
}

function writing(
  pair: RescuePair,
  count: number,
  kind: 'missing' | 'changed',
  statement: readonly string[],
): string {
  return doBlock(
    [
      ...statement,
      'get diagnostics found = row_count;',
      `if found <> ${count} then`,
      `  raise exception 'PBA-RESCUE: % of % ${kind} rows of % were written', found, ${count}, ${literal(nameOf(pair))};`,
      'end if;',
    ],
    ['found bigint;'],
  );
}

function checkAfter(pair: RescuePair, stated: Stated, at: number, triggers: RepairFacts['triggers']): string {
  const body = [
    `select count(*) into found from ${rowsOf(pair.live)};`,
    `if found <> current_setting('pba.rows_${at}')::bigint + ${stated.missing} then`,
    `  raise exception 'PBA-RESCUE: % has % rows afterwards, and had % before', ${literal(nameOf(pair))}, found, current_setting('pba.rows_${at}');`,
    'end if;',
  ];
  // A trigger may well change what is written; then the rows are not those of the source, as it was asked for.
  if (triggers === 'disable') {
    for (const kind of ['missing', 'changed'] as const) {
      if (stated[kind] === 0) continue;
      body.push(
        ...expectCount(
          `pg_temp.${staging(kind, at)} s join ${rowsOf(pair.live)} l on ${sameKey(pair)} and ${rowDigest('l', pair.columns)} = ${rowDigest('s', pair.columns)}`,
          stated[kind],
          pair,
          `${kind} rows that are now as in the source`,
        ),
      );
    }
  }
  return doBlock(body, ['found bigint;']);
}

function expectCount(from: string, count: number, pair: RescuePair, what: string): string[] {
  return [
    `select count(*) into found from ${from};`,
    `if found <> ${count} then`,
    `  raise exception 'PBA-RESCUE: % has % ${what}, and should have %', ${literal(nameOf(pair))}, found, ${count};`,
    'end if;',
  ];
}

/** A sequence that is behind would give out numbers that came back. `setval` is not undone by a rollback, and does no harm. */
function sequencesOn({ live }: RescuePair): string[] {
  return live.sequences.map(({ schema, name, column, ascending }) => {
    const [end, behind] = ascending ? ['max', '>'] : ['min', '<'];
    const sequence = identifier(schema, name);
    return doBlock(
      [
        `select ${end}(${identifier(column)}) into reached from ${rowsOf(live)};`,
        `perform setval(${literal(sequence)}, reached) from ${sequence} q`,
        ` where reached ${behind} q.last_value or (reached = q.last_value and not q.is_called);`,
      ],
      ['reached bigint;'],
    );
  });
}

function sameKey({ key }: RescuePair): string {
  return key.map((column) => `l.${identifier(column)} = s.${identifier(column)}`).join(' and ');
}

function doBlock(body: readonly string[], declare: readonly string[]): string {
  let tag = '$pba$';
  // A name may contain anything, even this.
  for (let at = 1; body.some((line) => line.includes(tag)); at += 1) tag = `$pba${at}$`;
  return [
    `do ${tag}`,
    ...(declare.length === 0 ? [] : [`declare ${declare.join(' ')}`]),
    'begin',
    ...body.map((line) => `  ${line}`),
    `end ${tag};`,
  ].join('\n');
}

function nameOf({ live }: RescuePair): string {
  return displayName(live.schema, live.name);
}
