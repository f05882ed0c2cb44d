import { advice, type Find, type Finding, findingsAbout, shell, sql } from './finding.ts';

/** Settings are null where the role may not see them. */
export interface ServerFacts {
  readonly settings: Readonly<Record<string, string | null>>;
  readonly inRecovery: boolean;
  /** undefined: the role may not look. */
  readonly archiver: ArchiverFacts | undefined;
  readonly slots: readonly {
    readonly name: string;
    readonly active: boolean;
    readonly retainedBytes: number;
    readonly lost: boolean;
  }[];
  readonly dataChecksums: boolean;
}

export interface ArchiverFacts {
  readonly archived: number;
  readonly failed: number;
  readonly lastArchived: string | null;
  readonly lastFailed: string | null;
  /** Milliseconds since 1970. */
  readonly lastArchivedAt: number | null;
  readonly lastFailedAt: number | null;
}

const ARCHIVING = 'https://www.postgresql.org/docs/current/continuous-archiving.html';
const GIB = 1024 ** 3;
const RECOVERY_TARGETS = [
  'recovery_target',
  'recovery_target_time',
  'recovery_target_lsn',
  'recovery_target_xid',
  'recovery_target_name',
];

/** Replication and archive settings. `rpoMs`: what the policy promises. */
export function judgeServer(facts: ServerFacts, subject: string, rpoMs: number | undefined): Finding[] {
  const find = findingsAbout('database', subject);
  return [
    ...standby(facts, find),
    ...archiveSettings(facts, find, rpoMs),
    ...archiverState(facts, find),
    ...slots(facts, find),
    ...recoveryTargets(facts, find),
    ...durability(facts, find),
  ];
}

function standby(facts: ServerFacts, find: Find): Finding[] {
  if (!facts.inRecovery) return [];
  return [
    find(
      'note',
      'standby',
      'This is a standby: rows of unlogged tables are not dumped, and a long dump can be cancelled by a conflict with recovery.',
      {
        remedy: sql(`ALTER SYSTEM SET max_standby_streaming_delay = '2h';\nSELECT pg_reload_conf();`),
        link: 'https://www.postgresql.org/docs/current/hot-standby.html#HOT-STANDBY-CONFLICT',
      },
    ),
  ];
}

function archiveSettings(facts: ServerFacts, find: Find, rpoMs: number | undefined): Finding[] {
  const { settings } = facts;
  const mode = settings['archive_mode'];
  if (mode === 'off') {
    const promised = rpoMs !== undefined && rpoMs < 12 * 3_600_000;
    return [
      find(
        promised ? 'problem' : 'note',
        'archiving',
        promised
          ? 'WAL is not archived, so what was written since the last dump is lost with the server; the RPO of the policy cannot be kept.'
          : 'WAL is not archived: what was written since the last dump is lost with the server.',
        {
          remedy: advice('Set up WAL archiving with pgBackRest: the action `wal` does it.'),
          link: ARCHIVING,
        },
      ),
    ];
  }
  const findings: Finding[] = [];
  const command = settings['archive_command'];
  const library = settings['archive_library'];
  if (command === null || command === undefined) {
    findings.push(
      find('unknown', 'archive-command', 'The role may not see archive_command, so it was not looked at.', {
        remedy: sql('GRANT pg_read_all_settings TO backup;'),
      }),
    );
  } else if (command === '' && (library ?? '') === '') {
    findings.push(
      find(
        'problem',
        'archive-command',
        'archive_mode is on and archive_command is empty: WAL piles up until the disk is full.',
        {
          remedy: sql(
            `ALTER SYSTEM SET archive_command = 'pgbackrest --stanza=main archive-push %p';\nSELECT pg_reload_conf();`,
          ),
          link: ARCHIVING,
        },
      ),
    );
  } else if (/(^|[\s;&|/])(cp|mv|rsync)\s/.test(command)) {
    findings.push(
      find(
        'problem',
        'archive-command',
        'archive_command copies files by itself (cp, mv or rsync): it does not sync to disk, a crash between copy and status stops it for ever, and the copy lies on the same machine.',
        {
          remedy: sql(
            `ALTER SYSTEM SET archive_command = 'pgbackrest --stanza=main archive-push %p';\nSELECT pg_reload_conf();`,
          ),
          link: ARCHIVING,
        },
      ),
    );
  } else if (/(^|[\s;&|])(\/bin\/)?true\s*$/.test(command)) {
    findings.push(
      find(
        'problem',
        'archive-command',
        'archive_command does nothing and says it succeeded: every segment is lost.',
        {
          remedy: sql(`ALTER SYSTEM RESET archive_command;\nSELECT pg_reload_conf();`),
          link: ARCHIVING,
        },
      ),
    );
  } else
    findings.push(find('good', 'archive-command', 'archive_command is none of the kinds known to lose WAL.'));

  const timeout = Number(settings['archive_timeout'] ?? 0) * 1000;
  if (rpoMs !== undefined && rpoMs < 24 * 3_600_000 && (timeout === 0 || timeout > rpoMs / 3)) {
    const wanted = Math.max(30, Math.floor(rpoMs / 3000));
    findings.push(
      find(
        'warning',
        'archive-timeout',
        `archive_timeout is ${timeout === 0 ? 'off' : `${timeout / 1000} s`}; for the RPO of the policy it has to be at most a third of it.`,
        {
          remedy: sql(`ALTER SYSTEM SET archive_timeout = '${wanted}s';\nSELECT pg_reload_conf();`),
          link: ARCHIVING,
        },
      ),
    );
  }
  return findings;
}

function archiverState(facts: ServerFacts, find: Find): Finding[] {
  const { archiver, settings } = facts;
  if (settings['archive_mode'] === 'off') return [];
  if (archiver === undefined)
    return [find('unknown', 'archiver', 'The state of the archiver could not be read.')];
  const { lastFailedAt, lastArchivedAt } = archiver;
  if (lastFailedAt !== null && (lastArchivedAt === null || lastFailedAt > lastArchivedAt)) {
    return [
      find(
        'problem',
        'archiver',
        `Archiving fails: ${archiver.lastFailed} was refused ${archiver.failed} times${lastArchivedAt === null ? ', and nothing was ever archived' : `; the last that arrived is ${archiver.lastArchived}`}. WAL piles up until the disk is full.`,
        {
          remedy: shell('grep -i "archive command failed" /var/log/postgresql/*.log | tail -n 5'),
          link: ARCHIVING,
        },
      ),
    ];
  }
  if (archiver.archived === 0) {
    return [
      find('warning', 'archiver', 'Nothing was archived since the statistics were reset.', {
        remedy: sql('SELECT pg_switch_wal();\nSELECT * FROM pg_stat_archiver;'),
      }),
    ];
  }
  return [find('good', 'archiver', `The archiver works; the last segment is ${archiver.lastArchived}.`)];
}

function slots(facts: ServerFacts, find: Find): Finding[] {
  return facts.slots
    .filter((slot) => !slot.active && (slot.lost || slot.retainedBytes > GIB))
    .map((slot) =>
      find(
        'warning',
        'slot',
        slot.lost
          ? `The replication slot ${slot.name} lost the WAL it needs.`
          : `Nobody reads the replication slot ${slot.name}; it keeps ${(slot.retainedBytes / GIB).toFixed(1)} GiB of WAL, and more every day.`,
        {
          remedy: sql(
            `SELECT pg_drop_replication_slot('${slot.name.replaceAll("'", "''")}');  -- when nobody needs it\nALTER SYSTEM SET max_slot_wal_keep_size = '20GB';\nSELECT pg_reload_conf();`,
          ),
          link: 'https://www.postgresql.org/docs/current/runtime-config-replication.html#GUC-MAX-SLOT-WAL-KEEP-SIZE',
        },
      ),
    );
}

/** Left over from a recovery: the next crash of a standby, or the next recovery, would stop in the past. */
function recoveryTargets(facts: ServerFacts, find: Find): Finding[] {
  if (facts.inRecovery) return [];
  const set = RECOVERY_TARGETS.filter((name) => (facts.settings[name] ?? '') !== '');
  if (set.length === 0) return [];
  return [
    find(
      'problem',
      'recovery-target',
      `${set.join(', ')} ${set.length === 1 ? 'is' : 'are'} still set although nothing is being recovered (no recovery.signal): the next recovery with this configuration stops there, in the past.`,
      {
        remedy: sql(
          `${set.map((name) => `ALTER SYSTEM RESET ${name};`).join('\n')}\n-- and take them out of postgresql.conf and conf.d`,
        ),
        link: 'https://www.postgresql.org/docs/current/runtime-config-wal.html#RUNTIME-CONFIG-WAL-RECOVERY-TARGET',
      },
    ),
  ];
}

function durability(facts: ServerFacts, find: Find): Finding[] {
  const off = ['fsync', 'full_page_writes'].filter((name) => facts.settings[name] === 'off');
  return [
    ...(off.length === 0
      ? []
      : [
          find(
            'problem',
            'durability',
            `${off.join(' and ')} ${off.length === 1 ? 'is' : 'are'} off: a crash can destroy the database.`,
            {
              remedy: sql(
                `${off.map((name) => `ALTER SYSTEM RESET ${name};`).join('\n')}\nSELECT pg_reload_conf();`,
              ),
              link: 'https://www.postgresql.org/docs/current/runtime-config-wal.html#GUC-FSYNC',
            },
          ),
        ]),
    ...(facts.dataChecksums
      ? []
      : [
          find(
            'note',
            'data-checksums',
            'The cluster has no data checksums: a disk that changes bytes is noticed late, or by amcheck only.',
            {
              remedy: shell('pg_checksums --enable -D DATA_DIRECTORY   # with the server stopped'),
              link: 'https://www.postgresql.org/docs/current/checksums.html',
            },
          ),
        ]),
  ];
}
