import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSession } from '../../src/postgres/client.ts';
import { fingerprintLargeObjects } from '../../src/postgres/fingerprint/large-objects.ts';
import type { Session } from '../../src/postgres/session.ts';
import { startPostgres, type TestPostgres } from '../support/postgres.ts';
import { clientOf } from '../support/round-trip.ts';

const CONTENT = { depth: 'content', algorithm: 'hash64' } as const;

let postgres: TestPostgres;
let databases = 0;

beforeAll(async () => {
  postgres = await startPostgres();
  await postgres.psql('create role reader login');
});
afterAll(() => postgres?.stop());

/** A new database with this content. */
async function databaseWith(sql: string): Promise<string> {
  databases += 1;
  const database = `objects_${databases}`;
  await postgres.createDatabase(database);
  await postgres.psql(sql, { database });
  return database;
}

const open = (database: string, user?: string): Promise<Session> =>
  openSession(clientOf(postgres, database, user));

test('have the same digest however their pages lie', async () => {
  const whole = await databaseWith(`select lo_from_bytea(7, decode(repeat('00', 50000) || 'ff', 'hex'))`);
  const sparse = await databaseWith(`select lo_create(7); select lo_put(7, 50000, '\\xff')`);
  const pieces = await databaseWith(
    `select lo_create(7); select lo_put(7, 50000, '\\xff'); select lo_put(7, i * 1000, decode(repeat('00', 10), 'hex')) from generate_series(1, 9) i`,
  );
  const digests = await Promise.all(
    [whole, sparse, pieces].map(async (database) => {
      await using session = await open(database);
      return await fingerprintLargeObjects(session, CONTENT);
    }),
  );
  expect(digests[0]).toEqual({ count: '1', digest: expect.stringMatching(/^-?\d+$/) });
  expect(new Set(digests.map(({ digest }) => digest)).size).toBe(1);
});

test('of all sizes, some of more than one chunk, are read to their last byte', async () => {
  const sizes = [0, 1, 2047, 2048, 2049, 6144, 100_001, 67_108_864, 67_108_865];
  const database = await databaseWith(
    `${sizes.map((size, index) => `select lo_create(${index + 1}); select lo_put(${index + 1}, ${Math.max(size - 1, 0)}, ${size === 0 ? "''" : "'\\x01'"});`).join('\n')}`,
  );
  await using session = await open(database);
  const digest = async (): Promise<unknown> => (await fingerprintLargeObjects(session, CONTENT)).digest;
  const first = await digest();
  const seen = new Set([first]);
  for (const [index, size] of sizes.entries()) {
    if (size === 0) continue;
    await postgres.psql(`select lo_put(${index + 1}, ${size - 1}, '\\x02')`, { database });
    seen.add(await digest());
  }
  expect(seen.size).toBe(sizes.length);
});

test('100,000 of them, and counts alone', async () => {
  const database = await databaseWith(
    'select count(lo_from_bytea(0, decode(md5(i::text), $$hex$$))) from generate_series(1, 100000) i',
  );
  await using session = await open(database);
  expect((await fingerprintLargeObjects(session, CONTENT)).count).toBe('100000');
  expect(await fingerprintLargeObjects(session, { ...CONTENT, depth: 'counts' })).toEqual({
    count: '100000',
    digest: null,
  });
});

test('that the role may not read make it fail; with SELECT on them it need not be a superuser', async () => {
  const database = await databaseWith(
    `select lo_from_bytea(1, '\\x01'); select lo_from_bytea(2, '\\x02'); grant select on large object 1 to reader`,
  );
  await using refused = await open(database, 'reader');
  await expect(fingerprintLargeObjects(refused, CONTENT)).rejects.toMatchObject({
    code: 'PBA-PG-PERMISSION',
  });
  await postgres.psql('grant select on large object 2 to reader', { database });
  await using reader = await open(database, 'reader');
  await using superuser = await open(database);
  expect(await fingerprintLargeObjects(reader, CONTENT)).toEqual(
    await fingerprintLargeObjects(superuser, CONTENT),
  );
});
