import type { FingerprintDepth } from '../../catalog/fingerprint/fingerprint.ts';
import type { Field, Shape } from '../shape.ts';
import { tablePattern, title } from './names.ts';

const DEPTHS = ['content', 'sampled', 'counts'] as const satisfies readonly FingerprintDepth[];

const textPattern = {
  kind: 'text',
  hint: 'text that is looked for, or a regular expression between slashes',
} as const satisfies Shape;

const assertion = {
  kind: 'variants',
  fields: {
    name: { ...title, required: true, description: 'What is asserted; shown when it does not hold.' },
    'time-limit': {
      kind: 'duration',
      min: '1s',
      max: '1d',
      default: '5m',
      description: 'Longest time it may take.',
    },
  },
  variants: {
    sql: {
      sql: {
        kind: 'text',
        lines: 'many',
        hint: 'a SELECT that gives one value',
        required: true,
        description: 'Query run in the restored copy; the first column of its one row is judged.',
      },
      expect: {
        kind: 'either',
        scalar: { kind: 'answer' },
        mapping: {
          kind: 'variants',
          fields: {},
          variants: {
            range: {
              min: { kind: 'number', description: 'Smallest number that is right.' },
              max: { kind: 'number', description: 'Largest number that is right.' },
            },
            newerThan: {
              'newer-than': {
                kind: 'duration',
                min: '1s',
                max: '36500d',
                required: true,
                description: 'The value is a time that is at most so much older than the set.',
              },
            },
          },
        },
        required: true,
        description: 'What it has to give: a value, `min` and `max` of a number, or `newer-than` for a time.',
      },
    },
    command: {
      command: {
        kind: 'list',
        of: { kind: 'text', lines: 'many', hint: 'a program or an argument' },
        min: 1,
        unique: false,
        required: true,
        description:
          'Program and arguments, started without a shell, with the connection of the restored copy in libpq’s variables. Exit code 0 is success.',
      },
    },
  },
} as const satisfies Shape;

/** `restore-test:` */
export const restoreTest = {
  kind: 'record',
  fields: {
    fingerprint: {
      kind: 'choice',
      choices: DEPTHS,
      default: 'content',
      description:
        'What backups record for the test to compare: `content` (counts and digests of all rows), `sampled` (all counts, digests of part of the rows of large tables) or `counts`.',
    },
    'time-budget': {
      kind: 'duration',
      min: '1m',
      max: '24d',
      description:
        'Longest time that fingerprinting may take; what was not covered then is named and lowers the grade.',
      without: 'no limit of its own',
    },
    assertions: {
      kind: 'list',
      of: assertion,
      unique: 'name',
      default: [],
      description:
        'What the restored copy has to answer, besides being equal to its source: SQL or a command each.',
    },
    allow: {
      kind: 'list',
      of: {
        kind: 'record',
        fields: {
          object: {
            ...textPattern,
            required: true,
            description: 'Object of the archive, as pg_restore names it: `EXTENSION - pg_cron`.',
          },
          error: { ...textPattern, required: true, description: 'Its error message.' },
          reason: {
            ...title,
            required: true,
            description: 'Why it does not matter. It stands in every evidence.',
          },
        },
      },
      unique: false,
      default: [],
      description:
        'Errors of pg_restore that are accepted; nothing is by default. Text is looked for as it stands; between slashes it is a regular expression.',
    },
    drift: {
      kind: 'record',
      fields: {
        'default-percent': {
          kind: 'percent',
          default: 10,
          description:
            'A table of production that has lost more than this since the set was made is a finding.',
        },
        tables: {
          kind: 'map',
          keys: tablePattern,
          of: { kind: 'percent' },
          default: {},
          description:
            'Percent by table pattern, such as `public.sessions: 100`. The first pattern that matches wins.',
        },
      },
      default: {},
      description: 'Tolerance of the comparison with production, where a test is given its connection.',
    },
    amcheck: {
      kind: 'boolean',
      default: false,
      description: 'Check every page and index of the restored copy with `pg_amcheck`.',
    },
  },
  default: {},
  description: 'How sets are proven.',
} as const satisfies Field;
