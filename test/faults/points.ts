import type { Fault, Operation } from '../support/strict-s3/faults.ts';

/** One call of a normal run: a request to the S3 server, a process, or a change to a file. */
export type Call =
  | { readonly edge: 'request'; readonly operation: Operation; readonly call: number }
  | { readonly edge: 'process' | 'file'; readonly index: number; readonly what: string };

/** One thing that goes wrong at one call of one scenario. */
export interface Point {
  readonly scenario: string;
  readonly edge: Call['edge'];
  /** For people: `PutObject 2: answered 500, for ever`. */
  readonly title: string;
  readonly request?: {
    readonly operation: Operation;
    readonly call: number;
    readonly fault: Fault;
    /** Every later call of this operation goes wrong too. */
    readonly forEver: boolean;
  };
  readonly hook?: {
    readonly edge: 'process' | 'file';
    readonly index: number;
    readonly kind: string;
    readonly afterMs?: number;
  };
}

const refused = (status: number, code: string): Fault => ({ status, code });

const READS: readonly Operation[] = [
  'HeadObject',
  'GetObject',
  'ListObjectsV2',
  'ListObjectVersions',
  'ListMultipartUploads',
  'ListParts',
  'GetProtection',
];
const BODIES: readonly Operation[] = ['PutObject', 'UploadPart'];

interface RequestFault {
  readonly name: string;
  readonly fault: Fault;
  readonly forEver: boolean;
  readonly at?: (operation: Operation) => boolean;
  /** Waits until the time limit of the run. */
  readonly slow?: true;
}

/** What can go wrong with a request (S3 API reference, error responses). */
const REQUEST_FAULTS: readonly RequestFault[] = [
  { name: 'connection reset, once', fault: { reset: 'before' }, forEver: false },
  { name: 'connection reset, for ever', fault: { reset: 'before' }, forEver: true },
  { name: 'answered 500, once', fault: refused(500, 'InternalError'), forEver: false },
  { name: 'answered 500, for ever', fault: refused(500, 'InternalError'), forEver: true },
  { name: 'answered 503 SlowDown, once', fault: refused(503, 'SlowDown'), forEver: false },
  { name: 'answered 503 SlowDown, for ever', fault: refused(503, 'SlowDown'), forEver: true },
  { name: 'credentials expired', fault: refused(403, 'ExpiredToken'), forEver: true },
  { name: 'clock skew', fault: refused(403, 'RequestTimeTooSkewed'), forEver: true },
  { name: 'no right to it', fault: refused(403, 'AccessDenied'), forEver: true },
  {
    name: 'done, but the answer is lost',
    fault: { reset: 'after' },
    forEver: false,
    at: (one) => !READS.includes(one),
  },
  {
    name: 'answered 412',
    fault: refused(412, 'PreconditionFailed'),
    forEver: false,
    at: (one) => one === 'PutObject' || one === 'CompleteMultipartUpload',
  },
  {
    name: 'one bit of the body flipped',
    fault: { damage: true },
    forEver: false,
    at: (one) => BODIES.includes(one),
  },
  {
    name: 'body cut',
    fault: { shortBody: 10 },
    forEver: false,
    at: (one) => one === 'GetObject',
  },
  { name: 'body slow', fault: { slowMs: 300 }, forEver: true, at: (one) => one === 'GetObject' },
  {
    name: 'body stalls',
    fault: { stallAfter: 10 },
    forEver: false,
    at: (one) => one === 'GetObject',
    slow: true,
  },
  { name: 'no answer', fault: { silent: true }, forEver: false, slow: true },
];

const PROCESS_FAULTS = [
  { kind: 'fails' },
  { kind: 'fails at its end' },
  { kind: 'killed', afterMs: 0 },
  { kind: 'killed', afterMs: 40 },
  { kind: 'says nothing, exits 0' },
  { kind: 'output cut, exits 0' },
  { kind: 'cannot start' },
  { kind: 'disk full' },
  { kind: 'hangs', slow: true },
] as const;

const FILE_FAULTS = ['ENOSPC', 'EACCES', 'EIO'];

/** So many calls of one name are tried each; a stream of thousands of writes is one long call. */
const EACH = 6;

export interface Allowed {
  /** Whether a run of the scenario ends by itself when something hangs. */
  readonly slow: boolean;
}

/** Every fault at every call of a normal run. */
export function pointsOf(scenario: string, calls: readonly Call[], { slow }: Allowed): Point[] {
  const seen = new Map<string, number>();
  return calls.flatMap((call): Point[] => {
    if (call.edge === 'request') return requestPoints(scenario, call, slow);
    const { edge, index, what } = call;
    const name = `${edge} ${what}`;
    const number = (seen.get(name) ?? 0) + 1;
    seen.set(name, number);
    if (edge === 'file') {
      if (number > EACH) return [];
      return FILE_FAULTS.map((kind) => ({
        scenario,
        edge,
        title: `${what} ${number}: ${kind}`,
        hook: { edge, index, kind },
      }));
    }
    return PROCESS_FAULTS.filter((fault) => slow || !('slow' in fault)).map((fault) => {
      const after = 'afterMs' in fault ? { afterMs: fault.afterMs } : {};
      return {
        scenario,
        edge,
        title: `${what} ${number}: ${fault.kind}${'afterMs' in fault ? ` after ${fault.afterMs} ms` : ''}`,
        hook: { edge, index, kind: fault.kind, ...after },
      };
    });
  });
}

function requestPoints(
  scenario: string,
  { operation, call }: Extract<Call, { edge: 'request' }>,
  slow: boolean,
): Point[] {
  return REQUEST_FAULTS.filter(
    (one) => (slow || one.slow === undefined) && (one.at === undefined || one.at(operation)),
  ).map(({ name, fault, forEver }) => ({
    scenario,
    edge: 'request',
    title: `${operation} ${call}: ${name}`,
    request: { operation, call, fault, forEver },
  }));
}
