import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import { calls, type CallArgument } from '../../shared/contract/index.ts';
import type { FakeEngine } from '../support/fake-engine.ts';
import { focusedRow, openTheatre, rowOf, type Theatre } from './open-screens.ts';

let theatre: Theatre;
beforeAll(async () => {
  theatre = await openTheatre();
});
afterAll(() => theatre.close());
afterEach(async () => {
  expect(await theatre.closeScreens()).toEqual([]);
});

const actions = (engine: FakeEngine): CallArgument<'filings.act'>[] =>
  engine.calls.flatMap(({ name, input }) =>
    name === 'filings.act' ? [calls['filings.act'].input.parse(input)] : [],
  );

describe('the list', () => {
  test('of ten thousand is walked through by keys, with few rows in the document', async () => {
    const { page } = await theatre.open({ count: 10_000, at: '#/filings/all' });
    await rowOf(page, 10_000).waitFor();
    await expect.poll(() => focusedRow(page)).toBe('10000');

    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await expect.poll(() => focusedRow(page)).toBe('9998');
    await page.keyboard.press('ArrowUp');
    await expect.poll(() => focusedRow(page)).toBe('9999');
    await page.keyboard.press('PageDown');
    await expect.poll(async () => Number(await focusedRow(page))).toBeLessThan(9990);
    await page.keyboard.press('End');
    await expect.poll(async () => Number(await focusedRow(page))).toBeLessThanOrEqual(9801);
    // The end of what has been read brings the next page.
    await page.getByText('300건까지 읽음').waitFor();
    expect(await page.getByRole('row').count()).toBeLessThan(80);
    await page.keyboard.press('Home');
    await expect.poll(() => focusedRow(page)).toBe('10000');
    await page.keyboard.press('ArrowUp');
    expect(await focusedRow(page)).toBe('10000');
  });

  test('opens with Enter, follows the arrows, returns with Escape', async () => {
    const { page } = await theatre.open({ count: 30, at: '#/filings/all' });
    await expect.poll(() => focusedRow(page)).toBe('30');
    await page.keyboard.press('Enter');
    const panel = page.getByRole('complementary', { name: '신고 건' });
    await panel.getByText('12345-26-000030M', { exact: true }).waitFor();
    await page.keyboard.press('ArrowDown');
    await panel.getByText('12345-26-000029M', { exact: true }).waitFor();
    expect(await focusedRow(page)).toBe('29');
    await page.keyboard.press('Escape');
    await panel.waitFor({ state: 'detached' });
    await expect.poll(() => focusedRow(page)).toBe('29');
  });

  test('acts on what is open, also where a link opened it', async () => {
    const { page, engine } = await theatre.open({
      count: 9,
      standings: [['queued', 'none']],
      at: '#/filings/all/4',
    });
    await expect.poll(() => focusedRow(page)).toBe('4');
    await page.evaluate(() => {
      location.hash = '#/filings/all/7';
    });
    await page.getByRole('complementary', { name: '신고 건' }).getByText('000007').waitFor();
    await page.keyboard.press('h');
    await page.getByText('1건을 보류했습니다').waitFor();
    expect(actions(engine)).toEqual([{ ids: [7], action: 'hold' }]);
    await page.keyboard.press('ArrowDown');
    await expect.poll(() => page.url()).toContain('#/filings/all/');
    await expect.poll(async () => page.url().endsWith(`/${await focusedRow(page)}`)).toBe(true);
  });

  test('selects with Space and with Shift and an arrow', async () => {
    const { page } = await theatre.open({ count: 30, at: '#/filings/all' });
    await expect.poll(() => focusedRow(page)).toBe('30');
    await page.keyboard.press('Space');
    await page.getByText('1건 선택').waitFor();
    await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('Shift+ArrowDown');
    await page.getByText('3건 선택').waitFor();
    expect(await page.locator('[role=row][aria-selected=true]').count()).toBe(3);
    await page.keyboard.press('Escape');
    await page.getByText('3건 선택').waitFor({ state: 'detached' });
  });

  test('searches from the slash key on, and comes back to the rows', async () => {
    const { page, engine } = await theatre.open({ count: 300, at: '#/filings/all' });
    await expect.poll(() => focusedRow(page)).toBe('300');
    await page.keyboard.press('/');
    await page.keyboard.type('000123');
    await rowOf(page, 123).waitFor();
    await expect.poll(() => page.locator('[data-row]').count()).toBe(1);
    await page.keyboard.press('ArrowDown');
    await expect.poll(() => focusedRow(page)).toBe('123');
    await page.keyboard.press('/');
    await page.keyboard.press('Escape');
    await rowOf(page, 300).waitFor();
    await page.keyboard.type('없는말');
    await page.getByText('“없는말”에 맞는 신고가 없습니다.').waitFor();
    expect(actions(engine)).toEqual([]);
  });

  test('changes in place: focus, selection and the place in the list stay', async () => {
    const { page, engine } = await theatre.open({
      count: 300,
      standings: [['queued', 'none']],
      at: '#/filings/queued',
    });
    await page.locator('[data-row]').first().waitFor();
    await expect.poll(() => focusedRow(page)).not.toBeNull();
    await page.keyboard.press('PageDown');
    await page.keyboard.press('PageDown');
    await page.keyboard.press('Space');
    await page.getByText('1건 선택').waitFor();
    const id = Number(await focusedRow(page));
    const place = await rowOf(page, id).boundingBox();

    const shown = await page
      .locator('[data-row]')
      .evaluateAll((rows) => rows.map((each) => Number(each.getAttribute('data-row'))));
    const order = engine.rows().map((each) => Number(each.id));
    const above = order.filter((each) => !shown.includes(each)).slice(0, 1);
    engine.change([id], { priority: 'urgent', attempts: 3 });
    engine.change(above, { transport: 'acknowledged' });
    await rowOf(page, id).getByRole('img', { name: '급함' }).waitFor();
    await page.getByText('모두 299건').waitFor();
    expect(await focusedRow(page)).toBe(String(id));
    expect(await rowOf(page, id).getAttribute('aria-selected')).toBe('true');
    expect((await rowOf(page, id).boundingBox())?.x).toBe(place?.x);
  });

  test('keeps the row at the top where it is when others come above it', async () => {
    const { page } = await theatre.open({ count: 400, at: '#/filings/all' });
    await expect.poll(() => focusedRow(page)).toBe('400');
    await page.getByRole('grid').evaluate((grid) => grid.scrollTo({ top: 34 * 50 }));
    await rowOf(page, 350).waitFor();
    const before = await rowOf(page, 345).boundingBox();
    await page.evaluate(() => history.replaceState(null, '', '#/filings/all'));
    await addSamples(page);
    await page.getByText('모두 420건').waitFor();
    expect(await rowOf(page, 345).boundingBox()).toEqual(before);
  });

  test('moves the focus on when its filing leaves the view', async () => {
    const { page } = await theatre.open({
      count: 5,
      standings: [['queued', 'none']],
      at: '#/filings/queued',
    });
    await expect.poll(() => focusedRow(page)).not.toBeNull();
    const first = await focusedRow(page);
    await page.keyboard.press('c');
    await page.locator(`[data-row="${first}"]`).waitFor({ state: 'detached' });
    await expect.poll(() => focusedRow(page)).not.toBeNull();
    expect(await focusedRow(page)).not.toBe(first);
  });
});

/** Adds filings as another window would. */
async function addSamples(page: Page): Promise<void> {
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const socket = new WebSocket(new URL('/engine', location.href.replace('http', 'ws')));
        const request = {
          kind: 'request',
          id: 1,
          call: 'practice.addSamples',
          input: { count: 20 },
        };
        socket.addEventListener('open', () => socket.send(JSON.stringify(request)));
        socket.addEventListener('message', (event) => {
          if (!String(event.data).includes('"answer"')) return;
          socket.close();
          resolve();
        });
      }),
  );
}

describe('a command', () => {
  test('is done by its key, told, and undone', async () => {
    const { page, engine } = await theatre.open({
      count: 10,
      standings: [['queued', 'none']],
      at: '#/filings/queued',
    });
    await expect.poll(() => focusedRow(page)).not.toBeNull();
    const id = Number(await focusedRow(page));
    await page.keyboard.press('c');
    await page.getByText('1건을 취소했습니다. 보내지 않습니다.').waitFor();
    await rowOf(page, id).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: '되돌리기' }).click();
    await page.getByText('1건을 되살렸습니다. 다시 기다립니다.').waitFor();
    await rowOf(page, id).waitFor();
    expect(actions(engine)).toEqual([
      { ids: [id], action: 'cancel' },
      { ids: [id], action: 'restore' },
    ]);
  });

  test('says in words why it could not be done, and nothing as done', async () => {
    const { page, engine } = await theatre.open({
      count: 1,
      standings: [['queued', 'none']],
      at: '#/filings/all',
    });
    await rowOf(page, 1).waitFor();
    // The outbox is faster than the person: the page has not heard of it yet.
    const [only] = engine.rows();
    if (only === undefined) throw new Error('no row');
    const { handlers } = engine.service;
    handlers['filings.act'] = ({ ids }) => ({
      done: [],
      refused: ids.map((id) => ({
        id,
        problem: { code: 'not-possible-now', params: { state: 'sending' } },
      })),
    });
    await page.keyboard.press('h');
    await page.getByText('지금 상태(보내는 중)에서는 할 수 없는 일입니다.').waitFor();
    expect(await page.getByText('보류했습니다.').count()).toBe(0);
  });

  test('works by the place of the key, whatever the layout writes', async () => {
    const { page, engine } = await theatre.open({
      count: 3,
      standings: [['queued', 'none']],
      at: '#/filings/queued',
    });
    await expect.poll(() => focusedRow(page)).not.toBeNull();
    const keys = await page.context().newCDPSession(page);
    const key = { key: 'ㅗ', code: 'KeyH', windowsVirtualKeyCode: 72 };
    await keys.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...key });
    await keys.send('Input.dispatchKeyEvent', { type: 'keyUp', ...key });
    await page.getByText('1건을 보류했습니다.').waitFor();
    expect(actions(engine)).toHaveLength(1);
  });
});

describe('Korean composition', () => {
  test('is left alone by shortcuts and by the search', async () => {
    const { page, engine } = await theatre.open({ count: 300, at: '#/filings/all' });
    await expect.poll(() => focusedRow(page)).toBe('300');
    await page.keyboard.press('/');
    const keys = await page.context().newCDPSession(page);
    const compose = async (code: string, text: string): Promise<void> => {
      // Enter keeps its name while it ends a composition; letters lose theirs.
      const name = code === 'Enter' ? 'Enter' : 'Process';
      const key = { key: name, code, windowsVirtualKeyCode: 229 };
      await keys.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...key });
      await keys.send('Input.imeSetComposition', {
        text,
        selectionStart: text.length,
        selectionEnd: text.length,
      });
    };
    // 초롱: H, R and the rest are pressed on the way.
    await compose('KeyC', 'ㅊ');
    await compose('KeyH', '초');
    await compose('KeyR', '촐');
    await keys.send('Input.insertText', { text: '초' });
    await compose('KeyU', 'ㄹ');
    await compose('KeyH', '로');
    await compose('KeyD', '롱');
    const input = page.getByRole('textbox');
    expect(await input.inputValue()).toBe('초롱');
    // Found while the last syllable is still being composed, and the composition lives on.
    const wanted = engine.rows().filter((each) => each.summary.importer.includes('초롱')).length;
    expect(wanted).toBeGreaterThan(0);
    await page.getByText(`${wanted}건 찾음`).waitFor();
    // Enter ends the composition and is no command.
    await compose('Enter', '롱');
    await keys.send('Input.insertText', { text: '롱' });
    expect(await input.inputValue()).toBe('초롱');
    expect(await input.evaluate((each) => each === document.activeElement)).toBe(true);
    expect(actions(engine)).toEqual([]);
    expect(await page.getByRole('complementary', { name: '신고 건' }).count()).toBe(0);
  });

  test('in a row that has the focus starts no command', async () => {
    const { page, engine } = await theatre.open({
      count: 3,
      standings: [['queued', 'none']],
      at: '#/filings/queued',
    });
    await expect.poll(() => focusedRow(page)).not.toBeNull();
    const keys = await page.context().newCDPSession(page);
    for (const code of ['KeyC', 'KeyH', 'Digit1', 'Enter']) {
      const key = { key: 'Process', code, windowsVirtualKeyCode: 229 };
      await keys.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...key });
      await keys.send('Input.dispatchKeyEvent', { type: 'keyUp', ...key });
    }
    await page.keyboard.press('u');
    await page.getByRole('button', { name: '되돌리기' }).waitFor();
    expect(actions(engine).map(({ action }) => action)).toEqual(['make-urgent']);
    expect(await focusedRow(page)).not.toBeNull();
  });
});
