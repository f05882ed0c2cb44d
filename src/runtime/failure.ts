import { messageOf, PbaError, systemCode, ToolError } from '../errors.ts';

const STDERR_LINES = 20;
const MAX_CAUSES = 8;

/** Anything that was not thrown on purpose: a defect of the toolkit, whatever its message says. */
export class InternalError extends PbaError {
  constructor(cause: unknown) {
    super('PBA-INTERNAL', `An unexpected error: ${messageOf(cause)}`, {
      cause,
      hint: 'Please report it with the debug log: re-run with debug logging on GitHub, or with --debug on a terminal.',
    });
  }
}

/** Errors of the operating system (errno(3)) that say something about this machine, not about our code. */
const LOCAL_TROUBLE: ReadonlyMap<string, string> = new Map([
  ['EACCES', 'Check the owner and the rights of the directory; it has to belong to the user that runs this.'],
  ['EPERM', 'Check the owner and the rights of the directory; it has to belong to the user that runs this.'],
  [
    'EROFS',
    'The file system is mounted read-only. Linux does that to a failing disk: look at `dmesg` first.',
  ],
  ['EIO', 'The disk reports an error: look at `dmesg`, and do not trust this disk with a backup.'],
  ['EMFILE', 'This process may not open more files: raise `ulimit -n`.'],
  ['ENFILE', 'This machine may not open more files: raise the sysctl fs.file-max.'],
  ['EFBIG', 'The file system, or `ulimit -f`, allows no larger file.'],
  ['ENOMEM', 'This machine has no memory left.'],
]);

/** The error to report for whatever was thrown. */
export function asPbaError(thrown: unknown): PbaError {
  return thrown instanceof PbaError ? thrown : (localTrouble(thrown) ?? new InternalError(thrown));
}

function localTrouble(thrown: unknown): PbaError | undefined {
  const code = systemCode(thrown) ?? '';
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return new ToolError('PBA-DISK-FULL', `No space left on the local disk: ${messageOf(thrown)}.`, {
      cause: thrown,
      hint: 'Free some space, or let RUNNER_TEMP (TMPDIR on a terminal) point to a larger disk.',
    });
  }
  const hint = LOCAL_TROUBLE.get(code);
  if (hint === undefined) return undefined;
  return new ToolError('PBA-LOCAL-FILE', `A local file could not be used: ${messageOf(thrown)}.`, {
    cause: thrown,
    hint,
  });
}

/** What the reader of a log needs: message, remedy, and the end of what the failed program said. */
export function failureLines(error: PbaError): string[] {
  const lines = [`${error.code}: ${error.message}`];
  if (error.hint !== undefined) lines.push(`What to do: ${error.hint}`);
  if (error instanceof ToolError && error.stderr.trim() !== '') {
    const said = error.stderr.trimEnd().split(/\r\n|\n|\r/);
    const left = said.length - STDERR_LINES;
    lines.push(left > 0 ? `The last ${STDERR_LINES} lines it printed:` : 'It printed:');
    lines.push(...said.slice(-STDERR_LINES).map((line) => `  | ${line}`));
  }
  return lines;
}

/** Stacks of the error and of what caused it, for the debug log. */
export function stackLines(error: unknown): string[] {
  const lines: string[] = [];
  let current = error;
  for (let depth = 0; current !== undefined && depth < MAX_CAUSES; depth += 1) {
    const text = current instanceof Error ? (current.stack ?? current.message) : String(current);
    lines.push(...(depth === 0 ? text : `caused by: ${text}`).split('\n'));
    current = current instanceof Error ? current.cause : undefined;
  }
  return lines;
}
