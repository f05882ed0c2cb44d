import type { FingerprintDepth } from '../../catalog/fingerprint.ts';
import { storedBytes } from '../../catalog/manifest.ts';
import {
  escapeMarkdown,
  formatBytes,
  formatCount,
  formatDuration,
  markdownTable,
  terminalTable,
} from '../../runtime/format.ts';
import type { BackupReport } from './backup.ts';

/** Markdown for the job summary. */
export function backupSummary(report: BackupReport): string {
  const failed = report.failures.length > 0;
  return [
    `## ${failed ? '❌' : '✅'} Backup of ${escapeMarkdown(report.manifest.database)}: ${failed ? 'not in every store' : 'stored'}`,
    '',
    markdownTable([{ title: 'Set' }, { title: report.manifest.id }], facts(report)),
    '',
    markdownTable(STORE_COLUMNS, storeRows(report)),
    '',
    ...notes(report).map((note) => `- ${escapeMarkdown(note)}`),
    '',
  ].join('\n');
}

/** The same for a terminal. */
export function backupText(report: BackupReport): string {
  return [
    terminalTable([{ title: 'Set' }, { title: report.manifest.id }], facts(report)),
    '',
    terminalTable(STORE_COLUMNS, storeRows(report)),
    '',
    ...notes(report).map((note) => `- ${note}`),
  ].join('\n');
}

const STORE_COLUMNS = [{ title: 'Store' }, { title: 'Holds the set' }, { title: 'Why not' }] as const;

function storeRows(report: BackupReport): string[][] {
  return [
    ...report.locations.map((location) => [location, 'yes, read back', '']),
    ...report.failures.map(({ store, error }) => [store.location, 'NO', `${error.code}: ${error.message}`]),
  ];
}

function facts(report: BackupReport): string[][] {
  const { manifest } = report;
  const { server, totals } = manifest;
  const depth = DEPTHS[manifest.fingerprint.depth];
  return [
    ['Database', `${manifest.database} (PostgreSQL ${server.version}, ${formatBytes(server.databaseBytes)})`],
    ['State of', manifest.snapshotAt],
    ['Tier, content', `${manifest.tier}, ${manifest.content}`],
    ['Tables, rows', `${formatCount(totals.tables)}, ${formatCount(BigInt(totals.rows))}`],
    ['Large objects', formatCount(BigInt(totals.largeObjects))],
    [
      'Fingerprint',
      manifest.content === 'schema' ? `${formatCount(totals.schemaObjects)} schema objects` : depth,
    ],
    [
      'Migration',
      manifest.migration === null ? 'none found' : `${manifest.migration.tool} ${manifest.migration.version}`,
    ],
    ['Stored size', `${formatBytes(storedBytes(manifest))} (${manifest.format}, ${manifest.compression})`],
    [
      'Encryption',
      manifest.encryption === null ? 'none' : `age, ${manifest.encryption.recipients.length} recipients`,
    ],
    [
      'Time',
      `${formatDuration(report.seconds * 1000)} (${Object.entries(report.phases)
        .map(([phase, seconds]) => `${phase} ${formatDuration(seconds * 1000)}`)
        .join(', ')})`,
    ],
  ];
}

const DEPTHS: Readonly<Record<FingerprintDepth, string>> = {
  content: 'every row counted and digested',
  sampled: 'every row counted, part of them digested',
  counts: 'every row counted',
};

function notes(report: BackupReport): string[] {
  const { manifest } = report;
  const lines: string[] = [];
  if (report.completed)
    lines.push(
      'An earlier run of today had made this set; it was copied to where it was missing, without another dump.',
    );
  for (const item of manifest.notHeld.slice(0, 10))
    lines.push(`Not held: ${item.kind} ${item.name}: ${item.reason}.`);
  if (manifest.notHeld.length > 10)
    lines.push(`… and ${manifest.notHeld.length - 10} more that are not held; the manifest lists them.`);
  for (const key of manifest.foreignKeysOut.slice(0, 10))
    lines.push(`A restored copy will lack the foreign key ${key}: the rows it points to were left out.`);
  lines.push('Not proven yet: `restore-test` does that.');
  return lines;
}
