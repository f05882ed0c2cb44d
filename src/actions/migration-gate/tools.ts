import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../../errors.ts';

/** What a tool's command is made from. */
export interface ToolSurroundings {
  /** Where it runs. */
  readonly directory: string;
  readonly url: string;
  /** SQL files that the pull request adds or changes, in their order. */
  readonly sqlFiles: readonly string[];
}

interface Tool {
  /** Any of these says that the tool is in use. */
  readonly files: readonly string[];
  readonly command: (at: ToolSurroundings) => readonly string[];
  /** The way back to what was applied before; undefined: the tool has none that is right for every migration. */
  readonly back?: (at: ToolSurroundings, before: string | null) => readonly string[] | undefined;
}

// Never from the registry: the sandbox has no network, and what is run is what the repository locks.
const npx = (...args: readonly string[]): readonly string[] => ['npx', '--no-install', ...args];
const KNEX = ['knexfile.js', 'knexfile.cjs', 'knexfile.mjs', 'knexfile.ts'];
const TYPEORM = ['src/data-source.ts', 'data-source.ts', 'src/data-source.js', 'data-source.js'];
const GOLANG = ['db/migrations', 'migrations'];

/** By the name in the policy. The connection comes from the environment where the tool takes it from there. */
export const TOOLS = {
  flyway: {
    files: ['flyway.toml', 'flyway.conf', 'conf/flyway.conf', 'conf/flyway.toml'],
    command: () => ['flyway', 'migrate'],
  },
  liquibase: {
    files: ['liquibase.properties'],
    command: () => ['liquibase', 'update'],
  },
  prisma: {
    files: ['prisma/schema.prisma', 'prisma.config.ts'],
    command: () => npx('prisma', 'migrate', 'deploy'),
  },
  sequelize: {
    files: ['.sequelizerc'],
    command: ({ url }) => npx('sequelize-cli', 'db:migrate', '--url', url),
    back: ({ url }) => npx('sequelize-cli', 'db:migrate:undo', '--url', url),
  },
  knex: {
    files: KNEX,
    command: () => npx('knex', 'migrate:latest'),
    // All of one run are one batch.
    back: () => npx('knex', 'migrate:rollback'),
  },
  typeorm: {
    files: TYPEORM,
    command: (at) => npx('typeorm', 'migration:run', '-d', first(at, TYPEORM)),
    back: (at) => npx('typeorm', 'migration:revert', '-d', first(at, TYPEORM)),
  },
  rails: {
    files: ['bin/rails'],
    command: () => ['bin/rails', 'db:migrate'],
    back: (_, before) => ['bin/rails', 'db:migrate', `VERSION=${before ?? '0'}`],
  },
  django: {
    files: ['manage.py'],
    command: () => ['python3', 'manage.py', 'migrate', '--noinput'],
  },
  alembic: {
    files: ['alembic.ini'],
    command: () => ['alembic', 'upgrade', 'head'],
    back: (_, before) => ['alembic', 'downgrade', before ?? 'base'],
  },
  'golang-migrate': {
    files: [],
    command: (at) => golang(at, 'up'),
    back: (at, before) => (before === null ? golang(at, 'down', '-all') : golang(at, 'goto', before)),
  },
  psql: {
    files: [],
    command: ({ sqlFiles }) => psql(sqlFiles.filter((file) => !isDown(file))),
    back: ({ directory, sqlFiles }) => {
      const downs = sqlFiles.filter((file) => !isDown(file)).map((file) => downOf(file, directory));
      const all = downs.flatMap((file) => file ?? []);
      return all.length === 0 || all.length < downs.length ? undefined : psql(all.toReversed());
    },
  },
} as const satisfies Readonly<Record<string, Tool>>;

export type ToolName = keyof typeof TOOLS;

/**
 * The tool that is meant, or whose files are there.
 * @throws UserError PBA-GATE-NO-COMMAND when there is none, or more than one
 */
export function chooseTool(wanted: ToolName | 'auto', at: ToolSurroundings): ToolName {
  if (wanted !== 'auto') return wanted;
  const found = (Object.entries(TOOLS) as [ToolName, Tool][])
    .filter(([, { files }]) => files.some((file) => existsSync(join(at.directory, file))))
    .map(([name]) => name);
  const [only, ...others] = found;
  if (only !== undefined && others.length === 0) return only;
  if (only === undefined && at.sqlFiles.length > 0) return 'psql';
  throw new UserError(
    'PBA-GATE-NO-COMMAND',
    only === undefined
      ? `No migration tool was recognised in ${at.directory}.`
      : `More than one migration tool was recognised in ${at.directory}: ${found.join(', ')}.`,
    { hint: 'Set `migrations.tool` or `migrations.command` in the policy.' },
  );
}

function first(at: ToolSurroundings, files: readonly string[]): string {
  return files.find((file) => existsSync(join(at.directory, file))) ?? files[0] ?? '';
}

function golang(at: ToolSurroundings, ...command: readonly string[]): readonly string[] {
  // Its driver insists on TLS where nothing is said, and the scratch server has none.
  return ['migrate', '-path', first(at, GOLANG), '-database', `${at.url}?sslmode=disable`, ...command];
}

function psql(files: readonly string[]): readonly string[] {
  if (files.length === 0) {
    throw new UserError('PBA-GATE-NO-COMMAND', 'There is no SQL file to run.', {
      hint: 'Name them in `sql-files`; on a pull request they are the added files that `migrations.paths` describes.',
    });
  }
  return ['psql', '-Xq', '-v', 'ON_ERROR_STOP=1', ...files.flatMap((file) => ['-f', file])];
}

const DOWN = /(?:^|[._/-])(?:down|undo|rollback|revert)(?:[._/-]|$)/i;

/** `001_add.down.sql`, `down/001_add.sql`, `U1__add.sql` of Flyway. */
function isDown(file: string): boolean {
  return DOWN.test(file) || /(?:^|\/)U[0-9][^/]*\.sql$/.test(file);
}

function downOf(file: string, directory: string): string | undefined {
  const stem = file.replace(/(?:\.up)?\.sql$/i, '');
  const folder = stem.lastIndexOf('/') + 1;
  const candidates = [
    `${stem}.down.sql`,
    `${stem}_down.sql`,
    `${stem}.undo.sql`,
    `${stem}.rollback.sql`,
    `${stem.slice(0, folder)}down/${stem.slice(folder)}.sql`,
  ];
  return candidates.find((candidate) => existsSync(join(directory, candidate)));
}

/** SQL files below a folder, for a run that has no pull request to ask. */
export function sqlFilesIn(directory: string, matches: (path: string) => boolean): string[] {
  return readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.sql') && matches(path))
    .sort();
}
