import { defineConfig } from 'vitest/config';
import {
  browserOnlyTests,
  chooseWindow,
  theatreTests,
  theatreTrouble,
} from './tests/browser/chosen-window.ts';

/** An accidental import of Electron fails with a clear sentence instead of a download. */
const alias = { electron: `${import.meta.dirname}/tests/fakes/electron.ts` };
const minute = 60_000;

const chosen = chooseWindow(process.env);
const trouble = theatreTrouble(chosen);
if (trouble !== null) console.warn(`${theatreTests}: NOT tried in the desktop window (${trouble})`);
/** What the window that was chosen cannot show. */
const left = chosen.is === 'browser' ? [] : trouble === null ? [browserOnlyTests] : [theatreTests];

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
          exclude: left,
          testTimeout: 2 * minute,
          hookTimeout: 2 * minute,
          fileParallelism: false,
        },
      },
    ],
  },
});
