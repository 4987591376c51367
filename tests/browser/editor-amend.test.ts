import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { exampleFiling } from '../../shared/documents/index.ts';
import type { FilingId } from '../../shared/filing/numbers.ts';
import { launchChromium } from './chromium.ts';
import { focusedPath, openDesk, pictures, saved, until, type Desk } from './editor-desk.ts';

const minute = 60_000;
let browser: Browser;
let desk: Desk | null = null;
beforeAll(async () => {
  browser = await launchChromium();
});
afterEach(async () => {
  const complaints = desk?.complaints ?? [];
  await desk?.close();
  desk = null;
  expect(complaints).toEqual([]);
});
afterAll(async () => browser.close());

/** Of no week's exchange rate, so that nothing goes stale while it waits. */
const declaration = JSON.parse(
  JSON.stringify({ ...exampleFiling('import').declaration, currency: 'KRW', exchangeRate: '1' }),
);

async function queueNew(given: Desk): Promise<FilingId> {
  const draft = await given.call('drafts.start', { from: { is: 'empty', kind: 'import' } });
  const { id } = draft;
  const body = { ...draft.body, declaration };
  const { version } = await given.call('drafts.save', { id, version: draft.version, body });
  const queued = await given.call('drafts.queue', { id, version });
  if (queued.is === 'wrong') throw new Error(JSON.stringify(queued.errors));
  return queued.filingId;
}

test(
  '접수된 신고를 정정한다: 달라진 점을 보고, 사유를 적어 올린다',
  { timeout: 2 * minute },
  async () => {
    const given = await openDesk(browser);
    desk = given;
    const { page } = given;
    const id = await queueNew(given);
    const transportOf = async () => (await given.call('filings.get', { id })).row.transport;
    await until(transportOf, 'acknowledged', minute);
    await given.go(`#/filings/all/${id}`);
    await page.getByRole('button', { name: '정정' }).click();
    await page.getByText('접수된 신고의 정정입니다.').waitFor();
    await page.getByText('아직 달라진 항목이 없습니다.').waitFor();

    await page.locator('[data-path=vessel]').selectText();
    await page.keyboard.type('NARU PIONEER 013E');
    await page.locator('[data-sheet=lines]').focus();
    await page.keyboard.press('End');
    await until(() => focusedPath(page), 'lines[0].vat');
    const changes = page.getByRole('tabpanel');
    await changes.getByText('1개 항목이 달라졌습니다.').waitFor();
    await changes.getByText('NARU PIONEER 012E').waitFor();
    await changes.getByText('NARU PIONEER 013E').waitFor();
    await page.locator('[data-field=vessel]').getByText('전: NARU PIONEER 012E').waitFor();
    await page.screenshot({ path: join(pictures, '작성-4-정정.png') });

    // Without a reason it is not taken, and the field that lacks it has the focus.
    await page.keyboard.press('Control+Enter');
    await until(() => focusedPath(page), 'reason.text');
    await page.keyboard.type('선명이 잘못 적혔습니다.');
    await page.locator('[data-path="reason.fault"]').focus();
    await page.keyboard.type('화주');
    await page.keyboard.press('Enter');
    expect(await page.locator('[data-path="reason.fault"]').inputValue()).toBe('02');
    await saved(page);
    await page.keyboard.press('Control+p');
    await page.getByRole('dialog').getByText('GOVCBR5FE').waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('complementary', { name: '신고 건' }).waitFor();

    const { parts } = await given.call('filings.get', { id });
    expect(parts).toMatchObject([{ part: { is: 'amendment', sequence: 1 }, originalId: id }]);
    const [part] = parts;
    const { differences } = await given.call('filings.difference', { id: part?.id ?? id });
    expect(differences).toEqual([
      { field: 'vessel', before: 'NARU PIONEER 012E', after: 'NARU PIONEER 013E' },
    ]);
  },
);

test('복사하고, 틀로 두고, 지운 초안을 되살린다', { timeout: 2 * minute }, async () => {
  const given = await openDesk(browser);
  desk = given;
  const { page } = given;
  await queueNew(given);
  await page.keyboard.press('n');
  await page.getByRole('button', { name: /지난 신고에서 복사/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('나루조명').waitFor();
  await page.keyboard.type('나루');
  await dialog.getByRole('button', { name: /나루조명/ }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: /대기에 올리기/ }).waitFor();
  expect(await page.locator('[data-path=importerName]').inputValue()).toBe('나루조명(주)');
  expect(await page.locator('[data-path=billOfLading]').inputValue()).toBe('');

  await page.getByRole('button', { name: '틀로 저장' }).click();
  await page.keyboard.type('나루조명 등기구');
  await page.keyboard.press('Enter');
  await page.getByText('틀을 저장했습니다.').waitFor();
  await page.keyboard.press('Escape');
  await given.go('#/drafts');
  await page.getByRole('button', { name: '나루조명 등기구' }).waitFor();
  const draft = page.locator('[data-draft]');
  await draft.focus();
  await page.screenshot({ path: join(pictures, '작성-5-목록.png') });
  await page.keyboard.press('Delete');
  await page.getByText('초안을 지웠습니다.').waitFor();
  await until(() => draft.count(), 0);
  await page.keyboard.press('z');
  await until(() => draft.count(), 1);
  await draft.getByText('나루조명').waitFor();
});
