import type { Log } from '../../src/log.ts';

/** A log that says nothing. */
export const silentLog: Log = {
  info: () => {},
  warning: () => {},
  debug: () => {},
  group: async (_title, body) => await body(),
  progress: () => {},
};
