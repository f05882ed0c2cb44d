import type { Session } from '../session.ts';

/**
 * Returns a way to run queries of this session whose locks end with the query, even inside a transaction: a rolled
 * back savepoint gives them up, and the snapshot stays. A query locks the table and each of its indexes, and the
 * server has room for a few thousand locks in all (`max_locks_per_transaction` times `max_connections`), which
 * reading thousands of tables in one transaction would use up, for the other sessions of the server, too.
 */
export async function lockReleasing(session: Session): Promise<LockReleasingQuery> {
  // Outside a transaction, each statement is one of its own and the two times are the same.
  const { open } = await session.row<{ open: boolean }>(
    'select pg_catalog.now() <> pg_catalog.statement_timestamp() as open',
  );
  if (open) await session.execute('savepoint lock_release');
  return async <T>(sql: string, searchPath?: string) => {
    if (searchPath !== undefined) await session.execute(`set search_path = ${searchPath}`);
    const rows = await session.rows<T>(sql);
    // The rollback takes back the search path, too.
    if (open) await session.execute('rollback to savepoint lock_release');
    else if (searchPath !== undefined) await session.execute(`set search_path = ''`);
    return rows;
  };
}

/** @param searchPath quoted names of schemas, for this one query; otherwise it is empty */
export type LockReleasingQuery = <T>(sql: string, searchPath?: string) => Promise<T[]>;
