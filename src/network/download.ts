import { Readable } from 'node:stream';
import { CancelledError, PbaError, ToolError, UserError } from '../errors.ts';
import { isLoopback } from '../loopback.ts';
import { VERSION } from '../version.ts';
import { reasonOf } from './reach.ts';

/** Longest wait for an answer, and for the next bytes of it. */
const STALL_MS = 60_000;

export interface Download {
  readonly stream: Readable;
  /** Bytes to come; undefined when the server does not say. */
  readonly size: number | undefined;
}

/** An address as it may be shown: what stands behind the question mark of a signed one is a secret. */
export function withoutSecrets(url: string): string {
  const { origin, pathname } = new URL(url);
  return `${origin}${pathname}`;
}

/**
 * Begins to fetch a file. The stream fails when fewer bytes come than the server announced, when none come for a minute, or
 * when the run is cancelled.
 * @throws UserError|ToolError PBA-DOWNLOAD
 */
export async function openDownload(url: string, signal: AbortSignal): Promise<Download> {
  const shown = withoutSecrets(url);
  refuseUnsafe(url, shown);
  const stall = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const rest = (): void => clearTimeout(timer);
  const wait = (): void => {
    timer = setTimeout(() => stall.abort(), STALL_MS);
  };
  const explain = (error: unknown): unknown => {
    rest();
    if (signal.aborted) return new CancelledError();
    if (error instanceof PbaError) return error;
    const reason = stall.signal.aborted ? 'nothing came for a minute' : reasonOf(error);
    return new ToolError('PBA-DOWNLOAD', `${shown} could not be fetched: ${reason}.`, { cause: error });
  };
  wait();
  try {
    const response = await fetch(url, {
      // Otherwise a server may compress on the way, and its length would be that of something else.
      headers: { 'user-agent': `postgres-backup-actions/${VERSION}`, 'accept-encoding': 'identity' },
      signal: AbortSignal.any([signal, stall.signal]),
    });
    refuseUnsafe(response.url, withoutSecrets(response.url));
    if (!response.ok || response.body === null) throw refused(shown, response.status);
    const length = response.headers.has('content-encoding') ? null : response.headers.get('content-length');
    const size = length === null ? undefined : Number(length);
    return { stream: Readable.from(bytesOf(response.body, { wait, rest, size, shown, explain })), size };
  } catch (error) {
    throw explain(error);
  }
}

interface Watch {
  wait(): void;
  rest(): void;
  readonly size: number | undefined;
  readonly shown: string;
  explain(error: unknown): unknown;
}

async function* bytesOf(
  body: AsyncIterable<Uint8Array>,
  { wait, rest, size, shown, explain }: Watch,
): AsyncGenerator<Uint8Array> {
  let came = 0;
  try {
    for await (const chunk of body) {
      came += chunk.length;
      // Only the server's silence counts, not the time that whoever reads takes.
      rest();
      yield chunk;
      wait();
    }
    if (size !== undefined && came !== size) {
      throw new ToolError('PBA-DOWNLOAD', `Of ${shown}, ${came} of ${size} bytes came.`, {
        hint: 'The connection was cut. Run again.',
      });
    }
  } catch (error) {
    throw explain(error);
  } finally {
    rest();
  }
}

/** Whoever can change a dump on its way can run anything on the server. */
function refuseUnsafe(url: string, shown: string): void {
  const { protocol, hostname, username } = new URL(url);
  if (username !== '') {
    throw new UserError('PBA-DOWNLOAD', 'A user name or password in an address ends up in logs.', {
      hint: 'Use a signed address, or fetch the file in a step of its own and give its path.',
    });
  }
  if (protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname))) return;
  throw new UserError('PBA-DOWNLOAD', `${shown} is not fetched: it is not https.`, {
    hint: 'What comes without TLS can be changed on the way, and a dump is code that the server runs.',
  });
}

function refused(shown: string, status: number): UserError {
  const why = status === 401 || status === 403 ? ' Is the signature of the address out of date?' : '';
  return new UserError('PBA-DOWNLOAD', `${shown} answered ${status}.`, {
    hint: `Check the address.${why}`,
  });
}
