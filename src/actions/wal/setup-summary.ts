import { code, escapeMarkdown, markdownTable, terminalTable } from '../../runtime/format.ts';
import type { SetupPlan } from './plan-setup.ts';
import type { SetupReport } from './setup.ts';

const COLUMNS = [{ title: 'Setting' }, { title: 'Now' }, { title: 'Policy' }, { title: 'Needs' }] as const;

/** Markdown for the job summary. */
export function setupSummary(report: SetupReport): string {
  const { config, settings } = report.plan;
  return [
    `## ${report.restartFor.length > 0 ? '⚠️' : '✅'} WAL archiving of stanza ${escapeMarkdown(report.stanza)}: ${headline(report)}`,
    '',
    ...(settings.length === 0
      ? []
      : [
          markdownTable(
            COLUMNS,
            settings.map((one) => [code(one.name), code(one.from), code(one.to), one.needs]),
          ),
          '',
        ]),
    ...(config.diff.length === 0
      ? []
      : [
          `${escapeMarkdown(config.path)}:`,
          '',
          '```diff',
          ...config.diff.map(({ sign, text }) => `${sign} ${text.replaceAll('```', "'''")}`),
          '```',
          '',
        ]),
    ...notes(report).map((note) => `- ${escapeMarkdown(note)}`),
    '',
  ].join('\n');
}

/** The same for a terminal; what was done has been shown before it was. */
export function setupText(report: SetupReport): string {
  return [
    `WAL archiving of stanza ${report.stanza}: ${headline(report)}`,
    ...(report.applied ? [] : differenceLines(report.plan)),
    ...notes(report).map((note) => `- ${note}`),
  ].join('\n');
}

/** What differs, without a secret. */
export function differenceLines({ config, settings }: SetupPlan): string[] {
  const table = terminalTable(
    COLUMNS,
    settings.map((one) => [one.name, one.from === '' ? '(empty)' : one.from, one.to, one.needs]),
  );
  return [
    ...(settings.length === 0 ? [] : table.split('\n')),
    ...(config.diff.length === 0
      ? []
      : [`${config.path}:`, ...config.diff.map(({ sign, text }) => `${sign} ${text}`)]),
  ];
}

function headline({ plan, applied, restartFor }: SetupReport): string {
  const differences = plan.config.diff.length + plan.settings.length;
  if (applied && restartFor.length > 0) return 'written, and the server has to be restarted';
  if (applied) return differences === 0 ? 'as the policy wants it' : 'set up';
  if (differences > 0) return 'differs from the policy';
  return restartFor.length > 0 ? 'waits for a restart of the server' : 'as the policy wants it';
}

function notes({ plan, applied, checked, restartFor, settingsFile }: SetupReport): string[] {
  const lines: string[] = [];
  const differences = plan.config.diff.length + plan.settings.length;
  if (!applied && differences > 0)
    lines.push(
      `Nothing was changed. With apply: true the settings go into ${settingsFile ?? 'postgresql.auto.conf (ALTER SYSTEM)'}.`,
    );
  if (!applied && plan.settings.some(({ needs }) => needs === 'restart'))
    lines.push('The server will have to be restarted afterwards; that is left to you.');
  if (restartFor.length > 0)
    lines.push(
      `Restart the server for ${restartFor.join(', ')}, then run this again: it checks that WAL arrives.`,
    );
  if (checked) lines.push('A WAL segment was handed over and has arrived in every repository.');
  const replaced = plan.settings.find(
    ({ name, from }) => name === 'archive_command' && !['', '(disabled)'].includes(from),
  );
  if (replaced !== undefined)
    lines.push('An archive_command that was there is replaced: what it archived is not taken over.');
  return lines;
}
