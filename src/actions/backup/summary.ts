import type { FingerprintDepth } from '../../catalog/fingerprint/fingerprint.ts';
import { type Manifest, storedBytes } from '../../catalog/manifest.ts';
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
  const [manifest] = report.sets;
  const title = failed ? 'not in every store' : OUTCOMES[report.outcome];
  return [
    `## ${failed ? '❌' : '✅'} Backup of ${escapeMarkdown(manifest?.database ?? 'the database')}: ${title}`,
    '',
    ...(manifest === undefined
      ? []
      : [markdownTable([{ title: 'Set' }, { title: manifest.id }], facts(report, manifest)), '']),
    markdownTable(STORE_COLUMNS, storeRows(report)),
    '',
    ...notes(report).map((note) => `- ${escapeMarkdown(note)}`),
    '',
  ].join('\n');
}

/** The same for a terminal. */
export function backupText(report: BackupReport): string {
  const [manifest] = report.sets;
  return [
    ...(manifest === undefined
      ? []
      : [terminalTable([{ title: 'Set' }, { title: manifest.id }], facts(report, manifest)), '']),
    terminalTable(STORE_COLUMNS, storeRows(report)),
    '',
    ...notes(report).map((note) => `- ${note}`),
  ].join('\n');
}

const OUTCOMES: Readonly<Record<BackupReport['outcome'], string>> = {
  dumped: 'stored',
  completed: 'completed from an earlier run',
  'nothing due': 'nothing was due',
};

const STORE_COLUMNS = [{ title: 'Store' }, { title: 'Holds the set' }, { title: 'Why not' }] as const;

function storeRows(report: BackupReport): string[][] {
  return [
    ...report.locations.map((location) => [
      location,
      report.notReadBack.includes(location) ? 'yes, by its answers; not read back' : 'yes, read back',
      '',
    ]),
    ...report.failures.map(({ store, error }) => [store.location, 'NO', `${error.code}: ${error.message}`]),
  ];
}

function facts(report: BackupReport, manifest: Manifest): string[][] {
  const { server, totals } = manifest;
  const depth = DEPTHS[manifest.fingerprint.depth];
  return [
    ['Database', `${manifest.database} (PostgreSQL ${server.version}, ${formatBytes(server.databaseBytes)})`],
    ['State of', manifest.snapshotAt],
    ['Tiers', report.sets.map((set) => set.tier).join(', ')],
    ['Content', manifest.content],
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
  const lines: string[] = [];
  if (report.outcome === 'completed')
    lines.push(
      'An earlier run had made this dump; it was copied to where it was missing, without another dump.',
    );
  if (report.outcome === 'nothing due') {
    const next = Object.entries(report.nextDue).map(([tier, at]) => `${tier} from ${at}`);
    lines.push(
      `Every tier has its set already. Next: ${next.join(', ')}. \`tier: daily\` makes one all the same.`,
    );
  }
  const [manifest] = report.sets;
  if (manifest === undefined || report.outcome === 'nothing due') return lines;
  for (const item of manifest.notHeld.slice(0, 10))
    lines.push(`Not held: ${item.kind} ${item.name}: ${item.reason}.`);
  if (manifest.notHeld.length > 10)
    lines.push(`… and ${manifest.notHeld.length - 10} more that are not held; the manifest lists them.`);
  for (const key of manifest.foreignKeysOut.slice(0, 10))
    lines.push(`A restored copy will lack the foreign key ${key}: the rows it points to were left out.`);
  lines.push('Not proven yet: `restore-test` does that.');
  return lines;
}
