import type { IncomingMessage, ServerResponse } from 'node:http';
import type { StrictBucket } from './bucket.ts';
import type { Fault } from './faults.ts';
import { toXml, type XmlNode } from './xml.ts';

/** What the server does differently from Amazon S3, to play stores that can do less. */
export interface Behaviour {
  /** `If-None-Match` and `If-Match` on writes: obeyed, accepted and ignored, or refused with 501. */
  conditions: 'obeyed' | 'ignored' | 'refused';
  /** Whether checksums are kept and returned by HEAD. */
  keepChecksums: boolean;
  /** Whether DeleteObjects insists on Content-MD5, as Swift does. */
  deleteNeedsMd5: boolean;
  /** How long an archived object takes to be made readable. */
  retrievalMs: number;
}

/** One request and its answer. */
export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly query: URLSearchParams;
  readonly bucket: StrictBucket;
  readonly bucketName: string;
  readonly key: string;
  readonly fault: Fault | undefined;
  readonly behaviour: Behaviour;
  /** A path for a new body. */
  readonly newFile: () => string;
}

/** Answers; or, when the fault says so, breaks the connection although everything was done. */
export function answer(
  exchange: Pick<Exchange, 'response' | 'fault'>,
  status: number,
  headers: Readonly<Record<string, string | number>> = {},
  body = '',
): void {
  const { response, fault } = exchange;
  if (fault !== undefined && 'reset' in fault) {
    response.socket?.destroy();
    return;
  }
  response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) });
  response.end(body);
}

export function answerXml(exchange: Exchange, name: string, children: readonly XmlNode[]): void {
  answer(exchange, 200, { 'content-type': 'application/xml' }, toXml(name, children));
}
