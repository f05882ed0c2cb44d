import type { SchemaChange } from '../../catalog/migration/schema-diff.ts';
import type { TableEffect, Trial } from '../../catalog/migration/trial.ts';
import { isUntouched } from '../../catalog/migration/verdict.ts';
import {
  type Cell,
  code,
  formatBytes,
  formatCount,
  type Markdown,
  markdownTable,
  plural,
} from '../../runtime/format.ts';

const MOST_ROWS = 40;
const LONGEST_SQL = 160;
const LONGEST_DEFINITION = 200;
const OUTPUT_LINES = 30;

export function schemaSection({ schema }: Trial): string[] {
  if (schema.length === 0) return ['### Schema', '', 'No difference.', ''];
  const rows = schema.map((change): Cell[] => [
    { markdown: change.destructive ? `❗ **${change.change}**` : change.change },
    change.kind,
    nameCell(change),
    definitionCell(change.before),
    definitionCell(change.after),
  ]);
  const destructive = schema.filter((change) => change.destructive).length;
  return [
    `### Schema: ${plural(schema.length, 'change')}${destructive === 0 ? '' : `, ${formatCount(destructive)} destructive`}`,
    '',
    markdownTable(
      [{ title: 'Change' }, { title: 'Kind' }, { title: 'Object' }, { title: 'Before' }, { title: 'After' }],
      rows,
      { maxRows: MOST_ROWS },
    ),
    '',
  ];
}

function nameCell({ name, parts }: SchemaChange): Markdown {
  const more = parts === 0 ? '' : ` and ${plural(parts, 'object')} of it`;
  return { markdown: `${code(name).markdown}${more}` };
}

function definitionCell(text: string | null): Cell {
  return text === null || text === '' ? '' : code(short(text.replaceAll('\n', '; '), LONGEST_DEFINITION));
}

export function rowSection({ data }: Trial): string[] {
  const touched = data.tables.filter((table) => !isUntouched(table));
  const rest = data.tables.length - touched.length;
  const title = '### Rows of the tables that were there before';
  const objects = data.largeObjects;
  const large =
    objects.before === objects.after
      ? []
      : [
          `Large objects: ${formatCount(BigInt(objects.after))} instead of ${formatCount(BigInt(objects.before))}.`,
          '',
        ];
  if (touched.length === 0)
    return [title, '', `${plural(rest, 'table')}, every row as before.`, '', ...large];
  return [
    title,
    '',
    markdownTable(
      [
        { title: 'Table' },
        { title: 'Rows before', align: 'right' },
        { title: 'After', align: 'right' },
        { title: 'Size', align: 'right' },
        { title: 'What happened' },
      ],
      touched.map((table) => [
        code(table.name),
        count(table.rowsBefore),
        table.rowsAfter === null ? '—' : count(table.rowsAfter),
        formatBytes(table.bytes),
        { markdown: happened(table) },
      ]),
      { maxRows: MOST_ROWS },
    ),
    '',
    `${plural(rest, 'other table')}: every row as before.`,
    '',
    ...large,
  ];
}

function happened(table: TableEffect): string {
  const { nameAfter, rowsBefore, rowsAfter, droppedColumns, changedTypes } = table;
  if (nameAfter === null || rowsAfter === null) {
    return `❗ gone${rowsBefore === '0' ? ', empty' : ` with ${count(rowsBefore)} rows`}`;
  }
  const fewer = BigInt(rowsBefore) - BigInt(rowsAfter);
  const parts = [
    ...(table.bookkeeping ? ['the migration tool’s own'] : []),
    ...(nameAfter === table.name ? [] : [`now ${code(nameAfter).markdown}`]),
    ...(fewer > 0n ? [`❗ ${count(fewer)} rows gone`] : []),
    ...droppedColumns.map(
      ({ name, values }) =>
        `${values === '0' ? '' : '❗ '}column ${code(name).markdown} gone with ${count(values)} values`,
    ),
    ...changedTypes.map((name) => `${code(name).markdown} reads differently`),
    ...(table.content === 'same' ? ['the columns that are left have the same values'] : []),
    ...(table.content === 'changed' && fewer === 0n ? ['other values'] : []),
    ...(fewer < 0n ? [`${count(-fewer)} rows more`] : []),
    ...(table.rewritten && rowsAfter !== '0' ? ['written anew'] : []),
  ];
  return parts.join(', ');
}

export function lockSection({ locks }: Trial, longLockMs: number): string[] {
  const title = '### Locks that keep others out';
  if (locks.locks.length === 0) return [title, '', 'None was seen.', ''];
  return [
    title,
    '',
    markdownTable(
      [
        { title: 'Table' },
        { title: 'Rows', align: 'right' },
        { title: 'Size', align: 'right' },
        { title: 'Nobody can' },
        { title: 'Held for', align: 'right' },
        { title: 'Taken by' },
      ],
      locks.locks.map((lock) => [
        code(lock.table),
        count(lock.rows),
        formatBytes(lock.bytes),
        lock.blocks === 'writes' ? 'write' : 'read or write',
        { markdown: `${lock.seconds * 1000 >= longLockMs ? '❗ ' : ''}${seconds(lock.seconds)}` },
        code(short(lock.statement, LONGEST_SQL)),
      ]),
      { maxRows: MOST_ROWS },
    ),
    '',
  ];
}

export function timeSection({ statements }: Trial): string[] {
  if (statements.length === 0) return ['### Statements', '', 'The server got none.', ''];
  const slowest = statements.map((one, index) => ({ ...one, index: index + 1 }));
  const shown = slowest
    .toSorted((a, b) => Number(b.error !== null) - Number(a.error !== null) || b.seconds - a.seconds)
    .slice(0, MOST_ROWS)
    .toSorted((a, b) => a.index - b.index);
  const total = statements.reduce((sum, one) => sum + one.seconds, 0);
  const left = statements.length - shown.length;
  return [
    `<details><summary>Statements: ${formatCount(statements.length)}, ${seconds(total)} in all</summary>`,
    '',
    ...(left > 0 ? [`The ${MOST_ROWS} slowest, in their order.`, ''] : []),
    markdownTable(
      [
        { title: '#', align: 'right' },
        { title: 'Time', align: 'right' },
        { title: 'Statement' },
        { title: 'Error' },
      ],
      shown.map(({ index, sql, seconds: time, error }) => [
        formatCount(index),
        seconds(time),
        code(short(sql, LONGEST_SQL)),
        error ?? '',
      ]),
    ),
    '',
    '</details>',
    '',
  ];
}

/** What the command printed, when it did not succeed: indented, so that nothing in it can end the block. */
export function outputSection({ end }: Trial): string[] {
  if (end.outcome === 'succeeded' || end.output.trim() === '') return [];
  const lines = end.output.trimEnd().split('\n').slice(-OUTPUT_LINES);
  return [
    '<details><summary>The last lines it printed</summary>',
    '',
    ...lines.map((line) => `${code(line === '' ? ' ' : line).markdown}<br>`),
    '',
    '</details>',
    '',
  ];
}

function short(text: string, limit: number): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= limit ? line : `${line.slice(0, limit)}…`;
}

function count(number: string | bigint): string {
  return formatCount(BigInt(number));
}

function seconds(value: number): string {
  return value < 10 ? `${value.toFixed(2)} s` : `${value.toFixed(0)} s`;
}
