import type { OwnedSequence, RescueColumn, RescueTable, TriggerState } from '../../catalog/rescue.ts';
import type { QualifiedName } from '../../catalog/selection.ts';
import type { Session } from '../session.ts';

interface Row extends QualifiedName {
  readonly partitioned: boolean;
  readonly ancestors: QualifiedName[];
  readonly columns: RescueColumn[];
  readonly key: string[];
  readonly expressions: boolean;
  readonly triggers: TriggerState[];
  readonly sequences: OwnedSequence[];
  readonly refersTo: QualifiedName[];
  readonly takesAlong: QualifiedName[];
}

/** SQL: a JSON array of the rows of a select; empty without any. */
function list(select: string): string {
  return `coalesce((select jsonb_agg(q) from (${select}) q), '[]'::jsonb)`;
}

/** SQL: a table as `{schema, name}`. */
function named(oid: string): string {
  return `(select jsonb_build_object('schema', sn.nspname, 'name', sc.relname) from pg_catalog.pg_class sc
    join pg_catalog.pg_namespace sn on sn.oid = sc.relnamespace where sc.oid = ${oid})`;
}

/** Everything that has to be known of the tables of a database to compare and repair their rows. Reads only. */
export function readRescueTables(session: Session): Promise<RescueTable[]> {
  return session.rows<Row>(`
    select n.nspname as schema, c.relname as name, c.relkind = 'p' as partitioned,
      coalesce((with recursive up (oid) as (
          select inhparent from pg_catalog.pg_inherits where inhrelid = c.oid
          union select h.inhparent from up join pg_catalog.pg_inherits h on h.inhrelid = up.oid)
        select jsonb_agg(${named('up.oid')}) from up where c.relispartition), '[]'::jsonb) as ancestors,
      ${list(`select a.attname as name, format_type(a.atttypid, a.atttypmod) as type,
          a.attgenerated <> '' as generated, a.attidentity = 'a' as always
        from pg_catalog.pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
        order by a.attnum`)} as columns,
      coalesce((select jsonb_agg(a.attname order by k.at) from pg_catalog.pg_index i
        cross join unnest(i.indkey) with ordinality k (attnum, at)
        join pg_catalog.pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.attnum
        where i.indrelid = c.oid and i.indisprimary and k.at <= i.indnkeyatts), '[]'::jsonb) as key,
      exists (select from pg_catalog.pg_index i
        where (i.indrelid = c.oid or i.indrelid in (select relid from pg_catalog.pg_partition_tree(c.oid)))
          and (i.indexprs is not null or i.indpred is not null)) as expressions,
      coalesce((with recursive tree (oid, depth) as (
          select c.oid, 0 union select h.inhrelid, tree.depth + 1 from tree
          join pg_catalog.pg_inherits h on h.inhparent = tree.oid
          join pg_catalog.pg_class p on p.oid = h.inhrelid and p.relispartition)
        select jsonb_agg(jsonb_build_object('table', ${named('t.oid')}, 'name', t.name, 'kind', t.kind, 'state', t.state)
            order by t.depth, t.oid, t.name)
          from (select tree.oid, tree.depth, g.tgname as name, 'trigger' as kind, g.tgenabled as state
                  from tree join pg_catalog.pg_trigger g on g.tgrelid = tree.oid and not g.tgisinternal
                union all
                select tree.oid, tree.depth, r.rulename, 'rule', r.ev_enabled
                  from tree join pg_catalog.pg_rewrite r on r.ev_class = tree.oid and r.ev_type in ('2', '3')) t),
        '[]'::jsonb) as triggers,
      ${list(`select sn.nspname as schema, sc.relname as name, a.attname as "column", s.seqincrement > 0 as ascending
        from pg_catalog.pg_depend d
        join pg_catalog.pg_class sc on sc.oid = d.objid and sc.relkind = 'S'
        join pg_catalog.pg_namespace sn on sn.oid = sc.relnamespace
        join pg_catalog.pg_sequence s on s.seqrelid = sc.oid
        join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum = d.refobjsubid
        where d.classid = 'pg_catalog.pg_class'::regclass and d.refclassid = 'pg_catalog.pg_class'::regclass
          and d.refobjid = c.oid and d.refobjsubid > 0 and d.deptype in ('a', 'i')`)} as sequences,
      coalesce((select jsonb_agg(${named('k.confrelid')}) from pg_catalog.pg_constraint k
        where k.conrelid = c.oid and k.contype = 'f' and k.conparentid = 0 and k.confrelid <> c.oid), '[]'::jsonb) as "refersTo",
      coalesce((select jsonb_agg(${named('k.conrelid')}) from pg_catalog.pg_constraint k
        where k.confrelid = c.oid and k.contype = 'f' and k.conparentid = 0 and k.conrelid <> c.oid
          and k.confdeltype in ('c', 'n', 'd')), '[]'::jsonb) as "takesAlong"
    from pg_catalog.pg_class c
    join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and c.relpersistence <> 't'
      and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
      and not exists (select from pg_catalog.pg_depend d where d.classid = 'pg_catalog.pg_class'::regclass
        and d.objid = c.oid and d.deptype = 'e')
    order by n.nspname, c.relname`);
}

/** All schemas that are not the system's. */
export async function readSchemas(session: Session): Promise<string[]> {
  const rows = await session.rows<{ name: string }>(`
    select nspname as name from pg_catalog.pg_namespace
     where nspname !~ '^pg_' and nspname <> 'information_schema' order by 1`);
  return rows.map(({ name }) => name);
}
