import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { readFile } from '../../../main/intake/index.ts';
import type { FilingOf } from '../../../shared/documents/filing-input.ts';
import {
  csvOf,
  headings,
  rowsOf,
  setCell,
  tableFilings,
  tableOf,
  utf8,
} from '../../fixtures/intake/sheets.ts';

const filings = tableFilings(12);
const read = (text: string) => readFile({ name: '신고.csv', bytes: utf8(text) });

/** The first filing that has this many lines. */
function withLines(count: number): FilingOf<'import'> {
  const found = filings.find((filing) => filing.declaration.lines.length === count);
  if (found === undefined) throw new Error(`no filing of ${count} lines`);
  return found;
}

const one = withLines(1);
const [oneRow] = rowsOf(one);
const edited = (key: string, text: string) =>
  csvOf([headings('key'), setCell(oneRow ?? [], key, text)]);

/** One filing with a further column. */
const extra = (heading: string, value: string) =>
  csvOf([
    [...headings('ko'), heading],
    [...(oneRow ?? []), value],
  ]);

describe('reading a CSV', () => {
  it.each(['ko', 'en', 'key'] as const)('takes headings in %s', async (kind) => {
    const reading = await read(csvOf(tableOf(filings, kind)));
    expect(reading.errors).toEqual([]);
    expect(reading.filings.map(({ filing }) => filing)).toEqual(filings);
  });

  it.each([',', ';', '\t'])('takes %j between the cells', async (separator) => {
    const reading = await read(csvOf(tableOf(filings), separator));
    expect(reading.filings.map(({ filing }) => filing)).toEqual(filings);
  });

  it.each([';', '\t'])('finds %j below a title, with commas in the cells', async (separator) => {
    const text = csvOf(tableOf(filings), separator);
    const reading = await read(`수입 내역, 3월\r\n\r\n${text}`);
    expect(reading.filings.map(({ filing }) => filing)).toEqual(filings);
  });

  it('takes UTF-8 with and without mark, CP949, and UTF-16 with mark', async () => {
    const text = csvOf(tableOf(filings));
    const withMark = { addBOM: true };
    for (const [bytes, encoding] of [
      [utf8(text), 'UTF-8'],
      [iconv.encode(text, 'utf8', withMark), 'UTF-8'],
      [iconv.encode(text, 'cp949'), 'CP949'],
      [iconv.encode(text, 'utf16-le', withMark), 'UTF-16LE'],
      [iconv.encode(text, 'utf16-be', withMark), 'UTF-16BE'],
    ] as const) {
      const reading = await readFile({ name: 'a.csv', bytes });
      expect(reading.encoding).toBe(encoding);
      expect(reading.filings.map(({ filing }) => filing)).toEqual(filings);
    }
  });

  it('joins the rows of a reference, next to each other or not', async () => {
    const [a, b] = [withLines(3), withLines(2)];
    const [a1, a2, a3] = rowsOf(a);
    const [b1, b2] = rowsOf(b, true);
    const rows = [a1, b1, a2, b2, a3].map((row) => row ?? []);
    const reading = await read(csvOf([headings('ko'), ...rows]));
    expect(reading.filings).toEqual([
      { row: 2, filing: a },
      { row: 3, filing: b },
    ]);
  });

  it('names a broken row; its filing stays out as a whole and the others go in', async () => {
    const three = withLines(3);
    const [first, second, third] = rowsOf(three);
    const broken = setCell(second ?? [], 'originCountry', 'XX');
    const reading = await read(
      csvOf([headings('ko'), ...[oneRow, first, broken, third].map((row) => row ?? [])]),
    );
    expect(reading.filings.map(({ filing }) => filing.reference)).toEqual([one.reference]);
    expect(reading.brokenCount).toBe(1);
    expect(reading.errors).toMatchObject([
      { row: 4, field: 'lines[1].originCountry', column: '원산지', code: 'not-a-code' },
    ]);
  });

  it('names rows of one filing that say different things', async () => {
    const [first, second] = rowsOf(withLines(2), true);
    const rows = [first ?? [], setCell(second ?? [], 'importerName', '다른 상호')];
    const reading = await read(csvOf([headings('key'), ...rows]));
    expect(reading.errors).toEqual([
      {
        row: 3,
        field: 'importerName',
        column: 'importerName',
        code: 'row-conflict',
        params: { first: 2 },
      },
    ]);
  });

  it('names each row without a reference', async () => {
    const rows = [1, 2].map(() => setCell(oneRow ?? [], 'reference', ''));
    const reading = await read(csvOf([headings('key'), ...rows]));
    expect(reading.brokenCount).toBe(2);
    expect(reading.errors).toMatchObject([
      { row: 2, field: 'reference', code: 'required' },
      { row: 3, field: 'reference', code: 'required' },
    ]);
  });

  it('counts rows as a person does: blank ones, and line breaks inside quotes', async () => {
    const text = csvOf([headings('key'), setCell(oneRow ?? [], 'remark', 'a\nb')]);
    const more = csvOf([setCell(setCell(oneRow ?? [], 'reference', 'R2'), 'currency', 'X')]);
    const reading = await read(`${text}\r\n\r\n${more}\r\n`);
    expect(reading.errors.map(({ row, field, code }) => [row, field, code])).toEqual([
      [2, 'remark', 'bad-characters'],
      [4, 'currency', 'not-a-code'],
    ]);
  });

  it.each([
    ['hsCode', '901110000'],
    ['hsCode', '9.0111E+09'],
    ['payerPostcode', '6164'],
    ['payerIdKind', '4'],
    ['customsOffice', '4010'],
    ['payerId', '1.20815E+09'],
    ['billOfLading', '1.23457E+11'],
    ['invoiceAmount', '1.0E+10'],
  ])('names digits that a spreadsheet dropped: %s = %s', async (key, text) => {
    const reading = await read(edited(key, text));
    expect(reading.errors).toMatchObject([{ row: 2, column: key, code: 'digits-lost' }]);
  });

  it.each([
    ['invoiceAmount', '1,234,567.5', 'invoiceAmount', '1234567.5'],
    ['arrivedOn', '2026. 3. 4.', 'arrivedOn', '2026-03-04'],
    ['arrivedOn', '2026/03/04', 'arrivedOn', '2026-03-04'],
    ['arrivedOn', '20260304', 'arrivedOn', '2026-03-04'],
    ['splitDeclaration', '예', 'splitDeclaration', true],
    ['splitDeclaration', 'false', 'splitDeclaration', false],
    ['containers', 'NARU1234567, NARU7654321', 'containers', ['NARU1234567', 'NARU7654321']],
    ['remark', '=cmd|calc!A1', 'remark', '=cmd|calc!A1'],
    ['remark', '@SUM(1)', 'remark', '@SUM(1)'],
  ])('takes %s = %s', async (key, text, field, expected) => {
    const reading = await read(edited(key, text));
    expect(reading.errors).toEqual([]);
    expect(reading.filings[0]?.filing.declaration).toMatchObject({ [field]: expected });
  });

  it.each(['1,23', '1,2345', '12,34,567'])('refuses %s as a number', async (text) => {
    const reading = await read(edited('invoiceAmount', text));
    expect(reading.errors).toMatchObject([{ field: 'invoiceAmount', code: 'not-a-number' }]);
  });

  it('takes priority and deadline', async () => {
    const row = setCell(setCell(oneRow ?? [], 'priority', '긴급'), 'deadline', '2026-03-20');
    const reading = await read(csvOf([headings('ko'), row]));
    expect(reading.filings[0]?.filing).toMatchObject({
      priority: 'urgent',
      deadline: '2026-03-20',
    });
  });

  it('names a column that nobody knows where something stands in it', async () => {
    const reading = await read(extra('반입일시', '2026-03-05'));
    expect(reading.filings).toEqual([]);
    expect(reading.errors).toEqual([
      {
        row: 2,
        field: '반입일시',
        column: '반입일시',
        code: 'unknown-field',
        params: { nearest: 'warehousedOn' },
      },
    ]);
    for (const [heading, value] of [
      ['반입일시', ''],
      ['비고', '급함'],
      ['# 우리만 봄', 'x'],
    ] as const)
      expect((await read(extra(heading, value))).filings).toHaveLength(1);
  });

  it('gives way to other work while it reads', async () => {
    let turns = 0;
    const many = tableFilings(600);
    const timer = setInterval(() => (turns += 1), 0);
    const reading = await read(csvOf(tableOf(many)));
    clearInterval(timer);
    expect(reading.filings).toHaveLength(600);
    expect(turns).toBeGreaterThan(3);
  });
});
