import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..', '..');

test('Electron is imported in main/desktop and preload alone', () => {
  const files = globSync('{main,preload,shared,renderer}/**/*.{ts,tsx}', { cwd: root });
  expect(files.length).toBeGreaterThan(50);
  const importing = files.filter((file) =>
    /from 'electron'|import\('electron'\)|require\('electron'\)/.test(
      readFileSync(join(root, file), 'utf8'),
    ),
  );
  const outside = importing.filter((file) => !/^(main\/desktop|preload)\//.test(file));
  expect(importing.length).toBeGreaterThan(0);
  expect(outside).toEqual([]);
});

test('the desktop host knows nothing of the loopback host', () => {
  const files = ['main/index.ts', ...globSync('main/desktop/**/*.ts', { cwd: root })];
  const knowing = files.filter((file) =>
    /from '[^']*loopback/.test(readFileSync(join(root, file), 'utf8')),
  );
  expect(knowing).toEqual([]);
});
