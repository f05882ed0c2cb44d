import type { PbaError } from '../../errors.ts';
import { code, escapeMarkdown, markdownTable, plural, terminalTable } from '../../runtime/format.ts';
import type { SwapReport } from './swap.ts';

/** The target's identity and the plan, told before anything is done. */
export function swapLines(report: SwapReport): string[] {
  return [
    ...facts(report).map(([name, value]) => `${name}: ${value}`),
    ...report.findings.map(({ severity, text }) => `${severity}: ${text}`),
  ];
}

/** Markdown for the job summary. */
export function swapSummary(report: SwapReport, failure: PbaError | undefined): string {
  const rows = facts(report).map(([name, value]) => [name, code(value)]);
  const findings = report.findings.map(({ severity, text, remedy }) => [
    severity === 'blocker' ? '❌ blocker' : 'note',
    text,
    remedy ?? '',
  ]);
  return [
    `## ${failure === undefined ? '🔁' : '❌'} Swap: ${escapeMarkdown(headline(report))}`,
    '',
    ...(failure === undefined
      ? []
      : [`${code(failure.code).markdown} ${escapeMarkdown(failure.message)}`, '']),
    markdownTable([{ title: 'What' }, { title: 'Value' }], rows),
    '',
    ...(findings.length === 0
      ? []
      : [markdownTable([{ title: 'Finding' }, { title: 'What' }, { title: 'Remedy' }], findings), '']),
    ...next(report).map((line) => escapeMarkdown(line)),
  ].join('\n');
}

/** The same for a terminal. */
export function swapText(report: SwapReport): string {
  const table = terminalTable(
    [{ title: 'What' }, { title: 'Value' }],
    facts(report).map(([name, value]) => [name, value]),
  );
  const findings = report.findings.map(({ severity, text }) => `- ${severity}: ${text}`);
  return [headline(report), '', table, ...findings, ...next(report)].join('\n');
}

function headline({ database, done, plan, result, undo }: SwapReport): string {
  if (done !== null) return `${database} was left as it is: ${done.reason}`;
  if (plan === null || result === null) return `${database} was not changed`;
  const what = undo
    ? 'is the database it was before the swap'
    : `is the restored database ${plan.incoming.name}`;
  return `${database} ${what}; downtime ${Math.round(result.downtimeMs)} ms`;
}

function facts({ server, database, plan, sessions, carried, result }: SwapReport): [string, string][] {
  const where =
    server.address === null ? `local socket, port ${server.port}` : `${server.address}, port ${server.port}`;
  const rows: [string, string][] = [
    ['Server', `${where}, PostgreSQL ${server.version}, system ${server.systemIdentifier}`],
    ['Role', server.role],
    ['Live database', plan?.outgoing === null ? `${database} (there is none now)` : database],
  ];
  if (plan !== null) {
    rows.push(['Becomes the live one', `${plan.incoming.name} (oid ${plan.incoming.oid})`]);
    if (plan.outgoing !== null) rows.push(['Kept as', `${plan.keptAs} (oid ${plan.outgoing.oid})`]);
    rows.push([
      'Carried over',
      carried.length === 0 ? 'nothing: all properties are equal' : carried.join(', '),
    ]);
  }
  if (sessions !== null) rows.push(['Connected now', plural(sessions, 'session')]);
  if (result !== null) {
    rows.push(
      ['Downtime', `${Math.round(result.downtimeMs)} ms`],
      [
        'Sessions ended',
        `${plural(result.sessionsEnded, 'session')} in ${plural(result.attempts, 'attempt')}`,
      ],
    );
  }
  return rows;
}

function next({ plan, result, undo }: SwapReport): string[] {
  if (plan === null || result === null || plan.outgoing === null) return [];
  return [
    '',
    undo
      ? `What was live until now is kept as ${plan.keptAs}, closed for connections. Drop it when nobody needs it.`
      : `The old database is kept as ${plan.keptAs}, closed for connections; swap with undo: true puts it back. Drop it on purpose: DROP DATABASE.`,
  ];
}
