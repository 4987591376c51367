import { defineConfig } from 'rolldown';

const here = import.meta.dirname;
const entry = (name: string): string => `${here}/${name}`;

/** Electron brings itself; better-sqlite3 finds its binary beside its own files. */
const external = ['electron', 'better-sqlite3', /^node:/];

export default defineConfig([
  {
    input: {
      index: entry('index.ts'),
      engine: entry('engine/process.ts'),
      cli: entry('cli.ts'),
      // Read files in a thread of the engine's; it finds the bundle beside its own.
      'reader-thread': entry('intake/reader-thread.ts'),
    },
    platform: 'node',
    external,
    output: {
      dir: `${here}/../out/main`,
      format: 'esm',
      entryFileNames: '[name].js',
      chunkFileNames: '[name]-[hash].js',
      cleanDir: true,
    },
  },
  {
    input: { index: `${here}/../preload/index.ts` },
    platform: 'browser',
    external: ['electron'],
    output: {
      dir: `${here}/../out/preload`,
      format: 'cjs',
      entryFileNames: '[name].cjs',
      codeSplitting: false,
      cleanDir: true,
    },
  },
]);
