import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { metricsText } from '../../src/catalog/metrics.ts';
import { ALERT_CASES, type AlertCase, STEP_MINUTES, WELL } from '../support/monitoring/alert-cases.ts';
import { EMPTY, FULL, METRICS_CONTEXT } from '../support/monitoring/sources.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const RULES = join(ROOT, 'monitoring/rules.yml');

interface Rule {
  readonly alert: string;
  readonly expr: string;
  readonly for?: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

let directory: string;
let rules: Rule[];
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'alert-rules-'));
  const { groups } = parse(await readFile(RULES, 'utf8')) as { groups: { rules: Rule[] }[] };
  rules = groups.flatMap((group) => group.rules);
});
afterAll(() => rm(directory, { recursive: true, force: true }));

/** What promtool says of unit tests of our rules; it exits with 1 when one does not hold. */
async function promtool(tests: readonly unknown[]): Promise<{ good: boolean; said: string }> {
  const file = join(directory, 'tests.yml');
  await writeFile(
    file,
    stringify({ rule_files: [RULES], evaluation_interval: '15m', tests }, { aliasDuplicateObjects: false }),
  );
  try {
    const { stdout } = await promisify(execFile)('promtool', ['test', 'rules', file], { timeout: 60_000 });
    return { good: true, said: stdout };
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    return { good: false, said: stdout + stderr };
  }
}

function seriesOf({ empty, differs = {} }: Pick<AlertCase, 'empty' | 'differs'>) {
  return Object.entries({ ...(empty ? {} : WELL), ...differs }).flatMap(([series, values]) =>
    values === null ? [] : [{ series, values }],
  );
}

const unitTest = (one: AlertCase) => ({
  name: one.name,
  interval: `${STEP_MINUTES}m`,
  input_series: seriesOf(one),
  promql_expr_test: [
    {
      expr: 'ALERTS{alertstate="firing"}',
      eval_time: one.at,
      exp_samples: one.fires.map((labels) => ({
        labels: `ALERTS${JSON.stringify({ alertstate: 'firing', ...labels }).replace(/"(\w+)":/g, '$1=')}`,
        value: 1,
      })),
    },
  ],
});

test('each alert fires when it should, and no other with it', async () => {
  const { good, said } = await promtool(ALERT_CASES.map(unitTest));
  expect(said).toContain('SUCCESS');
  expect(good).toBe(true);
  const fired = new Set(ALERT_CASES.flatMap(({ fires }) => fires.map(({ alertname }) => alertname)));
  expect([...fired].toSorted()).toEqual(rules.map(({ alert }) => alert).toSorted());
});

test('a case that does not hold is noticed', async () => {
  const [stop] = ALERT_CASES.filter(({ name }) => name === 'backups stop');
  const { good, said } = await promtool([unitTest({ ...(stop as AlertCase), fires: [] })]);
  expect(good).toBe(false);
  expect(said).toContain('BackupTooOld');
});

test('an alert says what is wrong in words, and where to read on', async () => {
  const { good, said } = await promtool([
    {
      interval: `${STEP_MINUTES}m`,
      input_series: seriesOf(ALERT_CASES.find(({ name }) => name === 'backups stop') as AlertCase),
      alert_rule_test: [
        {
          alertname: 'BackupTooOld',
          eval_time: '31h',
          exp_alerts: [
            {
              exp_labels: { severity: 'critical', database: 'shop' },
              exp_annotations: {
                summary: 'The newest backup of shop is too old',
                description:
                  'The newest set of shop is 1d 7h 0m 0s old, more than a quarter over the interval of the policy.',
                runbook_url:
                  'https://github.com/ticketz/postgres-backup-actions/blob/main/docs/monitoring.md#backuptooold',
              },
            },
          ],
        },
      ],
    },
  ]);
  expect(said).toContain('SUCCESS');
  expect(good).toBe(true);
});

test('promtool finds nothing to say about our figures', async () => {
  const databases = new Map([
    ['shop', FULL],
    ['a "b"\\\n数据', FULL],
    ['empty', EMPTY],
  ]);
  const check = (text: string) => {
    const running = promisify(execFile)('promtool', ['check', 'metrics'], { timeout: 60_000 });
    running.child.stdin?.end(text);
    return running;
  };
  const text = metricsText(databases, METRICS_CONTEXT);
  const { stdout, stderr } = await check(text);
  expect(stdout + stderr).toBe('');
  // It does look.
  await expect(check(text.replace('# TYPE backup_rows gauge', '# TYPE backup_rows counter'))).rejects.toThrow(
    /backup_rows/,
  );
});

test('every alert waits a while, has a severity, and leads to what to do', async () => {
  const runbook = await readFile(join(ROOT, 'docs/monitoring.md'), 'utf8');
  for (const { alert, for: waits, labels, annotations } of rules) {
    expect(waits, alert).toMatch(/^\d+[mhd]$/);
    expect(labels['severity'], alert).toMatch(/^(critical|warning|info)$/);
    expect(Object.keys(annotations).toSorted()).toEqual(['description', 'runbook_url', 'summary']);
    expect(annotations['runbook_url']).toMatch(new RegExp(`/docs/monitoring\\.md#${alert.toLowerCase()}$`));
    expect(runbook).toContain(`\n### ${alert}\n`);
  }
});
