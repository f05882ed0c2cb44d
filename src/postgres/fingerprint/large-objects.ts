import type {
  DigestAlgorithm,
  Fingerprint,
  FingerprintDepth,
} from '../../catalog/fingerprint/fingerprint.ts';
import type { Session } from '../session.ts';
import { digestSum, hash64 } from './fingerprint.ts';

export interface LargeObjectOptions {
  readonly depth: FingerprintDepth;
  readonly algorithm: DigestAlgorithm;
}

/** Bytes read at once. A large object may have 4 TiB, a bytea less than 1 GiB. */
const CHUNK = 64 * 1024 * 1024;

/** INV_READ of PostgreSQL's libpq/libpq-fs.h, and SEEK_END. */
const READ = 0x40000;
const SEEK_END = 2;

/**
 * SQL: the size of large object `oid` in bytes, by opening it, seeking to its end and closing it again. The steps are
 * subselects inside one another, so each is done once per object and in this order. As joined LATERAL subqueries
 * they would not be: the planner puts a Memoize node between them that remembers the size by descriptor, and the
 * descriptor is always 0 (seen with 15.18).
 */
function size(oid: string): string {
  return `(
        select (
          select case when pg_catalog.lo_close(d.descriptor) = 0 then s.size end
          from (select pg_catalog.lo_lseek64(d.descriptor, 0, ${SEEK_END}) as size offset 0) s)
        from (select pg_catalog.lo_open(${oid}, ${READ}) as descriptor offset 0) d)`;
}

/**
 * Counts the large objects and digests their content as a reader sees it: holes are zeros, however the pages of
 * pg_largeobject lie.
 *
 * @throws UserError PBA-PG-PERMISSION when the role may not read one of them
 */
export async function fingerprintLargeObjects(
  session: Session,
  options: LargeObjectOptions,
): Promise<NonNullable<Fingerprint['largeObjects']>> {
  if (options.depth === 'counts') {
    return session.row(
      `select count(*)::text as count, null as digest from pg_catalog.pg_largeobject_metadata`,
    );
  }
  const object = `o.oid::text || ' ' || o.size || ' ' || o.chunks`;
  return session.row(`
    select count(*)::text as count, ${digestSum(hash64(`(${object})`, options.algorithm))} as digest
    from (
      select m.oid, m.size,
        (select string_agg(pg_catalog.md5(pg_catalog.lo_get(m.oid, c.at, ${CHUNK})), ' ' order by c.at)
          from pg_catalog.generate_series(0, greatest(m.size - 1, 0), ${CHUNK}) c (at)) as chunks
      from (
        select l.oid, ${size('l.oid')} as size
        from pg_catalog.pg_largeobject_metadata l
        offset 0) m
      offset 0) o`);
}
