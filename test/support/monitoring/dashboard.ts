import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';

export interface Panel {
  readonly id: number;
  readonly type: string;
  readonly title: string;
  readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
  readonly targets?: readonly { readonly refId: string; readonly expr: string }[];
}

export interface Dashboard {
  readonly panels: readonly Panel[];
  readonly templating: { readonly list: readonly { readonly name: string }[] };
}

/** Our dashboard of Grafana. */
export async function readDashboard(): Promise<Dashboard> {
  const path = resolve(import.meta.dirname, '../../../monitoring/grafana-dashboard.json');
  return JSON.parse(await readFile(path, 'utf8')) as Dashboard;
}

/** What Grafana asks of Prometheus, with all databases chosen. */
export function dashboardExpressions({ panels }: Dashboard): string[] {
  return panels.flatMap(({ targets = [] }) => targets.map(({ expr }) => expr.replaceAll('$database', '.*')));
}

/** The metrics that an expression of ours reads. Ours alone have these beginnings. */
export function metricsIn(expression: string): string[] {
  const bare = expression.replace(/"(?:[^"\\]|\\.)*"/g, '');
  return bare.match(/\b(?:(?:backup|pg_wal|push|node)_[a-z_]+|ALERTS)\b/g) ?? [];
}
