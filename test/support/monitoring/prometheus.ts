import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parse, stringify } from 'yaml';
import { assertInstalled, Daemons, freePort } from '../rgw/daemons.ts';

const INSTALL =
  'sudo apt-get install --no-install-recommends prometheus prometheus-pushgateway prometheus-node-exporter';
const RULES = resolve(import.meta.dirname, '../../../monitoring/rules.yml');
const START_LIMIT_MS = 30_000;

interface Sample {
  readonly metric: Readonly<Record<string, string>>;
  readonly value: readonly [number, string];
}

/** Real programs from Debian's packages: Prometheus with our alert rules, a node exporter and a Pushgateway it scrapes. */
export interface Monitoring extends AsyncDisposable {
  /** Where the node exporter looks for `*.prom`. */
  readonly textfiles: string;
  readonly pushgateway: string;
  /** @throws Error when Prometheus does not take the expression */
  query(expression: string): Promise<readonly Sample[]>;
  /** The names of all metrics that were scraped. */
  metricNames(): Promise<readonly string[]>;
  /** Names of the alerts that fire. */
  firing(): Promise<readonly string[]>;
}

/**
 * Everything is scraped and judged each second, and no alert waits longer than that: what takes hours elsewhere is seen at
 * once. The expressions are those of the rules.
 * @param openMetrics `host:port` of a server that gives out OpenMetrics at `/metrics`
 */
export async function startMonitoring(openMetrics: string): Promise<Monitoring> {
  assertInstalled(['prometheus', 'prometheus-pushgateway', 'prometheus-node-exporter'], INSTALL);
  const directory = await mkdtemp(join(tmpdir(), 'pba-monitoring-'));
  const daemons = new Daemons(directory);
  const textfiles = join(directory, 'textfiles');
  try {
    await mkdir(textfiles);
    const [web, push, node] = await Promise.all([freePort(), freePort(), freePort()]);
    const address = (port: number): string => `127.0.0.1:${port}`;
    await writeFile(join(directory, 'rules.yml'), await impatientRules());
    const job = (name: string, target: string, more = {}) => ({
      job_name: name,
      static_configs: [{ targets: [target] }],
      ...more,
    });
    const config = {
      global: { scrape_interval: '1s', scrape_timeout: '1s', evaluation_interval: '1s' },
      rule_files: ['rules.yml'],
      scrape_configs: [
        job('node', address(node)),
        job('pushgateway', address(push), { honor_labels: true }),
        job('openmetrics', openMetrics),
      ],
    };
    await writeFile(join(directory, 'prometheus.yml'), stringify(config));
    await daemons.start('pushgateway', 'prometheus-pushgateway', [`--web.listen-address=${address(push)}`]);
    await daemons.start('node', 'prometheus-node-exporter', [
      '--collector.disable-defaults',
      '--collector.textfile',
      `--collector.textfile.directory=${textfiles}`,
      `--web.listen-address=${address(node)}`,
    ]);
    await daemons.start('prometheus', 'prometheus', [
      '--config.file=prometheus.yml',
      `--storage.tsdb.path=${join(directory, 'data')}`,
      `--web.listen-address=${address(web)}`,
    ]);
    const api = `http://${address(web)}/api/v1`;
    await untilAnswering([`http://${address(web)}/-/ready`, `http://${address(push)}/-/ready`], daemons);
    const query = (expression: string) =>
      data<{ result: Sample[] }>(`${api}/query?query=${encodeURIComponent(expression)}`).then(
        ({ result }) => result,
      );
    return {
      textfiles,
      pushgateway: `http://${address(push)}`,
      query,
      metricNames: () => data<string[]>(`${api}/label/__name__/values`),
      firing: async () => {
        const alerts = await query('ALERTS{alertstate="firing"}');
        return [...new Set(alerts.map(({ metric }) => metric['alertname'] ?? ''))].toSorted();
      },
      [Symbol.asyncDispose]: () => daemons.stop(),
    };
  } catch (error) {
    await daemons.stop();
    throw error;
  }
}

/** Our rules, with every wait cut to a second. */
async function impatientRules(): Promise<string> {
  const rules = parse(await readFile(RULES, 'utf8')) as { groups: { rules: Record<string, unknown>[] }[] };
  const groups = rules.groups.map((group) => ({
    ...group,
    rules: group.rules.map((rule) => ({ ...rule, for: '1s' })),
  }));
  return stringify({ groups });
}

async function data<T>(url: string): Promise<T> {
  const response = await fetch(url, { signal: AbortSignal.timeout(10_000) });
  const answer = (await response.json()) as { status: string; error?: string; data: T };
  if (answer.status !== 'success') throw new Error(`Prometheus says: ${answer.error}`);
  return answer.data;
}

async function untilAnswering(urls: readonly string[], daemons: Daemons): Promise<void> {
  for (const end = Date.now() + START_LIMIT_MS; ; await pause(100)) {
    const answers = await Promise.all(urls.map((url) => fetch(url).catch(() => undefined)));
    if (answers.every((answer) => answer?.ok)) return;
    if (Date.now() > end) throw new Error(`Not ready: ${await daemons.tail('prometheus')}`);
  }
}
