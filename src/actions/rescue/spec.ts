import { defineAction } from '../../runtime/spec.ts';
import { connectionInputs, databaseInput, policyInput, serverInputs } from '../shared/inputs.ts';

const SOURCE = 'Source';

export const spec = defineAction(
  {
    name: 'rescue',
    title: 'PostgreSQL backup: rescue',
    description:
      'Compares tables of the live database with restored ones row by row, and writes a repair that brings missing and changed rows back.',
    branding: { icon: 'life-buoy', color: 'orange' },
    body: 'Nothing is written to the live database unless `apply` and `confirm` say so. The repair is one SQL file with one transaction: it states how many rows it writes, and rolls back when the live rows are not those it was made for. See [docs/rescue.md](../docs/rescue.md).',
    inputs: {
      policy: policyInput,
      ...connectionInputs,
      user: {
        ...connectionInputs.user,
        description:
          'Role to connect to the live database as. It has to read the tables; to apply a repair it has to own them. Without it `PGUSER` applies.',
      },
      database: {
        ...databaseInput,
        required: true,
        description: 'Name of the live database.',
      },
      ...serverInputs('source', SOURCE),
      'source-database': {
        kind: 'string',
        group: SOURCE,
        pattern: databaseInput.pattern,
        patternHint: databaseInput.patternHint,
        description:
          'Database that has the rows: what `restore` made, or any other of the same tables, such as one of a server that `pitr` brought back to a moment. Without it: the newest `<database>_tables_<time>` or `<database>_restored_<time>` of the live server.',
      },
      'source-schema': {
        kind: 'string',
        group: SOURCE,
        pattern: /.{1,63}/,
        patternHint: 'the name of a schema of at most 63 characters',
        description:
          'Schema of the live database that `restore` made with `beside: schema`: `restored_<time>`, without the name of a schema behind it when there are several.',
      },
      'allow-other-lineage': {
        kind: 'string',
        pattern: /\d+\/.{1,63}/,
        patternHint: 'the system identifier of the source, a slash and the name of its database',
        description:
          'Allow rows that come from another database than the live one: `<system identifier>/<database>` of their source, as the error says it.',
      },
      tables: {
        kind: 'list',
        description:
          'Tables to compare, by their live names: `public.tickets`, `audit_*`, one per line. Without it, all tables of the source that have a primary key.',
      },
      rows: {
        kind: 'choice',
        choices: ['missing-and-changed', 'missing', 'changed'],
        default: 'missing-and-changed',
        description:
          'Which rows the repair brings back. Rows that only the live table has are counted, and never touched.',
      },
      'repair-file': {
        kind: 'path',
        description:
          'Where the repair is written; the file must not exist yet. It holds the rows in clear text. Without it, the tables are only compared.',
      },
      triggers: {
        kind: 'choice',
        choices: ['disable', 'fire'],
        default: 'disable',
        description:
          'What triggers and rules of the tables do while the repair writes. `disable`: nothing, so that rows come back exactly as they were; afterwards each is as it was found. `fire`: as usual; what they change is not checked.',
      },
      samples: {
        kind: 'integer',
        min: 0,
        max: 50,
        default: '5',
        description:
          'How many keys of each kind of difference are shown per table. Keys may be personal data; 0 shows none.',
      },
      apply: {
        kind: 'boolean',
        default: 'false',
        description: 'Run the repair at once. Needs `repair-file` and `confirm`.',
      },
      confirm: {
        kind: 'string',
        description: 'The name of the live database once more, for `apply`.',
      },
      'time-limit': { kind: 'duration', default: '6h', description: 'Longest time for the whole run.' },
    },
    outputs: {
      verdict: { description: '`equal`, `different`, `repaired` or `failed`.' },
      missing: { description: 'Rows that the source has and the live tables have not.' },
      changed: { description: 'Rows that both have and that differ.' },
      extra: { description: 'Rows that only the live tables have.' },
      'rows-stated': { description: 'Rows that the repair writes, neither more nor fewer.' },
      'repair-file': { description: 'Path of the repair; empty when there is none.' },
    },
    example: {
      host: 'localhost',
      user: 'postgres',
      password: 'POSTGRES_PASSWORD',
      database: 'shop',
      tables: 'public.orders',
      'repair-file': 'repair.sql',
    },
  },
  (inputs) => [
    ...(inputs.apply && inputs.repairFile === undefined ? ['apply needs repair-file'] : []),
    ...(inputs.sourceSchema !== undefined && (inputs.sourceDatabase ?? inputs.sourceHost) !== undefined
      ? ['source-schema is a schema of the live database; leave the other inputs of the source out']
      : []),
  ],
);
