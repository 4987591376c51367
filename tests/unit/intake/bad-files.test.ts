import { describe, expect, it } from 'vitest';
import { checkFileSize, readFile, spreadsheetColumns } from '../../../main/intake/index.ts';
import { NaruError } from '../../../shared/errors.ts';
import { createTranslate, describeProblem, languages } from '../../../shared/i18n/index.ts';
import {
  csvOf,
  headings,
  rowsOf,
  tableFilings,
  tableOf,
  utf8,
  xlsxOf,
} from '../../fixtures/intake/sheets.ts';

const [filing] = tableFilings(1);
const rows = filing === undefined ? [] : rowsOf(filing);

async function problemOf(name: string, bytes: Uint8Array | string) {
  try {
    await readFile({ name, bytes: typeof bytes === 'string' ? utf8(bytes) : bytes });
  } catch (error) {
    if (error instanceof NaruError) return error.problem;
    throw error;
  }
  throw new Error('the file was taken');
}

/** Bytes that look like nothing, the same in each run. */
const noise = Uint8Array.from({ length: 4000 }, (_, at) => ((at * 2_654_435_761) >>> 11) & 0xff);
const pdf = utf8('%PDF-1.7\n1 0 obj << /Type /Catalog >> endobj\n');
const oldExcel = Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...noise);

const withoutHsCode = (row: readonly string[]) =>
  row.filter((_, at) => headings('key')[at] !== 'hsCode');

describe('a file that cannot be read', () => {
  it.each([
    ['a.xlsx', pdf, 'file-damaged'],
    ['a.xlsx', noise, 'file-damaged'],
    ['a.xlsx', oldExcel, 'file-damaged'],
    ['a.xlsx', utf8('x'), 'file-damaged'],
    ['a.csv', pdf, 'file-damaged'],
    ['a.csv', oldExcel, 'file-damaged'],
    ['a.csv', utf8('a\u0000b'), 'file-damaged'],
    ['a.csv', Uint8Array.of(0x41, 0xff, 0xff, 0x41), 'file-encoding-unknown'],
    ['a.csv', Uint8Array.of(0xff, 0xfe, 0x00, 0xd8), 'file-encoding-unknown'],
    ['a.json', pdf, 'file-damaged'],
    ['a.pdf', pdf, 'file-kind-unknown'],
    ['a.xls', oldExcel, 'file-kind-unknown'],
    ['a', utf8('x'), 'file-kind-unknown'],
    ['a.xlsx', utf8(''), 'file-empty'],
    ['a.csv', utf8(''), 'file-empty'],
    ['a.csv', utf8('\uFEFF \r\n\r\n'), 'file-empty'],
    ['a.json', utf8('  '), 'file-empty'],
    ['a.json', utf8('[]'), 'file-no-rows'],
    ['a.csv', utf8(csvOf([headings('ko')])), 'file-no-rows'],
    ['a.csv', utf8(`${csvOf([headings('ko')])}\r\n,,,\r\n`), 'file-no-rows'],
    ['a.csv', utf8('이름,나이\r\n홍길동,7'), 'file-columns-missing'],
    ['a.csv', utf8(csvOf([[...headings('ko'), '신고세관·과'], ...rows])), 'file-columns-twice'],
  ])('%s is refused (%#)', async (name, bytes, code) => {
    const problem = await problemOf(name, bytes);
    expect(problem.code).toBe(code);
    for (const language of languages) {
      const sentence = describeProblem(createTranslate(language), problem);
      expect(sentence).not.toContain('{{');
      expect(sentence.length).toBeGreaterThan(10);
    }
  });

  it('is a spreadsheet with its headings alone', async () => {
    expect(await problemOf('a.xlsx', await xlsxOf([headings('ko')]))).toMatchObject({
      code: 'file-no-rows',
    });
  });

  it('names the columns that are missing', async () => {
    const [first, ...rest] = tableOf(filing === undefined ? [] : [filing]);
    const text = csvOf([first ?? [], ...rest].map(withoutHsCode));
    expect(await problemOf('a.csv', text)).toEqual({
      code: 'file-columns-missing',
      params: { columns: '세번부호(HS)(hsCode)' },
    });
  });

  it('is too large to be read, and its size alone tells', async () => {
    const bytes = new Uint8Array(50 * 1024 * 1024 + 1);
    expect(await problemOf('a.csv', bytes)).toEqual({
      code: 'file-too-large',
      params: { name: 'a.csv', size: 51, limit: 50 },
    });
    expect(() => checkFileSize('a.csv', 100 * 1024 * 1024)).toThrow(NaruError);
    expect(() => checkFileSize('a.csv', 50 * 1024 * 1024)).not.toThrow();
  });

  it('has more rows than can be read', async () => {
    const row = `R${','.repeat(headings('key').length - 1)}\r\n`;
    const text = `${csvOf([headings('key')])}\r\n${row.repeat(100_001)}`;
    expect(await problemOf('a.csv', text)).toMatchObject({
      code: 'file-too-many-rows',
      params: { rows: 100_001, limit: 100_000 },
    });
  });

  it('has a quote that is never closed', async () => {
    const text = `${csvOf([headings('key'), ...rows])}\r\n"never closed,x\r\ny`;
    expect(await problemOf('a.csv', text)).toMatchObject({
      code: 'csv-syntax',
      params: { line: rows.length + 2 },
    });
  });
});

describe('the columns of a spreadsheet', () => {
  it('begin with the reference and say which are mandatory', () => {
    const columns = spreadsheetColumns();
    expect(columns[0]).toMatchObject({ key: 'reference', mandatory: true, envelope: true });
    const mandatory = columns.filter((column) => column.mandatory).map((column) => column.key);
    expect(mandatory).toContain('hsCode');
    expect(mandatory).not.toContain('warehousedOn');
  });
});
