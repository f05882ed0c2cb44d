import { MOMENT } from '../../catalog/period.ts';
import type { Field } from '../shape.ts';

/** `erasures:` */
export const erasures = {
  kind: 'list',
  of: {
    kind: 'record',
    fields: {
      name: {
        kind: 'text',
        required: true,
        pattern: /[A-Za-z0-9][A-Za-z0-9._-]{0,39}/,
        hint: 'letters, digits, dots, hyphens and underscores, at most 40, such as case-88',
        description: 'What it is called in logs and evidence. Never a person’s name.',
      },
      at: {
        kind: 'text',
        required: true,
        pattern: MOMENT,
        hint: 'a day such as 2026-11-20, or a moment with its offset such as 2026-11-20T09:30:00Z',
        description:
          'When it was committed in the live database. Sets whose snapshot is later have it already. A day counts to its end, wherever on earth.',
      },
      database: {
        kind: 'text',
        required: true,
        pattern: /.{1,63}/,
        hint: 'the name of a database of at most 63 characters',
        description: 'Database in which it was made.',
      },
      sql: {
        kind: 'text',
        lines: 'many',
        required: true,
        pattern: /[A-Za-z]+\s[^;]*;?\s*/,
        hint: 'one UPDATE, DELETE, MERGE or INSERT, or a SELECT that calls a function, with no semicolon but at its end',
        description:
          'The statement, with every name in its schema (`public.contacts`) and keys instead of names of people. It has to do no harm when it is run again.',
      },
      'max-rows': {
        kind: 'integer',
        required: true,
        min: 0,
        max: 1_000_000_000,
        description:
          'More rows than that, and nothing is replayed: the statement does not mean what it was reviewed for.',
      },
    },
  },
  unique: 'name',
  default: [],
  description:
    'The erasure ledger: what had to be deleted from the live database. `restore` replays what is later than the set, and `swap` refuses a restored database that lacks some of it.',
} as const satisfies Field;
