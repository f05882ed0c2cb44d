import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startProcess } from '../../src/process.ts';
import type { TestPostgres } from './postgres.ts';

export interface Writers {
  /** Ends them and returns the numbers whose commit the server has confirmed. */
  stop(): Promise<number[]>;
  /** The longest time in which none of them was confirmed anything, since the last call. */
  longestPauseMs(): number;
}

/**
 * Clients that insert numbers into `public.writes (n bigint)`, each in a transaction of its own, as fast as they are
 * confirmed, and that connect again by the same name whenever they are thrown out.
 */
export function startWriters(postgres: TestPostgres, database: string, count: number): Writers {
  const stopped = new AbortController();
  const confirmed: number[] = [];
  let next = 0;
  let last = performance.now();
  let longest = 0;
  const write = async (): Promise<void> => {
    const args = ['-XqAt', '-v', 'ON_ERROR_STOP=1', '-d', database];
    const psql = await startProcess(join(postgres.binDir, 'psql'), args, {
      env: postgres.env,
      signal: stopped.signal,
    });
    const insert = (): void => {
      psql.stdin.write(`insert into public.writes values (${next++}) returning n;\n`);
    };
    let rest = '';
    psql.stdout.setEncoding('utf8');
    psql.stdout.on('data', (chunk: string) => {
      const lines = (rest + chunk).split('\n');
      rest = lines.pop() ?? '';
      longest = Math.max(longest, performance.now() - last);
      last = performance.now();
      for (const line of lines) {
        confirmed.push(Number(line));
        insert();
      }
    });
    insert();
    await psql.exit;
  };
  const writer = async (): Promise<void> => {
    while (!stopped.signal.aborted) {
      await write().catch((error: unknown) => {
        if (!stopped.signal.aborted) throw error;
      });
      await sleep(5);
    }
  };
  const all = Promise.all(Array.from({ length: count }, writer));
  return {
    stop: async () => {
      stopped.abort();
      await all;
      return confirmed;
    },
    longestPauseMs: () => {
      const pause = longest;
      longest = 0;
      return pause;
    },
  };
}
