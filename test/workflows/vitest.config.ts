import { defineConfig } from 'vitest/config';

/** Runs the workflows of the examples with act, and zizmor over all of them; `npm test` does not. */
export default defineConfig({
  test: {
    include: ['test/workflows/**/*.test.ts'],
    setupFiles: ['test/support/clean-environment.ts'],
    pool: 'forks',
    maxWorkers: 2,
    passWithNoTests: false,
    testTimeout: 240_000,
    hookTimeout: 240_000,
  },
});
