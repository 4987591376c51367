import type { CDPSession, Page } from 'playwright-core';
import type { z } from 'zod';
import { columnLetters } from '../../main/intake/sheet-scan.ts';
import {
  practiceFilings,
  spreadsheetColumns,
  spreadsheetRows,
} from '../../shared/documents/index.ts';
import { civilDate } from '../../shared/time.ts';
import type { FakeEngine } from '../support/fake-engine.ts';
import type { OpenOptions, OpenScreens, Theatre } from './open-screens.ts';

/** Headings that a client writes in its own way. */
const ownHeadings: Readonly<Record<string, string>> = {
  reference: '의뢰 No',
  hsCode: 'HS 10단위',
  billOfLading: 'HBL #',
};

export interface SheetOptions {
  count?: number;
  /** Changes cells, by row from 0 and key. */
  faults?: Readonly<Record<number, Readonly<Record<string, string>>>>;
  /** Whether the headings are Naru's own and nothing is left out. */
  isOurs?: boolean;
  /** In English, without a Korean letter. */
  isLatin?: boolean;
}

/** Where a client's column stands, from 0, and how the mapping names it, e.g. `B · 의뢰 No`. */
export function clientColumn(heading: string): { at: number; name: string } {
  const [, , headings = ''] = clientSheet().toString().split('\r\n');
  const at = headings.split(',').indexOf(heading);
  if (at === -1) throw new RangeError(`no column ${heading}`);
  return { at, name: `${columnLetters(at + 1)} · ${heading}` };
}

/** A client's sheet: a title, headings of its own, a column that nobody needs, and faults. */
export function clientSheet({
  count = 6,
  faults = {},
  isOurs = false,
  isLatin = false,
}: SheetOptions = {}): Buffer {
  const filings = practiceFilings({
    count,
    seed: 7,
    today: civilDate('2026-11-24'),
    prefix: '가온',
  });
  // The first row of each filing has all that it needs, so that a row is a filing.
  const rows = filings.map((filing, index) => {
    const [first = {}] = spreadsheetRows({
      ...filing,
      declaration: { ...filing.declaration, lines: filing.declaration.lines.slice(0, 1) },
    });
    return { ...first, ...faults[index] };
  });
  const own = isLatin ? 'en' : 'ko';
  const columns = spreadsheetColumns('import')
    .filter(({ key }) => rows.some((row) => (row[key] ?? '') !== '') || key === 'netWeight')
    .filter(({ key }) => isOurs || key !== 'dutyBasis');
  const headings = columns.map(({ key, headings }) =>
    isOurs ? headings[own] : (ownHeadings[key] ?? headings[own]),
  );
  const table = [
    ...(isOurs ? [] : [['가온무역(주) 수입 의뢰서'], []]),
    isOurs ? headings : ['담당', ...headings],
    ...rows.map((row) => {
      const cells = columns.map(({ key }) => row[key] ?? '');
      return isOurs ? cells : ['김 대리', ...cells];
    }),
  ];
  const text = table.map((row) => row.map(quoted).join(',')).join('\r\n');
  return Buffer.from(isLatin ? text.replaceAll(/[가-힣]+/g, 'naru') : text);
}

const quoted = (text: string): string =>
  /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;

export const wide = { width: 1440, height: 1400 };

/** The intake screen over an engine of the test's that reads files as intake does. */
export const openIntake = (
  theatre: Theatre,
  options: Partial<OpenOptions> = {},
): Promise<OpenScreens> =>
  theatre.open({ count: 5, at: '#/intake', reads: true, size: wide, ...options });

/** The same with a sheet that has been chosen. */
export async function openWith(
  theatre: Theatre,
  sheet: SheetOptions,
  options: Partial<OpenOptions> = {},
): Promise<OpenScreens> {
  const screens = await openIntake(theatre, options);
  await choose(screens.page, 'gaon-1123.csv', clientSheet(sheet));
  await screens.page.getByRole('heading', { name: /gaon-1123\.csv/ }).waitFor();
  return screens;
}

/** What an engine was asked by one name, oldest first. */
export const asked = <Input>(engine: FakeEngine, name: string, schema: z.ZodType<Input>): Input[] =>
  engine.calls.filter((call) => call.name === name).map(({ input }) => schema.parse(input));

/** Chooses a file, as a person does. */
export async function choose(page: Page, name: string, buffer: Buffer): Promise<void> {
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: /^파일 고르기$|^Choose files$/ }).click(),
  ]);
  await chooser.setFiles({ name, mimeType: 'text/csv', buffer });
}

/** Row and column of the cell that has the focus, as `row:at`. */
export const focusedCell = (page: Page): Promise<string | null> =>
  page.evaluate(() => document.activeElement?.getAttribute('data-repair') ?? null);

/** Puts cells on the clipboard as a spreadsheet does, and pastes them. */
export async function pasteCells(page: Page, text: string): Promise<void> {
  await page.evaluate((cells) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', cells);
    document.activeElement?.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
    );
  }, text);
}

/** One key of an input method at work, with the text that it has composed so far. */
export async function composeKey(cdp: CDPSession, code: string, text: string): Promise<void> {
  // Keys that move keep their names while they end a composition; letters lose theirs.
  const name = code.startsWith('Key') ? 'Process' : code;
  const key = { key: name, code, windowsVirtualKeyCode: 229 };
  await cdp.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...key });
  await cdp.send('Input.imeSetComposition', {
    text,
    selectionStart: text.length,
    selectionEnd: text.length,
  });
}
