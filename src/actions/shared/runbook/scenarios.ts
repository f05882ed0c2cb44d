import { shellQuote } from '../../../catalog/recovery-instructions.ts';
import { identifier, literal } from '../../../postgres/quote.ts';
import { formatBytes, formatDuration } from '../../../runtime/format.ts';
import {
  byHand,
  farthest,
  identity,
  major,
  near,
  ours,
  restoreCommand,
  standard,
  storeFlags,
  versions,
} from './commands.ts';
import type { RunbookFacts } from './facts.ts';

/** The server runs, the database is wrong. */
export function corruption(facts: RunbookFacts): string[] {
  const { database } = facts;
  const [live, side, old] = [database, `${database}_by_hand`, `${database}_before`].map((name) =>
    identifier(name),
  );
  return [
    '## 1. Corruption: the server runs, the database is wrong',
    '',
    `Nothing is overwritten: the set is restored beside the live database, proven there, and swapped in. ${expected(facts)}; then seconds without service. Everything written after the set is left behind in the old database, which is kept.`,
    '',
    ...ours(
      'Stop the application between the two commands, and start it afterwards.',
      [
        restoreCommand(facts, near(facts)),
        `node dist/cli.js swap --database ${shellQuote(database)} --confirm ${shellQuote(database)}`,
      ],
      `Taken back by \`node dist/cli.js swap --database ${shellQuote(database)} --undo --confirm ${shellQuote(database)}\`.`,
    ),
    ...standard(
      'Look at the restored database before the last command. Stop the application for it.',
      [
        ...byHand(facts, near(facts), `${database}_by_hand`),
        `psql --no-psqlrc --set=ON_ERROR_STOP=1 --dbname=postgres <<'SQL'`,
        `alter database ${live} allow_connections false;`,
        `select pg_terminate_backend(pid) from pg_stat_activity where datname = ${literal(database)};`,
        'begin;',
        `alter database ${live} rename to ${old};`,
        `alter database ${side} rename to ${live};`,
        'commit;',
        `alter database ${old} allow_connections true;`,
        'SQL',
      ],
      'The old database is back by the two renames the other way round.',
    ),
  ];
}

/** Rows were deleted or changed by mistake. */
export function deletion(facts: RunbookFacts): string[] {
  const { database } = facts;
  const name = shellQuote(database);
  return [
    '## 2. Deletion: rows were deleted or changed by mistake',
    '',
    `The service goes on; only the rows come back. ${expected(facts)}; for the whole database that is, a table takes less. Say which tables first, those that refer to them included:`,
    '',
    '```',
    'export TABLE=public.tickets',
    '```',
    '',
    ...ours(
      'The repair states how many rows it writes, checks it, and rolls back otherwise. Read it before you run it.',
      [
        `${restoreCommand(facts, near(facts))} --tables "$TABLE"`,
        `node dist/cli.js rescue --database ${name} --tables "$TABLE" --repair-file repair.sql`,
        `psql --no-psqlrc --dbname=${name} --file=repair.sql`,
      ],
      'More tables: one `--tables` for each.',
    ),
    ...standard(
      `Missing rows alone, of a table without generated columns; \`${database}_rows\` stays to look into.`,
      [
        ...byHand(facts, near(facts), `${database}_rows`),
        `psql --no-psqlrc --set=ON_ERROR_STOP=1 --dbname=${shellQuote(`${database}_rows`)} --command="\\\\copy (select * from only $TABLE) to rows.copy"`,
        `psql --no-psqlrc --set=ON_ERROR_STOP=1 --single-transaction --dbname=${name} \\`,
        '  --command="create temporary table came_back (like $TABLE)" \\',
        '  --command="\\\\copy came_back from rows.copy" \\',
        '  --command="insert into $TABLE overriding system value select * from came_back on conflict do nothing"',
      ],
      'Triggers fire while the rows come back; disable those that must not.',
    ),
  ];
}

/** Nothing of the server is left. */
export function lostServer(facts: RunbookFacts): string[] {
  const { database, set, stanza, newest } = facts;
  const far = farthest(facts);
  return [
    '## 3. Lost server: nothing of it is left',
    '',
    `A new server with PostgreSQL ${major(set)} or later${newest.extensions.length > 1 ? ' and the packages of the extensions above' : ''}, and ${formatBytes(newest.server.databaseBytes * 2)} of free disk; on Debian and Ubuntu \`apt-get install postgresql-${major(set)}\`. ${expected(facts)}. Lost is what was written after ${set.snapshotAt}. Passwords of roles are not in a set: give them anew.`,
    '',
    ...ours('', [`${restoreCommand(facts, far)} --into ${shellQuote(database)} --roles create-missing`], ''),
    ...standard('', byHand(facts, far, database), ''),
    ...(stanza === undefined
      ? ['There are no physical backups: nothing later than the newest set can come back.', '']
      : [
          `With less lost: pgBackRest has base backups and WAL of stanza \`${stanza}\`. On the new server, stopped, with an empty data directory and the engine’s configuration (\`wal\` writes it), as the owner of the cluster: \`pgbackrest --stanza=${stanza} restore\`, then start it.`,
          '',
        ]),
  ];
}

/** Somebody had rights. */
export function attack(facts: RunbookFacts): string[] {
  const { database, locks } = facts;
  const store = farthest(facts);
  const { definition } = store;
  const locked = locks.map(({ tier, days, mode }) => `\`${tier}\` for ${days} days (${mode})`);
  return [
    '## 4. Attack: somebody had rights on the server, the runner or the store',
    '',
    `Trust neither machine nor credentials: new machine, new network, new keys of the bucket, the secret key from where it is kept offline. Directories that the runner could write to may have been changed. ${definition.objectLock ? `In \`${definition.name}\` nobody could delete or replace: ${locked.join(', ') || 'no tier is locked'}.` : `No store of the policy is marked as locked: ${locked.length === 0 ? 'compare its versions and its access log.' : locked.join(', ')}`} Take a set from before the first access of the attacker.`,
    '',
    ...ours(
      'Every stored byte is compared with the manifest first; then it goes on as in scenario 3, on the new server.',
      [
        `node dist/cli.js verify ${storeFlags(store)} --database ${shellQuote(database)} --set ${facts.set.id}${identity(facts)}`,
        `${restoreCommand(facts, store)} --into ${shellQuote(database)} --roles create-missing`,
      ],
      '',
    ),
    ...standard(
      '`sha256sum` at the beginning of `recover.sh` compares the files with their own RECOVERY.md; compare that with the manifest of another store, if there is one.',
      byHand(facts, store, database),
      definition.kind === 's3'
        ? `A deleted object of a bucket with versions is still there: \`${versions(facts, store)}\` lists them; deleting the delete marker brings it back.`
        : '',
    ),
    'Before the application comes back: passwords of all roles, keys of the stores, tokens of the runner, and the age key if it lay on a machine that was reached.',
    '',
  ];
}

function expected({ forecast }: RunbookFacts): string {
  return forecast === undefined
    ? 'The time is not known yet: no restore was measured'
    : `About ${formatDuration(forecast.seconds * 1000)}`;
}
