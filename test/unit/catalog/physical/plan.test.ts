import { expect, test } from 'vitest';
import type { PhysicalBackup, PhysicalType } from '../../../../src/catalog/physical/physical.ts';
import { planBackup } from '../../../../src/catalog/physical/plan.ts';

const HOUR = 3_600_000;
const NOW = Date.parse('2026-11-25T03:00:00Z');
const EVERY = { fullEvery: 168 * HOUR, diffEvery: 24 * HOUR };

const made = (type: PhysicalType, hoursAgo: number, damagedPages = false): PhysicalBackup => ({
  label: `${type}-${hoursAgo}`,
  type,
  prior: null,
  startedAt: new Date(NOW - hoursAgo * HOUR).toISOString(),
  stoppedAt: new Date(NOW - hoursAgo * HOUR + 60_000).toISOString(),
  startLsn: '0/1',
  stopLsn: '0/2',
  startWal: '000000010000000000000001',
  stopWal: '000000010000000000000001',
  databaseBytes: 1,
  storedBytes: 1,
  damagedPages,
});

test.each([
  ['nothing is there', [], undefined, 'full'],
  ['a week has passed', [made('full', 168), made('diff', 24)], undefined, 'full'],
  ['a week has passed but for an hour: a schedule is not exact', [made('full', 167)], undefined, 'full'],
  ['a day has passed since the full one', [made('full', 24)], undefined, 'diff'],
  [
    'a day has passed since the last differential one',
    [made('full', 72), made('diff', 23)],
    undefined,
    'diff',
  ],
  ['an incremental one since is no differential one', [made('full', 30), made('incr', 2)], undefined, 'diff'],
  ['all is fresh', [made('full', 72), made('diff', 20)], undefined, undefined],
  ['the full one has damaged pages', [made('full', 2, true)], undefined, 'full'],
  ['one that builds upon it has', [made('full', 5), made('diff', 2, true), made('incr', 1)], 'incr', 'full'],
  ['only an older chain has', [made('full', 30, true), made('full', 1)], undefined, undefined],
  ['asked for, without a full one', [], 'diff', 'full'],
  ['the full one was expired by hand', [made('diff', 1)], 'incr', 'full'],
  ['asked for, with a full one', [made('full', 1)], 'incr', 'incr'],
  ['a full one is asked for', [made('full', 1)], 'full', 'full'],
] as const)('%s', (_, backups, asked, type) => {
  expect(planBackup(NOW, backups, EVERY, asked)?.type).toBe(type);
});
