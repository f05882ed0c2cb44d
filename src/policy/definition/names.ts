import type { Fields, TextShape } from '../shape.ts';

/** A name the user gives to a store. */
export const storeName = {
  kind: 'text',
  pattern: /[a-z0-9][a-z0-9-]{0,39}/,
  hint: 'a name of small letters, digits and hyphens, at most 40',
} as const satisfies TextShape;

/** Names of stores that are defined under `stores`. */
export const storeNames = { kind: 'list', of: storeName, min: 1, unique: 'items' } as const;

/** A title that appears in summaries and messages. */
export const title = {
  kind: 'text',
  pattern: /.{1,100}/,
  hint: 'one line of at most 100 characters',
} as const satisfies TextShape;

export const tablePattern = {
  kind: 'text',
  pattern: /.{1,200}/,
  hint: 'a table pattern such as tickets, public.tickets or audit_*',
} as const satisfies TextShape;

export const tablePatterns = { kind: 'list', of: tablePattern, min: 1, unique: 'items' } as const;

/** How to reach a server; the same words as the inputs of the actions. */
export const connectionFields = {
  host: {
    kind: 'text',
    pattern: /\S+/,
    hint: 'a host name, an address or the directory of a socket, without spaces',
    description: 'Host name, address or socket directory of the server.',
    without: 'what libpq finds by itself: `PGHOST`, `PGSERVICE`, the local socket',
  },
  port: {
    kind: 'integer',
    min: 1,
    max: 65_535,
    description: 'Port of the server.',
    without: '`PGPORT`, then 5432',
  },
  user: {
    kind: 'text',
    pattern: /.{1,63}/,
    hint: 'a role name of at most 63 characters',
    description: 'Role to connect as.',
    without: '`PGUSER`, then the name of the operating system’s user',
  },
  sslmode: {
    kind: 'choice',
    choices: ['disable', 'allow', 'prefer', 'require', 'verify-ca', 'verify-full'],
    description:
      'How TLS is used, in the words of libpq. Everything below `verify-ca` accepts any certificate.',
    without: '`PGSSLMODE`, then `prefer`',
  },
  sslrootcert: {
    kind: 'text',
    pattern: /[^~].*/,
    hint: 'a path, written out (no ~), or system',
    description: 'File with the certificates of the authorities that are trusted for TLS, or `system`.',
    without: '`PGSSLROOTCERT`',
  },
  container: {
    kind: 'text',
    pattern: /[A-Za-z0-9][A-Za-z0-9_.-]{0,127}/,
    hint: 'the name of a container or of a compose service',
    description:
      'Container that runs the server, by its name or by that of its compose service. Its own programs are used, through its own socket.',
    without: 'the server is reached over a socket or the network',
  },
  stores: {
    ...storeNames,
    description: 'Use only these of the stores for this, whatever the tiers say.',
    without: 'the stores of each tier',
  },
} as const satisfies Fields;

const NO_PASSWORD =
  'a password does not belong into the policy; use the input password, PGPASSWORD or a passfile';

export const connectionMistakes = {
  password: NO_PASSWORD,
  pgpassword: NO_PASSWORD,
  passfile: NO_PASSWORD,
} as const;
