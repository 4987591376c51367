import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { NaruError } from '../../shared/errors.ts';
import { createFakeEngine, type FakeEngine } from '../support/fake-engine.ts';
import { fakeKeys, fakePassphrase } from '../support/fake-keys.ts';
import { startScreensHost } from '../support/screens-host.ts';
import { launchChromium } from './chromium.ts';
import { openTheatre, type Theatre } from './open-screens.ts';

let theatre: Theatre;
beforeAll(async () => {
  theatre = await openTheatre();
});
afterAll(() => theatre.close());
afterEach(async () => {
  expect(await theatre.closeScreens()).toEqual([]);
});

const last = (engine: FakeEngine, name: string): unknown =>
  engine.calls.findLast((call) => call.name === name)?.input;
const setPassphrase = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: '암호 정하기' }).click();
  const dialog = page.getByRole('dialog', { name: '암호 정하기' });
  await dialog.getByLabel('새 암호', { exact: true }).fill(fakePassphrase);
  await dialog.getByLabel('새 암호 한 번 더').fill(fakePassphrase);
  await dialog.getByRole('button', { name: '암호 정하기' }).click();
  await dialog.waitFor({ state: 'detached' });
};

describe('the privacy page', () => {
  test('says what will go, to the last one, before it goes', async () => {
    const { page, engine } = await theatre.open({ count: 5, at: '#/privacy' });
    await page.getByRole('heading', { name: '개인정보와 열쇠' }).waitFor();
    await page.getByText('48,210건').waitFor();
    await page.getByRole('button', { name: '수입·목록통관 신고의 내용: 보고 지우기' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('2021-11-26 전에 끝난 1,204건을 지웁니다.').waitFor();
    expect(last(engine, 'privacy.remove')).toBeUndefined();
    await dialog.getByRole('button', { name: '1,204건 지우기' }).click();
    await dialog.getByText('1,204건을 지웠습니다.').waitFor();
    expect(last(engine, 'privacy.remove')).toMatchObject({ group: 'imports', count: 1204 });
  });

  test('sets a passphrase, and shows the recovery code once', async () => {
    const { page } = await theatre.open({ count: 5, at: '#/privacy' });
    await setPassphrase(page);
    await page.getByRole('button', { name: '복구 코드 만들기' }).click();
    const dialog = page.getByRole('dialog', { name: '복구 코드' });
    await dialog.getByLabel('지금 암호').fill(fakePassphrase);
    await dialog.getByRole('button', { name: '복구 코드 만들기' }).click();
    await dialog.getByText('0000-0000').waitFor();
    await dialog.getByRole('button', { name: '적어 두었습니다' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(await page.content()).not.toContain('0000-0000');
  });

  test('changes the key', async () => {
    const { page } = await theatre.open({ count: 5, at: '#/privacy' });
    await page.getByText('0123456789abcdef').waitFor();
    await page.getByRole('button', { name: '열쇠 바꾸기' }).click();
    await page.getByRole('button', { name: '지금 바꾸기' }).click();
    await page.getByText('열쇠를 바꿨습니다.').waitFor();
    expect(await page.getByText('보관해 둔 사본').count()).toBe(0);
    await page.getByRole('button', { name: '닫기' }).click();
    await page.getByText('fedcba9876543210').waitFor();
  });

  test.each([
    ['ko', 'light', '열쇠 바꾸기', '지금 바꾸기', '보관해 둔 사본 2개'],
    ['en', 'dark', 'Change the key', 'Change it now', 'that were kept, 2 stayed'],
  ] as const)('names the kept copies that stayed under an old key, in %s', async (...given) => {
    const [language, theme, open, go, sentence] = given;
    const stayed = [
      'naru-before-restore-20261101T091500.db',
      'practice-before-restore-20261102T235959-2.db',
    ];
    const { page } = await theatre.open({ count: 5, at: '#/privacy', language, theme, stayed });
    await page.getByRole('button', { name: open }).click();
    const dialog = page.getByRole('dialog');
    const shots = process.env['NARU_SHOTS'];
    if (shots !== undefined) await page.screenshot({ path: `${shots}/rotate-${language}.png` });
    await dialog.getByRole('button', { name: go }).click();
    await dialog.getByText(sentence).waitFor();
    for (const name of stayed) await dialog.getByText(name).waitFor();
    if (shots !== undefined) await page.screenshot({ path: `${shots}/stayed-${language}.png` });
    // It is said for as long as they are there, also to somebody whose program ended meanwhile.
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await page.getByText(sentence).waitFor();
    await page.reload();
    for (const name of stayed) await page.getByText(name).waitFor();
    if (shots !== undefined)
      await page.screenshot({ path: `${shots}/stayed-card-${language}.png` });
  });

  test.each(['light', 'dark'] as const)('fits, in English and %s', async (theme) => {
    const { page } = await theatre.open({ count: 5, at: '#/privacy', language: 'en', theme });
    await page.getByRole('heading', { name: 'Privacy and key' }).waitFor();
    const wide = await page.evaluate(() => document.body.scrollWidth - innerWidth);
    expect(wide).toBeLessThanOrEqual(0);
    const shots = process.env['NARU_SHOTS'];
    if (shots !== undefined) await page.screenshot({ path: `${shots}/privacy-${theme}.png` });
  });
});

describe('a locked screen', () => {
  test('holds nothing of what was on it, and opens with the passphrase', async () => {
    const { page, engine } = await theatre.open({ count: 30, at: '#/privacy' });
    await setPassphrase(page);
    await page.goto(`${page.url().split('#')[0] ?? ''}#/filings/all`);
    const importer = engine.rows()[0]?.summary.importer ?? '';
    await page.getByText(importer).first().waitFor();
    await page.goto(`${page.url().split('#')[0] ?? ''}#/privacy`);
    await page.getByRole('button', { name: '지금 잠그기' }).click();
    await page.getByRole('heading', { name: '화면이 잠겨 있습니다' }).waitFor();
    expect(await page.content()).not.toContain(importer);
    await page.reload();
    await page.getByRole('heading', { name: '화면이 잠겨 있습니다' }).waitFor();
    await page.getByLabel('암호').fill('다른 암호입니다 26');
    await page.getByRole('button', { name: '열기' }).click();
    await page.getByText('암호가 맞지 않습니다.').waitFor();
    await page.getByLabel('암호').fill(fakePassphrase);
    await page.getByRole('button', { name: '열기' }).click();
    await page.getByRole('navigation').waitFor();
  });
});

describe('locked data', () => {
  test('takes the passphrase before anything else', async () => {
    const browser = await launchChromium();
    const engine = createFakeEngine({ count: 5 });
    const keys = fakeKeys({ locked: true });
    const handlers = new Proxy(engine.service.handlers, {
      get(target, name) {
        const own: unknown = Reflect.get(keys, name);
        if (own !== undefined) return own;
        if (!keys.isLocked()) return Reflect.get(target, name);
        return () => {
          throw new NaruError('key-locked');
        };
      },
    });
    const host = await startScreensHost({ ...engine.service, handlers });
    const page = await browser.newPage({ locale: 'ko-KR' });
    try {
      await page.goto(host.url);
      await page.getByRole('heading', { name: '자료가 잠겨 있습니다' }).waitFor();
      await page.getByLabel('암호').fill('다른 암호입니다 26');
      await page.getByRole('button', { name: '열기', exact: true }).click();
      await page.getByText('암호가 맞지 않습니다.').waitFor();
      const shots = process.env['NARU_SHOTS'];
      if (shots !== undefined) await page.screenshot({ path: `${shots}/locked.png` });
      await page.getByLabel('암호').fill(fakePassphrase);
      await page.getByRole('button', { name: '열기', exact: true }).click();
      await page.getByRole('navigation').waitFor();
    } finally {
      await browser.close();
      await host.close();
    }
  });
});
