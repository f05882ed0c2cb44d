import { type Family, fields, named, notMember, type Server, when } from './family.ts';

/**
 * A publication's own columns are plain values, and every version adds some (`pubviaroot`, `pubgencols`,
 * `puballsequences`), so they are taken as they are.
 */
const publications: Family = {
  name: 'publications',
  select: `
select 'publication' as kind, ${named('p.pubname')} as name,
  (to_jsonb(p) - array['oid', 'pubname', 'pubowner'])::text as definition
from pg_publication p
where ${notMember('pg_publication', 'p.oid')}`,
};

function publishedTables(server: Server): Family {
  const since15 = server.version >= 150000;
  const columns = `(select string_agg(${named('a.attname')}, ', ' order by a.attname collate "C") from pg_attribute a
    where a.attrelid = r.prrelid and a.attnum = any (r.prattrs::int2[]))`;
  return {
    name: 'published tables',
    expressions: true,
    select: `
select 'published table' as kind, ${named('n.nspname', 'c.relname')} || ' in ' || ${named('p.pubname')} as name,
  ${fields({
    columns: since15 ? when('r.prattrs is not null', columns) : 'null',
    where: since15 ? 'pg_get_expr(r.prqual, r.prrelid)' : 'null',
    more: `(to_jsonb(r) - array['oid', 'prpubid', 'prrelid', 'prattrs', 'prqual'])`,
  })} as definition
from pg_publication_rel r
join pg_publication p on p.oid = r.prpubid
join pg_class c on c.oid = r.prrelid
join pg_namespace n on n.oid = c.relnamespace
${
  since15
    ? `union all
select 'published schema', ${named('n.nspname')} || ' in ' || ${named('p.pubname')}, ''
from pg_publication_namespace s
join pg_publication p on p.oid = s.pnpubid
join pg_namespace n on n.oid = s.pnnspid`
    : ''
}`,
  };
}

export function replicationFamilies(server: Server): Family[] {
  return [publications, publishedTables(server)];
}
