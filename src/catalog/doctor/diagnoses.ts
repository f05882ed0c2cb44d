import type { ProofRecord } from '../evidence.ts';
import { type Manifest, storedBytes } from '../manifest.ts';
import { advice, type Find, type Finding, findingsAbout, shell, sql } from './finding.ts';

/** The troubles of the runbook, by name. */
export const DIAGNOSES = ['small-backup', 'upload-fails', 'restore-fails', 'data-mismatch'] as const;
export type Diagnosis = (typeof DIAGNOSES)[number];

/** Which of the ordinary checks belong to a diagnosis, by the beginning of their names. */
export const CHECKS_OF: Readonly<Record<Diagnosis, readonly string[]>> = {
  'small-backup': ['database.', 'runner.space', 'sets.', 'tools.client'],
  'upload-fails': ['store.', 'clock.', 'runner.space', 'lifecycle.'],
  'restore-fails': [
    'tools.',
    'runner.space',
    'runner.container',
    'sets.',
    'store.right-read',
    'store.right-list',
  ],
  'data-mismatch': ['sets.', 'database.pooler', 'database.row-security', 'database.rights'],
};

/** What is known of the sets of one database, and of the database as it is now. */
export interface SetsFacts {
  readonly database: string;
  /** Newest first, one for each dump. */
  readonly manifests: readonly Manifest[];
  readonly proofs: readonly ProofRecord[];
  readonly live:
    | {
        readonly databaseBytes: number;
        readonly migration: Manifest['migration'];
        readonly versionNum: number;
      }
    | undefined;
}

/** A dump of half the usual size is remarkable, whatever its absolute size. */
const SMALL = 0.5;

export function judgeSets(facts: SetsFacts): Finding[] {
  const find = findingsAbout('sets', facts.database);
  const [newest, ...earlier] = facts.manifests;
  if (newest === undefined) {
    return [
      find('warning', 'none', 'The stores hold no set of this database.', {
        remedy: shell(`node dist/cli.js backup --policy backup-policy.yml --database ${facts.database}`),
      }),
    ];
  }
  return [
    ...emptiness(newest, find),
    ...size(newest, earlier, find),
    ...proof(newest, facts.proofs, find),
    ...against(newest, facts.live, find),
  ];
}

/** Empty is told by what is in it: the dump of an empty database has a few hundred bytes, one of definitions many. */
function emptiness(newest: Manifest, find: Find): Finding[] {
  if (newest.content === 'schema') {
    return [
      find(
        'note',
        'content',
        `Set ${newest.id} has definitions only, as it was asked for (content: schema).`,
      ),
    ];
  }
  if (newest.totals.tables === 0) {
    return [
      find(
        'problem',
        'empty',
        `Set ${newest.id} holds no table: the backup reached another database than it should.`,
        {
          remedy: sql(`SELECT current_database(), inet_server_addr(), inet_server_port();\n\\l+`),
        },
      ),
    ];
  }
  if (newest.totals.rows === '0') {
    return [
      find('problem', 'empty', `Set ${newest.id} holds ${newest.totals.tables} tables and not one row.`, {
        remedy: advice(
          'Check `tables` and `exclude-tables` of the policy, and whether the application writes to this database.',
        ),
      }),
    ];
  }
  const out = newest.notHeld.length;
  return [
    find(
      'good',
      'content',
      `Set ${newest.id} holds ${newest.totals.tables} tables with ${newest.totals.rows} rows.`,
    ),
    ...(out === 0
      ? []
      : [find('note', 'not-held', `It leaves out ${out} things; its manifest names them under notHeld.`)]),
  ];
}

function size(newest: Manifest, earlier: readonly Manifest[], find: Find): Finding[] {
  const comparable = earlier.filter(
    (one) => one.content === newest.content && one.server.systemIdentifier === newest.server.systemIdentifier,
  );
  const [before] = comparable;
  if (before === undefined) return [];
  const rows = Number(newest.totals.rows) / Math.max(1, Number(before.totals.rows));
  const bytes = storedBytes(newest) / Math.max(1, storedBytes(before));
  if (rows >= SMALL && bytes >= SMALL)
    return [find('good', 'size', `It is of the usual size (${percent(bytes)} of the one before).`)];
  const same = rows >= SMALL;
  return [
    find(
      same ? 'note' : 'problem',
      'size',
      same
        ? `Set ${newest.id} has ${percent(bytes)} of the bytes of ${before.id}, with ${percent(rows)} of its rows: another compression (${before.compression} → ${newest.compression}), or emptied columns.`
        : `Set ${newest.id} has ${percent(rows)} of the rows of ${before.id}, the dump before it (${newest.totals.rows} instead of ${before.totals.rows}).`,
      {
        remedy: advice(
          `Keep the older set: hold it (\`hold\` with set-id ${before.id}). Then compare the tables: \`restore-test\` with production tells which lost rows.`,
        ),
      },
    ),
  ];
}

function proof(newest: Manifest, proofs: SetsFacts['proofs'], find: Find): Finding[] {
  const latest = proofs.toSorted((a, b) => (a.at < b.at ? 1 : -1))[0];
  if (latest === undefined) {
    return [
      find('warning', 'proof', 'No set of this database was ever restored.', {
        remedy: shell(
          `node dist/cli.js restore-test --policy backup-policy.yml --database ${newest.database}`,
        ),
      }),
    ];
  }
  if (latest.proven)
    return [find('good', 'proof', `The last restore test (${latest.at}, set ${latest.set}) proved its set.`)];
  return [
    find(
      'problem',
      'proof',
      `The last restore test failed (${latest.at}, set ${latest.set}): ${latest.reason ?? 'its record says no reason'}`,
      {
        remedy: advice(
          'Never “ignore errors” with --no-acl --no-owner: that strips rights. Mend the cause that is named, in production where the definition is at fault, and test again.',
        ),
        link: 'docs/restore-test.md',
      },
    ),
  ];
}

/** The newest set against the database as it is now. */
function against(newest: Manifest, live: SetsFacts['live'], find: Find): Finding[] {
  if (live === undefined) return [];
  const findings: Finding[] = [];
  const before = newest.migration;
  const now = live.migration;
  if (before !== null && now !== null && before.tool === now.tool && before.version === now.version) {
    findings.push(
      find('good', 'migration', `Set and database are at the same version of ${now.tool}: ${now.version}.`),
    );
  } else if (before !== null || now !== null) {
    const name = (one: Manifest['migration']): string =>
      one === null ? 'no migration tool' : `${one.tool} ${one.version}`;
    findings.push(
      find('warning', 'migration', `The newest set is at ${name(before)}, the database at ${name(now)}.`, {
        remedy: advice(
          'After a restore, deploy the release of the application that belongs to the set’s version, or migrate forward. Never “repair” the history: it hides that another backup was restored than meant.',
        ),
      }),
    );
  }
  const majors = [newest.server.versionNum, live.versionNum].map((one) => Math.floor(one / 10_000));
  if (majors[0] !== majors[1]) {
    findings.push(
      find(
        'warning',
        'major',
        `The newest set comes from PostgreSQL ${majors[0]}, the server is ${majors[1]} now: digests of rows may differ without a difference.`,
        {
          remedy: shell(
            `node dist/cli.js backup --policy backup-policy.yml --database ${newest.database} --tier manual --reason "after the upgrade"`,
          ),
        },
      ),
    );
  }
  const growth = live.databaseBytes / Math.max(1, newest.server.databaseBytes);
  if (growth > 1 / SMALL || growth < SMALL) {
    findings.push(
      find(
        'note',
        'growth',
        `The database has ${percent(growth)} of the size it had when the newest set was made.`,
      ),
    );
  }
  return findings;
}

const percent = (ratio: number): string => `${Math.round(ratio * 100)} %`;
