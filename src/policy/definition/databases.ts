import type { Field } from '../shape.ts';
import { connectionFields, connectionMistakes, tablePatterns } from './names.ts';

const ALONE = 'discover finds every database, so it cannot stand together with names; keep one of them';

/** What may be done to a server that people depend on. */
const production = {
  kind: 'boolean',
  default: false,
  description:
    'People depend on it: nothing of this toolkit writes into it. `restore` beside it and `swap` still work; a side schema, an applied rescue and a restore test on its server are refused.',
} as const;

const namedDatabase = {
  kind: 'record',
  fields: {
    name: {
      kind: 'text',
      required: true,
      pattern: /(?!postgres(?:ql)?:\/\/).{1,63}/,
      hint: 'the plain name of a database of at most 63 characters, not a connection string',
      description: 'Name of the database.',
    },
    ...connectionFields,
    tables: {
      ...tablePatterns,
      description:
        'Back up only the rows of these tables: `tickets`, `public.tickets`, `audit_*`. All definitions are in every set.',
      without: 'all tables',
    },
    'exclude-tables': {
      ...tablePatterns,
      description: 'Leave the rows of these tables out. Wins over `tables`.',
      without: 'none',
    },
    production,
  },
  mistakes: {
    ...connectionMistakes,
    discover: ALONE,
    exclude: 'exclude belongs to discover; remove the line',
  },
} as const;

/** `databases:` */
export const databases = {
  kind: 'either',
  scalar: { kind: 'choice', choices: ['discover'] },
  list: { kind: 'list', of: namedDatabase, min: 1, unique: 'name' },
  mapping: {
    kind: 'record',
    fields: {
      discover: {
        kind: 'choice',
        choices: ['every'],
        required: true,
        description: '`every`: all databases of the cluster that accept connections, new ones included.',
      },
      exclude: {
        kind: 'list',
        of: { kind: 'text', pattern: /.{1,63}/, hint: 'a name, or a pattern with * and ?' },
        unique: 'items',
        default: [],
        description: 'Databases that are left out: names, or patterns with `*` and `?`.',
      },
      production,
      ...connectionFields,
    },
    mistakes: { ...connectionMistakes, name: ALONE, names: ALONE, databases: ALONE },
  },
  description:
    'What is backed up: a list of databases, or `discover` for all databases of one cluster (as a mapping with `discover: every`, when more has to be said about it).',
  without: 'the input `database`',
} as const satisfies Field;
