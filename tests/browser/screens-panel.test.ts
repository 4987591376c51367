import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { filingIdSchema } from '../../shared/filing/numbers.ts';
import { epochMs } from '../../shared/time.ts';
import type { FakeEngine } from '../support/fake-engine.ts';
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
const panelOf = (page: Page) => page.getByRole('complementary', { name: '신고 건' });

test('the overview says until when customs wants an answer', async () => {
  const { page } = await theatre.open({
    count: 2,
    standings: [['acknowledged', 'documents-required']],
    at: '#/',
  });
  await page
    .getByText(/까지 답해야 합니다$/)
    .first()
    .waitFor();
  expect(await page.getByText(/까지 답해야 합니다$/).count()).toBe(2);
});

describe('a withdrawal', () => {
  test('says what it means in law, and asks for why and because of whom', async () => {
    const { page, engine } = await theatre.open({
      count: 2,
      standings: [['acknowledged', 'received']],
      at: '#/filings/all/2',
    });
    await panelOf(page).getByRole('button', { name: '취하', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: '신고를 취하할까요?' });
    await dialog.getByText('10일 안에 승인 여부를 알려야 하고').waitFor();
    await dialog.getByRole('button', { name: '취하신청 올리기' }).click();
    await dialog.getByText('신청 사유를 적으세요.').waitFor();
    expect(last(engine, 'filings.withdraw')).toBeUndefined();
    await dialog.getByLabel('취하 사유부호').fill('10');
    await dialog.getByRole('radio', { name: '01 신고인(관세사 등)' }).check();
    await dialog.getByRole('textbox', { name: '신청 사유' }).fill('이중으로 신고하였습니다.');
    await dialog.getByRole('button', { name: '취하신청 올리기' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(last(engine, 'filings.withdraw')).toEqual({
      id: 2,
      reason: { code: '10', fault: '01', text: '이중으로 신고하였습니다.' },
    });
  });

  test('that cannot be asked for keeps its words and says why', async () => {
    const { page, engine } = await theatre.open({
      count: 2,
      standings: [['acknowledged', 'released']],
      at: '#/filings/all/2',
    });
    engine.service.handlers['filings.synchronise'] = () => ({ filingId: filingIdSchema.parse(1) });
    engine.service.handlers['filings.withdraw'] = () => Promise.reject(new Error('no'));
    await panelOf(page).getByRole('button', { name: '취하', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('취하 사유부호').fill('01');
    await dialog.getByRole('radio', { name: '02 화주' }).check();
    await dialog.getByRole('textbox', { name: '신청 사유' }).fill('계약 해지');
    await dialog.getByRole('button', { name: '취하신청 올리기' }).click();
    await dialog.getByRole('alert').waitFor();
    expect(await dialog.getByRole('textbox', { name: '신청 사유' }).inputValue()).toBe('계약 해지');
  });
});

describe('filed elsewhere', () => {
  test('is noted with place and Korean time, and leaves the queue', async () => {
    const now = Date.UTC(2026, 10, 24, 1);
    const { page, engine } = await theatre.open({
      count: 2,
      standings: [['queued', 'none']],
      at: '#/filings/all/2',
      now,
    });
    await panelOf(page).getByRole('button', { name: '다른 경로로 제출' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('여기서 기다리던 같은 신고는 대기에서 빠지고').waitFor();
    expect(await dialog.getByLabel('제출한 때').inputValue()).toBe('2026-11-24T10:00');
    await dialog.getByRole('button', { name: '다른 경로로 제출함' }).click();
    await dialog.getByText('제출한 곳을 적으세요.').waitFor();
    await dialog.getByRole('textbox', { name: '제출한 곳' }).fill('인천세관 창구');
    await dialog.getByLabel('제출한 때').fill('2026-11-24T09:30');
    await dialog.getByRole('button', { name: '다른 경로로 제출함' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(last(engine, 'filings.fileElsewhere')).toEqual({
      id: 2,
      number: null,
      place: '인천세관 창구',
      at: Date.UTC(2026, 10, 24, 0, 30),
      note: '',
    });
    await panelOf(page).getByText('나루에서는 보내지 않습니다.').waitFor();
  });
});

describe('a synchronisation', () => {
  test('is offered through folders once there has been no answer for long enough', async () => {
    const { page, engine } = await theatre.open({
      count: 2,
      standings: [['unconfirmed', 'none']],
      at: '#/filings/all',
    });
    await engine.service.handlers['gateway.set']({
      is: 'folder',
      folders: {
        sendFolder: 'C:\\send',
        sentFolder: null,
        receiveFolders: ['C:\\recv'],
        fileName: '{code}.xml',
        encoding: 'utf-8',
        everySeconds: 10,
        synchroniseAfterHours: 2,
      },
    });
    engine.change([2], { createdAt: epochMs(Date.now() - 3 * 3_600_000) });
    await page.locator('[data-row="2"]').click();
    await panelOf(page).getByRole('button', { name: '동기화 요청' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('신고를 다시 보내는 것이 아닙니다.').waitFor();
    await dialog.getByRole('button', { name: '동기화 요청 올리기' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(last(engine, 'filings.synchronise')).toMatchObject({ id: 2 });
    await page.locator('[data-row="1"]').click();
    await panelOf(page).getByText('12345-26-000001M').waitFor();
    expect(await panelOf(page).getByRole('button', { name: '동기화 요청' }).count()).toBe(0);
  });
});

describe('the parts of a filing', () => {
  test('stand below it with both states, and lead back', async () => {
    const { page, engine } = await theatre.open({
      count: 3,
      standings: [['acknowledged', 'received']],
      at: '#/filings/all/3',
    });
    const [first] = engine.rows();
    if (first === undefined) throw new Error('no row');
    const originalId = filingIdSchema.parse(3);
    engine.change([1], { part: { is: 'amendment', sequence: 2 }, originalId, customs: 'amended' });
    engine.change([2], { part: { is: 'withdrawal' }, originalId, transport: 'queued' });
    engine.change([3], {});
    const parts = panelOf(page).getByRole('region', { name: '정정·취하·동기화' });
    await parts.getByRole('link', { name: /취하 대기/ }).waitFor();
    await parts.getByRole('link', { name: /정정 2 접수확인 정정/ }).click();
    await panelOf(page).getByText('12345-26-000001M', { exact: true }).waitFor();
    await panelOf(page)
      .getByRole('row', { name: /세번부호.*8471300000 8473300000/ })
      .waitFor();
    expect(await panelOf(page).getByRole('button', { name: '취하', exact: true }).count()).toBe(0);
    await panelOf(page).getByRole('link', { name: '원 신고 보기' }).click();
    await panelOf(page).getByText('12345-26-000003M', { exact: true }).waitFor();
  });
});

describe('a notice', () => {
  test('shows by when customs wants an answer, and the document as it came', async () => {
    const { page, engine } = await theatre.open({
      count: 2,
      standings: [['acknowledged', 'documents-required']],
      at: '#/filings/all/2',
    });
    const notices = panelOf(page).getByRole('region', { name: /세관 통보/ });
    await notices.getByText('까지 답해야 합니다').waitFor();
    await notices.getByText('5GV').waitFor();
    await notices.getByRole('button', { name: '받은 문서 보기' }).click();
    const dialog = page.getByRole('dialog', { name: '받은 문서 GOVCBR5GV' });
    await dialog.getByText('<wco:TypeCode>GOVCBR5GV</wco:TypeCode>').waitFor();
    expect(last(engine, 'notices.document')).toEqual({ id: 2 });
  });

  test('of any kind has its word, and none that moves no state is green', async () => {
    const { page, engine } = await theatre.open({
      count: 1,
      standings: [['acknowledged', 'received']],
      at: '#/filings/all',
    });
    const told = engine.service.handlers['filings.get'];
    engine.service.handlers['filings.get'] = async (input) => {
      const detail = await told(input);
      const kinds = [
        'refused',
        'amendment-refused',
        'withdrawal-refused',
        'information',
        'unknown',
      ] as const;
      return {
        ...detail,
        notices: kinds.map((kind, i) => ({
          id: String(i),
          declarationNo: detail.row.declarationNo,
          kind,
          at: '2026-11-24T01:00:00Z',
          receivedAt: detail.row.createdAt,
          part: { is: 'amendment', sequence: 1 },
        })),
      };
    };
    await page.locator('[data-row="1"]').click();
    const notices = panelOf(page).getByRole('region', { name: /세관 통보/ });
    for (const word of ['오류통보', '정정 불승인', '취하 불승인', '안내', '모르는 문서'])
      await notices.getByText(word, { exact: true }).waitFor();
    expect(await notices.getByText('정정 1에 대한 통보').count()).toBe(5);
  });
});

describe('drafts', () => {
  test.each([
    ['복사해 새로 쓰기', 'queued', 'copy'],
    ['고치기', 'held', 'edit'],
    ['정정', 'acknowledged', 'amend'],
  ] as const)('%s begins one', async (name, transport, is) => {
    const { page, engine } = await theatre.open({
      count: 1,
      standings: [[transport, 'none']],
      at: '#/filings/all/1',
    });
    await panelOf(page).getByRole('button', { name, exact: true }).click();
    await expect.poll(() => page.url()).toContain('#/editor/1');
    expect(last(engine, 'drafts.start')).toEqual({ from: { is, filingId: 1 } });
  });
});
