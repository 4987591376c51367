import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'rolldown';
import { weights } from './evidence/report/fonts.ts';

const here = import.meta.dirname;
const entry = (name: string): string => `${here}/${name}`;

/** Electron brings itself; better-sqlite3 finds its binary beside its own files. */
const external = ['electron', 'better-sqlite3', /^node:/];

/** Fonts of the evidence report, with their licence, beside the bundles. */
const reportFonts: Plugin = {
  name: 'report-fonts',
  generateBundle() {
    const files = [
      ...weights.map((weight) => `public/static/Pretendard-${weight}.otf`),
      'LICENSE.txt',
    ];
    for (const file of files)
      this.emitFile({
        type: 'asset',
        fileName: `fonts/${file.split('/').at(-1)}`,
        source: readFileSync(fileURLToPath(import.meta.resolve(`pretendard/dist/${file}`))),
      });
  },
};

export default defineConfig([
  {
    input: {
      index: entry('index.ts'),
      engine: entry('engine/process.ts'),
      cli: entry('cli.ts'),
      // Read files in a thread of the engine's; it finds the bundle beside its own.
      'reader-thread': entry('intake/reader-thread.ts'),
      // Makes evidence packs in a thread of the engine's.
      'maker-thread': entry('evidence/maker-thread.ts'),
      // Makes and checks backups in a thread of the engine's.
      'copy-thread': entry('backup/copy-thread.ts'),
    },
    platform: 'node',
    external,
    plugins: [reportFonts],
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
