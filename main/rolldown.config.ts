import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin, type PreRenderedChunk } from 'rolldown';
import { weights } from './evidence/report/fonts.ts';
import { readUpdateKey } from './updates/signature.ts';

const here = import.meta.dirname;
const entry = (name: string): string => `${here}/${name}`;

/** Electron brings itself; better-sqlite3 finds its binary beside its own files. */
const external = ['electron', 'better-sqlite3', /^node:/];

/** Public keys that releases of this build are signed with; a wrong one fails the build. */
const updateKeys = process.env['NARU_UPDATE_KEYS'] ?? '';
for (const key of updateKeys.split(',')) if (key !== '') readUpdateKey(key);

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

/** The tray's pictures, which Electron reads from files. */
const trayPictures: Plugin = {
  name: 'tray-pictures',
  generateBundle() {
    const folder = entry('desktop/tray/pictures');
    for (const name of readdirSync(folder))
      this.emitFile({
        type: 'asset',
        fileName: `tray/${name}`,
        source: readFileSync(`${folder}/${name}`),
      });
  },
};

/**
 * Modules of a chunk are always reached together, so one of the command line's own tells that the
 * chunk is the command line's: those lie in a folder of their own, which no package takes.
 */
function chunkFile({ moduleIds, facadeModuleId }: PreRenderedChunk): string {
  const isOfCommandLine = [...moduleIds, facadeModuleId ?? ''].some((id) =>
    /[\\/]main[\\/](cli|loopback)[\\/]/.test(id),
  );
  return `${isOfCommandLine ? 'cli/' : ''}[name]-[hash].js`;
}

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
      // Checks the data in a thread of the engine's.
      'check-thread': entry('engine/program/check-thread.ts'),
    },
    platform: 'node',
    external,
    transform: { define: { NARU_UPDATE_KEYS: JSON.stringify(updateKeys) } },
    plugins: [reportFonts, trayPictures],
    output: {
      dir: `${here}/../out/main`,
      format: 'esm',
      entryFileNames: '[name].js',
      chunkFileNames: chunkFile,
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
