import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { calls } from '../../shared/contract/index.ts';
import type { FakeEngine } from '../support/fake-engine.ts';
import {
  asked,
  choose,
  clientSheet,
  composeKey,
  focusedCell,
  openIntake,
  openWith,
  pasteCells,
  wide,
} from './intake-desk.ts';
import { openTheatre, type Theatre } from './open-screens.ts';

let theatre: Theatre;
beforeAll(async () => {
  theatre = await openTheatre();
});
afterAll(() => theatre.close());
afterEach(async () => {
  expect(await theatre.closeScreens()).toEqual([]);
});

const repairs = (engine: FakeEngine) =>
  asked(engine, 'intake.repair', calls['intake.repair'].input);

/** A count as the card shows it. */
const countOf = (page: Page, word: string) =>
  page.locator('dl div').filter({ hasText: word }).locator('dd').first();

const faults = {
  1: { hsCode: '8542' },
  2: { grossWeight: '177킬로', netWeight: '1,2,3kg' },
  4: { hsCode: '61' },
} as const;

describe('rows with faults', () => {
  test('are mended by keyboard, cell by cell, and go in', async () => {
    const { page, engine } = await openWith(theatre, { isOurs: true, faults });
    await page.getByText('고쳐야 할 행 3개').waitFor();
    await expect.poll(() => countOf(page, '고쳐야 함').innerText()).toBe('3');
    await page.getByRole('button', { name: '다음 오류' }).click();
    const grid = page.getByRole('grid', { name: '고쳐야 할 행' });
    const first = await focusedCell(page);
    expect(first).toMatch(/^3:/);
    await page.getByText('1란 세번부호(HS): 모양이 맞지 않습니다("8542").').waitFor();

    // The first key replaces what is there; Enter checks it and goes down.
    await page.keyboard.type('8542311000');
    await page.keyboard.press('Enter');
    await page.getByText('고쳐야 할 행 2개').waitFor();
    await expect.poll(() => countOf(page, '고쳐야 함').innerText()).toBe('2');
    await grid.locator('[data-repair-row="3"]').getByText('고침').waitFor();
    expect(repairs(engine)).toEqual([
      expect.objectContaining({
        cells: [{ row: 3, at: Number(first?.split(':')[1]), value: '8542311000' }],
      }),
    ]);
    expect(await focusedCell(page)).toMatch(/^4:/);

    // Esc gives back what was there; F2 goes on with it.
    await page.keyboard.press('F8');
    expect(await focusedCell(page)).toMatch(/^4:/);
    const cell = page.getByRole('textbox', { name: /^4행/ });
    const before = await cell.inputValue();
    await page.keyboard.type('9');
    expect(await cell.inputValue()).toBe('9');
    await page.keyboard.press('Escape');
    expect(await cell.inputValue()).toBe(before);
    const at = await focusedCell(page);
    await page.keyboard.press('F2');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Backspace');
    expect(await focusedCell(page)).toBe(at);
    await page.keyboard.press('Escape');

    // F8 leads from error to error, down and then from the top.
    await page.getByText('이 행의 다른 오류: 총중량(kg)').waitFor();
    await page.keyboard.type('120.5');
    await page.keyboard.press('F8');
    expect(await focusedCell(page)).toMatch(/^6:/);
    await page.keyboard.type('6109101000');
    await page.keyboard.press('F8');
    expect(await focusedCell(page)).toMatch(/^4:/);
    await page.getByText('총중량(kg): 숫자가 아닙니다("177킬로")').waitFor();
    await page.keyboard.type('177');
    await page.keyboard.press('Tab');
    await page.getByText('모두 고쳤습니다.').waitFor();
    await page.getByRole('button', { name: '6건 가져오기' }).click();
    await page.getByText('6건을 저장했습니다.').waitFor();
    expect(engine.rows()).toHaveLength(11);
    await page.getByRole('button', { name: '되돌리기' }).click();
    await page.getByText('6건을 되돌렸습니다.').waitFor();
    expect(engine.rows()).toHaveLength(5);
  });

  test('hold no name before it is asked for, and a masked one is not written over', async () => {
    const named = { 1: { ...faults[1], payerPerson: '남궁민수' } };
    const { page, engine } = await openWith(theatre, { isOurs: true, faults: named });
    await page.getByText('고쳐야 할 행 1개').waitFor();
    await page.getByRole('button', { name: '모든 열' }).click();
    const grid = page.getByRole('grid', { name: '고쳐야 할 행' });
    const cell = grid.locator('[data-repair-row="3"]').getByText('남***');
    await cell.waitFor();
    expect(await page.content()).not.toContain('남궁민수');
    await cell.click();
    await page.keyboard.press('F2');
    await page.keyboard.type('x');
    await page.keyboard.press('Enter');
    await page.getByText('가린 값은 고치지 않았습니다.').waitFor();
    expect(repairs(engine)).toEqual([]);
    await page.getByRole('button', { name: '가린 칸: 가린 값 보기' }).click();
    await grid.locator('[data-repair-row="3"]').getByText('남궁민수').waitFor();
    await page.getByRole('button', { name: '가린 칸: 다시 가리기' }).click();
    await cell.waitFor();
  });

  test('take a column of cells from a spreadsheet at once', async () => {
    const { page, engine } = await openWith(theatre, {
      isOurs: true,
      faults: { 1: { hsCode: '8542' }, 2: { hsCode: '8542' }, 3: { hsCode: 'x' } },
    });
    await page.getByRole('button', { name: '다음 오류' }).click();
    expect(await focusedCell(page)).toMatch(/^3:/);
    await pasteCells(page, '8542311000\r\n8542311000\r\n8542311000\r\n8542311000\r\n');
    await page.getByText('모두 고쳤습니다.').waitFor();
    await page.getByText('1행은 자리가 없어 붙이지 않았습니다.').waitFor();
    expect(repairs(engine)[0]?.cells.map(({ row, value }) => [row, value])).toEqual([
      [3, '8542311000'],
      [4, '8542311000'],
      [5, '8542311000'],
    ]);
    await page.getByRole('button', { name: '6건 가져오기' }).waitFor();
  });

  test('let a syllable begin in a cell, and no key breaks it', async () => {
    const { page, engine } = await openWith(theatre, {
      isOurs: true,
      faults: { 1: { payerName: '' } },
    });
    await page.getByRole('button', { name: '다음 오류' }).click();
    const at = await focusedCell(page);
    const cell = page.locator('input[data-repair]');
    const cdp = await page.context().newCDPSession(page);
    await composeKey(cdp, 'KeyR', 'ㄱ');
    await composeKey(cdp, 'KeyK', '가');
    // None of these may leave the cell or end it while the syllable is open.
    await composeKey(cdp, 'Enter', '가');
    await composeKey(cdp, 'ArrowDown', '가');
    await composeKey(cdp, 'Tab', '가');
    await composeKey(cdp, 'Escape', '가');
    await composeKey(cdp, 'F8', '가');
    expect(await focusedCell(page)).toBe(at);
    expect(await cell.inputValue()).toBe('가');
    await cdp.send('Input.insertText', { text: '가' });
    await composeKey(cdp, 'KeyD', 'ㅇ');
    await composeKey(cdp, 'KeyH', '오');
    await composeKey(cdp, 'KeyS', '온');
    await cdp.send('Input.insertText', { text: '온' });
    expect(await cell.inputValue()).toBe('가온');
    expect(repairs(engine)).toEqual([]);
    await page.keyboard.press('Enter');
    await page.getByText('모두 고쳤습니다.').waitFor();
    expect(repairs(engine).map(({ cells }) => cells[0]?.value)).toEqual(['가온']);
  });

  test('keep what is typed while an earlier repair is still being checked', async () => {
    const { page, engine } = await openWith(theatre, { isOurs: true, faults });
    engine.intake.hold = 'repairing';
    await page.getByRole('button', { name: '다음 오류' }).click();
    await page.keyboard.type('8542311000');
    await page.keyboard.press('Enter');
    await page.keyboard.type('6109101000');
    await page.keyboard.press('Enter');
    await page.getByText('확인하고 있습니다…').first().waitFor();
    const grid = page.getByRole('grid', { name: '고쳐야 할 행' });
    await grid.locator('[data-repair-row="4"]').getByText('6109101000').waitFor();
    engine.intake.hold = null;
    await page.getByText('고쳐야 할 행 2개').waitFor();
    await expect.poll(() => repairs(engine).length).toBe(2);
    await grid.locator('[data-repair-row="4"]').getByText('6109101000').waitFor();
  });
});

describe('a long file', () => {
  test('tells how far it has come and can be cancelled while it is read', async () => {
    const { page, engine } = await openIntake(theatre);
    engine.intake.hold = 'reading';
    await choose(page, '한결.csv', clientSheet({ isOurs: true }));
    await page.getByText('신고를 하나씩 확인하고 있습니다… 10,000건 가운데 4,000건').waitFor();
    await page.getByRole('button', { name: '멈추기' }).click();
    await page.getByText('가져오기를 멈추었습니다.').waitFor();
    expect(engine.rows()).toHaveLength(5);
  });

  test('stops storing where it is told to, says what is left, and goes on', async () => {
    const { page, engine } = await openWith(theatre, { isOurs: true });
    engine.intake.hold = 'storing';
    await page.getByRole('button', { name: '6건 가져오기' }).click();
    await page.getByText('디스크에 저장하고 있습니다… 10,000건 가운데 4,000건').waitFor();
    await page.getByRole('button', { name: '멈추기' }).click();
    await page.getByText('1건을 저장했습니다.').waitFor();
    await page.getByText('멈추어서 5건은 저장하지 않았습니다.').waitFor();
    engine.intake.hold = null;
    await page.getByRole('button', { name: '나머지 5건 마저 가져오기' }).click();
    await page.getByText('5건을 저장했습니다.').waitFor();
    expect(engine.rows()).toHaveLength(11);
    // Both parts are taken back.
    await page.getByRole('button', { name: '되돌리기' }).click();
    await page.getByText('6건을 되돌렸습니다.').waitFor();
    expect(engine.rows()).toHaveLength(5);
  });

  test('shows every good row as it is scrolled to', async () => {
    const { page } = await openWith(theatre, { isOurs: true, count: 500 });
    const table = page.getByRole('table', { name: '파일 안의 좋은 신고 500건' });
    await table.getByText('가온-7-0001').waitFor();
    expect(await table.getByRole('row').count()).toBeLessThan(60);
    for (let i = 0; i < 40; i += 1) {
      await table.evaluate((each) => {
        each.scrollTop = each.scrollHeight;
      });
      if ((await table.getByText('가온-7-0500').count()) > 0) break;
      await page.waitForTimeout(50);
    }
    await table.getByText('가온-7-0500').waitFor();
  });

  test('waits for its turn where several come at once', async () => {
    const { page, engine } = await openIntake(theatre);
    engine.intake.hold = 'reading';
    const [chooser] = await Promise.all([
      page.waitForEvent('filechooser'),
      page.getByRole('button', { name: '파일 고르기' }).click(),
    ]);
    const buffer = clientSheet({ isOurs: true });
    await chooser.setFiles(
      Array.from({ length: 8 }, (_, i) => ({ name: `${i + 1}.csv`, mimeType: 'text/csv', buffer })),
    );
    await expect
      .poll(() => page.getByText('앞의 파일이 끝나기를 기다리고 있습니다…').count())
      .toBe(2);
    engine.intake.hold = null;
    await expect
      .poll(() => page.getByRole('button', { name: '6건 가져오기' }).count(), { timeout: 30_000 })
      .toBe(6);
    await page.getByRole('button', { name: '가져오지 않기' }).first().click();
    await expect
      .poll(() => page.getByText('앞의 파일이 끝나기를 기다리고 있습니다…').count())
      .toBe(1);
  });
});

describe('beside the files', () => {
  test.each(['수입신고', '수출신고', '목록통관'])('a template of %s is there', async (kind) => {
    const { page } = await openIntake(theatre);
    await page.getByRole('button', { name: '양식 받기' }).click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: kind }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/-ko\.xlsx$/);
  });

  test('a folder is watched, and tells what came of its files', async () => {
    const { page } = await theatre.open({ count: 5, at: '#/settings', size: wide });
    const card = page.getByRole('region', { name: '자동 가져오기 폴더' });
    await card.getByText('지금은 쓰지 않습니다.').waitFor();
    const folder = card.getByRole('textbox', { name: '폴더' });
    await folder.fill('나루');
    await card.getByRole('button', { name: '저장' }).click();
    await card.getByText('폴더를 쓸 수 없습니다: 나루').waitFor();
    await folder.fill('/나루/가져오기');
    await card.getByRole('button', { name: '저장' }).click();
    await card.getByText('지켜보고 있습니다.').waitFor();
    await card.getByRole('cell', { name: '가온무역-1124.xlsx' }).waitFor();
    await card.getByText('꼭 있어야 할 열이 없습니다').waitFor();
    await card.getByRole('button', { name: '쓰지 않기' }).click();
    await card.getByText('지금은 쓰지 않습니다.').waitFor();
  });
});
