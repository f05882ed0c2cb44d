import type { Draft } from './draft.ts';
import { quoted, text } from './names.ts';

/** Owners, grants, default privileges and comments. */
export function draftRights(draft: Draft): void {
  const { random } = draft;
  const schemas = draft.schemas.map(quoted);
  // A foreign key is checked with the rights of the table's owner, who has to get to it.
  draft.add(
    ...schemas.map((schema) => `grant usage, create on schema ${schema} to gen_owner, "Gen ""Quoted"""`),
  );
  if (random.chance(0.3))
    draft.add('revoke create on schema public from gen_owner', 'grant all on schema public to public');
  for (const table of draft.tables) {
    // Whoever owns a view has to be able to read its tables: a materialized view on it could not be refreshed otherwise, at
    // the source neither.
    const fixed = table.kind === 'view' && draft.materialized;
    if (!fixed && random.chance(0.25))
      draft.add(`alter table ${table.sql} owner to ${random.pick(['gen_owner', '"Gen ""Quoted"""'])}`);
    if (random.chance(0.3)) {
      const right = random.pick(['select', 'insert, update', 'all', 'truncate', 'references, trigger']);
      draft.add(
        `grant ${right} on table ${table.sql} to ${random.pick([draft.role(), 'public'])}${random.chance(0.2) ? ' with grant option' : ''}`,
      );
    }
    if (random.chance(0.1))
      draft.add(
        `revoke truncate, references on table ${table.sql} from gen_owner`,
        `revoke delete on table ${table.sql} from current_user`,
      );
    const [column] = table.columns;
    if (column !== undefined && random.chance(0.15))
      draft.add(
        `grant select (${quoted(column.name)}), update (${quoted(column.name)}) on table ${table.sql} to ${draft.role()}`,
      );
    if (random.chance(0.2))
      draft.add(`comment on table ${table.sql} is ${text(`it's "${table.name}" \\ 🐘`)}`);
    if (column !== undefined && random.chance(0.15))
      draft.add(`comment on column ${table.sql}.${quoted(column.name)} is 'two\nlines'`);
  }
  for (const f of draft.numberFunctions) {
    if (random.chance(0.3)) draft.add(`alter function ${f}(bigint) owner to gen_owner`);
    if (random.chance(0.3))
      draft.add(
        `revoke execute on function ${f}(bigint) from public`,
        `grant execute on function ${f}(bigint) to ${draft.role()}`,
      );
    if (random.chance(0.2))
      draft.add(`comment on function ${f}(bigint) is ''`, `comment on function ${f}(bigint) is 'f'`);
  }
  for (const sequence of draft.sequences)
    if (random.chance(0.3)) draft.add(`grant usage on sequence ${sequence} to ${draft.role()}`);
  if (random.chance(0.3)) {
    const where = random.pick(['', ` in schema ${random.pick(schemas)}`]);
    draft.add(
      `alter default privileges for role gen_owner${where} ${random.pick(['grant select on tables to "gen reader"', 'grant usage on sequences to public', 'grant execute on functions to gen_group', 'revoke usage on types from public'])}`,
    );
  }
  if (random.chance(0.2))
    draft.add('revoke execute on function pg_catalog.pg_sleep(double precision) from public');
  if (random.chance(0.2)) draft.add(`alter schema ${random.pick(schemas)} owner to gen_owner`);
}

/** Large objects, with holes and without, of all owners. */
export function draftLargeObjects(draft: Draft): void {
  const { random } = draft;
  for (let count = random.chance(0.5) ? 0 : random.integer(1, 12); count > 0; count--) {
    const oid = 500_000 + draft.largeObjects.length;
    draft.largeObjects.push(oid);
    const size = random.pick([0, 1, 2047, 2048, 2049, 9000, 70_000]);
    draft.add(
      `select pg_catalog.lo_from_bytea(${oid}, pg_catalog.convert_to(pg_catalog.repeat('${random.pick(['x', '\u00e4', '0'])}', ${size}), 'UTF8'))`,
    );
    if (random.chance(0.3))
      draft.add(`select pg_catalog.lo_put(${oid}, ${random.pick([5000, 300_000])}, '\\x00ff00')`);
    if (random.chance(0.3)) draft.add(`alter large object ${oid} owner to gen_owner`);
    if (random.chance(0.3)) draft.add(`grant select on large object ${oid} to ${draft.role()}`);
    if (random.chance(0.2)) draft.add(`comment on large object ${oid} is 'large'`);
    draft.writes.push(`select pg_catalog.lo_put(${oid}, ${random.integer(0, 9000)}, '\\x010203')`);
  }
  draft.writes.push('select pg_catalog.lo_create(0)');
}

/** What is true of the database as a whole. */
export function draftDatabase(draft: Draft, database: string): void {
  const { random } = draft;
  const name = quoted(database);
  draft.add(
    ...random.some(
      [
        `alter database ${name} set timezone = 'Asia/Kolkata'`,
        `alter database ${name} set datestyle = 'SQL, DMY'`,
        `alter database ${name} set extra_float_digits = -3`,
        `alter database ${name} set bytea_output = 'escape'`,
        `alter database ${name} set intervalstyle = 'sql_standard'`,
        `alter database ${name} set search_path = "$user", public, "odd, name"`,
        `alter database ${name} set "gen.setting" = 'it''s'`,
        `alter database ${name} set standard_conforming_strings = off`,
        `alter database ${name} set default_transaction_read_only = on`,
        `alter database ${name} set statement_timeout = '60s'`,
        `alter role "gen reader" in database ${name} set work_mem = '7MB'`,
        `alter database ${name} connection limit 77`,
        `comment on database ${name} is 'it''s a database'`,
        `revoke connect on database ${name} from public`,
        `grant create on database ${name} to "gen reader" with grant option`,
        `alter database ${name} owner to gen_owner`,
      ],
      0.15,
    ),
  );
}
