import { sleep } from '../../concurrency.ts';
import { CancelledError, ToolError } from '../../errors.ts';
import type { Log } from '../../log.ts';
import { type Exit, type RunningProcess, runText } from '../../process.ts';
import type { Client } from '../client.ts';
import { DUMP_OPTIONS } from '../connection.ts';
import { type Installation, program } from '../tools.ts';

/** Longest time until a scratch server takes connections, and for each step on the way there. */
export const START_LIMIT_MS = 60_000;

export interface ScratchAddress {
  readonly installation: Installation;
  /** As the programs of this machine see it. */
  readonly socketDir: string;
  readonly port: string;
  readonly superuser: string;
  /** What the programs need besides libpq's variables. */
  readonly env: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
  readonly log: Log;
}

/** A client on the `postgres` database of a scratch server, as its superuser. */
export function scratchClient(address: ScratchAddress): Client {
  return {
    installation: address.installation,
    env: {
      ...address.env,
      PGHOST: address.socketDir,
      PGPORT: address.port,
      PGUSER: address.superuser,
      PGDATABASE: 'postgres',
      PGAPPNAME: 'postgres-backup-actions',
      PGOPTIONS: DUMP_OPTIONS,
    },
    signal: address.signal,
    log: address.log,
  };
}

/**
 * Waits until the server takes connections.
 * @param server the process that lives as long as the server does
 * @param explain what to throw when it ends before that
 * @throws what `explain` returns, ToolError PBA-PG-SCRATCH when it takes too long
 */
export async function waitUntilReady(
  client: Client,
  server: RunningProcess,
  explain: (exit: Exit) => Error,
): Promise<void> {
  let ended = false;
  void server.exit.then(() => {
    ended = true;
  });
  const deadline = performance.now() + START_LIMIT_MS;
  for (;;) {
    try {
      await runText(program(client.installation, 'pg_isready'), ['-q'], {
        env: client.env,
        signal: client.signal,
        timeoutMs: 5_000,
      });
      return;
    } catch (error) {
      if (error instanceof CancelledError) throw error;
      if (error instanceof ToolError && error.code === 'PBA-TOOL-MISSING') throw error;
      if (ended) throw explain(await server.exit);
      if (performance.now() > deadline) {
        const seconds = START_LIMIT_MS / 1000;
        throw new ToolError('PBA-PG-SCRATCH', `The scratch server was not ready after ${seconds} s.`, {
          cause: error,
        });
      }
    }
    await sleep(50, client.signal);
  }
}

/** The last line a program printed, for a sentence. */
export function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) || 'no reason given';
}
