import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { WatcherOrders, WatcherReport } from './watcher.ts';

/** Starts looking at processes and files; see watcher.ts. */
export async function watch(orders: Omit<WatcherOrders, 'ancestor'>): Promise<{
  /** Ends it, and tells what was seen. Safe to call twice. */
  readonly end: () => Promise<WatcherReport>;
}> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'watcher.ts')], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  child.stdin.write(`${JSON.stringify({ ...orders, ancestor: process.pid } satisfies WatcherOrders)}\n`);
  if ((await lines.next()).value !== 'watching') throw new Error('The watcher did not start.');
  let report: Promise<WatcherReport> | undefined;
  return {
    end: () => {
      child.stdin.end();
      report ??= lines.next().then(({ value }) => JSON.parse(String(value)) as WatcherReport);
      return report;
    },
  };
}
