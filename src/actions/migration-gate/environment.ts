import { SANDBOX_HOME } from '../../sandbox/sandbox.ts';

/** Where the scratch server is for the migration. */
export interface ScratchAddress {
  readonly port: number;
  readonly database: string;
  readonly user: string;
  readonly password: string;
}

/** Where tools have their libraries; paths, never secrets. */
const PASSED_ON = [
  'PATH',
  'LANG',
  'LC_ALL',
  'TZ',
  'JAVA_HOME',
  'GEM_HOME',
  'GEM_PATH',
  'BUNDLE_PATH',
  'BUNDLE_GEMFILE',
  'RBENV_ROOT',
  'RUBYLIB',
  'VIRTUAL_ENV',
  'PYTHONPATH',
  'PYENV_ROOT',
  'NODE_PATH',
  'NODE_ENV',
  'RAILS_ENV',
  'DJANGO_SETTINGS_MODULE',
];

/** The address as most tools take it. */
export function databaseUrl({ port, database, user, password }: ScratchAddress): string {
  const part = encodeURIComponent;
  return `postgresql://${part(user)}:${part(password)}@127.0.0.1:${port}/${part(database)}`;
}

/**
 * The whole environment of code from a pull request: paths of tools, and the scratch server in the words of libpq, of
 * `DATABASE_URL` and of the tools that have words of their own. Nothing else of this run is in it.
 */
export function strangerEnvironment(
  surroundings: Readonly<Record<string, string>>,
  address: ScratchAddress,
  sandboxed: boolean,
): Record<string, string> {
  const env: Record<string, string> = {};
  for (const name of PASSED_ON) {
    const value = surroundings[name];
    if (value !== undefined) env[name] = value;
  }
  const jdbc = `jdbc:postgresql://127.0.0.1:${address.port}/${encodeURIComponent(address.database)}`;
  return {
    ...env,
    HOME: sandboxed ? SANDBOX_HOME : (surroundings['HOME'] ?? '/tmp'),
    TMPDIR: '/tmp',
    CI: 'true',
    PGHOST: '127.0.0.1',
    PGPORT: String(address.port),
    PGUSER: address.user,
    PGPASSWORD: address.password,
    PGDATABASE: address.database,
    PGSSLMODE: 'disable',
    DATABASE_URL: databaseUrl(address),
    FLYWAY_URL: jdbc,
    FLYWAY_USER: address.user,
    FLYWAY_PASSWORD: address.password,
    LIQUIBASE_COMMAND_URL: jdbc,
    LIQUIBASE_COMMAND_USERNAME: address.user,
    LIQUIBASE_COMMAND_PASSWORD: address.password,
  };
}
