import type { Family } from './family.ts';

/** Objects that are not the system's, not members of an extension and not temporary. */
const HELD = `d.objoid >= 16384 and d.classoid <> 'pg_extension'::regclass
  and coalesce(i.schema, '') !~ '^pg_' and i.identity !~ ' on pg_temp[_0-9]*[.]'
  and not exists (select from pg_depend m where m.classid = d.classoid and m.objid = d.objoid and m.deptype = 'e')`;

/** Comments on extensions come from their control files. That on `public` counts when it is not initdb's. */
const comments: Family = {
  name: 'comments',
  select: `
select 'comment' as kind, i.type || ' ' || i.identity as name, d.description as definition
from pg_description d
cross join lateral pg_identify_object(d.classoid, d.objoid, d.objsubid) i
where ${HELD}
union all
select 'comment', 'schema public', coalesce(obj_description(n.oid, 'pg_namespace'), '')
from pg_namespace n
where n.nspname = 'public' and coalesce(obj_description(n.oid, 'pg_namespace'), '') <> 'standard public schema'`,
};

export const COMMENT_FAMILIES: readonly Family[] = [comments];
