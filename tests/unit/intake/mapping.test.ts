import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isNote, keyOfHeading } from '../../../main/intake/headings.ts';
import { readFile } from '../../../main/intake/index.ts';
import { noHints } from '../../../main/intake/mapping.ts';
import { openFile } from '../../../main/intake/read-file.ts';
import type { Mapping, SavedMapping } from '../../../shared/contract/index.ts';
import { spreadsheetColumns, supportedKinds } from '../../../shared/documents/index.ts';
import { epochMs } from '../../../shared/time.ts';
import { csvOf, headings, rowsOf, tableFilings, utf8 } from '../../fixtures/intake/sheets.ts';

const filings = tableFilings(20).filter(({ declaration }) => declaration.lines.length === 1);
const columns = spreadsheetColumns('import');
const rows = filings.flatMap((filing) => rowsOf(filing));
const bytes = (table: readonly (readonly string[])[]) => utf8(csvOf(table));
const open = (table: readonly (readonly string[])[], hints = noHints) =>
  openFile({ name: 'a.csv', bytes: bytes(table) }, hints);

/** The table without a column, or with other words over one. */
const without = (...keys: string[]) => {
  const left = columns.map(({ key }) => !keys.includes(key));
  return [headings('ko'), ...rows].map((row) => row.filter((_, at) => left[at]));
};
const renamed = (words: Readonly<Record<string, string>>) => [
  columns.map(({ key, headings: { ko } }) => words[key] ?? ko),
  ...rows,
];

describe('a heading', () => {
  it.each([
    ['HS CODE', 'hsCode'],
    ['ＨＳ코드', 'hsCode'],
    ['세번\n부호', 'hsCode'],
    ['세번부호 (HSK)', 'hsCode'],
    ['결제 금액', 'invoiceAmount'],
    ['결제금액(USD)', 'invoiceAmount'],
    ['*총중량 [KG]', 'grossWeight'],
    ['G/W', 'grossWeight'],
    ['B/L No.', 'billOfLading'],
    ['사업자등록번호', 'payerId'],
    ['arrivedon', 'arrivedOn'],
    ['Country of origin', 'originCountry'],
    ['란', 'lineNumber'],
    ['행복', null],
  ])('%j stands for %s', (heading, key) => {
    expect(keyOfHeading(heading, 'import')).toBe(key);
  });

  it('is known by every label and key of every kind', () => {
    for (const kind of supportedKinds)
      for (const { key, headings: words } of spreadsheetColumns(kind))
        for (const word of [key, words.ko, words.en, `${words.ko} *`, words.en.toUpperCase()])
          expect([word, keyOfHeading(word, kind)]).toEqual([word, key]);
  });

  it('may be somebody’s own note', () => {
    for (const heading of ['비고', '# 내부', 'No.', '연번']) expect(isNote(heading)).toBe(true);
    expect(isNote('품명')).toBe(false);
  });

  it('never fails, whatever stands there', () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom(...supportedKinds), (heading, kind) => {
        const key = keyOfHeading(heading, kind);
        expect(key === null || typeof key === 'string').toBe(true);
      }),
    );
  });
});

describe('a sheet in which something is missing', () => {
  it('is opened, says what is missing, and checks nothing', async () => {
    const file = await open(without('reference', 'hsCode'));
    const view = file.sheet?.view();
    expect(view?.sheet.missing).toEqual(['reference', 'hsCode']);
    expect(view?.sheet.rows).toBe(rows.length);
    expect(file.outcomes()).toEqual([]);
  });

  it('takes the reference from a column of another field', async () => {
    const file = await open(without('reference'));
    const { mapping } = file.sheet?.view().sheet ?? {};
    const bill = mapping?.columns.find(({ key }) => key === 'billOfLading');
    if (mapping === undefined || bill === undefined || file.sheet === null)
      throw new Error('no B/L');
    const columnsNow = [...mapping.columns, { ...bill, key: 'reference' }];
    await file.sheet.check({ ...mapping, columns: columnsNow }, null);
    const bills = filings.map(({ declaration }) => declaration.billOfLading);
    expect(file.outcomes().map((outcome) => outcome.ok && outcome.filing.reference)).toEqual(bills);
  });

  it('takes values that all filings have alike', async () => {
    const file = await open(without('customsOffice', 'dutyBasis'), {
      saved: [],
      fixed: { customsOffice: '04055', nothing: 'x' },
    });
    const { sheet } = file.sheet?.view() ?? {};
    expect(sheet?.mapping.fixed).toEqual({ customsOffice: '04055' });
    expect(sheet?.missing).toEqual(['dutyBasis']);
    if (sheet === undefined) throw new Error('no sheet');
    const basis = filings[0]?.declaration.lines[0]?.dutyBasis ?? '';
    const fixed = { ...sheet.mapping.fixed, dutyBasis: basis };
    await file.sheet?.check({ ...sheet.mapping, fixed }, null);
    for (const outcome of file.outcomes())
      expect(outcome.ok && outcome.filing.declaration).toMatchObject({
        customsOffice: '04055',
        lines: [{ dutyBasis: basis }],
      });
  });

  it('keeps what a column says before what all have alike', async () => {
    const file = await open([headings('ko'), ...rows], {
      saved: [],
      fixed: { customsOffice: '99999' },
    });
    expect(file.sheet?.view().sheet.mapping.fixed).toEqual({});
  });
});

const clientsWords = { reference: '자기네 표시', hsCode: '분류', goodsName: '무엇' };
const saved = (name: string, mapping: Mapping): SavedMapping => ({
  id: 1,
  name,
  mapping,
  updatedAt: epochMs(1),
});
const clientsMapping: Mapping = {
  kind: 'import',
  headingRow: 1,
  columns: Object.entries(clientsWords).map(([key, heading], at) => ({ at, key, heading })),
  fixed: {},
};

describe('a mapping that was saved for a client', () => {
  it('is found by its headings, wherever its columns and its heading row stand now', async () => {
    const table = [['3월 수입분'], ...renamed(clientsWords)];
    expect((await open(table)).outcomes()).toEqual([]);
    const other = saved('다른 곳', {
      ...clientsMapping,
      columns: [{ at: 0, key: 'reference', heading: '없는 머리글' }],
    });
    const file = await open(table, {
      saved: [other, saved('가온무역', clientsMapping)],
      fixed: {},
    });
    expect(file.sheet?.view().sheet).toMatchObject({
      savedAs: '가온무역',
      mapping: { headingRow: 2 },
      missing: [],
    });
    expect(file.outcomes().map((outcome) => outcome.ok && outcome.filing)).toEqual(filings);
  });

  it('goes in without a look, from the command line too', async () => {
    const reading = await readFile(
      { name: 'a.csv', bytes: bytes(renamed(clientsWords)) },
      { saved: [saved('가온무역', clientsMapping)], fixed: {} },
    );
    expect(reading.filings.map(({ filing }) => filing)).toEqual(filings);
  });

  it('leaves columns out that somebody has left out', async () => {
    const table = renamed({ remark: '내부 메모란' });
    expect((await open(table)).sheet?.view().sheet.undecided).toEqual([
      columns.findIndex(({ key }) => key === 'remark'),
    ]);
    const leftOut: Mapping = {
      ...clientsMapping,
      columns: [
        { at: 0, key: 'reference', heading: '참조번호' },
        { at: 1, key: null, heading: '내부 메모란' },
      ],
    };
    const file = await open(table, { saved: [saved('가온', leftOut)], fixed: {} });
    expect(file.sheet?.view().sheet.undecided).toEqual([]);
    expect(file.outcomes().every(({ ok }) => ok)).toBe(true);
  });
});

describe('a sheet without headings', () => {
  it('is read by the places of its columns', async () => {
    const file = await open(rows);
    const mapping: Mapping = {
      kind: 'import',
      headingRow: 0,
      columns: columns.map(({ key }, at) => ({ at, key, heading: '' })),
      fixed: {},
    };
    await file.sheet?.check(mapping, null);
    expect(file.outcomes().map((outcome) => outcome.ok && outcome.filing)).toEqual(filings);
  });

  it('asks for the columns of a kind where a mapping names none', async () => {
    const file = await open([headings('ko'), ...rows]);
    await file.sheet?.check({ kind: 'export', headingRow: 1, columns: [], fixed: {} }, null);
    const { mapping, missing } = file.sheet?.view().sheet ?? {};
    expect(mapping?.kind).toBe('export');
    expect(mapping?.columns.length).toBeGreaterThan(20);
    expect(missing).toContain('exporterName');
  });
});
