import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { NaruError } from '../../shared/errors.ts';
import { fakeRescue } from '../support/fake-rescue.ts';
import { createFakeEngine } from '../support/fake-engine.ts';
import { launchChromium } from './chromium.ts';
import { pictures } from './editor-desk.ts';
import { faintTexts, foreignTexts, namelessControls } from './look-at-page.ts';
import { startScreensHost } from '../support/screens-host.ts';

interface Damaged {
  locale: 'ko-KR' | 'en-GB';
  /** Whether the daily check found it while the engine is at work. */
  isOpen?: boolean;
  theme?: 'light' | 'dark';
}

/** A browser before an engine whose data is damaged until it is rescued. */
async function openDamaged({ locale, isOpen = false, theme = 'light' }: Damaged) {
  const browser = await launchChromium();
  const engine = createFakeEngine({ count: 5 });
  const rescue = fakeRescue({ damaged: true, isOpen, slow: isOpen });
  const unsound = { code: 'data-unsound', params: { detail: 'data-damaged' } } as const;
  if (isOpen) engine.setSync(() => ({ troubles: rescue.isDamaged() ? [unsound] : [] }));
  const handlers = new Proxy(engine.service.handlers, {
    get(target, name) {
      const own: unknown = Reflect.get(rescue, name);
      if (own !== undefined) return own;
      const answers = isOpen ? !rescue.isAtWork() : !rescue.isDamaged();
      if (answers) return Reflect.get(target, name);
      return () => {
        throw new NaruError('data-damaged', { file: '/data/naru.db', detail: 'SQLITE_CORRUPT' });
      };
    },
  });
  const host = await startScreensHost({ ...engine.service, handlers });
  const page = await browser.newPage({
    locale,
    colorScheme: theme,
    viewport: { width: 1440, height: 1200 },
  });
  await page.goto(host.url);
  return {
    page,
    rescue,
    tellSync: () => engine.setSync(() => ({ troubles: [] })),
    async close() {
      await browser.close();
      await host.close();
    },
  };
}

describe('damaged data', () => {
  test('is replaced by a backup from the window', async () => {
    const { page, close } = await openDamaged({ locale: 'ko-KR' });
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
    const { page, close } = await openDamaged({ locale: 'en-GB' });
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

  const words = {
    'ko-KR': {
      link: '되돌리거나 살리기',
      found: '자료에 손상된 곳이 있습니다',
      do: '읽을 수 있는 것 살리기',
      working: '자료를 되살리는 중입니다',
      far: '지금까지 48,000줄',
      saved: '1,234줄을 살렸습니다',
      open: '나루 열기',
      restore: '무엇이 바뀌는지 보기',
    },
    'en-GB': {
      link: 'Restore or salvage',
      found: 'The data is damaged in places',
      do: 'Save what can be read',
      working: 'The data is being put in order',
      far: '48,000 rows so far',
      saved: '1,234 rows were saved',
      open: 'Open Naru',
      restore: 'See what would change',
    },
  } as const;
  test.each([
    ['ko-KR', 'light'],
    ['ko-KR', 'dark'],
    ['en-GB', 'light'],
    ['en-GB', 'dark'],
  ] as const)(
    'that the daily check found leads from its message to both ways (%s, %s)',
    async (locale, theme) => {
      const { page, rescue, tellSync, close } = await openDamaged({ locale, theme, isOpen: true });
      const picture = (name: string): Promise<unknown> =>
        page.screenshot({ path: join(pictures, `손상-${name}-${locale}-${theme}.png`) });
      const word = words[locale];
      try {
        await page.getByRole('link', { name: word.link }).click();
        await page.getByRole('heading', { name: word.found }).waitFor();
        // The other way stands below, on the same screen.
        await page.getByRole('button', { name: word.restore }).waitFor();
        expect(await faintTexts(page)).toEqual([]);
        expect(await namelessControls(page)).toEqual([]);
        await picture('발견');
        await page.getByRole('button', { name: word.do }).click();
        await page.getByRole('heading', { name: word.working }).waitFor();
        await page.getByText(word.far).waitFor();
        expect(await page.getByRole('navigation').count()).toBe(0);
        expect(await faintTexts(page)).toEqual([]);
        await picture('살리는-중');
        rescue.finish();
        await page.getByText(word.saved).waitFor();
        if (locale === 'en-GB') expect(await foreignTexts(page, 'en')).toEqual([]);
        tellSync();
        await page.getByRole('button', { name: word.open }).click();
        await page.getByRole('navigation').waitFor();
        await page.getByRole('link', { name: word.link }).waitFor({ state: 'detached' });
        expect(await page.getByRole('heading', { name: word.found }).count()).toBe(0);
      } finally {
        await close();
      }
    },
  );
});
