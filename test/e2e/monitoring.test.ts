import { chmod, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { makeSetId } from '../../src/catalog/keys.ts';
import { serialiseManifest } from '../../src/catalog/manifest.ts';
import { parseManifest } from '../../src/catalog/read-manifest.ts';
import { closedPort, HttpSink } from '../support/http-sink.ts';
import { dashboardExpressions, metricsIn, readDashboard } from '../support/monitoring/dashboard.ts';
import { type Monitoring, startMonitoring } from '../support/monitoring/prometheus.ts';
import { type ActionRun, runAction } from '../support/run-action.ts';
import { DATABASE, type Scene, startScene } from '../support/scene.ts';

let scene: Scene;
let monitoring: Monitoring;
let openMetrics: HttpSink;
let stores: string;
let file: string;
let manifestPath: string;
beforeAll(async () => {
  openMetrics = await HttpSink.start();
  [scene, monitoring] = await Promise.all([
    startScene({ scale: 0.002 }),
    startMonitoring(new URL(openMetrics.url).host),
  ]);
  stores = await scene.newDirectory();
  file = join(monitoring.textfiles, 'postgres-backup.prom');
  await backUp();
  await runAction({ action: 'restore-test', inputs: { stores }, env: scene.env });
});
afterAll(() => Promise.all([scene, monitoring, openMetrics].map((one) => one?.[Symbol.asyncDispose]())));

async function backUp(): Promise<void> {
  const inputs = { stores, database: DATABASE, tier: 'daily' };
  const { exitCode, outputs } = await runAction({ action: 'backup', inputs, env: scene.env });
  expect(exitCode).toBe(0);
  manifestPath = join(stores, outputs['manifest-path'] ?? '');
}

/** As a watchdog runs it: no database, the stores alone. */
const look = (inputs: Record<string, string> = {}): Promise<ActionRun> =>
  runAction({
    action: 'status',
    inputs: {
      stores,
      'fail-on': 'never',
      'metrics-file': file,
      pushgateway: monitoring.pushgateway,
      ...inputs,
    },
  });

/** The newest set as it would look had nobody made a backup for 40 hours. */
async function letTimePass(): Promise<void> {
  const id = dirname(manifestPath).split('/').at(-1) ?? '';
  const manifest = parseManifest(
    await readFile(manifestPath, 'utf8'),
    { database: DATABASE, tier: 'daily', id },
    manifestPath,
  );
  const at = new Date(Date.now() - 40 * 3_600_000);
  const older = makeSetId(at, 'abcdef');
  await chmod(manifestPath, 0o600);
  await writeFile(manifestPath, serialiseManifest({ ...manifest, id: older, snapshotAt: at.toISOString() }));
  await rename(dirname(manifestPath), join(dirname(manifestPath), '..', older));
}

const eventually = <T>(check: () => Promise<T>): Promise<T> =>
  vi.waitFor(check, { timeout: 45_000, interval: 500 });

test('all is well: the figures come by text file, push and OpenMetrics, and nobody is called', async () => {
  expect((await look()).exitCode).toBe(0);
  openMetrics.answer('/metrics', {
    status: 200,
    headers: { 'content-type': 'application/openmetrics-text; version=1.0.0; charset=utf-8' },
    body: await readFile(file, 'utf8'),
  });
  await eventually(async () => {
    const status = await monitoring.query(`backup_status{database="${DATABASE}"}`);
    expect(status.map(({ metric, value }) => [metric['job'], value[1]]).toSorted()).toEqual([
      ['node', '0'],
      ['openmetrics', '0'],
      ['postgres_backup', '0'],
    ]);
    expect(await monitoring.query('node_textfile_scrape_error == 0')).toHaveLength(1);
    // Nothing was there in the first seconds, and that is over.
    expect(await monitoring.firing()).toEqual([]);
  });
  openMetrics.answer('/metrics', { status: 404 });
  expect(await readdir(monitoring.textfiles)).toEqual(['postgres-backup.prom']);
});

test('Prometheus takes every expression of the dashboard, and has figures for it', async () => {
  const scraped = new Set(await monitoring.metricNames());
  const expressions = dashboardExpressions(await readDashboard());
  const empty: string[] = [];
  for (const expression of expressions) {
    const found = await monitoring.query(expression);
    const figures = metricsIn(expression).every((name) => scraped.has(name) && name !== 'ALERTS');
    if (figures && found.length === 0) empty.push(expression);
  }
  expect(empty).toEqual([]);
  expect(expressions.length).toBeGreaterThan(20);
});

test('backups stop, and the alert fires; a new backup ends it', async () => {
  await letTimePass();
  expect((await look()).outputs['status']).toBe('broken');
  await eventually(async () =>
    expect(await monitoring.firing()).toEqual(['BackupObjectivesBroken', 'BackupTooOld']),
  );
  await backUp();
  await look();
  await eventually(async () => expect(await monitoring.firing()).not.toContain('BackupTooOld'));
});

test('nobody looks any more: that there are no figures is an alert too', async () => {
  await rm(file);
  const group = `instance@base64/${Buffer.from('octo/shop').toString('base64url')}`;
  const removed = await fetch(`${monitoring.pushgateway}/metrics/job/postgres_backup/${group}`, {
    method: 'DELETE',
  });
  expect(removed.status).toBe(202);
  await eventually(async () => expect(await monitoring.firing()).toContain('BackupFiguresMissing'));
});

test('a Pushgateway that cannot be reached fails the run, after the file was written', async () => {
  const port = await closedPort();
  const run = await look({ pushgateway: `http://someone:s3cr3t@127.0.0.1:${port}` });
  expect(run.exitCode).toBe(1);
  expect(run.outputs).toMatchObject({ 'error-code': 'PBA-METRICS', status: 'kept' });
  expect(run.log).not.toContain('s3cr3t');
  expect(await readFile(file, 'utf8')).toMatch(/\n# EOF\n$/);
});
