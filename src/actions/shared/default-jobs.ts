import { availableParallelism } from 'node:os';

/** As many as there are cores, at most four: more would take the server's cores from the application. */
export function defaultJobs(): number {
  return Math.min(4, availableParallelism());
}
