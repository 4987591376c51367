import { describe, expect, it } from 'vitest';
import { readFile } from '../../../main/intake/index.ts';
import {
  practiceFilings,
  spreadsheetColumns,
  spreadsheetRows,
  supportedKinds,
  type RowTexts,
  type SupportedKind,
} from '../../../shared/documents/index.ts';
import { civilDate } from '../../../shared/time.ts';
import { csvOf, utf8 } from '../../fixtures/intake/sheets.ts';

const today = civilDate('2026-03-06');
const headingsOf = (kind: SupportedKind, language: 'ko' | 'en') =>
  spreadsheetColumns(kind).map(({ headings }) => headings[language]);
const cellsOf = (kind: SupportedKind, row: RowTexts) =>
  spreadsheetColumns(kind).map(({ key }) => row[key] ?? '');
const read = (text: string) => readFile({ name: 'a.csv', bytes: utf8(text) });

describe.each(supportedKinds)('a table of declarations of the kind %s', (kind) => {
  const filings = practiceFilings({ count: 60, seed: 4, today, kind });
  const rows = filings.flatMap(spreadsheetRows).map((row) => cellsOf(kind, row));

  it.each(['ko', 'en'] as const)(
    'holds them whole, with all lines and specifications, under headings in %s',
    async (language) => {
      const reading = await read(csvOf([headingsOf(kind, language), ...rows]));
      expect(reading.errors).toEqual([]);
      expect(reading.filings.map(({ filing }) => filing)).toEqual(filings);
    },
  );

  it('is known by its headings alone, in any order of the columns', async () => {
    const columns = spreadsheetColumns(kind).toReversed();
    const table = filings
      .flatMap(spreadsheetRows)
      .map((row) => columns.map(({ key }) => row[key] ?? ''));
    const reading = await read(csvOf([columns.map(({ headings }) => headings.ko), ...table]));
    expect(reading.filings.map(({ filing }) => filing)).toEqual(filings);
  });
});

describe('a table with a column for the kind', () => {
  it('takes what each row says', async () => {
    const filings = supportedKinds.flatMap((kind) =>
      practiceFilings({ count: 3, seed: 2, today, kind }),
    );
    const keys = [
      ...new Set(supportedKinds.flatMap((kind) => spreadsheetColumns(kind).map(({ key }) => key))),
    ];
    const words = { import: '수입', export: '수출신고', 'list-clearance': '목록통관' };
    const rows = filings.flatMap((filing) =>
      spreadsheetRows(filing).map((row) => [
        words[filing.kind],
        ...keys.map((key) => row[key] ?? ''),
      ]),
    );
    const reading = await read(csvOf([['신고종류', ...keys], ...rows]));
    expect(reading.errors).toEqual([]);
    expect(reading.filings.map(({ filing }) => filing)).toEqual(filings);
  });

  it('names a kind that nobody knows, and rows of one filing that name different ones', async () => {
    const [filing] = practiceFilings({ count: 1, seed: 2, today });
    const [row = {}] = filing === undefined ? [] : spreadsheetRows(filing);
    const columns = ['신고종류', ...headingsOf('import', 'ko')];
    const wrong = await read(csvOf([columns, ['반송', ...cellsOf('import', row)]]));
    expect(wrong.errors).toMatchObject([{ row: 2, field: 'kind', code: 'kind-not-supported' }]);
    const both = await read(
      csvOf([columns, ['수입', ...cellsOf('import', row)], ['수출', ...cellsOf('import', row)]]),
    );
    expect(both.errors).toContainEqual(
      expect.objectContaining({
        row: 3,
        field: 'kind',
        code: 'row-conflict',
        params: { first: 2 },
      }),
    );
  });
});

describe('rows of one filing', () => {
  const filing = practiceFilings({ count: 80, seed: 4, today }).find(
    ({ declaration }) => declaration.lines.length === 2,
  );
  if (filing === undefined) throw new Error('no filing of two lines');
  const rows = spreadsheetRows(filing);
  const table = (extra: readonly string[], cells: (row: RowTexts, at: number) => string[]) =>
    csvOf([
      [...extra, ...headingsOf('import', 'ko')],
      ...rows.map((row, at) => [...cells(row, at), ...cellsOf('import', row)]),
    ]);

  it('are joined into lines by their numbers, the line repeated in each of them', async () => {
    // Every row repeats its line, and says by number which one that is.
    let line: RowTexts = {};
    let number = 0;
    const lineKeys = spreadsheetColumns('import')
      .filter(({ scope }) => scope.length === 1)
      .map(({ key }) => key);
    const repeated = rows.map((row) => {
      if ((row['hsCode'] ?? '') !== '') {
        line = Object.fromEntries(lineKeys.map((key) => [key, row[key] ?? '']));
        number += 1;
      }
      return [String(number), ...cellsOf('import', { ...row, ...line })];
    });
    const reading = await read(csvOf([['란번호', ...headingsOf('import', 'ko')], ...repeated]));
    expect(reading.errors).toEqual([]);
    expect(reading.filings.map((one) => one.filing)).toEqual([filing]);
  });

  it('may stand under a title, with running numbers and notes of somebody beside them', async () => {
    const text = table(['순번', '비고'], (_, at) => [String(at + 1), '급함']);
    const reading = await read(`가온무역 3월 수입분\r\n작성: 나루\r\n\r\n${text}`);
    expect(reading.errors).toEqual([]);
    expect(reading.filings).toEqual([{ row: 5, filing }]);
  });
});
