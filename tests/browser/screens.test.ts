import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { calls } from '../../shared/contract/index.ts';
import { centralGradeSchema } from '../../shared/sync/sync-state.ts';
import { epochMs } from '../../shared/time.ts';
import { everyStanding } from '../support/fake-engine.ts';
import { faintTexts, foreignTexts, greenThings, namelessControls } from './look-at-page.ts';
import { openTheatre, rowOf, type Theatre } from './open-screens.ts';

let theatre: Theatre;
beforeAll(async () => {
  theatre = await openTheatre();
});
afterAll(() => theatre.close());
afterEach(async () => {
  expect(await theatre.closeScreens()).toEqual([]);
});

const screens = [
  '#/',
  '#/filings/all',
  '#/filings/attention',
  '#/recheck',
  '#/pccc',
  '#/incidents',
  '#/stray',
  '#/intake',
  '#/settings',
];

describe.each(['light', 'dark'] as const)('in the %s theme', (theme) => {
  test('nothing is green but what customs has released', async () => {
    const { page, host } = await theatre.open({
      count: everyStanding.length * 2,
      standings: everyStanding,
      theme,
      at: '#/filings/all',
      size: { width: 1440, height: 1600 },
    });
    await page.locator('[data-customs=released]').first().waitFor();
    const shown = await page
      .locator('[data-transport]')
      .evaluateAll((badges) => badges.map((badge) => badge.getAttribute('data-transport')));
    expect(new Set(shown).size).toBe(12);
    expect(await page.evaluate(greenThings)).toEqual({ elsewhere: [], released: true });

    for (const { id } of await rowIds(page)) {
      await page.goto(`${host.url}#/filings/all/${id}`);
      await page.getByRole('complementary', { name: '신고 건' }).getByText('경과').waitFor();
      expect((await page.evaluate(greenThings)).elsewhere).toEqual([]);
    }
    for (const at of screens) {
      await page.goto(`${host.url}${at}`);
      await page.locator('main').waitFor();
      expect((await page.evaluate(greenThings)).elsewhere).toEqual([]);
    }
  });

  test('every text can be read against what is behind it', async () => {
    const { page, host } = await theatre.open({
      count: everyStanding.length * 2,
      standings: everyStanding,
      theme,
      size: { width: 1440, height: 1600 },
    });
    for (const at of [...screens, '#/filings/attention/1', '#/filings/unconfirmed/8']) {
      await page.goto(`${host.url}${at}`);
      await page.locator('main').waitFor();
      expect(await faintTexts(page)).toEqual([]);
    }
  });
});

async function rowIds(page: Page): Promise<{ id: string }[]> {
  return page
    .locator('[data-row]')
    .evaluateAll((rows) =>
      rows.map((each) => ({ id: each.getAttribute('data-row') ?? '' })).slice(0, 20),
    );
}

describe('the language', () => {
  test.each(['ko', 'en'] as const)('is %s everywhere once it is chosen', async (language) => {
    const other = language === 'ko' ? 'en' : 'ko';
    const { page, host } = await theatre.open({
      count: everyStanding.length,
      standings: everyStanding,
      latin: true,
      language: other,
    });
    await page.getByRole('radio', { name: language === 'ko' ? '한국어' : 'English' }).click();
    await expect.poll(() => page.evaluate(() => document.documentElement.lang)).toBe(language);
    const at = [
      ...screens,
      ...everyStanding.map((_, i) => `#/filings/all/${i + 1}`),
      '#/filings/held',
    ];
    for (const address of at) {
      await page.goto(`${host.url}${address}`);
      await page.locator('main').waitFor();
      if (/\d$/.test(address)) await page.locator('aside ol').last().waitFor();
      expect(await foreignTexts(page, language)).toEqual([]);
    }
  });

  test('of an empty office is one too, in both modes', async () => {
    const { page, engine, host } = await theatre.open({ count: 0, latin: true, language: 'en' });
    await page.getByRole('button', { name: 'Put in 20 practice filings' }).waitFor();
    for (const mode of ['practice', 'real'] as const) {
      engine.setSync(() => ({ mode, office: null }));
      for (const at of [...screens, '#/filings/queued']) {
        await page.goto(`${host.url}${at}`);
        await page.locator('main').waitFor();
        expect(await foreignTexts(page, 'en')).toEqual([]);
      }
    }
  });
});

describe('every control', () => {
  test.each(['ko', 'en'] as const)('has a name in %s', async (language) => {
    const { page, host } = await theatre.open({ count: 40, language });
    for (const at of [...screens, '#/filings/attention/3']) {
      await page.goto(`${host.url}${at}`);
      await page.locator('main').waitFor();
      expect(await namelessControls(page)).toEqual([]);
    }
  });

  test('shows where the focus is', async () => {
    const { page } = await theatre.open({ count: 40, at: '#/settings' });
    await page.getByRole('textbox').first().waitFor();
    const stops = new Set<string>();
    for (let i = 0; i < 30; i += 1) {
      await page.keyboard.press('Tab');
      const stop = await page.evaluate(() => {
        const { activeElement } = document;
        if (activeElement === null || activeElement === document.body) return null;
        const style = getComputedStyle(activeElement);
        return { name: activeElement.outerHTML.slice(0, 120), outline: style.outlineStyle };
      });
      if (stop === null) continue;
      stops.add(stop.name);
      expect(stop).toMatchObject({ outline: 'solid' });
    }
    expect(stops.size).toBeGreaterThan(15);
  });
});

describe('the shell', () => {
  test('says in words on every screen how the central system is and when the next try is', async () => {
    const { page, engine, host } = await theatre.open({ count: 40 });
    engine.setSync(({ central, now }) => ({
      central: { ...central, grade: 'stopped' },
      gate: {
        phase: 'retry-after',
        nextTryAt: epochMs(now + 3_600_000),
        intervalMs: 3000,
        inFlight: false,
      },
    }));
    for (const at of screens) {
      await page.goto(`${host.url}${at}`);
      const bar = page.getByRole('banner');
      await bar.getByText('중앙시스템 응답 없음').waitFor();
      await bar.getByText('다음 시도').waitFor();
      await bar.getByText('중앙시스템이 정한 때까지 기다립니다').waitFor();
      await page.getByText('실제 세관으로 아무것도 전송되지 않습니다.').waitFor();
    }
  });

  test('goes to a screen by its key', async () => {
    const { page } = await theatre.open({ count: 40 });
    await page.keyboard.press('5');
    await expect.poll(() => page.url()).toContain('#/filings/attention');
    await page.keyboard.press('i');
    await expect.poll(() => page.url()).toContain('#/intake');
    await page.keyboard.press('1');
    await expect.poll(() => page.url()).toMatch(/#\/$/);
  });

  test('tells of a lost connection, and comes back by itself with what changed meanwhile', async () => {
    const { page, engine, host } = await theatre.open({ count: 5, at: '#/filings/all' });
    await rowOf(page, 5).waitFor();
    host.cut();
    await page.getByText('엔진과 연결이 끊겼습니다.').waitFor();
    engine.change([5], { transport: 'held' });
    await page.getByText('엔진과 연결이 끊겼습니다.').waitFor({ state: 'detached' });
    await rowOf(page, 5).getByText('보류').waitFor();
  });

  test('tells of this computer’s own trouble until it is over', async () => {
    const { page, engine } = await theatre.open({ count: 5, at: '#/filings/all' });
    engine.setSync(() => ({ troubles: [{ code: 'disk-full', params: {} }] }));
    await page.getByText('디스크가 가득 찼습니다.').waitFor();
    engine.setSync(() => ({ troubles: [] }));
    await page.getByText('디스크가 가득 찼습니다.').waitFor({ state: 'detached' });
  });

  test('leads from an empty office to its first filings and to an outage', async () => {
    const { page, engine } = await theatre.open({ count: 0 });
    await page.getByRole('heading', { name: '세 걸음으로 나루를 써 봅니다.' }).waitFor();
    await page.getByRole('button', { name: '연습 신고 20건 넣기' }).click();
    await page
      .getByRole('link', { name: /^대기 20/ })
      .first()
      .waitFor();
    await page.getByRole('button', { name: '중앙시스템 끊기' }).click();
    await page.getByRole('button', { name: '중앙시스템 다시 잇기' }).waitFor();
    await expect
      .poll(() => page.getByRole('radio', { name: '멈춤' }).getAttribute('aria-checked'))
      .toBe('true');
    expect(engine.calls.some(({ name }) => name === 'practice.scenario')).toBe(true);
  });

  test.each(['ko', 'en'] as const)(
    'keeps its bar on one line at 1280 points, however things are, in %s',
    async (language) => {
      const { page, engine } = await theatre.open({
        count: 40,
        language,
        size: { width: 1280, height: 720 },
      });
      const bar = page.getByRole('banner');
      for (const grade of centralGradeSchema.options)
        for (const phase of ['open', 'retry-after', 'not-allowed', 'no-gateway'] as const) {
          engine.setSync(({ central, now }) => ({
            central: { ...central, grade, since: epochMs(now - 40_000_000) },
            gate: {
              phase,
              nextTryAt: epochMs(now + 3_900_000),
              intervalMs: 30_000,
              inFlight: false,
            },
          }));
          await page.locator(`[data-grade=${grade}]`).waitFor();
          const height = await bar.evaluate((each) => each.getBoundingClientRect().height);
          expect(height, `${grade} ${phase}`).toBeLessThan(60);
        }
    },
  );

  test('fits a small window, and one at 150 %', async () => {
    for (const size of [
      { width: 1280, height: 720 },
      { width: 853, height: 480 },
    ]) {
      const { page } = await theatre.open({ count: 300, at: '#/filings/all', size });
      await rowOf(page, 300).waitFor();
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow).toBe(0);
      await page.keyboard.press('Enter');
      const panel = page.getByRole('complementary', { name: '신고 건' });
      await panel.getByText('경과').waitFor();
      const box = await panel.boundingBox();
      expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(size.width);
    }
  });
});

describe('a file', () => {
  const file = {
    name: '한결_1123.csv',
    mimeType: 'text/csv',
    buffer: Buffer.alloc(1_200_000, 'a'),
  };

  test('is shown before anything is stored, taken in, and taken back', async () => {
    const { page, engine } = await theatre.open({ count: 5, at: '#/intake' });
    const [chooser] = await Promise.all([
      page.waitForEvent('filechooser'),
      page.getByRole('button', { name: '파일 고르기' }).click(),
    ]);
    await chooser.setFiles(file);
    await page.getByRole('button', { name: '3건 가져오기' }).waitFor();
    await page.getByText('1란 세번부호(HS): 너무 짧습니다(4자). 10자 이상 적으세요.').waitFor();
    const offsets = engine.calls
      .filter(({ name }) => name === 'intake.chunk')
      .map(({ input }) => calls['intake.chunk'].input.parse(input).offset);
    expect(offsets).toEqual([0, 524_288, 1_048_576]);
    expect(engine.rows()).toHaveLength(5);

    await page.getByRole('button', { name: '3건 가져오기' }).click();
    await page.getByText('3건을 저장했습니다.').waitFor();
    expect(engine.rows()).toHaveLength(8);
    await page.getByRole('button', { name: '되돌리기' }).click();
    await page.getByText('3건을 되돌렸습니다.').waitFor();
    expect(engine.rows()).toHaveLength(5);
  });

  test('may be dropped on any screen', async () => {
    const { page } = await theatre.open({ count: 5, at: '#/filings/all' });
    await rowOf(page, 5).waitFor();
    await page.evaluate(() => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File(['a,b\n1,2\n'], 'dropped.csv', { type: 'text/csv' }));
      const options = { dataTransfer, bubbles: true, cancelable: true };
      document.body.dispatchEvent(new DragEvent('dragenter', options));
      document.body.dispatchEvent(new DragEvent('drop', options));
    });
    await page.getByRole('heading', { name: /dropped\.csv/ }).waitFor();
    await page.getByRole('button', { name: '3건 가져오기' }).waitFor();
  });
});
