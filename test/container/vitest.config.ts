import { defineConfig } from 'vitest/config';

/** The tests that need a container engine; `npm test` does not run them. */
export default defineConfig({
  test: {
    include: ['test/container/**/*.test.ts'],
    setupFiles: ['test/support/clean-environment.ts'],
    pool: 'forks',
    maxWorkers: 1, // Each file has a Docker daemon of its own.
    passWithNoTests: false,
    testTimeout: 120_000,
    hookTimeout: 900_000, // The first time, the image is made.
  },
});
