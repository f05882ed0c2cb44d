import { displayName } from '../catalog/fingerprint/fingerprint.ts';
import type { Rename } from '../catalog/migration/schema-diff.ts';
import { pinSession } from './pinned.ts';
import type { Session } from './session.ts';

export interface RelationColumn {
  readonly number: number;
  readonly name: string;
  readonly type: string;
}

/** A table or materialized view by its numbers, which stay when names change; the same in a copy made with `TEMPLATE`. */
export interface Relation {
  readonly oid: string;
  readonly schema: string;
  readonly name: string;
  readonly kind: 'r' | 'p' | 'm';
  /** Changes when the table is written anew, and when it is truncated. */
  readonly file: string;
  readonly bytes: number;
  readonly populated: boolean;
  /** Without generated ones: they follow from the others. */
  readonly columns: readonly RelationColumn[];
  /** Its indexes, its TOAST table, and the indexes of that. */
  readonly belongings: readonly string[];
}

export function nameOf({ schema, name }: Pick<Relation, 'schema' | 'name'>): string {
  return displayName(schema, name);
}

export async function readRelations(session: Session): Promise<Relation[]> {
  await pinSession(session);
  return session.rows<Relation>(`
    select c.oid::text as oid, n.nspname as schema, c.relname as name, c.relkind as kind, c.relispopulated as populated,
      c.relfilenode::text as file, coalesce(pg_table_size(c.oid), 0) as bytes,
      coalesce((select json_agg(json_build_object('number', a.attnum, 'name', a.attname,
          'type', format_type(a.atttypid, a.atttypmod)) order by a.attnum)
        from pg_attribute a
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''), '[]') as columns,
      coalesce((select json_agg(b.oid) from (
          select i.indexrelid::text as oid from pg_index i where i.indrelid in (c.oid, c.reltoastrelid)
          union select c.reltoastrelid::text where c.reltoastrelid <> 0) b), '[]') as belongings
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p', 'm') and c.relpersistence <> 't'
      and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
    order by bytes desc, 2, 3`);
}

/** The same table afterwards: by its number, or one that took its place under its name. */
export function counterpart(before: Relation, after: readonly Relation[]): Relation | undefined {
  return (
    after.find(({ oid }) => oid === before.oid) ??
    after.find(({ schema, name }) => schema === before.schema && name === before.name)
  );
}

/** The same column afterwards: by its number in the same table, by its name in one that took its place. */
export function columnIn(
  column: RelationColumn,
  before: Relation,
  after: Relation,
): RelationColumn | undefined {
  return before.oid === after.oid
    ? after.columns.find(({ number }) => number === column.number)
    : after.columns.find(({ name }) => name === column.name);
}

/** Tables and columns that are the same and are called otherwise now. */
export function renamesBetween(before: readonly Relation[], after: readonly Relation[]): Rename[] {
  return before.flatMap((table): Rename[] => {
    const now = after.find(({ oid }) => oid === table.oid);
    if (now === undefined) return [];
    const [from, to] = [nameOf(table), nameOf(now)];
    const columns = table.columns.flatMap((column): Rename[] => {
      const other = columnIn(column, table, now);
      if (other === undefined || other.name === column.name) return [];
      return [
        {
          kind: 'column',
          from: displayName(table.schema, table.name, column.name),
          to: displayName(now.schema, now.name, other.name),
        },
      ];
    });
    return from === to || table.kind === 'm' ? columns : [{ kind: 'table', from, to }, ...columns];
  });
}
