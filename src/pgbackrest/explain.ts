import type { ErrorCode } from '../error-codes.ts';
import { IntegrityError, type PbaError, StoreError, ToolError, UserError } from '../errors.ts';
import type { Exit } from '../process.ts';
import { type EngineMessage, firstLine, parseMessages } from './messages.ts';

type Kind = 'user' | 'tool' | 'store' | 'integrity';

interface Pattern {
  /** The engine's exit codes (its error.yaml); undefined: any. */
  readonly codes?: readonly number[];
  readonly text?: RegExp;
  readonly code: ErrorCode;
  readonly kind: Kind;
  readonly says: string;
  readonly hint: string;
}

const KEY_HINT =
  'Give the key that the repository was made with. Without it nobody can read the repository: look in your password store, not for another key.';

/** From the particular to the general: the first that fits is taken. */
const PATTERNS: readonly Pattern[] = [
  {
    text: /FormatError: key\/value found outside of section|FormatError: (?:invalid|unexpected)|CryptoError|cipher header invalid|unable to flush/,
    codes: [29, 95, 104, 99],
    code: 'PBA-REPO-KEY',
    kind: 'user',
    says: 'A repository cannot be decrypted with the key that was given.',
    hint: KEY_HINT,
  },
  {
    text: /do not match(?: the database| stanza version)|is not the same as option pg1-path|different database|mismatch/i,
    codes: [28, 32, 44, 51, 58],
    code: 'PBA-STANZA-OTHER-CLUSTER',
    kind: 'user',
    says: 'The stanza belongs to another cluster.',
    hint: 'Each cluster has a stanza of its own: choose another name in the policy. After pg_upgrade run `pgbackrest stanza-upgrade`, then a full backup.',
  },
  {
    text: /(?:archive|backup)\.info[\s\S]*FileMissingError/,
    code: 'PBA-STANZA-MISSING',
    kind: 'user',
    says: 'The repository has no such stanza.',
    hint: 'Run `wal` with `mode: setup` and `apply: true`: it makes the stanza in every repository.',
  },
  {
    text: /HostConnectError|\[49\]|unable to connect to|NoSuchBucket|HostName|unable to get address/,
    codes: [39, 49, 101, 103, 104, 122],
    code: 'PBA-REPO-UNREACHABLE',
    kind: 'store',
    says: 'A repository cannot be reached.',
    hint: 'Check endpoint, bucket and network. Until it answers again, archiving stands still for every repository, and pg_wal grows.',
  },
  {
    text: /unable to verify certificate|self.signed|certificate|TLS error|wrong version number/i,
    codes: [95, 101, 39, 49, 103, 104],
    code: 'PBA-REPO-UNREACHABLE',
    kind: 'store',
    says: 'The TLS connection to a repository failed.',
    hint: 'The engine speaks TLS only. Give `ca-file` when the certificate is of a private authority.',
  },
  {
    text: /AccessDenied|InvalidAccessKeyId|SignatureDoesNotMatch|\b403\b/,
    code: 'PBA-STORE-AUTH',
    kind: 'store',
    says: 'The object store refused the credentials of a repository.',
    hint: 'Check the access key and its secret, and that the key may read, write, list and delete below the prefix.',
  },
  {
    codes: [41, 47, 53, 60, 61, 64, 74, 83, 88, 98],
    text: /\[13\]|Permission denied|\[1\]/,
    code: 'PBA-ENGINE-USER',
    kind: 'user',
    says: 'The engine may not read or write one of its files.',
    hint: 'Something in the repository, the lock or the log directory belongs to another user, usually root. Give it to the owner of the cluster: chown -R.',
  },
  {
    text: /\[28\]|No space left/,
    code: 'PBA-DISK-FULL',
    kind: 'store',
    says: 'No space is left where the engine writes.',
    hint: 'Make room in the repository or the data directory named below.',
  },
  {
    codes: [50],
    code: 'PBA-ENGINE-BUSY',
    kind: 'tool',
    says: 'Another command of the engine holds the lock of the stanza.',
    hint: 'Wait for it: a backup, an expire or the archiving process. Locks end with their process.',
  },
  {
    codes: [82],
    code: 'PBA-WAL-STUCK',
    kind: 'tool',
    says: 'A WAL segment was not archived in time.',
    hint: 'Archiving stands still, often because of another repository than this one: `wal` with `mode: status` says which.',
  },
  {
    codes: [68, 87],
    code: 'PBA-WAL-SETUP',
    kind: 'user',
    says: 'The server does not archive through this engine.',
    hint: 'Run `wal` with `mode: setup`: it shows what has to change.',
  },
  {
    codes: [27, 56, 57],
    code: 'PBA-PG-UNREACHABLE',
    kind: 'tool',
    says: 'The engine cannot reach the server.',
    hint: 'It connects through the socket, as the owner of the cluster. Is the server running, and does pg_hba.conf let it in (peer)?',
  },
  {
    codes: [75],
    code: 'PBA-SET-NOT-FOUND',
    kind: 'user',
    says: 'The repository holds no base backup for this.',
    hint: 'Look at what is there with `wal` and `mode: status`. With a wrong key nothing is found either.',
  },
  {
    codes: [38, 40],
    code: 'PBA-TARGET-EXISTS',
    kind: 'user',
    says: 'The directory to restore into is not empty, or a server runs in it.',
    hint: 'Restore into a new directory.',
  },
  {
    codes: [46],
    code: 'PBA-ENGINE-OLD',
    kind: 'user',
    says: 'This pgBackRest does not know the version of the server.',
    hint: 'Install a newer one, from apt.postgresql.org.',
  },
  {
    codes: [30, 31, 32, 37],
    code: 'PBA-ENGINE-CONFIG',
    kind: 'user',
    says: 'The engine refuses its configuration.',
    hint: 'Run `wal` with `mode: setup`: it shows where the configuration differs from the policy.',
  },
  {
    codes: [41, 42, 53, 55, 73],
    code: 'PBA-REPO-UNREACHABLE',
    kind: 'store',
    says: 'A repository cannot be read.',
    hint: 'Is its directory mounted? Until it is there again, archiving stands still for every repository, and pg_wal grows.',
  },
  {
    codes: [26, 28, 29],
    code: 'PBA-REPO-DAMAGED',
    kind: 'integrity',
    says: 'A file in a repository is damaged.',
    hint: 'Use the other repository, take a new full backup, and run `verify`.',
  },
];

/** What a failed command of the engine means. */
export function explainEngine(command: string, exit: Exit): PbaError {
  const messages = parseMessages(exit.stderr);
  const errors = messages.filter(({ level }) => level === 'ERROR');
  const text = (errors.length > 0 ? errors : messages).map((one) => one.text).join('\n');
  const detail = firstLine(errors[0]?.text ?? messages.at(-1)?.text ?? exit.stderr.trim());
  const pattern = PATTERNS.find((one) => fits(one, exit.exitCode, errors, text));
  const stderr = text.slice(0, 4096);
  if (pattern === undefined) {
    const how = exit.signal === null ? `exit code ${exit.exitCode}` : exit.signal;
    return new ToolError('PBA-ENGINE-FAILED', `pgbackrest ${command} ended with ${how}: ${detail}`, {
      ...exit,
      stderr,
      hint: 'The log of the engine tells more; see `logs` in the policy.',
    });
  }
  const message = `${pattern.says} pgbackrest ${command}: ${detail}`;
  const details = {
    hint: pattern.hint,
    cause: new ToolError('PBA-ENGINE-FAILED', text, { ...exit, stderr }),
  };
  if (pattern.kind === 'user') return new UserError(pattern.code, message, details);
  if (pattern.kind === 'store') return new StoreError(pattern.code, message, details);
  if (pattern.kind === 'integrity') return new IntegrityError(pattern.code, message, details);
  return new ToolError(pattern.code, message, { ...details, ...exit, stderr });
}

function fits(
  { codes, text }: Pattern,
  exitCode: number | null,
  errors: readonly EngineMessage[],
  all: string,
): boolean {
  const known = [exitCode, ...errors.map(({ code }) => code)];
  if (codes !== undefined && !codes.some((code) => known.includes(code))) return false;
  return text?.test(all) ?? true;
}
