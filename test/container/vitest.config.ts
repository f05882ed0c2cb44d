import { defineConfig } from 'vitest/config';

/** The tests that need a container engine; `npm test` does not run them. */
export default defineConfig({
  test: {
    include: ['test/container/**/*.test.ts'],
    setupFiles: ['test/support/clean-environment.ts'],
    pool: 'forks',
    globalSetup: ['test/container/make-image.ts'],
    maxWorkers: 1, // Each file has a Docker daemon of its own.
    passWithNoTests: false,
    testTimeout: 120_000,
    hookTimeout: 300_000,
  },
});
