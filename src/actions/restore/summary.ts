import { describeDifference } from '../../catalog/comparison/difference.ts';
import { WITHOUT_ROLES } from '../../catalog/swap/restored-mark.ts';
import {
  escapeMarkdown,
  formatBytes,
  formatDuration,
  markdownTable,
  plural,
  terminalTable,
} from '../../runtime/format.ts';
import type { RestoreReport } from './report.ts';

const SHOWN = 50;

/** Markdown for the job summary: what stands where, how it compares, what comes next. */
export function restoreSummary(report: RestoreReport): string {
  const differences = differencesOf(report);
  const left = leftOf(report);
  return [
    `## ${report.failure === undefined ? '✅' : '❌'} ${escapeMarkdown(headline(report))}`,
    '',
    markdownTable([{ title: 'New database' }, { title: report.database }], facts(report)),
    '',
    ...(differences.length === 0 ? [] : [markdownTable(COLUMNS, differences, { maxRows: SHOWN }), '']),
    ...(left.length === 0
      ? []
      : ['Did not come along:', '', markdownTable(LEFT, left, { maxRows: SHOWN }), '']),
    ...notes(report).map((note) => `- ${escapeMarkdown(note)}`),
    '',
  ].join('\n');
}

/** The same for a terminal. */
export function restoreText(report: RestoreReport): string {
  const differences = differencesOf(report).slice(0, SHOWN);
  const left = leftOf(report);
  return [
    headline(report),
    '',
    terminalTable([{ title: 'New database' }, { title: report.database }], facts(report)),
    ...(differences.length === 0 ? [] : ['', terminalTable(COLUMNS, differences)]),
    ...(left.length === 0
      ? []
      : ['', 'Did not come along:', '', terminalTable(LEFT, left, { maxRows: SHOWN })]),
    '',
    ...notes(report).map((note) => `- ${note}`),
  ].join('\n');
}

const COLUMNS = [{ title: 'Severity' }, { title: 'Object' }, { title: 'What' }] as const;

const LEFT = [{ title: 'What' }, { title: 'Name' }, { title: 'Why' }] as const;

function headline({ manifest, comparison, failure, plan, verdict }: RestoreReport): string {
  const but = verdict === WITHOUT_ROLES ? ', but for owners and grants' : '';
  if (failure === undefined && plan !== undefined)
    return `Restored ${plural(plan.tables.length, 'table')} of ${manifest.database} beside the live ones: equal to what was backed up${but}, grade ${comparison.grade}`;
  return failure === undefined
    ? `Restored ${manifest.database} beside the live database: equal to what was backed up${but}, grade ${comparison.grade}`
    : `Restored ${manifest.database}, and it is not what was backed up`;
}

function facts(report: RestoreReport): string[][] {
  const { manifest, store, target, comparison, seconds, phases, plan, schemas } = report;
  const compared = Object.entries(comparison.compared).map(([what, count]) => `${count} ${what}`);
  return [
    ['Server', `${target.address}, PostgreSQL ${target.version}, system ${target.systemIdentifier}`],
    ['Set', `${manifest.id} (${manifest.tier}) from ${store}`],
    ['State of', manifest.snapshotAt],
    ...(plan === undefined
      ? []
      : [
          [
            'Tables',
            plan.tables
              .slice(0, SHOWN)
              .map(({ schema, name }) => `${schema}.${name}`)
              .join(', '),
          ],
        ]),
    ...(schemas.length === 0 ? [] : [['In the schemas', schemas.join(', ')]]),
    ['Size at the snapshot', formatBytes(manifest.server.databaseBytes)],
    ['Compared', compared.join(', ')],
    [
      'Time',
      `${formatDuration(seconds * 1000)} until usable (${Object.entries(phases)
        .map(([phase, took]) => `${phase} ${formatDuration(took * 1000)}`)
        .join(', ')})`,
    ],
  ];
}

function differencesOf({ comparison }: RestoreReport): string[][] {
  return comparison.differences.map((one) => [one.severity, one.name, describeDifference(one)]);
}

function leftOf({ plan }: RestoreReport): string[][] {
  return (plan?.leftOut ?? []).map(({ kind, name, reason }) => [kind, name, reason]);
}

function notes(report: RestoreReport): string[] {
  const { manifest, comparison, notChecked, advice, plan } = report;
  const listed = new Set((plan?.leftOut ?? []).map(({ kind, name }) => `${kind} ${name}`));
  const notCompared = comparison.notCompared.filter(({ kind, name }) => !listed.has(`${kind} ${name}`));
  const left = [...(plan === undefined ? manifest.notHeld : []), ...notCompared].map(
    (item) => `Not compared: ${item.kind} ${item.name}: ${item.reason}`,
  );
  const along = (plan?.along ?? []).map(({ kind, name, reason }) => `Came along: ${kind} ${name}: ${reason}`);
  return [
    ...notChecked,
    ...along.slice(0, SHOWN),
    ...left.slice(0, SHOWN),
    ...advice,
    ...(report.failure === undefined ? [nextStep(report)] : []),
  ];
}

function nextStep({ manifest, database, schemas, plan, verdict }: RestoreReport): string {
  if (plan === undefined) {
    const allowed =
      verdict === WITHOUT_ROLES ? ' and, once owners and grants are set, `allow-unproven: true`' : '';
    return `Next: \`swap\` with \`database: ${manifest.database}\`, \`restored: ${database}\`${allowed} puts it in place, and can be undone.`;
  }
  return schemas.length === 0
    ? `Next: \`rescue\` with \`database: ${manifest.database}\`, \`source-database: ${database}\` shows what the live tables lack and writes the repair. Drop ${database} afterwards.`
    : `Next: \`rescue\` with \`database: ${database}\` and \`source-schema: ${commonSchema(schemas)}\` shows what the live tables lack and writes the repair. Drop the schemas afterwards.`;
}

/** `restored_<time>` of `restored_<time>_public`: what `rescue` wants to know. */
function commonSchema(schemas: readonly string[]): string {
  return (schemas[0] ?? '').slice(0, 'restored_20261122T030405Z'.length);
}
