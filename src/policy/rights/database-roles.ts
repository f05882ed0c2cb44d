import type { EffectivePolicy } from '../effective-policy.ts';
import { isDiscovery } from '../effective-policy.ts';

interface Quoting {
  identifier(name: string): string;
  literal(text: string): string;
}

/** Used where the policy names no user. */
const DUMP_ROLE = 'backup';
const RESTORE_ROLE = 'backup_restorer';

/**
 * SQL for psql that makes the roles of the database: one that reads everything and changes nothing, one that restores beside
 * the live database and swaps. It can be run again. Passwords are not in it: psql asks for them.
 * @param names the databases; those of the policy, or of the cluster
 */
export function databaseRolesSql(policy: EffectivePolicy, names: readonly string[], quote: Quoting): string {
  const { databases } = policy;
  const entries = isDiscovery(databases) ? [databases] : databases;
  const users = [...new Set(entries.map((one) => one.user ?? DUMP_ROLE))];
  return [
    '-- Run with psql as a superuser. It can be run again.',
    '\\set ON_ERROR_STOP on',
    ...users.flatMap((user) => dumpRole(user, names, quote)),
    '',
    '-- Restores beside the live database and swaps it in; for the jobs of a protected environment only.',
    ...makeRole(RESTORE_ROLE, quote),
    `ALTER ROLE ${quote.identifier(RESTORE_ROLE)} LOGIN CREATEDB NOSUPERUSER NOCREATEROLE;`,
    `GRANT pg_signal_backend TO ${quote.identifier(RESTORE_ROLE)};`,
    '-- It also has to be a member of the owners of what it restores:',
    `-- GRANT shop_owner TO ${quote.identifier(RESTORE_ROLE)};`,
    '',
    '-- Set the passwords; psql asks for them and sends only their hashes:',
    ...[...users, RESTORE_ROLE].map((user) => `-- \\password ${quote.identifier(user)}`),
    '',
  ].join('\n');
}

function dumpRole(user: string, names: readonly string[], quote: Quoting): string[] {
  const role = quote.identifier(user);
  return [
    '',
    '-- Reads every row, also behind row-level security, and the settings that doctor looks at; changes nothing.',
    ...makeRole(user, quote),
    `ALTER ROLE ${role} LOGIN BYPASSRLS NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION;`,
    `ALTER ROLE ${role} SET default_transaction_read_only = on;`,
    `GRANT pg_read_all_data, pg_read_all_settings TO ${role};`,
    ...names.flatMap((name) => [
      `GRANT CONNECT ON DATABASE ${quote.identifier(name)} TO ${role};`,
      `\\connect -reuse-previous=on ${psqlText(`dbname='${name.replace(/[\\']/g, (char) => `\\${char}`)}'`)}`,
      '-- pg_read_all_data does not cover large objects; those made later need this again.',
      'DO $$ DECLARE o oid; BEGIN',
      '  FOR o IN SELECT oid FROM pg_largeobject_metadata LOOP',
      `    EXECUTE format('GRANT SELECT ON LARGE OBJECT %s TO %I', o, ${quote.literal(user)});`,
      '  END LOOP;',
      'END $$;',
    ]),
  ];
}

function makeRole(user: string, quote: Quoting): string[] {
  return [
    'DO $$ BEGIN',
    `  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = ${quote.literal(user)}) THEN`,
    `    EXECUTE format('CREATE ROLE %I', ${quote.literal(user)});`,
    '  END IF;',
    'END $$;',
  ];
}

/** An argument of a command of psql: within single quotes, backslashes are escapes. */
function psqlText(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
}
