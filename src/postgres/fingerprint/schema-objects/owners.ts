import { type Family, named } from './family.ts';
import { ownedObjects } from './owned.ts';

/**
 * `public` belongs to pg_database_owner in 15 and later and to the first superuser before; both are what initdb
 * made of it. Large objects are one entry, there can be very many.
 */
export const OWNER_FAMILIES: readonly Family[] = [
  {
    name: 'owners',
    shows: true,
    select: `
select 'owner' as kind, o.what || ' ' || o.name as name, pg_get_userbyid(o.owner)::text as definition,
  pg_get_userbyid(o.owner)::text as shown
from (${ownedObjects()}) o
where not (o.what = 'schema' and o.name = 'public'
  and (o.owner = 10 or pg_get_userbyid(o.owner) = 'pg_database_owner'))`,
  },
  {
    name: 'owners of large objects',
    select: `
select 'owner' as kind, 'large objects' as name,
  string_agg(l.oid || ' ' || ${named('r.rolname')}, ', ' order by l.oid) as definition
from pg_largeobject_metadata l left join pg_roles r on r.oid = l.lomowner
having count(*) > 0`,
  },
];
