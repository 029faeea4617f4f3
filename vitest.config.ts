import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    disableConsoleIntercept: true,
    testTimeout: 90_000,
    hookTimeout: 90_000,
    setupFiles: ['test/setup.ts'],
    globalSetup: ['test/global-setup.ts'],
    // One more than processors: the lab mostly waits.
    maxWorkers: availableParallelism() + 1,
    // Tests of the binary start processes: more at once only makes each of them slower.
    maxConcurrency: 2,
  },
});
