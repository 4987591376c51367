import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { calls } from '../../shared/contract/index.ts';
import { epochMs } from '../../shared/time.ts';
import { faintTexts, foreignTexts, greenThings, namelessControls } from './look-at-page.ts';
import { openTheatre, type OpenOptions, type OpenScreens, type Theatre } from './open-screens.ts';

let theatre: Theatre;
beforeAll(async () => {
  theatre = await openTheatre();
});
afterAll(() => theatre.close());
afterEach(async () => {
  expect(await theatre.closeScreens()).toEqual([]);
});

const now = Date.parse('2026-11-26T14:05:10+09:00');

function open(options: Partial<OpenOptions> = {}): Promise<OpenScreens> {
  return theatre.open({ count: 12, now, at: '#/incidents', ...options });
}

describe('the incidents', () => {
  test('open by key and list what was measured, the one that lasts first', async () => {
    const { page } = await open({ at: '#/' });
    await page.keyboard.press('o');
    await page.waitForURL(/#\/incidents$/);
    const rows = page.locator('[data-row]');
    await rows.nth(1).waitFor();
    expect(await rows.count()).toBe(2);
    const first = await rows.first().innerText();
    for (const words of ['13:17', '이어지는 중', '세관 쪽', '멈춤', '신고 접수, 통보 받기'])
      expect(first).toContain(words);
    expect(await rows.nth(1).innerText()).toContain('우리 쪽');
  });

  test('show one with its measurements, its errors as received, and a notice to copy', async () => {
    const { page } = await open();
    await page.locator('[data-row="2"]').click();
    await page.keyboard.press('Enter');
    const panel = page.getByRole('complementary', { name: '장애' });
    await panel.getByText('세관 신고 전산(중계망 포함)이 신고를 받지 않고 있습니다.').waitFor();
    const words = await panel.innerText();
    expect(words).toContain('<html><h1>502 Bad Gateway</h1></html>');
    expect(words).toContain('31번 · 13:25:10 – 14:04:10');
    expect(words).toContain('제때 답이 오지 않았습니다.');
    expect(words).toContain('23건이 기다리거나 걸렸습니다.');
    await panel.getByRole('radio', { name: '영어' }).click();
    await panel.getByText('has not taken declarations').waitFor();
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await panel.getByRole('button', { name: '복사' }).click();
    await panel.getByText('복사했습니다.').waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toContain('[Customs filing] as of 23 Nov');
    await page.keyboard.press('Escape');
    await panel.waitFor({ state: 'detached' });
  });

  test('lead to exactly the filings that one affected, and back', async () => {
    const { page, engine } = await open({ at: '#/incidents/2' });
    const panel = page.getByRole('complementary', { name: '장애' });
    await panel.getByRole('link', { name: '영향을 받은 신고 보기' }).click();
    await page.waitForURL(/#\/affected\/2$/);
    await page.locator('[data-row="3"]').waitFor();
    const shown = await page
      .locator('[data-row]')
      .evaluateAll((rows) => rows.map((row) => Number(row.dataset['row'])));
    expect(shown).toEqual([3, 6, 9, 12]);
    expect(engine.rows()).toHaveLength(12);
    await page.locator('[data-row="6"]').click();
    await page.keyboard.press('Enter');
    await page.waitForURL(/#\/affected\/2\/6$/);
    await page.keyboard.press('Escape');
    await page.waitForURL(/#\/affected\/2$/);
    await page.getByRole('link', { name: '장애 2번의 영향을 받은 신고' }).click();
    await page.waitForURL(/#\/incidents\/2$/);
  });

  test('take an official notice with its file, and show it', async () => {
    const { page, engine } = await open({ at: '#/incidents/2' });
    const panel = page.getByRole('complementary', { name: '장애' });
    await panel.getByLabel('내용').fill('일부 서비스 이용이 원활하지 않습니다.');
    await panel.getByLabel('주소').fill('unipass');
    await panel.getByRole('button', { name: '적기' }).click();
    await panel.getByText('http:// 또는 https://로 시작하는 주소를 적으세요.').waitFor();
    await panel.getByLabel('주소').fill('https://unipass.customs.go.kr/notice/1');
    await panel.getByLabel('접수번호').fill('2026-1126-07');
    const [chooser] = await Promise.all([
      page.waitForEvent('filechooser'),
      panel.getByRole('button', { name: '파일 고르기' }).click(),
    ]);
    await chooser.setFiles({ name: '공지.png', mimeType: 'image/png', buffer: Buffer.from('abc') });
    await panel.getByRole('button', { name: '적기' }).click();
    await panel.getByText('적었습니다.').waitFor();
    await panel.getByText('공지.png').waitFor();
    await panel.getByText('https://unipass.customs.go.kr/notice/1').waitFor();
    const sent = engine.calls.filter(({ name }) => name === 'incidents.remark');
    expect(sent).toHaveLength(1);
    expect(calls['incidents.remark'].input.parse(sent[0]?.input)).toMatchObject({
      id: 2,
      kind: 'official-notice',
      ticket: '2026-1126-07',
      seenAt: epochMs(Date.parse('2026-11-26T14:05:00+09:00')),
      file: { name: '공지.png', data: 'YWJj' },
    });
  });

  test.each([
    ['ko', 'light'],
    ['ko', 'dark'],
    ['en', 'light'],
    ['en', 'dark'],
  ] as const)('are in one language, readable, never green: %s, %s', async (language, theme) => {
    const { page } = await open({ language, theme, latin: true, at: '#/incidents/2' });
    await page.locator('pre').waitFor();
    expect(await foreignTexts(page, language)).toEqual([]);
    expect(await faintTexts(page)).toEqual([]);
    expect((await page.evaluate(greenThings)).elsewhere).toEqual([]);
    expect(await namelessControls(page)).toEqual([]);
  });
});

describe('a filing', () => {
  test('tells whose waiting it was, in words and sums', async () => {
    const { page } = await open({ at: '#/filings/all/3' });
    const panel = page.getByRole('complementary', { name: '신고 건' });
    const waiting = panel.getByRole('region', { name: '누구 때문에 기다렸나' });
    await waiting.getByText('모두 56분').waitFor();
    const words = (await waiting.innerText()).replaceAll(/\s+/g, ' ');
    expect(words).toContain('세관 쪽 38분 우리 쪽 2분 사람 15분 가는 중 1분');
    expect(words).toContain('세관 쪽 장애 2 38분');
    await waiting.getByRole('link', { name: '장애 2' }).click();
    await page.getByRole('complementary', { name: '장애' }).waitFor();
  });
});

describe('a person is told', () => {
  test('in a quiet bar and the title, until it is closed', async () => {
    const { page, engine } = await open({ at: '#/filings/all' });
    engine.emit({
      topic: 'attention',
      attention: {
        at: epochMs(now),
        kind: 'grade',
        level: 'warn',
        ko: '세관 쪽(신고 접수)에 문제가 있습니다: 멈춤.',
        en: 'The customs side is in trouble.',
      },
    });
    const bar = page.getByRole('region', { name: '알림', exact: true });
    await bar.getByText('세관 쪽(신고 접수)에 문제가 있습니다: 멈춤.').waitFor();
    expect(await page.title()).toContain('세관 쪽(신고 접수)에 문제가 있습니다');
    expect(await faintTexts(page)).toEqual([]);
    await bar.getByRole('button', { name: '알림 닫기' }).click();
    await bar.waitFor({ state: 'detached' });
    expect(await page.title()).toBe('나루');
  });
});

describe('the first page', () => {
  test('says in a line what waits and when it will be over', async () => {
    const { page } = await open({ at: '#/', standings: [['queued', 'none']] });
    await page.getByText(/12건이 기다립니다\. \d\d:\d\d–\d\d:\d\d쯤 끝납니다\./).waitFor();
  });

  test('warns of what has waited for a day, and insists after two until it waits no more', async () => {
    const { page, engine } = await open({ at: '#/' });
    engine.setSync((sync) => ({ oldestQueuedAt: epochMs(sync.now - 30 * 3_600_000) }));
    await page.getByText('30시간째 기다리는 신고가 있습니다.').waitFor();
    engine.setSync((sync) => ({ oldestQueuedAt: epochMs(sync.now - 50 * 3_600_000) }));
    await page.getByRole('alert').getByText('다른 길로 낼지 지금 정하세요').waitFor();
    expect(await faintTexts(page)).toEqual([]);
    engine.setSync(() => ({ oldestQueuedAt: null, oldestUnconfirmedAt: null }));
    await page.getByText('다른 길로 낼지 지금 정하세요').waitFor({ state: 'detached' });
  });
});
