import type { DigestAlgorithm, Fingerprint, FingerprintDepth } from '../catalog/fingerprint.ts';
import { digestSum, hash64 } from './fingerprint.ts';
import type { Session } from './session.ts';

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
 * Counts the large objects and digests their content as a reader sees it: holes are zeros, however the pages of
 * pg_largeobject lie. The size is found by opening, seeking to the end and closing again, object by object: each
 * step is a subquery of its own that the next one depends on, so that no descriptor stays open.
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
      select m.oid, e.size,
        (select string_agg(pg_catalog.md5(pg_catalog.lo_get(m.oid, c.at, ${CHUNK})), ' ' order by c.at)
          from pg_catalog.generate_series(0, greatest(e.size - 1, 0), ${CHUNK}) c (at)) as chunks
      from pg_catalog.pg_largeobject_metadata m
      cross join lateral (select pg_catalog.lo_open(m.oid, ${READ}) as descriptor offset 0) d
      cross join lateral (select pg_catalog.lo_lseek64(d.descriptor, 0, ${SEEK_END}) as size, d.descriptor offset 0) s
      cross join lateral (select s.size, pg_catalog.lo_close(s.descriptor) as closed offset 0) e
      where e.closed = 0
      offset 0) o`);
}
