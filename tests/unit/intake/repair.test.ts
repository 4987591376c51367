import { describe, expect, it } from 'vitest';
import { openFile } from '../../../main/intake/read-file.ts';
import { noHints } from '../../../main/intake/mapping.ts';
import {
  csvOf,
  headings,
  rowsOf,
  setCell,
  tableFilings,
  utf8,
} from '../../fixtures/intake/sheets.ts';

const filings = tableFilings(30);
const withLines = (count: number) => {
  const found = filings.find(({ declaration }) => declaration.lines.length === count);
  if (found === undefined) throw new Error(`no filing of ${count} lines`);
  return found;
};
const [one, two] = [withLines(1), withLines(2)];
const [oneRow = []] = rowsOf(one);
const [twoFirst = [], twoSecond = []] = rowsOf(two);
const at = (key: string) => headings('key').indexOf(key);

async function open(rows: readonly (readonly string[])[]) {
  const bytes = utf8(csvOf([headings('ko'), ...rows]));
  const { sheet } = await openFile({ name: 'a.csv', bytes }, noHints);
  if (sheet === null) throw new Error('no sheet');
  const good = () => sheet.outcomes().flatMap((outcome) => (outcome.ok ? [outcome.filing] : []));
  return { sheet, good };
}

describe('mending a cell', () => {
  it('lets the filing in, and shows its row no more', async () => {
    const { sheet, good } = await open([
      setCell(oneRow, 'currency', 'USDD'),
      twoFirst,
      setCell(twoSecond, 'originCountry', 'XX'),
    ]);
    expect(sheet.view().sheet.faulty.map(({ row }) => row)).toEqual([2, 4]);
    expect(sheet.view().sheet.faulty[0]?.cells[at('currency')]).toBe('USDD');
    sheet.repair([{ row: 2, at: at('currency'), value: one.declaration.currency }]);
    expect(good()).toEqual([one]);
    expect(sheet.view().errors).toMatchObject([{ row: 4, code: 'not-a-code' }]);
    const origin = two.declaration.lines[1]?.originCountry ?? '';
    sheet.repair([{ row: 4, at: at('originCountry'), value: origin }]);
    expect(good()).toEqual([one, two]);
    expect(sheet.view()).toMatchObject({ errors: [], sheet: { faulty: [] } });
  });

  it('moves a row to the filing of its new reference, and out of the one before', async () => {
    const { sheet, good } = await open([oneRow, twoFirst, setCell(twoSecond, 'reference', 'X')]);
    expect(good()[0]).toEqual(one);
    expect(sheet.outcomes()).toHaveLength(3);
    sheet.repair([{ row: 4, at: at('reference'), value: two.reference }]);
    expect(sheet.outcomes()).toHaveLength(2);
    expect(good()).toEqual([one, two]);
    sheet.repair([{ row: 4, at: at('reference'), value: 'Y' }]);
    expect(sheet.outcomes()).toHaveLength(3);
    expect(good()[0]).toEqual(one);
  });

  it('gives a row without a reference one, and takes it away again', async () => {
    const { sheet, good } = await open([setCell(oneRow, 'reference', '')]);
    expect(good()).toEqual([]);
    sheet.repair([{ row: 2, at: at('reference'), value: one.reference }]);
    expect(good()).toEqual([one]);
    sheet.repair([{ row: 2, at: at('reference'), value: '  ' }]);
    expect(sheet.view().errors).toMatchObject([{ row: 2, field: 'reference', code: 'required' }]);
  });

  it('gives a field that has no column one beside the sheet', async () => {
    const bytes = utf8(
      csvOf(
        [headings('ko'), setCell(setCell(oneRow, 'quantity', '5'), 'quantityUnit', '')].map((row) =>
          row.filter((_, place) => place !== at('quantityUnit')),
        ),
      ),
    );
    const { sheet } = await openFile({ name: 'a.csv', bytes }, noHints);
    const view = sheet?.view().sheet;
    const column = view?.mapping.columns.find(({ key }) => key === 'quantityUnit');
    expect(column?.at).toBe(view?.width);
    expect(view?.faulty[0]?.cells).toHaveLength((view?.width ?? 0) + 1);
    sheet?.repair([{ row: 2, at: column?.at ?? -1, value: 'EA' }]);
    expect(sheet?.outcomes()).toMatchObject([{ ok: true }]);
  });

  it('does nothing to headings, and to cells that are not there', async () => {
    const { sheet, good } = await open([oneRow]);
    sheet.repair([
      { row: 1, at: 0, value: 'x' },
      { row: 99, at: 0, value: 'x' },
      { row: 2, at: 900, value: 'x' },
    ]);
    expect(good()).toEqual([one]);
  });

  it('brings in the next of many faulty rows', async () => {
    const many = Array.from({ length: 300 }, (_, n) =>
      setCell(setCell(oneRow, 'reference', `R${n}`), 'currency', '?'),
    );
    const { sheet } = await open(many);
    const { faulty } = sheet.view().sheet;
    expect(faulty).toHaveLength(200);
    sheet.repair(faulty.map(({ row }) => ({ row, at: at('currency'), value: 'USD' })));
    expect(sheet.view().sheet.faulty.map(({ row }) => row)).toEqual(
      Array.from({ length: 100 }, (_, n) => n + 202),
    );
  });
});
