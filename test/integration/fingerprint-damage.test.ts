import { afterAll, beforeAll, expect, test } from 'vitest';
import { compareFingerprints } from '../../src/catalog/comparison/compare.ts';
import type { Fingerprint } from '../../src/catalog/fingerprint/fingerprint.ts';
import { BEHAVIOUR } from '../support/damages/behaviour.ts';
import { CONSTRAINTS, TYPES } from '../support/damages/constraints.ts';
import { OTHERS, RIGHTS } from '../support/damages/rights.ts';
import { ROWS } from '../support/damages/rows.ts';
import { STATES } from '../support/damages/states.ts';
import { TABLES } from '../support/damages/tables.ts';
import { EVERY_OBJECT_SQL, ROLES_SQL } from '../support/every-object.ts';
import { startPostgres, type TestPostgres } from '../support/postgres.ts';
import { clientOf, dumpAndRestore, fingerprintOf } from '../support/round-trip.ts';

let postgres: TestPostgres;
let expected: Fingerprint;

beforeAll(async () => {
  postgres = await startPostgres({ settings: { wal_level: 'logical' } });
  await postgres.psql(ROLES_SQL);
  await postgres.createDatabase('app');
  await postgres.psql(EVERY_OBJECT_SQL, { database: 'app' });
  await dumpAndRestore(clientOf(postgres, 'app'), postgres, 'sound');
  expected = await fingerprintOf(clientOf(postgres, 'app'));
});
afterAll(() => postgres?.stop());

test('the copy that is going to be damaged is sound', async () => {
  const { differences } = compareFingerprints(expected, await fingerprintOf(clientOf(postgres, 'sound')));
  expect(differences).toEqual([]);
});

test.each([...ROWS, ...STATES, ...TABLES, ...CONSTRAINTS, ...BEHAVIOUR, ...TYPES, ...RIGHTS, ...OTHERS])(
  '$what is found',
  async ({ sql, finds: [kind, name] }) => {
    await postgres.createDatabase('damaged', { template: 'sound' });
    try {
      await postgres.psql(`set client_min_messages = error; ${sql}`, { database: 'damaged' });
      const { differences } = compareFingerprints(
        expected,
        await fingerprintOf(clientOf(postgres, 'damaged')),
      );
      expect(differences.map((one) => ({ kind: one.kind, name: one.name }))).toContainEqual({ kind, name });
    } finally {
      await postgres.psql('drop database damaged');
    }
  },
);
