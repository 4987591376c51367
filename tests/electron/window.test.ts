import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron } from 'playwright-core';
import { expect, test } from 'vitest';
import { displayTrouble } from '../../main/desktop-process.ts';
import { electronBinary, electronFolder } from '../../main/electron-binary.ts';

/** Runs in a real Electron where one is; where none is, this is said aloud and counted as skipped. */
const folder = electronFolder();
const binary = folder === null ? null : electronBinary(folder);
const trouble = displayTrouble(
  { env: process.env, platform: process.platform },
  process.getuid?.(),
);
const reason = binary === null ? 'no-electron' : trouble;
if (reason !== null) {
  console.warn(`tests/electron skipped (${reason}): the desktop window was NOT tried.`);
}

test.skipIf(reason !== null)(
  'the window opens our page, sandboxed, over a live engine',
  async () => {
    const data = mkdtempSync(join(tmpdir(), 'naru-electron-'));
    const application = await _electron.launch({
      executablePath: binary ?? '',
      args: [join(import.meta.dirname, '..', '..')],
      env: { ...process.env, NARU_DATA: data },
    });
    try {
      const page = await application.firstWindow();
      await page.waitForSelector('#root > *');
      expect(page.url()).toBe('app://bundle/');
      expect(
        await page.evaluate(() => ({
          node: typeof Reflect.get(globalThis, 'process'),
          require: typeof Reflect.get(globalThis, 'require'),
          bridge: Object.keys(Reflect.get(globalThis, 'naru')).toSorted(),
        })),
      ).toEqual({ node: 'undefined', require: 'undefined', bridge: ['call', 'host', 'subscribe'] });
      const answer: unknown = await page.evaluate(() =>
        Reflect.get(globalThis, 'naru').call('sync.get', {}),
      );
      expect(answer).toMatchObject({ ok: true, value: { mode: 'practice' } });
      await page.evaluate(() => location.assign('https://evil.test/app://bundle/'));
      expect(page.url()).toBe('app://bundle/');
    } finally {
      await application.close();
      rmSync(data, { recursive: true, force: true });
    }
  },
);
