import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { FakeEngine } from '../support/fake-engine.ts';
import { focusedRow, openTheatre, rowOf, type OpenScreens, type Theatre } from './open-screens.ts';

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

const panelOf = (page: Page) => page.getByRole('complementary', { name: '재확인할 내용' });

/** Odd ids have a value that went stale, even ones a code that does not match. */
const stale = { standings: [['recheck', 'none']], at: '#/recheck' } as const;

describe('what went stale', () => {
  test('is told in words, with what changes and what will happen, as the keys go through it', async () => {
    const { page } = await theatre.open({ count: 11, ...stale });
    await expect.poll(() => focusedRow(page)).toBe('1');
    const panel = panelOf(page);
    await panel.getByText('USD 관세환율이 2026-11-22부터 바뀌었습니다.').waitFor();
    await panel.getByRole('row', { name: /총세액합계 2,406,460 2,426,050/ }).waitFor();
    await panel.getByText('신고번호는 그대로입니다.').waitFor();
    await page.keyboard.press('ArrowDown');
    await panel.getByText('개인통관고유부호 P200055512345').waitFor();
    await panel.getByText('조회 서비스의 답: 납세의무자').waitFor();
    await page.getByRole('button', { name: '보내기', exact: true }).waitFor();
    expect(await page.getByRole('button', { name: '보내기', exact: true }).isDisabled()).toBe(true);
    await page.keyboard.press('ArrowDown');
    await panel.getByText('신고 기한 2026-11-20이 지났습니다.').waitFor();
    await page.keyboard.press('Enter');
    await expect.poll(() => page.url()).toContain('#/filings/attention/3');
  });

  test('is accepted by one key, for one or for many, but never a code that does not match', async () => {
    const { page, engine } = await theatre.open({ count: 11, ...stale });
    await expect.poll(() => focusedRow(page)).toBe('1');
    await page.keyboard.press('a');
    await page.getByText('1건을 대기에 올렸습니다.').waitFor();
    expect(last(engine, 'stale.accept')).toEqual({ ids: [1] });
    await rowOf(page, 1).waitFor({ state: 'detached' });
    await expect.poll(() => focusedRow(page)).toBe('2');
    await page.keyboard.press('Space');
    await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('Shift+ArrowDown');
    await page.getByText('3건 선택').waitFor();
    await page.keyboard.press('a');
    await page.getByText('고쳐야 하는 2건은 뺐습니다.').waitFor();
    expect(last(engine, 'stale.accept')).toEqual({ ids: [3] });
  });

  test('is checked again, held, cancelled and undone by keys', async () => {
    const { page, engine } = await theatre.open({ count: 4, ...stale });
    await expect.poll(() => focusedRow(page)).toBe('1');
    await page.keyboard.press('r');
    await page.getByText('1건을 다시 확인했습니다.').waitFor();
    expect(last(engine, 'stale.checkAgain')).toEqual({ ids: [1] });
    await expect.poll(() => focusedRow(page)).toBe('2');
    await page.keyboard.press('h');
    await page.getByText('1건을 보류했습니다.').waitFor();
    await expect.poll(() => focusedRow(page)).toBe('3');
    await page.keyboard.press('c');
    await page.getByText('1건을 취소했습니다.').waitFor();
    expect(engine.rows().map(({ transport }) => transport)).toEqual([
      'queued',
      'held',
      'cancelled',
      'recheck',
    ]);
  });

  test('opens as a draft to be edited', async () => {
    const { page, engine } = await theatre.open({ count: 3, ...stale });
    await expect.poll(() => focusedRow(page)).toBe('1');
    await page.keyboard.press('e');
    await expect.poll(() => page.url()).toContain('#/editor/1');
    expect(last(engine, 'drafts.start')).toEqual({ from: { is: 'edit', filingId: 1 } });
  });

  test('is found from a filing, also far down the list', async () => {
    const { page, host } = await theatre.open({ count: 300, ...stale });
    await page.goto(`${host.url}#/filings/attention/291`);
    await page.getByRole('link', { name: '재확인 화면에서 처리' }).click();
    await expect.poll(() => page.url()).toContain('#/recheck/291');
    await panelOf(page).getByText('12345-26-000291M').waitFor();
    await page.getByText('모두 300건').waitFor();
    expect(await page.getByRole('row').count()).toBeLessThan(80);
  });

  test('says so where there is nothing', async () => {
    const { page } = await theatre.open({ count: 0, at: '#/recheck' });
    await page.getByText('재확인할 신고가 없습니다. 하실 일은 없습니다.').waitFor();
  });
});

async function openMismatches(): Promise<OpenScreens> {
  const screens = await theatre.open({
    count: 12,
    standings: [['recheck', 'none']],
    at: '#/pccc',
  });
  await screens.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await screens.page.getByText('받는 분 3명').waitFor();
  return screens;
}
const askPanel = (page: Page) => page.getByRole('complementary', { name: '새 번호 받기' });
const clipboard = (page: Page): Promise<string> =>
  page.evaluate(() => navigator.clipboard.readText());

describe('consignees with a code that does not match', () => {
  test('are each asked by a message of their own, to be copied', async () => {
    const { page } = await openMismatches();
    await page.getByRole('row', { name: /김\*\*/ }).click();
    // Masked until it is asked for, and masked again.
    expect(await page.content()).not.toContain('김하늘');
    const person = '받는 분의 성명, 부호, 전화';
    await askPanel(page)
      .getByRole('button', { name: `${person}: 가린 값 보기` })
      .click();
    await askPanel(page).getByText('P180012345678 · 010-2345-6789').waitFor();
    await askPanel(page)
      .getByRole('button', { name: `${person}: 다시 가리기` })
      .click();
    await askPanel(page).getByText('P1*********78 · 01*********89').waitFor();
    await askPanel(page).getByRole('button', { name: '안내문 복사' }).click();
    await askPanel(page).getByText('복사했습니다.').waitFor();
    const text = await clipboard(page);
    expect(text).toContain('김하늘 님, 안녕하세요. 수입통관을 맡은 관세법인 나루입니다.');
    expect(text).not.toContain('Dear');
    await page.getByRole('row', { name: /E\*{4}/ }).click();
    await page.keyboard.press('c');
    await expect.poll(() => clipboard(page)).toContain('Dear EMILY CARTER');
    await page.keyboard.press('Escape');
    await page.getByRole('row', { name: /E\*{4}/ }).focus();
    await page.keyboard.press('t');
    await page.getByText('3명의 이름, 전화, 안내문을 표로 복사했습니다.').waitFor();
    // Headings and three consignees, three cells each.
    expect((await clipboard(page)).match(/\t/g)).toHaveLength(4 * 2);
  });

  test('get a new number that is checked first, into all filings that are not taken', async () => {
    const { page, engine } = await openMismatches();
    await page.getByRole('row', { name: /이\*\*/ }).click();
    await page.keyboard.press('Enter');
    const waiting = engine.rows().filter(({ id }) => id % 2 === 0 && id % 3 === 1);
    const field = askPanel(page).getByRole('textbox', { name: '새 개인통관고유부호' });
    expect(await field.evaluate((each) => each === document.activeElement)).toBe(true);
    await field.fill('p2600000000X1');
    await askPanel(page).getByText('보통은 P와 숫자 열두 자리입니다.').waitFor();
    await field.fill('P260000000009');
    await page.keyboard.press('Enter');
    await askPanel(page).getByText('이 번호도 맞지 않습니다.').waitFor();
    await field.fill('P260000000000');
    await page.keyboard.press('Enter');
    await askPanel(page).getByText('조회 서비스가 제때 답하지 않았습니다.').waitFor();
    await field.fill('p260000000001');
    await page.keyboard.press('Enter');
    await askPanel(page).getByText('이** 님의 것으로 확인되었습니다.').waitFor();
    expect(last(engine, 'pccc.verify')).toMatchObject({
      pccc: 'P260000000001',
      person: 'person-P190087654321',
    });
    await askPanel(page)
      .getByRole('button', { name: `${waiting.length}건에 넣고 대기에 올리기` })
      .click();
    await page.getByText(`${waiting.length}건에 새 번호를 넣고 대기에 올렸습니다.`).waitFor();
    expect(last(engine, 'pccc.renew')).toEqual({
      ids: waiting.map(({ id }) => id),
      pccc: 'P260000000001',
      person: 'person-P190087654321',
    });
    await page.getByText('받는 분 2명').waitFor();
  });

  test('answer with a new number by themselves in practice, where there is nobody to ask', async () => {
    const { page, engine } = await openMismatches();
    await askPanel(page).getByRole('button', { name: '연습 답장 받기' }).click();
    await askPanel(page).getByText('새 번호를 알려 왔습니다(연습).').waitFor();
    expect(last(engine, 'practice.consigneeReply')).toMatchObject({
      person: 'person-P200055512345',
    });
    const field = askPanel(page).getByRole('textbox', { name: '새 개인통관고유부호' });
    expect(await field.inputValue()).toBe('P999800000001');
  });

  test('get an amendment with the new number for what customs has already', async () => {
    const { page, engine } = await openMismatches();
    engine.change([4], { transport: 'acknowledged', customs: 'received', receiptNo: 'R-4' });
    await page.getByRole('row', { name: /이\*\*/ }).click();
    await askPanel(page).getByText('1건은 이미 접수되어').waitFor();
    await askPanel(page).getByRole('textbox').fill('P260000000001');
    await page.keyboard.press('Enter');
    await askPanel(page).getByText('확인되었습니다.').waitFor();
    await askPanel(page).getByRole('button', { name: '정정 쓰기' }).click();
    await expect.poll(() => page.url()).toContain('#/editor/1');
    expect(last(engine, 'drafts.start')).toEqual({ from: { is: 'amend', filingId: 4 } });
    expect(last(engine, 'drafts.save')).toMatchObject({ id: 1, version: 0 });
  });
});

describe('documents that fit no filing', () => {
  test('are listed and shown as they came', async () => {
    const { page } = await theatre.open({ count: 3, at: '#/stray' });
    await page.getByText('버리지 않고 받은 그대로 둡니다.').waitFor();
    await expect.poll(() => focusedRow(page)).toBe('4');
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.getByText('<wco:ID>4</wco:ID>').waitFor();
    await dialog.getByText(/GOVCBR5GV_4\.xml · cp949/).waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await expect.poll(() => focusedRow(page)).toBe('4');
  });
});
