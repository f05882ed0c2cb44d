import type { Random } from '../random.ts';
import { quoted, text } from './names.ts';

/** What an expression can do with a column. */
export type Sort = 'number' | 'text' | 'time' | 'truth' | 'list' | 'json' | 'other';

export interface ColumnType {
  /** As in CREATE TABLE. */
  readonly sql: string;
  readonly sort: Sort;
  /** Values as SQL, without the type. Edge cases first of all. */
  readonly values: readonly string[];
  /** Whether a plain btree index can hold it. */
  readonly sortable: boolean;
}

const type = (sql: string, sort: Sort, values: readonly string[], sortable = true): ColumnType => ({
  sql,
  sort,
  values,
  sortable,
});

const strings = (...values: readonly string[]): string[] => values.map(text);

const TEXTS = strings(
  '',
  ' ',
  'a',
  'Zoë',
  "it's",
  '"quoted"',
  '\\N',
  '\\.',
  'back\\slash',
  'tab\tnewline\nreturn\r',
  'NULL',
  'null',
  '🐘 e\u0301 \u200b\u202e',
  'x'.repeat(300),
  '{a,b}',
  '(1,2)',
  '%s $1 :x',
  '日本語',
  '0',
  'trailing  ',
);

const TIMES = strings(
  'infinity',
  '-infinity',
  '4713-01-01 00:00:00 BC',
  '0044-03-15 BC',
  '1969-12-31 23:59:59.999999',
  '2024-02-29 12:00',
  '2025-03-30 01:30:00',
  '294276-12-31 23:59:59',
);

/** Built-in types, with the values that are hard to write down and read back. */
export const BUILT_IN: readonly ColumnType[] = [
  type('smallint', 'number', ['0', '1', '-32768', '32767', '7']),
  type('integer', 'number', ['0', '1', '-2147483648', '2147483647', '42']),
  type('bigint', 'number', ['0', '1', '-9223372036854775808', '9223372036854775807', '4711']),
  type('numeric', 'number', [
    `'NaN'`,
    `'Infinity'`,
    `'-Infinity'`,
    '0',
    '0.00',
    '1e-100',
    '123456789012345678901234567890.123456789',
    '-1.50',
    '1.5',
  ]),
  type('numeric(12,3)', 'number', ['0', '-0.001', '123456789.125', `'NaN'`]),
  type('double precision', 'number', [
    `'NaN'`,
    `'Infinity'`,
    `'-Infinity'`,
    `'-0'`,
    '0',
    '0.1',
    '1e308',
    '5e-324',
    '1.7976931348623157e308',
    '0.30000000000000004',
  ]),
  type('real', 'number', [`'NaN'`, `'-Infinity'`, `'-0'`, '0.1', '3.4e38', '1e-45']),
  type('money', 'other', [`'0'`, `'-92233720368547758.08'`, `'92233720368547758.07'`, `'1234.5'`]),
  type('boolean', 'truth', ['true', 'false']),
  type('text', 'text', TEXTS),
  type('text collate "C"', 'text', TEXTS),
  type('varchar', 'text', TEXTS),
  type(
    'varchar(20)',
    'text',
    TEXTS.filter((value) => value.length < 20),
  ),
  type('char(6)', 'text', strings('', 'a', 'abcdef', "it's")),
  type('"char"', 'other', strings('', 'a', 'z')),
  type('name', 'text', strings('', 'a', 'Name')),
  type('bytea', 'other', [
    String.raw`'\x'`,
    String.raw`'\x00'`,
    String.raw`'\x00ff5c0a27'`,
    String.raw`'\xdeadbeef'`,
    `sha256('x')`,
  ]),
  type(
    'date',
    'time',
    strings('infinity', '-infinity', '4713-01-01 BC', '5874897-12-31', '2024-02-29', '1970-01-01'),
  ),
  type('timestamp', 'time', TIMES),
  type('timestamptz', 'time', TIMES),
  type('timestamptz(0)', 'time', strings('2024-03-31 02:30:00.5+02', '-infinity')),
  type('time', 'other', strings('00:00', '24:00', '23:59:59.999999')),
  type('timetz', 'other', strings('00:00+15:59', '24:00-15:59', '12:00:00.000001+05:30')),
  type(
    'interval',
    'other',
    strings(
      '0',
      '178000000 years',
      '-1 mon',
      '1 mon -1 day +00:00:00.5',
      '-0.000001 s',
      '1 year 2 mons 3 days 04:05:06',
    ),
  ),
  type(
    'uuid',
    'other',
    strings('00000000-0000-0000-0000-000000000000', 'ffffffff-ffff-ffff-ffff-ffffffffffff'),
  ),
  type('json', 'other', strings('null', ' {"a" : 1.0, "a":2} ', '[]', '"\\u0041"'), false),
  type(
    'jsonb',
    'json',
    strings(
      'null',
      '{"a":1,"b":[null,1e3]}',
      '[]',
      '"x"',
      '{"k":{"k":{}}}',
      '123456789012345678901234567890.1',
    ),
  ),
  type('jsonpath', 'other', strings('$', '$.a[*] ? (@ > 1)'), false),
  type('xml', 'other', strings('<a>1</a>', 'text &lt; &amp;', '<?xml version="1.0"?><b/>'), false),
  type('inet', 'other', strings('0.0.0.0/0', '::1', '10.1.2.3/8', '2001:db8::1/64')),
  type('cidr', 'other', strings('10.0.0.0/8', '::/0')),
  type('macaddr', 'other', strings('00:00:00:00:00:00', '08:00:2b:01:02:03')),
  type('macaddr8', 'other', strings('08:00:2b:01:02:03:04:05')),
  type('bit(5)', 'other', [`B'00000'`, `B'10101'`]),
  type('varbit', 'other', [`B''`, `B'1'`, `B'0101101'`]),
  type('point', 'other', strings('(0,-0)', '(1e300,-1e-300)', '(NaN,Infinity)'), false),
  type('box', 'other', strings('(1,1),(0,0)'), false),
  type('path', 'other', strings('[(0,0),(1,1)]', '((0,0),(1,1))'), false),
  type('polygon', 'other', strings('((0,0),(1,1),(1,0))'), false),
  type('circle', 'other', strings('<(0,0),1>'), false),
  type('tsvector', 'other', strings('', 'fat:1A cat:2', "'it''s':1")),
  type('tsquery', 'other', strings('', "'a' & !'b'", "'a' <-> 'b'")),
  type('int4range', 'other', strings('empty', '[1,5)', '(,)', '[3,]')),
  type('numrange', 'other', strings('empty', '[0.0,0.00]', '(,1e10)')),
  type('tstzrange', 'other', strings('empty', '[2024-01-01 00:00+00,)', '(-infinity,infinity)')),
  type('int8multirange', 'other', strings('{}', '{[1,3),[5,9)}')),
  type('oid', 'other', ['0', '4294967295']),
  type('regclass', 'other', strings('pg_class', 'pg_catalog.pg_type')),
  type('pg_lsn', 'other', strings('0/0', 'FFFFFFFF/FFFFFFFF')),
  type('integer[]', 'list', strings('{}', '{1,NULL,3}', '{{1,2},{3,4}}', '[2:3]={7,8}')),
  type('text[]', 'list', strings('{}', '{"a b",NULL,"NULL","",","}', '{"{}","\\\\"}')),
  type('numeric[]', 'list', strings('{NaN,0.00,-1}', '{}')),
  type('timestamptz[]', 'list', strings('{infinity,"2024-01-01 00:00:00+00"}')),
];

/** Types of extensions, for schemas that have them. */
export const OF_EXTENSIONS: Readonly<Record<string, (schema: string) => ColumnType>> = {
  citext: (schema) => type(`${schema}.citext`, 'other', strings('', 'Straße', 'ABC')),
  hstore: (schema) =>
    type(`${schema}.hstore`, 'other', strings('', 'a=>1,b=>NULL', '"k v"=>"\\"x\\""'), false),
  ltree: (schema) => type(`${schema}.ltree`, 'other', strings('', 'Top.Science', 'a.b_1')),
  isn: (schema) => type(`${schema}.isbn13`, 'other', strings('978-0-393-04002-9')),
  cube: (schema) => type(`${schema}.cube`, 'other', strings('(0)', '(1,2),(3,4)')),
};

export function enumType(schema: string, name: string, labels: readonly string[]): ColumnType {
  return type(`${quoted(schema)}.${quoted(name)}`, 'other', labels.map(text));
}

/** A value, or null. */
export function someValue(
  random: Random,
  column: { readonly type: ColumnType; readonly required: boolean },
): string {
  if (!column.required && random.chance(0.15)) return 'null';
  return random.pick(column.type.values);
}
