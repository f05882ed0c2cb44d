import {
  CancelledError,
  IntegrityError,
  ObjectiveError,
  type PbaError,
  StoreError,
  UserError,
} from '../errors.ts';

/** The exit codes of the command line and of the actions. docs/errors.md is generated from this table. */
export const EXIT_CODES = {
  0: 'Everything that was asked for is done.',
  1: 'Failed: a program, the database or the toolkit itself.',
  2: 'An input, a policy, a key or a grant is not right. Nothing was changed.',
  3: 'The data is not what the manifest says: damaged, incomplete or not provable.',
  4: 'A store failed, refused or lost something.',
  5: 'All programs succeeded, but an objective (RTO, retention floor) is broken.',
  130: 'Cancelled by SIGINT (Ctrl+C, or a cancelled workflow).',
  143: 'Cancelled by SIGTERM.',
} as const;

export type ExitCode = keyof typeof EXIT_CODES;

/** Which exit code an error means. Cancellations are told apart by the signal, at the edge. */
export function exitCodeOf(error: PbaError): ExitCode {
  if (error instanceof UserError) return 2;
  if (error instanceof IntegrityError) return 3;
  if (error instanceof StoreError) return 4;
  if (error instanceof ObjectiveError) return 5;
  return error instanceof CancelledError ? 130 : 1;
}
