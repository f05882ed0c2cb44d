import type { MetricsSource } from '../../../src/catalog/metrics.ts';

const HOUR = 3_600_000;
const AT = Date.UTC(2026, 10, 25);

export const METRICS_CONTEXT = {
  now: new Date(AT + HOUR),
  objectives: { rpo: 24 * HOUR, rto: HOUR, backupEvery: 24 * HOUR, restoreTestEvery: 168 * HOUR },
} as const;

const NEWEST = {
  tier: 'daily',
  store: 'local',
  snapshotAt: AT,
  bytes: 5000,
  rows: 600,
  seconds: 7,
} as const;

/** A database of which everything is known. */
export const FULL: MetricsSource = {
  verdict: 'broken',
  findings: [{ severity: 'broken' }],
  newest: NEWEST,
  newestProven: NEWEST,
  provenAt: AT + 60_000,
  restoreSeconds: 30,
  tiers: [
    { tier: 'daily', store: 'local', sets: 7, bytes: 35_000, newest: AT },
    { tier: 'weekly', store: 's3', sets: 4, bytes: 20_000, newest: AT - 48 * HOUR },
  ],
  remains: [{ tier: 'daily', store: 'local' }],
  nextDue: [{ tier: 'daily', at: AT + 24 * HOUR }],
  rpo: { achievedMs: HOUR },
  rto: { forecastSeconds: 40 },
  tests: { proven: 5, failed: 2, last: { at: AT + 60_000, proven: true }, grade: 'full' },
};

/** One that the policy names and no store holds. */
export const EMPTY: MetricsSource = {
  verdict: 'broken',
  findings: [{ severity: 'broken' }],
  newest: undefined,
  newestProven: undefined,
  provenAt: undefined,
  restoreSeconds: undefined,
  tests: { proven: 0, failed: 0, last: undefined, grade: undefined },
};
