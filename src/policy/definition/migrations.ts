import { BLOCKED_BY_DEFAULT, MIGRATION_RULE_NAMES, MIGRATION_RULES } from '../../catalog/migration/rules.ts';
import type { Field, Shape } from '../shape.ts';

const programAndArguments = {
  kind: 'list',
  of: { kind: 'text', lines: 'many', hint: 'a program or an argument' },
  min: 1,
  unique: false,
} as const satisfies Shape;

const rules = MIGRATION_RULE_NAMES.map((name) => `\`${name}\`: ${MIGRATION_RULES[name]}`).join('; ');

/** `migrations:` */
export const migrations = {
  kind: 'record',
  fields: {
    paths: {
      kind: 'list',
      of: {
        kind: 'text',
        pattern: /(?!\/)[^\\]{1,200}/,
        hint: 'a path in the repository such as db/migrate/** (`*` within a folder, `**` across folders)',
      },
      unique: 'items',
      default: [],
      description:
        'Files that are migrations. A pull request that touches none of them is not tried. `*` is anything within a folder, `**` anything.',
      without: 'every pull request is tried',
    },
    tool: {
      kind: 'choice',
      choices: [
        'auto',
        'flyway',
        'liquibase',
        'prisma',
        'sequelize',
        'knex',
        'typeorm',
        'rails',
        'django',
        'alembic',
        'golang-migrate',
        'psql',
      ],
      default: 'auto',
      description:
        'The migration tool, whose usual command is run. `auto` finds it by its files. `psql` runs the SQL files that the pull request adds. `command` wins over it.',
    },
    command: {
      ...programAndArguments,
      description:
        'Program and arguments that migrate the database of `DATABASE_URL` and libpq’s variables, started without a shell.',
      without: 'the command of `tool`',
    },
    'rollback-command': {
      ...programAndArguments,
      description: 'Program and arguments that take the migrations of the pull request back.',
      without: 'the way back of `tool`, where it has one',
    },
    block: {
      kind: 'list',
      of: { kind: 'choice', choices: MIGRATION_RULE_NAMES },
      unique: 'items',
      default: BLOCKED_BY_DEFAULT,
      description: `What fails the check; everything else is only reported, except that a migration that did not come to its end fails it always. ${rules}.`,
    },
    'long-lock': {
      kind: 'duration',
      min: '1s',
      max: '1h',
      default: '5s',
      description:
        'How long a lock that keeps others from reading or writing a table may be held, on the scratch server.',
    },
    'time-limit': {
      kind: 'duration',
      min: '1s',
      max: '12h',
      default: '15m',
      description: 'Longest time for the migration, and again for the way back.',
    },
    approvers: {
      kind: 'list',
      of: {
        kind: 'text',
        pattern: /[A-Za-z0-9](?:[A-Za-z0-9-]{0,38}[A-Za-z0-9])?/,
        hint: 'the login of a person on GitHub, without @',
      },
      unique: 'items',
      default: [],
      description:
        'People on GitHub who may let a blocked migration pass. Never the author of the pull request.',
    },
    'approval-label': {
      kind: 'text',
      pattern: /.{1,50}/,
      hint: 'a label of at most 50 characters',
      default: 'migration-approved',
      description: 'Label with which an approver lets a blocked migration pass, for the commit it is set on.',
    },
    'accept-proven': {
      kind: 'duration',
      min: '1m',
      max: '30d',
      description:
        'Before a deployment, `mode: checkpoint` accepts a proven set of at most this age instead of making one. What was written since is then only in the WAL archive, if there is one.',
      without: 'a new set every time',
    },
  },
  default: {},
  description: 'What `migration-gate` does with migrations before they reach the database.',
} as const satisfies Field;
