import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'rolldown';

/** Packs the desktop host over a test's engine as an application of Electron's. @returns its folder */
export async function packTheatre(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'naru-theatre-'));
  await build({
    input: {
      'theatre-process': join(import.meta.dirname, 'theatre-process.ts'),
      'engine-line-process': join(import.meta.dirname, 'engine-line-process.ts'),
    },
    platform: 'node',
    external: ['electron', 'better-sqlite3', /^node:/],
    transform: { define: { NARU_UPDATE_KEYS: '""' } },
    logLevel: 'warn',
    output: { dir: folder, format: 'esm', entryFileNames: '[name].js' },
  });
  writeFileSync(
    join(folder, 'package.json'),
    JSON.stringify({ name: 'naru-theatre', type: 'module', main: 'theatre-process.js' }),
  );
  return folder;
}
