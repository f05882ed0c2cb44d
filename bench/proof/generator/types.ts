import { type ColumnType, enumType, OF_EXTENSIONS } from './column-types.ts';
import type { Draft } from './draft.ts';
import { condition } from './expressions.ts';
import { quoted, text } from './names.ts';

const EXTENSIONS = [
  'citext',
  'hstore',
  'ltree',
  'isn',
  'cube',
  'pg_trgm',
  'btree_gist',
  'btree_gin',
  'pgcrypto',
  'unaccent',
  'intarray',
  'lo',
  'tablefunc',
  'uuid-ossp',
];

/** Schemas, extensions, types, domains, collations and sequences: what tables need. */
export function draftTypes(draft: Draft): void {
  const { random } = draft;
  draft.schemas.push('public', ...Array.from({ length: random.integer(0, 3) }, () => draft.names.next()));
  draft.add(
    ...draft.schemas.filter((name) => name !== 'public').map((name) => `create schema ${quoted(name)}`),
  );
  for (const name of random.some(EXTENSIONS, 0.15)) {
    const schema = quoted(draft.schema());
    draft.add(`create extension ${quoted(name)} schema ${schema}`);
    const made = OF_EXTENSIONS[name]?.(schema);
    if (made !== undefined) draft.types.push(made);
  }
  for (let count = random.integer(0, 2); count > 0; count--) draftEnum(draft);
  for (let count = random.integer(0, 2); count > 0; count--) draftDomain(draft);
  for (let count = random.integer(0, 2); count > 0; count--) draftComposite(draft);
  if (random.chance(0.3)) {
    const { sql } = draft.place();
    draft.add(
      `create type ${sql} as range (subtype = ${random.pick(['float8', 'text', 'timestamptz', 'inet'])})`,
    );
    draft.types.push(listed(sql, ['empty', '(,)']));
  }
  if (random.chance(0.3)) {
    const { sql } = draft.place();
    draft.add(
      `create collation ${sql} (${random.pick([`locale = 'C'`, `provider = icu, locale = 'de-u-co-phonebk'`, `provider = icu, locale = 'und', deterministic = false`])})`,
    );
    draft.types.push({
      sql: `text collate ${sql}`,
      sort: 'other',
      values: ["'ä'", "'Z'", "''"],
      sortable: true,
    });
  }
  for (let count = random.integer(0, 3); count > 0; count--) draftSequence(draft);
}

function listed(sql: string, values: readonly string[]): ColumnType {
  return { sql, sort: 'other', values: values.map(text), sortable: false };
}

function draftEnum(draft: Draft): void {
  const { random } = draft;
  const { schema, name, sql } = draft.place();
  const labels = random
    .shuffle(['new', 'open', "it's", 'two words', 'größe', '"', ',', '', '(a)', 'a\\b'])
    .slice(0, random.integer(1, 6));
  draft.add(`create type ${sql} as enum (${labels.map(text).join(', ')})`);
  // A label that is put between others gets a fraction as its place.
  const [first] = labels;
  if (first !== undefined && random.chance(0.4))
    draft.add(`alter type ${sql} add value 'added later' before ${text(first)}`);
  const made = enumType(schema, name, labels);
  draft.types.push(made, { ...made, sql: `${sql}[]`, sort: 'list', values: [`'{}'`], sortable: true });
}

function draftDomain(draft: Draft): void {
  const { random } = draft;
  const { sql } = draft.place();
  const base = random.pick(draft.types.filter((one) => one.sort === 'number' || one.sort === 'text'));
  const checks = Array.from(
    { length: random.integer(0, 2) },
    () =>
      `constraint ${quoted(draft.names.next())} check (${condition(random, [{ sql: 'value', sort: base.sort }], 2)} or true)`,
  );
  const parts = [
    random.chance(0.3) ? `default ${random.pick(base.values)}` : '',
    random.chance(0.2) ? 'not null' : '',
    ...checks,
  ];
  draft.add(`create domain ${sql} as ${base.sql} ${parts.join(' ')}`);
  draft.types.push({ ...base, sql });
}

function draftComposite(draft: Draft): void {
  const { random } = draft;
  const { sql } = draft.place();
  const fields = Array.from({ length: random.integer(1, 4) }, () => ({
    name: draft.names.next(),
    type: random.pick(draft.types),
  }));
  draft.add(
    `create type ${sql} as (${fields.map((field) => `${quoted(field.name)} ${field.type.sql}`).join(', ')})`,
  );
  const value = (): string =>
    `row(${fields.map(({ type }) => (random.chance(0.2) ? 'null' : random.pick(type.values))).join(', ')})`;
  const values = [value(), value(), value()];
  draft.types.push({ sql, sort: 'other', values, sortable: false });
}

function draftSequence(draft: Draft): void {
  const { random } = draft;
  const { sql } = draft.place();
  const down = random.chance(0.25);
  draft.add(
    `create sequence ${sql} as ${random.pick(['smallint', 'integer', 'bigint'])} increment ${down ? -3 : random.pick([1, 1, 10])} ${random.pick(['', 'cache 20', down ? 'minvalue -900 maxvalue 5' : 'maxvalue 30000', 'cycle'])}`,
  );
  if (random.chance(0.6))
    draft.add(
      `select pg_catalog.nextval(${text(sql)}) from pg_catalog.generate_series(1, ${random.integer(1, 9)})`,
    );
  if (random.chance(0.2)) draft.add(`select pg_catalog.setval(${text(sql)}, 3, false)`);
  draft.sequences.push(sql);
  draft.writes.push(`select pg_catalog.nextval(${text(sql)})`);
}
