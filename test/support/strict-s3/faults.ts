import type { ServerResponse } from 'node:http';
import { Refusal } from './refusal.ts';

export type Operation =
  | 'CreateBucket'
  | 'ListObjectsV2'
  | 'ListObjectVersions'
  | 'ListMultipartUploads'
  | 'DeleteObjects'
  | 'HeadObject'
  | 'GetObject'
  | 'PutObject'
  | 'CopyObject'
  | 'RestoreObject'
  | 'UploadPartCopy'
  | 'GetProtection'
  | 'DeleteObject'
  | 'CreateMultipartUpload'
  | 'UploadPart'
  | 'ListParts'
  | 'CompleteMultipartUpload'
  | 'AbortMultipartUpload';

/** What goes wrong. */
export type Fault =
  /** The request is refused with this answer and has no effect. */
  | { readonly status: number; readonly code: string; readonly message?: string }
  /** The connection breaks: `before` the request has an effect, or `after` it had (a write), in place of the answer. */
  | { readonly reset: 'before' | 'after' }
  /** No answer ever comes; the request has no effect. */
  | { readonly silent: true }
  /** The answer to GetObject breaks off after so many bytes. */
  | { readonly shortBody: number }
  /** The answer to GetObject goes silent after so many bytes. */
  | { readonly stallAfter: number }
  /** The bytes of GetObject are sent in pieces of 64 KiB with this pause in between. */
  | { readonly slowMs: number }
  /** A stored body has one bit flipped after it was checked (PutObject, UploadPart); nothing shows it. */
  | { readonly damage: true };

export interface FaultRule {
  readonly operation: Operation;
  /** Which of the calls this rule matches go wrong, from 1. Default: every one. */
  readonly calls?: readonly number[];
  /** Every call from this one on goes wrong. */
  readonly from?: number;
  /** Only calls for keys that contain this. */
  readonly key?: string;
  readonly fault: Fault;
}

/** The faults a test has ordered. */
export class Faults {
  readonly #rules: { readonly rule: FaultRule; seen: number }[] = [];

  add(rule: FaultRule): void {
    this.#rules.push({ rule, seen: 0 });
  }

  clear(): void {
    this.#rules.length = 0;
  }

  /** Counts a call and returns what goes wrong with it. */
  next(operation: Operation, key: string): Fault | undefined {
    let found: Fault | undefined;
    for (const entry of this.#rules) {
      const { rule } = entry;
      if (rule.operation !== operation || !key.includes(rule.key ?? '')) continue;
      entry.seen++;
      if (goesWrong(rule, entry.seen)) found ??= rule.fault;
    }
    return found;
  }
}

function goesWrong({ calls, from }: FaultRule, call: number): boolean {
  if (from !== undefined) return call >= from;
  return calls === undefined || calls.includes(call);
}

/** Lets go wrong what goes wrong before a request has an effect. True when the request is dealt with. */
export function failBefore(fault: Fault | undefined, response: ServerResponse): boolean {
  if (fault === undefined) return false;
  if ('status' in fault) throw new Refusal(fault.status, fault.code, fault.message ?? fault.code);
  if ('reset' in fault && fault.reset === 'before') {
    response.socket?.destroy();
    return true;
  }
  return 'silent' in fault;
}
