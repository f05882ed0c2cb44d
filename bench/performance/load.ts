import { setTimeout as pause } from 'node:timers/promises';
import type { Sample } from './measure.ts';
import { DATABASE, type Ground } from './works.ts';

/** What production notices of a backup. */
export interface Load {
  readonly sample: Sample;
  /** Seconds of the longest transaction: for so long VACUUM keeps dead rows. */
  readonly longest: number;
  /** Pages asked for, of 8 KiB, from the cache or the disk. */
  readonly pages: number;
}

/** Watches the server while something runs. Its own look, ten times a second, is not counted among the transactions. */
export async function watched(ground: Ground, run: () => Promise<Sample>): Promise<Load> {
  const { postgres } = ground;
  const pages = async (): Promise<number> => {
    // Figures of a backend arrive when it ends or after a second.
    await pause(1_200);
    return Number(
      await postgres.psql(`select blks_hit + blks_read from pg_stat_database where datname = '${DATABASE}'`),
    );
  };
  const before = await pages();
  let longest = 0;
  let running = true;
  const look = async (): Promise<void> => {
    while (running) {
      const seconds = await postgres.psql(
        `select coalesce(max(extract(epoch from clock_timestamp() - xact_start)), 0) from pg_stat_activity where datname = '${DATABASE}'`,
      );
      longest = Math.max(longest, Number(seconds));
      await pause(100);
    }
  };
  const looking = look();
  try {
    const sample = await run();
    running = false;
    await looking;
    return { sample, longest, pages: (await pages()) - before };
  } finally {
    running = false;
  }
}
