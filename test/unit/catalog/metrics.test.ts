import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { label, METRIC_NAMES, type MetricsSource, metricsText } from '../../../src/catalog/metrics.ts';
import { dashboardExpressions, metricsIn, readDashboard } from '../../support/monitoring/dashboard.ts';
import { METRICS_CONTEXT as CONTEXT, EMPTY, FULL } from '../../support/monitoring/sources.ts';

const ROOT = resolve(import.meta.dirname, '../../..');

/** What others than `status` write: our action `wal`, the Pushgateway, the node exporter, Prometheus. */
const OTHERS = [
  'pg_wal_archive_dropped_segments',
  'pg_wal_archive_failed_total',
  'pg_wal_archive_lag_seconds',
  'pg_wal_disk_full_seconds',
  'pg_wal_repository_missing_segments',
  'pg_wal_rpo_seconds',
  'pg_wal_status_written_timestamp_seconds',
  'push_failure_time_seconds',
  'push_time_seconds',
  'node_textfile_scrape_error',
  'ALERTS',
];

const textOf = (databases: Record<string, MetricsSource>): string =>
  metricsText(new Map(Object.entries(databases)), CONTEXT);

describe('the figures', () => {
  test('are all there when all is known, with the names of the runbook', () => {
    const text = textOf({ shop: FULL });
    for (const name of METRIC_NAMES) expect(text).toMatch(new RegExp(`^# TYPE ${name} gauge$`, 'm'));
    const place = 'database="shop",tier="daily",kind="logical",store="local"';
    expect(text).toContain(`\nbackup_last_success_timestamp{${place}} 1795564800\n`);
    expect(text).toContain(`\nbackup_file_size_bytes{${place}} 5000\n`);
    expect(text).toContain('\nbackup_age_seconds{database="shop"} 3600\n');
    expect(text).toContain('\nbackup_restore_test_success{database="shop"} 1\n');
    expect(text).toContain('\nbackup_restore_tests{database="shop",result="failed"} 2\n');
    expect(text).toContain('\nbackup_proof_grade{database="shop"} 4\n');
    expect(text).toContain('\nbackup_findings{database="shop",severity="broken"} 1\n');
    expect(text).toContain(`\nbackup_status_written_timestamp ${CONTEXT.now.getTime() / 1000}\n`);
  });

  test('are absent when nothing is known, so that an alert sees it; objectives and verdict are always there', () => {
    const text = textOf({ shop: EMPTY });
    expect(text).not.toMatch(/^backup_(last_success|file_size|age|rto_seconds|restore_test_success)/m);
    expect(text).not.toMatch(/NaN|undefined|Infinity/);
    expect(text).toContain('\nbackup_status{database="shop"} 2\n');
    expect(text).toContain('\nbackup_proof_grade{database="shop"} 0\n');
    expect(text).toContain('\nbackup_interval_objective_seconds{database="shop"} 86400\n');
  });

  test('end once, and each family stands together, as OpenMetrics wants it', () => {
    const lines = textOf({ shop: FULL, web: FULL, empty: EMPTY }).split('\n');
    expect(lines.slice(-2)).toEqual(['# EOF', '']);
    expect(lines.filter((line) => line === '# EOF')).toHaveLength(1);
    const families = lines
      .filter((line) => /^\w/.test(line))
      .map((line) => /^\w+/.exec(line)?.[0] ?? '')
      .filter((name, index, all) => name !== all[index - 1]);
    expect(new Set(families).size).toBe(families.length);
  });

  test('have labels without bounds nowhere: no set, no run, no reason', () => {
    const labels = [...textOf({ shop: FULL }).matchAll(/(\w+)="/g)].map(([, name]) => name);
    expect([...new Set(labels)].toSorted()).toEqual(
      ['database', 'kind', 'result', 'severity', 'store', 'tier'].toSorted(),
    );
  });

  test('any name is one label, and can be read back', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        const escaped = label(name);
        expect(escaped).not.toMatch(/\n|(?<!\\)(?:\\\\)*"/);
        const back = escaped.replace(/\\(.)/g, (_, mark) => (mark === 'n' ? '\n' : mark));
        expect(back).toBe(name.toWellFormed());
      }),
    );
  });
});

test('the rules and the dashboard ask for nothing that nobody writes', async () => {
  const rules = readFileSync(resolve(ROOT, 'monitoring/rules.yml'), 'utf8');
  const expressions = [...rules.matchAll(/^ +expr: (?:\|\n((?: {10}.*\n)+)|(.*))/gm)].map(
    ([, block, line]) => block ?? line ?? '',
  );
  expect(expressions).toHaveLength([...rules.matchAll(/- alert:/g)].length);
  const asked = [...expressions, ...dashboardExpressions(await readDashboard())].flatMap(metricsIn);
  expect(asked.filter((name) => ![...METRIC_NAMES, ...OTHERS].includes(name))).toEqual([]);
  expect(OTHERS.filter((name) => !asked.includes(name))).toEqual([]);
  const wal = readFileSync(resolve(ROOT, 'src/catalog/wal/metrics.ts'), 'utf8');
  for (const name of OTHERS.filter((one) => one.startsWith('pg_wal'))) expect(wal).toContain(`'${name}'`);
});

test('the panels of the dashboard do not overlap, and none is asked twice', async () => {
  const { panels } = await readDashboard();
  expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
  const cells = panels.flatMap(({ gridPos: { x, y, w, h } }) => {
    expect(x + w).toBeLessThanOrEqual(24);
    return Array.from({ length: w * h }, (_, cell) => `${x + (cell % w)},${y + Math.floor(cell / w)}`);
  });
  expect(new Set(cells).size).toBe(cells.length);
  for (const { targets = [] } of panels) {
    expect(new Set(targets.map(({ refId }) => refId)).size).toBe(targets.length);
  }
});
