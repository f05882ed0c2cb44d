import type { ErrorCode } from './error-codes.ts';

export interface ErrorDetails {
  /** What the reader can do about it: one or two sentences, or a command. */
  readonly hint?: string;
  readonly cause?: unknown;
}

/**
 * The base of everything that is thrown on purpose. `message` is one sentence for people, `code` is stable and
 * for machines, `hint` is the remedy. Anything else that reaches the edge is reported as `PBA-INTERNAL`.
 */
export abstract class PbaError extends Error {
  readonly code: ErrorCode;
  readonly hint: string | undefined;

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = new.target.name;
    this.code = code;
    this.hint = details.hint;
  }
}

/** The user can mend this by changing an input, a policy, a secret or a grant. */
export class UserError extends PbaError {}

export interface ToolErrorDetails extends ErrorDetails {
  readonly exitCode?: number | null;
  readonly signal?: string | null;
  /** The program's stderr, condensed; never more than a few kilobytes. */
  readonly stderr?: string;
}

/** A program (pg_dump, psql, age …) failed. */
export class ToolError extends PbaError {
  readonly exitCode: number | null;
  readonly signal: string | null;
  readonly stderr: string;

  constructor(code: ErrorCode, message: string, details: ToolErrorDetails = {}) {
    super(code, message, details);
    this.exitCode = details.exitCode ?? null;
    this.signal = details.signal ?? null;
    this.stderr = details.stderr ?? '';
  }
}

/** A store refused, failed or lost something. */
export class StoreError extends PbaError {}

/** The data is not what the manifest says it is. */
export class IntegrityError extends PbaError {}

/** An objective (RPO, RTO, retention floor) is broken although every program succeeded. */
export class ObjectiveError extends PbaError {}

/** The run was asked to stop. Thrown by waits that noticed the abort signal. */
export class CancelledError extends PbaError {
  constructor(message = 'The run was cancelled.', details: ErrorDetails = {}) {
    super('PBA-CANCELLED', message, details);
  }
}

/** The text of whatever was thrown, without its stack. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** The system error code (`ENOENT`, `ENOSPC` …) of whatever was thrown, if it has one. */
export function systemCode(error: unknown): string | undefined {
  if (typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string') {
    return error.code;
  }
  return undefined;
}
