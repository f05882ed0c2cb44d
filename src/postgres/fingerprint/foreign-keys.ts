import type { QualifiedName } from '../../catalog/selection.ts';
import { literal } from '../quote.ts';
import type { Session } from '../session.ts';

/** A foreign key that a restored copy cannot have, because the rows it points to are not in the dump. */
export interface ForeignKeyOut extends QualifiedName {
  readonly constraint: string;
}

/**
 * The foreign keys from tables with rows to tables whose rows were left out. Partitions count for their parents: a
 * key that stands on or points to a partitioned table is judged by all of its partitions.
 */
export async function foreignKeysOut(
  session: Session,
  selected: readonly QualifiedName[],
  left: readonly QualifiedName[],
): Promise<ForeignKeyOut[]> {
  if (left.length === 0) return [];
  return session.rows<ForeignKeyOut>(`
    with recursive
      named(side, oid) as (
        select given.side, c.oid
          from json_to_recordset(${literal(JSON.stringify([...selected.map((one) => ({ ...named(one), side: 'in' })), ...left.map((one) => ({ ...named(one), side: 'out' }))]))})
               as given(side text, schema text, name text)
          join pg_catalog.pg_namespace n on n.nspname = given.schema
          join pg_catalog.pg_class c on c.relnamespace = n.oid and c.relname = given.name),
      lineage(side, oid) as (
        select side, oid from named
        union
        select lineage.side, i.inhparent from lineage join pg_catalog.pg_inherits i on i.inhrelid = lineage.oid)
    select n.nspname as schema, c.relname as name, k.conname as "constraint"
      from pg_catalog.pg_constraint k
      join pg_catalog.pg_class c on c.oid = k.conrelid
      join pg_catalog.pg_namespace n on n.oid = c.relnamespace
     where k.contype = 'f' and k.conparentid = 0
       and exists (select from lineage where side = 'in' and oid = k.conrelid)
       and exists (select from lineage where side = 'out' and oid = k.confrelid)
     order by 1, 2, 3`);
}

function named(table: QualifiedName): QualifiedName {
  return { schema: table.schema, name: table.name };
}

/** The ancestors of every table: partitioned parents and inheritance parents, all the way up. */
export async function readParents(session: Session): Promise<Map<string, QualifiedName[]>> {
  const rows = await session.rows<{ child: QualifiedName; parent: QualifiedName }>(`
    with recursive up(oid, ancestor) as (
      select inhrelid, inhparent from pg_catalog.pg_inherits
      union
      select up.oid, i.inhparent from up join pg_catalog.pg_inherits i on i.inhrelid = up.ancestor)
    select json_build_object('schema', cn.nspname, 'name', c.relname) as child,
           json_build_object('schema', pn.nspname, 'name', p.relname) as parent
      from up
      join pg_catalog.pg_class c on c.oid = up.oid and c.relkind in ('r', 'p')
      join pg_catalog.pg_namespace cn on cn.oid = c.relnamespace
      join pg_catalog.pg_class p on p.oid = up.ancestor
      join pg_catalog.pg_namespace pn on pn.oid = p.relnamespace`);
  const parents = new Map<string, QualifiedName[]>();
  for (const { child, parent } of rows) {
    const key = nameKey(child);
    parents.set(key, [...(parents.get(key) ?? []), parent]);
  }
  return parents;
}

/** A key for maps; no two tables have the same. */
export function nameKey(name: QualifiedName): string {
  return JSON.stringify([name.schema, name.name]);
}
