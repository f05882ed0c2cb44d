import { setIdTime } from '../../../catalog/keys.ts';
import { storedBytes } from '../../../catalog/manifest.ts';
import { shellQuote } from '../../../catalog/recovery-instructions.ts';
import {
  type Column,
  formatBytes,
  formatDuration,
  type Markdown,
  markdownTable,
} from '../../../runtime/format.ts';
import { major } from './commands.ts';
import type { RunbookFacts } from './facts.ts';
import { attack, corruption, deletion, lostServer } from './scenarios.ts';

const SETS: readonly Column[] = [
  { title: 'Store' },
  { title: 'State of' },
  { title: 'Tier' },
  { title: 'Set' },
  { title: 'Size', align: 'right' },
];
/** Of each store: the newest, and the oldest, which is how far back one can go. */
const NEWEST_SHOWN = 8;

/**
 * What to do on the day of a disaster, with the names of this installation: commands that can be copied, with our program and
 * without it. Holds no secret. The same facts give the same text, so that it is only written when something changed.
 */
export function runbookText(facts: RunbookFacts): string {
  const { database, newest, set } = facts;
  return [
    `# Runbook: ${plain(database).markdown}`,
    '',
    'What to do when this database is damaged, rows were deleted, its server is lost, or somebody attacked. The text is made from the policy and the stores; every backup brings it up to date. It holds no secret.',
    '',
    ...overview(facts),
    '',
    '## Before anything else',
    '',
    '1. Write down the time at which it went wrong, in UTC. Sets before it are sound, later ones may hold the damage.',
    '2. Change nothing on the live server yet, drop nothing, and stop the scheduled `prune`.',
    `3. Take a machine with the client programs of PostgreSQL ${major(set)} or later${set.encryption === null ? '' : ', `age`, and the secret key that is kept away from the runner'}. For **our program**: Node 24 and a copy of this toolkit (\`git clone\`, or the folder of the action on the runner). For **standard tools**: \`awk\`, \`tar\`, \`sha256sum\`${facts.stores.some(({ definition }) => definition.kind === 's3') ? ', `aws`' : ''}.`,
    ...erasures(facts),
    '',
    '```',
    ...environment(facts),
    '```',
    '',
    `The commands name set \`${set.id}\`, ${facts.proven ? 'the newest one that a restore test proved' : '**which no restore test has proved**'}. Choose an older one from the table when it holds the damage already.`,
    '',
    ...corruption(facts),
    ...deletion(facts),
    ...lostServer(facts),
    ...attack(facts),
    '## Sets',
    '',
    setTable(facts),
    '',
    `Newest set: \`${newest.id}\`, ${newest.totals.tables} tables with ${newest.totals.rows} rows.`,
    '',
  ].join('\n');
}

function erasures({ erasures: count }: RunbookFacts): string[] {
  if (count === 0) return [];
  return [
    `4. Rows that had to be erased come back with every set older than their erasure. The ledger, \`erasures\` in the policy in the repository, has ${count} for this database. **Our program** replays them: give \`--policy backup-policy.yml\` to \`restore\` and to \`swap\`. With **standard tools**, and after a recovery with pgBackRest, run its statements with \`psql\` before anybody sees the database.`,
  ];
}

function overview(facts: RunbookFacts): string[] {
  const { newest, connection, objectives, forecast } = facts;
  const { host, port } = connection ?? {};
  const rows: [string, string][] = [
    [
      'Server',
      `PostgreSQL ${newest.server.version}, system ${newest.server.systemIdentifier}${host === undefined ? '' : `, ${host}:${port ?? 5432}`}`,
    ],
    [
      'Database',
      `${facts.database}, ${formatBytes(newest.server.databaseBytes)}, owner ${newest.server.databaseOwner}${facts.production ? ', production: only restore beside it and swap' : ''}`,
    ],
    ['Extensions', newest.extensions.map((one) => `${one.name} ${one.version}`).join(', ') || 'none'],
    [
      'Objectives',
      `at most ${formatDuration(objectives.rpo)} of data lost, back within ${formatDuration(objectives.rto)}`,
    ],
    [
      'A restore takes about',
      forecast === undefined
        ? 'not measured yet: run restore-test'
        : `${formatDuration(forecast.seconds * 1000)}, by ${forecast.samples} measured`,
    ],
    ['To fetch', formatBytes(storedBytes(facts.set))],
    [
      'Encryption',
      facts.set.encryption === null ? 'none' : `age, for ${facts.set.encryption.recipients.join(', ')}`,
    ],
  ];
  return [
    markdownTable(
      [{ title: 'What' }, { title: 'Here' }],
      rows.map(([what, here]) => [what, plain(here)]),
    ),
  ];
}

function environment({ connection, set, stores }: RunbookFacts): string[] {
  const { host, port } = connection ?? {};
  return [
    `export PGHOST=${host === undefined ? '...' : shellQuote(host)} PGPORT=${port ?? 5432} PGUSER=...   # a superuser, or a role that may make databases and roles`,
    ...(set.encryption === null ? [] : ['export KEY=/path/to/key.txt   # the age secret key']),
    ...(stores.some(({ definition }) => definition.kind === 's3')
      ? ['export AWS_ACCESS_KEY_ID=... AWS_SECRET_ACCESS_KEY=...   # may read the bucket']
      : []),
    ...stores
      .flatMap(({ definition: { endpoint } }) =>
        endpoint === undefined ? [] : [`export AWS_ENDPOINT_URL_S3=${shellQuote(endpoint)}`],
      )
      .slice(0, 1),
  ];
}

function setTable({ stores }: RunbookFacts): string {
  const rows = stores.flatMap(({ definition, sets }) => {
    const shown = sets.filter((_, index) => index < NEWEST_SHOWN || index === sets.length - 1);
    return shown.map(({ location, bytes }) => [
      plain(definition.name),
      plain(setIdTime(location.id)?.toISOString().replace('.000', '') ?? ''),
      location.tier,
      plain(location.id),
      plain(formatBytes(bytes)),
    ]);
  });
  return markdownTable(SETS, rows);
}

/** A cell that is also read as plain text, in `less` on the day: no character references. */
function plain(text: string): Markdown {
  return { markdown: text.replace(/[`<>]/g, "'") };
}
