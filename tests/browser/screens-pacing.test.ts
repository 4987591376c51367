import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { faintTexts, foreignTexts, namelessControls } from './look-at-page.ts';
import { openTheatre, type Theatre } from './open-screens.ts';

const pictures = join(import.meta.dirname, '../../artifacts/screenshots');

let theatre: Theatre;
beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
  theatre = await openTheatre();
});
afterAll(() => theatre.close());
afterEach(async () => {
  expect(await theatre.closeScreens()).toEqual([]);
});

const card = (page: Page) => page.getByRole('region', { name: '보내는 속도', exact: true });
const value = (page: Page, name: string) => card(page).locator(`[data-pacing=${name}]`);

describe('the sending pace', () => {
  test('says of each value what it may be, and refuses what is ruder', async () => {
    const { page, engine } = await theatre.open({ count: 5, at: '#/settings' });
    const set = () => engine.calls.findLast(({ name }) => name === 'pacing.set')?.input;
    const perMinute = value(page, 'limitPerMinute');
    await perMinute.getByText('처음 값 300건, 10건에서 300건까지').waitFor();
    await perMinute.getByRole('textbox').fill('301');
    await card(page).getByRole('button', { name: '저장', exact: true }).click();
    await perMinute.getByText('10에서 300까지의 숫자를 적으세요.').waitFor();
    expect(set()).toBeUndefined();

    await perMinute.getByRole('textbox').fill('150');
    await value(page, 'maxIntervalMs').getByRole('textbox').fill('60');
    await card(page).getByRole('button', { name: '저장', exact: true }).click();
    await perMinute.getByText('사무소에서 정함').waitFor();
    expect(set()).toEqual({ values: { limitPerMinute: 150, maxIntervalMs: 3_600_000 } });
  });

  test('gives one value back to the default', async () => {
    const { page, engine } = await theatre.open({ count: 5, at: '#/settings' });
    const open = value(page, 'maxOpen');
    await open.getByText('사무소에서 정함').waitFor();
    await open.getByRole('button', { name: '한꺼번에 보내는 요청: 처음 값으로' }).click();
    await open.getByText('처음 값', { exact: true }).waitFor();
    expect(await open.getByRole('textbox').inputValue()).toBe('20');
    expect(engine.calls.findLast(({ name }) => name === 'pacing.set')?.input).toEqual({
      values: { maxOpen: null },
    });
  });

  test('follows a signed file in real mode, and tells of one that is refused', async () => {
    const { page, engine } = await theatre.open({ count: 5, at: '#/settings' });
    await card(page).getByText('구독은 실제 업무 모드에서 정합니다.').waitFor();
    engine.setSync(() => ({ mode: 'real' }));
    const subscribe = async (address: string): Promise<void> => {
      await card(page).getByRole('textbox', { name: '파일이 있는 곳' }).fill(address);
      await card(page)
        .getByRole('textbox', { name: '공개키' })
        .fill('A'.repeat(43) + '=');
      await card(page).getByRole('button', { name: '구독하기' }).click();
    };
    await subscribe('ftp://pace.example');
    await card(page).getByText('속도 파일의 주소로 쓸 수 없습니다').waitFor();
    await subscribe('https://pace.example/forged.json');
    await card(page).getByText('속도 파일의 서명이 맞지 않아').waitFor();
    await card(page).getByRole('button', { name: '구독 끊기' }).click();
    await subscribe('https://pace.example/fleet.json');
    await card(page).getByText('월요일 아침에는 천천히 시작합니다.').waitFor();
    await value(page, 'startSpreadMs').getByText('구독한 파일').waitFor();
    expect(await value(page, 'startSpreadMs').getByRole('textbox').inputValue()).toBe('10');
  });
});

describe.each(['ko', 'en'] as const)('the card in %s', (language) => {
  test.each(['light', 'dark'] as const)('can be read and used, %s', async (theme) => {
    const { page, engine } = await theatre.open({
      count: 5,
      at: '#/settings',
      language,
      theme,
      latin: true,
      size: { width: 1440, height: 2600 },
    });
    engine.setSync(() => ({ mode: 'real' }));
    const title = language === 'ko' ? '보내는 속도' : 'Sending pace';
    const own = page.getByRole('region', { name: title, exact: true });
    const [address, key, subscribe] =
      language === 'ko'
        ? (['파일이 있는 곳', '공개키', '구독하기'] as const)
        : (['Where the file is', 'Public key', 'Subscribe'] as const);
    await own.getByRole('textbox', { name: address }).fill('https://pace.example/fleet.json');
    await own.getByRole('textbox', { name: key }).fill('A'.repeat(43) + '=');
    await own.getByRole('button', { name: subscribe }).click();
    await own.locator('blockquote').waitFor();
    expect(await faintTexts(page)).toEqual([]);
    expect(await foreignTexts(page, language)).toEqual([]);
    expect(await namelessControls(page)).toEqual([]);
    await own.screenshot({ path: join(pictures, `보내는-속도-${language}-${theme}.png`) });
  });
});
