import { defineConfig } from 'vitest/config';

/** An accidental import of Electron fails with a clear sentence instead of a download. */
const alias = { electron: `${import.meta.dirname}/tests/fakes/electron.ts` };
const minute = 60_000;

export default defineConfig({
  resolve: { alias },
  test: {
    // What is polled comes when it comes: a busy computer is no failure.
    expect: { poll: { timeout: minute / 4 } },
    projects: [
      {
        extends: true,
        test: {
          name: 'node',
          include: ['tests/{unit,property,contract,build,faults,simulation,security}/**/*.test.ts'],
          testTimeout: minute / 2,
        },
      },
      {
        extends: true,
        test: {
          name: 'crash',
          include: ['tests/crash/**/*.test.ts'],
          testTimeout: 15 * minute,
          hookTimeout: 2 * minute,
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['tests/{browser,electron}/**/*.test.ts'],
          testTimeout: 2 * minute,
          hookTimeout: 2 * minute,
          fileParallelism: false,
        },
      },
    ],
  },
});
