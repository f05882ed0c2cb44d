import { advice, type Find, type Finding, findingsAbout, some, sql } from './finding.ts';

/** What a role may do in one database; lists hold a few names, the counts all. */
export interface RoleFacts {
  readonly role: string;
  readonly superuser: boolean;
  readonly bypassRls: boolean;
  readonly createRole: boolean;
  readonly createDatabase: boolean;
  readonly readAllData: boolean;
  readonly unreadable: readonly string[];
  readonly unreadableCount: number;
  readonly rowSecurity: readonly string[];
  readonly rowSecurityCount: number;
  readonly largeObjects: number;
  readonly unreadableLargeObjects: number;
  readonly firstLargeObject: string | null;
  readonly owned: number;
  readonly writable: number;
  /** Whether a statement finds the session's own settings after another session was there. */
  readonly sessionKept: boolean;
  readonly tls: boolean;
  readonly local: boolean;
}

const ROLES = 'docs/postgres-roles.md';

/** Whether the role can dump everything, and can do nothing else. `quote` makes an identifier of SQL. */
export function judgeRole(facts: RoleFacts, database: string, quote: (name: string) => string): Finding[] {
  const find = findingsAbout('database', database);
  const role = quote(facts.role);
  return [
    ...reading(facts, find, role, database, quote),
    ...rowSecurity(facts, find, role),
    ...largeObjects(facts, find, role),
    ...roleSplit(facts, find, role, database, quote),
    facts.sessionKept
      ? find('good', 'pooler', 'The connection keeps its session.')
      : find(
          'problem',
          'pooler',
          'Between this runner and PostgreSQL a pooler in transaction mode takes the session away, and with it the snapshot of the dump.',
          {
            remedy: advice(
              'Connect to PostgreSQL itself (its own host and port, mostly 5432), or to a pool with pool_mode = session.',
            ),
            link: ROLES,
          },
        ),
    ...(facts.tls || facts.local
      ? []
      : [
          find(
            'warning',
            'tls',
            'The connection goes over a network without TLS: rows and password can be read on the way.',
            {
              remedy: advice('Set sslmode: verify-full and sslrootcert, and `ssl = on` on the server.'),
              link: 'https://www.postgresql.org/docs/current/libpq-ssl.html',
            },
          ),
        ]),
  ];
}

function reading(
  facts: RoleFacts,
  find: Find,
  role: string,
  database: string,
  quote: (name: string) => string,
): Finding[] {
  if (facts.unreadableCount === 0)
    return [find('good', 'rights', `${facts.role} reads every table and sequence.`)];
  return [
    find(
      'problem',
      'rights',
      `${facts.role} may not read ${some(facts.unreadable, facts.unreadableCount)}, so a backup fails.`,
      {
        remedy: sql(
          `GRANT CONNECT ON DATABASE ${quote(database)} TO ${role};\nGRANT pg_read_all_data TO ${role};`,
        ),
        link: ROLES,
      },
    ),
  ];
}

function rowSecurity(facts: RoleFacts, find: Find, role: string): Finding[] {
  if (facts.superuser || facts.bypassRls || facts.rowSecurityCount === 0) {
    return [
      find(
        'good',
        'row-security',
        facts.rowSecurityCount === 0
          ? 'No table hides rows.'
          : 'Row-level security hides nothing from the role.',
      ),
    ];
  }
  return [
    find(
      'problem',
      'row-security',
      `Row-level security hides rows of ${some(facts.rowSecurity, facts.rowSecurityCount)} from ${facts.role}, so a backup fails rather than lose them.`,
      { remedy: sql(`ALTER ROLE ${role} BYPASSRLS;`), link: ROLES },
    ),
  ];
}

function largeObjects(facts: RoleFacts, find: Find, role: string): Finding[] {
  if (facts.unreadableLargeObjects === 0) {
    return [find('good', 'large-objects', `${facts.largeObjects} large objects, all readable.`)];
  }
  const grant = `GRANT SELECT ON LARGE OBJECT ${facts.firstLargeObject} TO ${role};`;
  const all = `DO $$ DECLARE o oid; BEGIN\n  FOR o IN SELECT oid FROM pg_largeobject_metadata LOOP\n    EXECUTE format('GRANT SELECT ON LARGE OBJECT %s TO ${role.replaceAll("'", "''")}', o);\n  END LOOP;\nEND $$;`;
  return [
    find(
      'problem',
      'large-objects',
      `${facts.role} may not read ${facts.unreadableLargeObjects} of ${facts.largeObjects} large objects; pg_read_all_data does not cover them.`,
      {
        remedy: sql(facts.unreadableLargeObjects === 1 ? grant : all),
        link: ROLES,
      },
    ),
  ];
}

/** One role for the application, one for the backup: what the runner loses must not be able to change production. */
function roleSplit(
  facts: RoleFacts,
  find: Find,
  role: string,
  database: string,
  quote: (name: string) => string,
): Finding[] {
  const powers = [
    ...(facts.superuser ? ['is a superuser'] : []),
    ...(!facts.superuser && facts.createRole ? ['may make roles'] : []),
    ...(!facts.superuser && facts.createDatabase ? ['may make databases'] : []),
    ...(!facts.superuser && facts.owned > 0 ? [`owns ${facts.owned} tables`] : []),
    ...(!facts.superuser && facts.writable > 0 ? [`may change rows of ${facts.writable} tables`] : []),
  ];
  if (powers.length === 0) return [find('good', 'role-split', `${facts.role} can read, and nothing else.`)];
  return [
    find(
      'warning',
      'role-split',
      `The role ${facts.role} ${powers.join(', ')}: whoever takes this runner has that too.`,
      {
        remedy: sql(
          `CREATE ROLE backup LOGIN PASSWORD '…' BYPASSRLS;\nGRANT CONNECT ON DATABASE ${quote(database)} TO backup;\nGRANT pg_read_all_data TO backup;\n-- then use it instead of ${role}`,
        ),
        link: ROLES,
      },
    ),
  ];
}
