import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { practiceFilings } from '../../shared/documents/index.ts';
import { catalogues } from '../../shared/i18n/catalogue.ts';
import { transportStateSchema, type TransportState } from '../../shared/filing/states.ts';
import { epochMs, koreanDate } from '../../shared/time.ts';
import { naru } from '../support/naru-process.ts';
import { chooseLauncher, type Launcher, type OpenProgram } from './launchers.ts';
import { foreignTexts, greenThings } from './look-at-page.ts';
import { focusedRow } from './open-screens.ts';

const folder = mkdtempSync(join(tmpdir(), 'naru-story-'));
const data = join(folder, 'data');
const pictures = join(import.meta.dirname, '../../artifacts/screenshots');
const minute = 60_000;

const chosen = chooseLauncher(process.env);
if ('skipped' in chosen) {
  console.warn(`the story was NOT tried in the desktop window: ${chosen.skipped}`);
  // Where it was to be tried, a skipped test is a failed one.
  if (process.env['NARU_MUST_RUN'] === '1') throw new Error(chosen.skipped);
}

let launcher: Launcher;
let host: OpenProgram | null = null;
beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
  if ('create' in chosen) launcher = await chosen.create();
});
afterEach(async () => host?.kill());
afterAll(async () => {
  if ('create' in chosen) await launcher.close();
  rmSync(folder, { recursive: true, force: true });
});

test.skipIf('skipped' in chosen)(
  '중앙시스템이 멈추고 프로그램이 죽어도, 신고는 사라지지 않고 한 번씩만 접수된다',
  { timeout: 4 * minute },
  async () => {
    const complaints: string[] = [];
    host = await launcher.open(data, complaints);
    const { page } = host;

    // The empty state leads.
    await page.getByRole('heading', { name: '세 걸음으로 나루를 써 봅니다.' }).waitFor();
    await page.getByRole('button', { name: '중앙시스템 끊기' }).waitFor();
    await look(page, '1-처음');

    // A file, looked at before anything is stored.
    const today = koreanDate(epochMs(Date.now()));
    const first = practiceFilings({ count: 12, seed: 1123, today, prefix: '아침' });
    await drop(page, '아침-수입신고.json', filingsFile(first));
    await page.getByRole('heading', { name: /^아침-수입신고\.json/ }).waitFor();
    await page.getByText('파일 안의 좋은 신고 12건').waitFor();
    expect(await count(page, 'all')).toBe(0);
    await look(page, '2-미리보기');
    await page.getByRole('button', { name: '12건 가져오기' }).click();
    await page.getByText('12건을 저장했습니다.').waitFor();
    expect(await onDisk()).toHaveLength(12);

    await page.getByRole('link', { name: '신고함 보기' }).click();
    await until(async () => (await rows(page)).length, 12);
    await until(async () => (await count(page, 'acknowledged')) >= 3, true);
    await doneIsDone(page);
    await look(page, '3-접수');

    // The central system is cut off; a file that the screen itself has given goes in all the same.
    await page.keyboard.press('i');
    const given = launcher.isBrowser
      ? await giveFile(page)
      : {
          name: '낮.json',
          content: filingsFile(practiceFilings({ today, prefix: '낮', count: 10, seed: 1124 })),
        };
    await scenario(page, '멈춤');
    await drop(page, given.name, given.content);
    await page.getByRole('button', { name: '10건 가져오기' }).click();
    await page.getByText('10건을 저장했습니다.').waitFor();
    const filed = await onDisk();
    expect(filed).toHaveLength(22);

    await page.keyboard.press('1');
    const bar = page.getByRole('banner', { name: '중앙시스템 상태' });
    await Promise.all([
      bar.getByText('중앙시스템 응답 없음').waitFor({ timeout: 2 * minute }),
      page
        .getByRole('heading', {
          name: /(멈췄습니다|받지 않습니다|있습니다|않습니다).* 우리 쪽 문제가 아닙니다\.$/,
        })
        .waitFor({ timeout: 2 * minute }),
    ]);
    // With two of them in doubt, one of them is so still when the program is back.
    await until(async () => (await count(page, 'unconfirmed')) >= 2, true, 2 * minute);
    expect(await count(page, 'queued')).toBeGreaterThan(0);
    await until(async () => {
      const said = (await bar.innerText()).replaceAll(/\s+/g, ' ');
      const [queued, doubtful] = [await count(page, 'queued'), await count(page, 'unconfirmed')];
      return said.includes(`대기 ${queued}`) && said.includes(`응답 없음 ${doubtful}`);
    }, true);
    await look(page, '4-멈춤');
    await page.keyboard.press('2');
    await until(async () => (await rows(page)).length, 22);
    await agree(page);
    await doneIsDone(page);
    await look(page, '5-멈춤-목록');

    // The whole program is killed, host and engine.
    const shown = launcher.isBrowser ? null : await rows(page);
    await host.kill();
    if (launcher.isBrowser) await page.getByText('엔진과 연결이 끊겼습니다.').waitFor();
    const lastSeen = shown ?? (await rows(page));
    const left = await onDisk();
    expect(references(left)).toEqual(references(filed));
    expect(done(left)).toEqual(expect.arrayContaining(done(lastSeen)));
    const receipts = receiptsOf(left);
    if (launcher.isBrowser) {
      await look(page, '6-강제-종료');
      await page.context().close();
    }

    // It is started again on the same data folder.
    host = await launcher.open(data, complaints);
    const again = host.page;
    await again.keyboard.press('2');
    await until(async () => (await rows(again)).length, 22);
    const back = await rows(again);
    expect(references(back)).toEqual(references(left));
    expect(done(back)).toEqual(expect.arrayContaining(done(left)));
    const doubted = left.filter(({ transport }) => ['sending', 'unconfirmed'].includes(transport));
    const inDoubt = back.filter(({ transport }) => transport === 'unconfirmed');
    expect(references(doubted)).toEqual(expect.arrayContaining(references(inDoubt)));
    expect(inDoubt.length).toBeGreaterThan(0);
    await doneIsDone(again);
    expect(await again.getByRole('radio', { name: '멈춤' }).getAttribute('aria-checked')).toBe(
      'true',
    );
    await again.keyboard.press('4');
    await until(
      async () => (await rows(again)).some(({ transport }) => transport !== 'unconfirmed'),
      false,
    );
    await until(async () => (await focusedRow(again)) !== null, true);
    await again.keyboard.press('Enter');
    const panel = again.getByRole('complementary', { name: '신고 건' });
    await panel.getByText('보냈지만 접수됐는지 모릅니다.').waitFor();
    await panel.getByText('답을 알 때까지 다시 보내지 않습니다.').waitFor();
    await look(again, '7-다시-켬');

    // The central system comes back, and every filing gets its receipt.
    await scenario(again, '평온');
    await again.keyboard.press('2');
    await until(() => count(again, 'acknowledged'), 22, 2 * minute);
    await until(() => count(again, 'queued'), 0);
    await until(() => count(again, 'unconfirmed'), 0);
    await until(async () => done(await rows(again)).length, 22);
    await until(async () => audit(again), { 접수: 22, 두번: 0, 모르고: 0, 그밖: 0 });
    await doneIsDone(again);
    await until(async () => (await count(again, 'released')) > 0, true);
    await again.locator('[data-row] [data-customs=released]').first().waitFor();
    await look(again, '8-모두-접수');
    await again.keyboard.press('1');
    await again.getByText('보낼 것이 없습니다').waitFor();
    await look(again, '9-상황판');

    expect(await host.stop()).toBe(0);
    const settled = await onDisk();
    expect(references(settled)).toEqual(references(filed));
    expect(done(settled)).toHaveLength(22);
    const final = receiptsOf(settled);
    expect([...final.values()]).not.toContain(null);
    expect(new Set(final.values()).size).toBe(22);
    for (const [reference, receiptNo] of receipts)
      if (receiptNo !== null) expect(final.get(reference)).toBe(receiptNo);
    const verified = await naru(['verify', '--practice', '--data', data, '--json']);
    expect(verified).toMatchObject({ code: 0 });
    expect(complaints).toEqual([]);
  },
);

const filingsFile = (filings: readonly unknown[]): Buffer => Buffer.from(JSON.stringify(filings));

/** A file that the screen itself gives. */
async function giveFile(page: Page): Promise<{ name: string; content: Buffer }> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: '연습 파일 받기' }).click(),
  ]);
  return { name: download.suggestedFilename(), content: readFileSync(await download.path()) };
}

/** Lets a file fall on the window, whatever screen is open. */
async function drop(page: Page, name: string, content: Buffer): Promise<void> {
  await page.evaluate(
    ([fileName, base64]) => {
      const bytes = Uint8Array.from(atob(base64), (char) => char.codePointAt(0) ?? 0);
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([bytes], fileName));
      const options = { dataTransfer, bubbles: true, cancelable: true };
      for (const type of ['dragenter', 'dragover', 'drop'])
        document.body.dispatchEvent(new DragEvent(type, options));
    },
    [name, content.toString('base64')] as const,
  );
}

async function scenario(page: Page, name: string): Promise<void> {
  const choice = page.getByRole('radio', { name });
  await choice.click();
  await until(() => choice.getAttribute('aria-checked'), 'true');
}

/** What stands in the navigation beside a view. */
async function count(page: Page, view: string): Promise<number> {
  return Number(await page.locator(`nav [data-view="${view}"]`).innerText());
}

/** What the auditor of the practice central system counts, as the screen shows it. */
async function audit(page: Page): Promise<Record<string, number>> {
  const strip = page.getByRole('complementary', { name: '연습 모드' });
  const [taken, double, blind, other] = await strip.locator('dd').allInnerTexts();
  return { 접수: Number(taken), 두번: Number(double), 모르고: Number(blind), 그밖: Number(other) };
}

interface Seen {
  reference: string;
  transport: TransportState;
}

const words = catalogues.ko.states.transport;

/** The rows of the list as a person reads them: by the words on the badge. */
async function rows(page: Page): Promise<Seen[]> {
  const read = await page.locator('[data-row]').evaluateAll((elements) =>
    elements.map((element) => ({
      reference: element.querySelector('[data-column=reference]')?.textContent ?? '',
      word: element.querySelector('[data-column=transport]')?.textContent ?? '',
    })),
  );
  return read.map(({ reference, word }) => {
    const state = transportStateSchema.options.find((candidate) => words[candidate] === word);
    if (state === undefined) throw new Error(`${reference}: no state is called ${word}`);
    return { reference, transport: state };
  });
}

const lineSchema = z.object({
  reference: z.string(),
  declarationNo: z.string(),
  transport: transportStateSchema,
  receiptNo: z.string().nullable(),
});
type Line = z.output<typeof lineSchema>;

/** What is on disk, as another process reads it. */
async function onDisk(): Promise<Line[]> {
  const { out, code } = await naru(['list', '--practice', '--data', data, '--json']);
  expect(code).toBe(0);
  return out
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => lineSchema.parse(JSON.parse(line)));
}

const references = (list: readonly { reference: string }[]): string[] =>
  list.map(({ reference }) => reference).toSorted();

const done = (list: readonly Seen[]): string[] =>
  references(list.filter(({ transport }) => transport === 'acknowledged'));

const receiptsOf = (list: readonly Line[]): Map<string, string | null> =>
  new Map(list.map(({ reference, receiptNo }) => [reference, receiptNo]));

/** What the screen calls done was so on disk, with its receipt. */
async function doneIsDone(page: Page): Promise<void> {
  const shown = done(await rows(page));
  const kept = (await onDisk()).filter(({ receiptNo }) => receiptNo !== null);
  expect(references(kept)).toEqual(expect.arrayContaining(shown));
}

/** The rows and the counts beside the views come to the same, and nothing is missing. */
async function agree(page: Page): Promise<void> {
  await until(async () => {
    const list = await rows(page);
    const of = (...states: TransportState[]): number =>
      list.filter(({ transport }) => states.includes(transport)).length;
    return (
      of('queued', 'sending') === (await count(page, 'queued')) &&
      of('unconfirmed', 'processing') === (await count(page, 'unconfirmed')) &&
      of('acknowledged') === (await count(page, 'acknowledged')) &&
      // One whose personal customs code cannot be looked up just now waits for that.
      of('queued', 'sending', 'recheck', 'unconfirmed', 'processing', 'acknowledged') === 22
    );
  }, true);
}

/** A picture for a person, and what holds at every moment: all in Korean, green only for 수리. */
async function look(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(pictures, `${name}.png`) });
  expect(await foreignTexts(page, 'ko')).toEqual([]);
  const { elsewhere } = await page.evaluate(greenThings);
  expect(elsewhere).toEqual([]);
}

/** Waits for something to become so. */
async function until(
  read: () => Promise<unknown>,
  wanted: unknown,
  timeout: number = minute,
): Promise<void> {
  await expect.poll(read, { timeout, interval: 100 }).toEqual(wanted);
}
