/** Series of Prometheus and the values they have, in the words of `promtool test rules`. */
type Series = Readonly<Record<string, string>>;

/** What is scraped in one situation, and which alerts have to fire then; no others may. */
export interface AlertCase {
  readonly name: string;
  /** What differs from a world in which all is well; null: the series is not there. */
  readonly differs?: Readonly<Record<string, string | null>>;
  /** Nothing of that world is there. */
  readonly empty?: true;
  /** When it is looked at, counted from the first sample. */
  readonly at: string;
  readonly fires: readonly Readonly<Record<string, string>>[];
}

export const STEP_MINUTES = 5;
/** Samples per series: fifty hours. */
const COUNT = 600;
const HOUR = 60 / STEP_MINUTES;

const steady = (value: string | number): string => `${value}x${COUNT}`;
/** Follows the clock: written anew all the time. */
const NOW = `0+${STEP_MINUTES * 60}x${COUNT}`;
const after = (hours: number, before: number, value: number): string =>
  `${before}x${hours * HOUR} ${value}x${COUNT}`;

const WRITTEN = 'backup_status_written_timestamp{job="node",instance="a"}';
const NEWEST = 'backup_last_success_timestamp{database="shop",tier="daily",kind="logical",store="local"}';
const SIZE = 'backup_file_size_bytes{database="shop",tier="daily",kind="logical",store="local"}';
const TOOK = 'backup_duration_seconds{database="shop",tier="daily",kind="logical",store="local"}';
const STATUS = 'backup_status{database="shop"}';
const UNFINISHED = 'backup_unfinished_sets{database="shop"}';
const TESTED = 'backup_restore_test_success{database="shop"}';
const PROVEN = 'backup_restore_test_last_success_timestamp{database="shop"}';
const RTO = 'backup_rto_seconds{database="shop"}';
const GRADE = 'backup_proof_grade{database="shop"}';
const LAG = 'pg_wal_archive_lag_seconds{stanza="main"}';
const REFUSED = 'pg_wal_archive_failed_total{stanza="main"}';
const MISSING = 'pg_wal_repository_missing_segments{stanza="main",repo="1"}';
const DROPPED = 'pg_wal_archive_dropped_segments{stanza="main"}';
const FULL = 'pg_wal_disk_full_seconds{stanza="main"}';
const WAL_WRITTEN = 'pg_wal_status_written_timestamp_seconds{stanza="main"}';
const PUSH_FAILED = 'push_failure_time_seconds{job="postgres_backup",instance="octo/shop"}';
const TEXTFILE = 'node_textfile_scrape_error{instance="a"}';

/** A backup and a restore test every day, all well. */
export const WELL: Series = {
  [WRITTEN]: NOW,
  [NEWEST]: NOW,
  'backup_interval_objective_seconds{database="shop"}': steady(86_400),
  [STATUS]: steady(0),
  [SIZE]: steady(1_000_000),
  [TOOK]: steady(700),
  [UNFINISHED]: steady(0),
  [TESTED]: steady(1),
  [PROVEN]: NOW,
  'backup_restore_test_interval_objective_seconds{database="shop"}': steady(86_400),
  [RTO]: steady(600),
  'backup_rto_objective_seconds{database="shop"}': steady(3600),
  [GRADE]: steady(4),
  [LAG]: steady(60),
  'pg_wal_rpo_seconds{stanza="main"}': steady(900),
  [REFUSED]: steady(3),
  [MISSING]: steady(0),
  [DROPPED]: steady(0),
  [FULL]: steady(900_000),
  [WAL_WRITTEN]: NOW,
  'push_time_seconds{job="postgres_backup",instance="octo/shop"}': steady(100),
  [PUSH_FAILED]: steady(0),
  [TEXTFILE]: steady(0),
};

const shop = (alertname: string, severity: string) => ({ alertname, severity, database: 'shop' });
const wal = (alertname: string, severity: string) => ({ alertname, severity, stanza: 'main' });

export const ALERT_CASES: readonly AlertCase[] = [
  { name: 'all is well', at: '49h', fires: [] },
  {
    name: 'no figures at all',
    empty: true,
    at: '20m',
    fires: [{ alertname: 'BackupFiguresMissing', severity: 'critical' }],
  },
  { name: 'no figures, but not for long', empty: true, at: '10m', fires: [] },
  {
    name: 'figures stand still',
    differs: { [WRITTEN]: steady(0) },
    at: '10h',
    fires: [{ alertname: 'BackupFiguresStale', severity: 'critical', job: 'node', instance: 'a' }],
  },
  {
    name: 'backups stop',
    differs: { [NEWEST]: steady(0) },
    at: '31h',
    fires: [shop('BackupTooOld', 'critical')],
  },
  {
    name: 'a backup is late, by less than a quarter',
    differs: { [NEWEST]: steady(0) },
    at: '29h',
    fires: [],
  },
  {
    name: 'one database stops, the other goes on',
    differs: {
      'backup_last_success_timestamp{database="web",tier="daily",kind="logical",store="s3"}': steady(0),
      'backup_interval_objective_seconds{database="web"}': steady(86_400),
      'backup_restore_test_last_success_timestamp{database="web"}': NOW,
    },
    at: '31h',
    fires: [{ ...shop('BackupTooOld', 'critical'), database: 'web' }],
  },
  {
    name: 'there never was a backup',
    differs: { [NEWEST]: null },
    at: '1h',
    fires: [shop('BackupAbsent', 'critical')],
  },
  {
    name: 'nobody looks at one database any more',
    differs: { 'backup_status{database="web"}': `0x${20 * HOUR} _x${COUNT}` },
    at: '30h',
    fires: [{ ...shop('BackupDatabaseVanished', 'warning'), database: 'web' }],
  },
  {
    name: 'objectives are broken',
    differs: { [STATUS]: steady(2) },
    at: '1h',
    fires: [shop('BackupObjectivesBroken', 'critical')],
  },
  {
    name: 'objectives are at risk for long',
    differs: { [STATUS]: steady(1) },
    at: '7h',
    fires: [shop('BackupObjectivesAtRisk', 'warning')],
  },
  { name: 'objectives are at risk for an hour', differs: { [STATUS]: steady(1) }, at: '1h', fires: [] },
  {
    name: 'a backup has shrunk',
    differs: { [SIZE]: after(46, 1_000_000, 400_000) },
    at: '48h',
    fires: [shop('BackupMuchSmaller', 'warning')],
  },
  { name: 'a backup has shrunk a little', differs: { [SIZE]: after(46, 100, 70) }, at: '48h', fires: [] },
  {
    name: 'a backup takes three times as long',
    differs: { [TOOK]: after(46, 700, 2200) },
    at: '48h',
    fires: [shop('BackupMuchSlower', 'warning')],
  },
  { name: 'a short backup takes longer', differs: { [TOOK]: after(46, 5, 60) }, at: '48h', fires: [] },
  {
    name: 'backups begin and do not end',
    differs: { [UNFINISHED]: steady(4) },
    at: '2h',
    fires: [shop('BackupsUnfinished', 'warning')],
  },
  {
    name: 'a restore test failed',
    differs: { [TESTED]: steady(0) },
    at: '1h',
    fires: [shop('RestoreTestFailed', 'critical')],
  },
  {
    name: 'restore tests stop',
    differs: { [PROVEN]: steady(0) },
    at: '38h',
    fires: [shop('RestoreTestTooOld', 'warning')],
  },
  { name: 'a restore test is late', differs: { [PROVEN]: steady(0) }, at: '35h', fires: [] },
  {
    name: 'no restore test ever succeeded',
    differs: { [PROVEN]: null, [GRADE]: steady(0) },
    at: '25h',
    fires: [shop('RestoreTestNeverSucceeded', 'warning')],
  },
  {
    name: 'a restore takes too long',
    differs: { [RTO]: steady(4000) },
    at: '1h',
    fires: [shop('RestoreTooSlow', 'critical')],
  },
  {
    name: 'a proof without rows',
    differs: { [GRADE]: steady(1) },
    at: '25h',
    fires: [shop('RestoreTestShallow', 'info')],
  },
  { name: 'WAL lags', differs: { [LAG]: steady(700) }, at: '1h', fires: [wal('WALArchiveLag', 'warning')] },
  {
    name: 'WAL lags beyond the RPO',
    differs: { [LAG]: steady(1000) },
    at: '1h',
    fires: [wal('WALArchiveLag', 'warning'), wal('WALArchiveLagBreaksRPO', 'critical')],
  },
  {
    name: 'archiving fails again and again',
    differs: { [REFUSED]: `0+5x${COUNT}` },
    at: '1h',
    fires: [wal('WALArchiveFailing', 'warning')],
  },
  {
    name: 'WAL is missing',
    differs: { [MISSING]: steady(2) },
    at: '1h',
    fires: [{ ...wal('WALSegmentsMissing', 'critical'), repo: '1' }],
  },
  {
    name: 'WAL was reported as archived and is not there',
    differs: { [DROPPED]: steady(1) },
    at: '1h',
    fires: [wal('WALSegmentsMissing', 'critical')],
  },
  {
    name: 'the disk fills up',
    differs: { [FULL]: steady(9000) },
    at: '1h',
    fires: [wal('WALDiskFillsUp', 'critical')],
  },
  {
    name: 'nobody looks at the WAL',
    differs: { [WAL_WRITTEN]: steady(0) },
    at: '2h',
    fires: [wal('WALFiguresStale', 'critical')],
  },
  {
    name: 'the Pushgateway refused the last figures',
    differs: { [PUSH_FAILED]: steady(200) },
    at: '1h',
    fires: [
      {
        alertname: 'BackupPushRefused',
        severity: 'warning',
        job: 'postgres_backup',
        instance: 'octo/shop',
      },
    ],
  },
  {
    name: 'a text file cannot be read',
    differs: { [TEXTFILE]: steady(1) },
    at: '1h',
    fires: [{ alertname: 'BackupTextfileUnreadable', severity: 'warning', instance: 'a' }],
  },
];
