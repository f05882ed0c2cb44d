import { displayName } from '../../catalog/fingerprint/fingerprint.ts';
import type { RescuePair } from '../../catalog/rescue.ts';
import { identifier, literal } from '../quote.ts';
import { rowDigest, rowsOf } from './compare-rows.ts';

/** How many rows the repair of one table has to write: neither more nor fewer. */
export interface Stated {
  readonly missing: number;
  readonly changed: number;
}

/** The temporary table with the rows of one table. */
export function staging(kind: 'missing' | 'changed', index: number): string {
  return `pba_${kind}_${index}`;
}

/** The live rows still are those that were compared. */
export function checkBefore(pair: RescuePair, stated: Stated, at: number): string {
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

/** Writes the missing rows, exactly so many. */
export function insertMissing(pair: RescuePair, stated: Stated, at: number): string {
  if (stated.missing === 0) return '';
  const columns = pair.columns.map((column) => identifier(column)).join(', ');
  return writing(pair, stated.missing, 'missing', [
    `insert into ${identifier(pair.live.schema, pair.live.name)} (${columns}) overriding system value`,
    `  select ${columns} from pg_temp.${staging('missing', at)};`,
  ]);
}

/** Writes the changed rows, exactly so many. */
export function updateChanged(pair: RescuePair, stated: Stated, at: number): string {
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

/** The rows are those of the source now, and no other came or went. */
export function checkAfter(
  pair: RescuePair,
  stated: Stated,
  at: number,
  triggers: 'disable' | 'fire',
): string {
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
export function sequencesOn({ live }: RescuePair): string[] {
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

/** A block of PL/pgSQL. */
export function doBlock(body: readonly string[], declare: readonly string[]): string {
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

/** The live table, for people. */
export function nameOf({ live }: RescuePair): string {
  return displayName(live.schema, live.name);
}
