import { expect, test } from 'vitest';
import { fetchCommand } from '../../../src/catalog/recovery-instructions.ts';

const SET = { database: 'shop', tier: 'daily', id: '20261122T030405Z-a1b2c3' } as const;

test('the command that fetches a set names the service, where it is not AWS', () => {
  expect(fetchCommand({ location: 's3://backups/pg/', endpoint: undefined }, SET)).toBe(
    'aws s3 cp --recursive s3://backups/pg/shop/daily/20261122T030405Z-a1b2c3/ .',
  );
  expect(fetchCommand({ location: 's3://backups/p g', endpoint: 'https://ceph.example.com:8443' }, SET)).toBe(
    `aws s3 cp --endpoint-url https://ceph.example.com:8443 --recursive 's3://backups/p g/shop/daily/20261122T030405Z-a1b2c3/' .`,
  );
  expect(fetchCommand({ location: '/backups', endpoint: undefined }, SET)).toBe(
    'cp -r /backups/shop/daily/20261122T030405Z-a1b2c3/. .',
  );
});
