import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { NaruError } from '../../shared/errors.ts';
import { fakeRescue } from '../support/fake-rescue.ts';
import { createFakeEngine } from '../support/fake-engine.ts';
import { launchChromium } from './chromium.ts';
import { pictures } from './editor-desk.ts';
import { faintTexts, foreignTexts, namelessControls } from './look-at-page.ts';
import { startScreensHost } from '../support/screens-host.ts';

/** A browser before an engine whose data is damaged until it is rescued. */
async function openDamaged(locale: 'ko-KR' | 'en-GB') {
  const browser = await launchChromium();
  const engine = createFakeEngine({ count: 5 });
  const rescue = fakeRescue({ damaged: true });
  const handlers = new Proxy(engine.service.handlers, {
    get(target, name) {
      const own: unknown = Reflect.get(rescue, name);
      if (own !== undefined) return own;
      if (!rescue.isDamaged()) return Reflect.get(target, name);
      return () => {
        throw new NaruError('data-damaged', { file: '/data/naru.db', detail: 'SQLITE_CORRUPT' });
      };
    },
  });
  const host = await startScreensHost({ ...engine.service, handlers });
  const page = await browser.newPage({ locale });
  await page.goto(host.url);
  return {
    page,
    async close() {
      await browser.close();
      await host.close();
    },
  };
}

describe('damaged data', () => {
  test('is replaced by a backup from the window', async () => {
    const { page, close } = await openDamaged('ko-KR');
    try {
      await page.getByRole('heading', { name: '자료 파일을 읽을 수 없습니다' }).waitFor();
      await page.getByText('/data/naru.db').waitFor();
      expect(await faintTexts(page)).toEqual([]);
      expect(await namelessControls(page)).toEqual([]);
      await page.screenshot({ path: join(pictures, '손상-1.png'), fullPage: true });
      await page.emulateMedia({ colorScheme: 'dark' });
      expect(await faintTexts(page)).toEqual([]);
      await page.screenshot({ path: join(pictures, '손상-1-dark.png'), fullPage: true });
      await page.getByLabel('백업 파일').fill('/share/none');
      await page.getByRole('button', { name: '되돌리기' }).click();
      await page.getByRole('alert').waitFor();
      await page.getByLabel('백업 파일').fill('/share/어제.naru-backup');
      await page.getByRole('button', { name: '되돌리기' }).click();
      await page.getByRole('navigation').waitFor();
    } finally {
      await close();
    }
  });

  test('gives what can be read, and says what is lost before the work goes on', async () => {
    const { page, close } = await openDamaged('en-GB');
    try {
      await page.getByRole('heading', { name: 'The data cannot be read' }).waitFor();
      expect(await foreignTexts(page, 'en')).toEqual([]);
      await page.screenshot({ path: join(pictures, '손상-2-en.png'), fullPage: true });
      await page.getByRole('button', { name: 'Save what can be read' }).click();
      await page.getByText('1,234 rows were saved').waitFor();
      // The engine is there again, and what it saved stays until it has been read.
      await page.waitForTimeout(300);
      await page.getByText('1234526000007M').waitFor();
      expect(await faintTexts(page)).toEqual([]);
      await page.screenshot({ path: join(pictures, '손상-3-en.png'), fullPage: true });
      await page.getByRole('button', { name: 'Open Naru' }).click();
      await page.getByRole('navigation').waitFor();
    } finally {
      await close();
    }
  });
});
