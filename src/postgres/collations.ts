import { type Client, openSession } from './client.ts';
import { identifier } from './quote.ts';

interface Mismatch {
  readonly what: 'database' | 'collation';
  readonly schema: string | null;
  readonly name: string;
  readonly recorded: string;
  readonly actual: string;
}

/**
 * Collations of this database whose recorded version is not that of the operating system: text may be sorted otherwise than
 * its indexes are. A logical restore builds every index anew, so normally there is none and nothing is to be reindexed.
 * @returns for each what to do, with the reason
 */
export async function collationAdvice(client: Client): Promise<string[]> {
  await using session = await openSession(client);
  const { num } = await session.row<{ num: number }>(
    `select current_setting('server_version_num')::int as num`,
  );
  const ofDatabase =
    num < 150_000
      ? ''
      : `union all
    select 'database', null, datname::text, datcollversion, pg_catalog.pg_database_collation_actual_version(oid)
      from pg_catalog.pg_database where datname = current_database() and datcollversion is not null`;
  const rows = await session.rows<Mismatch>(`
    select * from (
      select 'collation' as what, n.nspname::text as schema, c.collname::text as name, c.collversion as recorded,
             pg_catalog.pg_collation_actual_version(c.oid) as actual
        from pg_catalog.pg_collation c join pg_catalog.pg_namespace n on n.oid = c.collnamespace
       where c.collversion is not null and n.nspname !~ '^pg_'
      ${ofDatabase}) v
     where v.actual is distinct from v.recorded
     order by 1, 2, 3`);
  return rows.map(({ what, schema, name, recorded, actual }) => {
    const path = schema === null ? identifier(name) : identifier(schema, name);
    const reindex = what === 'database' ? `REINDEX DATABASE ${path}` : 'REINDEX of every index that uses it';
    return `Text of ${what} ${path} was sorted by version ${recorded}, and this system sorts by ${actual}: ${reindex}, then ALTER ${what.toUpperCase()} ${path} REFRESH ${what === 'database' ? 'COLLATION ' : ''}VERSION`;
  });
}
