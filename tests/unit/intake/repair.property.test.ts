import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { noHints } from '../../../main/intake/mapping.ts';
import { openSheet } from '../../../main/intake/sheet.ts';
import type { SheetRow } from '../../../main/intake/table.ts';
import type { Cell } from '../../../main/intake/cell.ts';
import { headings, rowsOf, tableFilings } from '../../fixtures/intake/sheets.ts';

/** A few columns are enough: the rest of each row comes from a filing that is good. */
const keys = [
  'reference',
  'currency',
  'hsCode',
  'originCountry',
  'quantity',
  'quantityUnit',
  'remark',
];
const places = keys.map((key) => headings('key').indexOf(key));
const base = tableFilings(12)
  .filter(({ declaration }) => declaration.lines.length === 1)
  .slice(0, 4)
  .flatMap((filing) => rowsOf(filing));

const texts = fc.oneof(
  fc.constantFrom('', 'A-1', 'A-2', 'A-3', 'USD', 'USDD', '9011100000', '12', 'EA', 'KR', '0x'),
  fc.string({ maxLength: 5 }),
);
const repairs = fc.array(
  fc.record({
    row: fc.integer({ min: 1, max: base.length + 2 }),
    at: fc.oneof(
      fc.constantFrom(...places),
      fc.integer({ min: 0, max: headings('key').length - 1 }),
    ),
    value: texts,
  }),
  { maxLength: 12 },
);

const cellOf = (text: string): Cell =>
  text.trim() === '' ? { kind: 'empty' } : { kind: 'text', text };
const sheetOf = (rows: readonly (readonly string[])[]): SheetRow[] =>
  [headings('key'), ...rows].map((cells, index) => ({ row: index + 1, cells: cells.map(cellOf) }));

it('mending cells, in pieces of any size, comes to what the mended sheet says by itself', async () => {
  await fc.assert(
    fc.asyncProperty(repairs, fc.integer({ min: 1, max: 5 }), async (cells, piece) => {
      const mended = openSheet(sheetOf(base), noHints);
      await mended.check(mended.proposal.mapping, null);
      for (let from = 0; from < cells.length; from += piece)
        mended.repair(cells.slice(from, from + piece));

      const rows = base.map((row) => [...row]);
      for (const { row, at, value } of cells) {
        const line = rows[row - 2];
        if (line !== undefined) line[at] = value;
      }
      const fresh = openSheet(sheetOf(rows), noHints);
      await fresh.check(mended.proposal.mapping, null);
      expect(mended.outcomes()).toEqual(fresh.outcomes());
      expect(mended.view().sheet.faulty).toEqual(fresh.view().sheet.faulty);
      expect(mended.view().errors).toEqual(fresh.view().errors);
    }),
    { numRuns: 300 },
  );
});

it('a sheet of anything is read without a fault of ours', async () => {
  const word = fc.oneof(
    fc.constantFrom(
      ...headings('ko'),
      ...headings('key'),
      '란번호',
      '규격번호',
      '신고종류',
      '비고',
    ),
    fc.string({ maxLength: 8 }),
  );
  const table = fc.array(fc.array(fc.oneof(word, texts), { maxLength: 12 }), { maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(table, async (rows) => {
      const given = rows.map((cells, index) => ({ row: index + 1, cells: cells.map(cellOf) }));
      const sheet = openSheet(given, noHints);
      const { mapping } = sheet.proposal;
      await sheet.check(
        { ...mapping, fixed: Object.fromEntries(headings('key').map((key) => [key, '1'])) },
        null,
      );
      const { sheet: view, errors } = sheet.view();
      expect(view.faulty.length).toBeLessThanOrEqual(200);
      for (const error of errors) expect(error.row).toBeGreaterThan(0);
    }),
    { numRuns: 200 },
  );
});
