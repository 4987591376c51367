import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { plainNumber } from '../../../main/intake/cell.ts';
import { readFile } from '../../../main/intake/index.ts';
import {
  handmadeXlsx,
  headings,
  letters,
  rowsOf,
  setCell,
  sheetXml,
  tableFilings,
  tableOf,
  type XmlCell,
  xlsxOf,
  xlsxWith,
  zipBomb,
} from '../../fixtures/intake/sheets.ts';

const filings = tableFilings(8);
const read = (bytes: Uint8Array) => readFile({ name: '신고.xlsx', bytes });
const oneRow: readonly string[] =
  filings.map((filing) => rowsOf(filing)).find((rows) => rows.length === 1)?.[0] ?? [];
const columnOf = (key: string): number => headings('key').indexOf(key);

/** One filing with one cell of it in hand-made XML. */
const withCell = (key: string, xml: string): Uint8Array => {
  const row: XmlCell[] = [...oneRow];
  row[columnOf(key)] = { xml };
  return handmadeXlsx([sheetXml([headings('key'), row])]);
};

describe('reading a spreadsheet', () => {
  it('takes what a person saves', async () => {
    const reading = await read(await xlsxOf(tableOf(filings)));
    expect(reading).toEqual({
      format: 'xlsx',
      encoding: null,
      filings: reading.filings,
      errors: [],
      warnings: reading.warnings,
      brokenCount: 0,
    });
    expect(reading.filings.map(({ filing }) => filing)).toEqual(filings);
  });

  it('takes real dates, numbers and truth values', async () => {
    const cells = setCell(setCell([...oneRow], 'payerId', '1208147521'), 'payerIdKind', '04').map(
      (text) => (text === '' ? null : { value: text }),
    );
    const data = [headings('ko').map((value) => ({ value })), cells.map((cell) => cell)];
    const set = (key: string, cell: object) => {
      data[1] = (data[1] ?? []).with(columnOf(key), { ...cell, value: '' });
      Object.assign(data[1][columnOf(key)] ?? {}, cell);
    };
    set('arrivedOn', { type: Date, value: new Date('2026-03-04T00:00:00Z'), format: 'yyyy-mm-dd' });
    set('invoiceAmount', { type: Number, value: 1210.12 });
    set('packages', { type: Number, value: 12 });
    set('payerId', { type: Number, value: 1_208_147_521 });
    set('splitDeclaration', { type: Boolean, value: true });
    set('certificateOfOrigin', { type: Boolean, value: false });
    const reading = await read(await xlsxWith(data));
    expect(reading.errors).toEqual([]);
    expect(reading.filings[0]?.filing.declaration).toMatchObject({
      arrivedOn: '2026-03-04',
      invoiceAmount: '1210.12',
      packages: '12',
      payerId: '1208147521',
      splitDeclaration: true,
      certificateOfOrigin: 'N',
    });
  });

  it.each([
    ['invoiceAmount', '><v>1.0E+10</v></c>', '10000000000'],
    ['invoiceAmount', '><v>1210.1199999999999</v></c>', '1210.12'],
    ['invoiceAmount', '><v>0.1</v></c>', '0.1'],
    ['billOfLading', '><v>12345678901234</v></c>', '12345678901234'],
    ['invoiceAmount', '><f>A1*2</f><v>42.5</v></c>', '42.5'],
    ['vessel', 't="str"><f>"a"&amp;"b"</f><v>ab</v></c>', 'ab'],
    ['vessel', 't="inlineStr"><is><t>=cmd|calc!A1</t></is></c>', '=cmd|calc!A1'],
  ])('%s: %s comes through as %s', async (key, xml, expected) => {
    const reading = await read(withCell(key, xml));
    expect(reading.errors).toEqual([]);
    expect(reading.filings[0]?.filing.declaration).toMatchObject({ [key]: expected });
  });

  it('takes a formula that gives the empty text for an empty cell', async () => {
    const reading = await read(withCell('vessel', 't="str"><f>IF(A1="","","x")</f><v></v></c>'));
    expect(reading.filings[0]?.filing.declaration).not.toHaveProperty('vessel');
  });

  it.each([
    ['invoiceAmount', '><f>SUM(B1:B9)</f></c>', '=SUM(B1:B9)'],
    ['invoiceAmount', '><f>SUM(B1:B9)</f><v></v></c>', '=SUM(B1:B9)'],
    ['invoiceAmount', 't="e"><f>1/0</f><v>#DIV/0!</v></c>', '#DIV/0!'],
    ['importerName', 't="e"><v>#N/A</v></c>', '#N/A'],
    ['hsCode', 't="e"><f>X()</f><v>#NAME?</v></c>', '#NAME?'],
  ])('names the cell of a formula without a value: %s %s', async (key, xml, shown) => {
    const reading = await read(withCell(key, xml));
    const cell = `${letters(columnOf(key))}2`;
    expect(reading.filings).toEqual([]);
    expect(reading.errors).toMatchObject([
      { row: 2, column: key, code: 'formula', params: { cell, shown } },
    ]);
  });

  it('names the formulas of a program that writes them without values', async () => {
    const row = oneRow.map((value) => ({
      value: value === '' ? '=""' : `="${value}"`,
      type: 'Formula' as const,
    }));
    const reading = await read(await xlsxWith([headings('ko'), row]));
    expect(reading.filings).toEqual([]);
    expect(reading.brokenCount).toBe(1);
    expect(new Set(reading.errors.map((error) => error.code))).toContain('formula');
    expect(reading.errors.every((error) => error.row === 2)).toBe(true);
  });

  it.each([
    ['hsCode', '><v>901110000</v></c>', 'digits-lost'],
    ['payerPostcode', '><v>6164</v></c>', 'digits-lost'],
    ['payerBuildingNo', '><v>1.1680105001015901E+24</v></c>', 'digits-lost'],
    ['billOfLading', '><v>1234567890123456</v></c>', 'digits-lost'],
    ['submitterPhone', '><v>1012345678</v></c>', 'digits-lost'],
    ['arrivedOn', '><v>46085</v></c>', 'not-a-date'],
    ['vessel', 't="b"><v>1</v></c>', 'wrong-type'],
  ])('names what a number format has spoilt: %s %s', async (key, xml, code) => {
    const reading = await read(withCell(key, xml));
    expect(reading.errors).toMatchObject([{ row: 2, column: key, code }]);
  });

  it('names a date where a text or a number belongs', async () => {
    const data = [
      headings('ko'),
      oneRow.map((text, at) =>
        at === columnOf('specification') || at === columnOf('quantity')
          ? { type: Date, value: new Date('2026-03-01T00:00:00Z'), format: 'm-d' }
          : text,
      ),
    ];
    const reading = await read(await xlsxWith(data));
    expect(reading.errors.map(({ code, params }) => [code, params['expected']])).toEqual([
      ['wrong-type', 'number'],
      ['wrong-type', 'text'],
    ]);
  });

  it('reads the first sheet that is not hidden', async () => {
    const notes = sheetXml([['notes']]);
    const table = sheetXml([headings('key'), [...oneRow]]);
    expect((await read(handmadeXlsx([notes, table], { hidden: true }))).filings).toHaveLength(1);
    expect((await read(handmadeXlsx([table, notes]))).filings).toHaveLength(1);
  });

  it('counts rows as the sheet does, blank ones too', async () => {
    const rows = [[], headings('key'), [], [...oneRow]];
    const reading = await read(handmadeXlsx([sheetXml(rows)]));
    expect(reading.filings.map(({ row }) => row)).toEqual([4]);
  });
});

describe('a number of a spreadsheet', () => {
  it.each([
    ['1E-7', '0.0000001'],
    ['-3.5', '-3.5'],
    ['100000000000000', '100000000000000'],
    ['999999999999999', '999999999999999'],
    ['1000000000000000', null],
    ['1E+300', null],
    ['text', null],
  ])('%s is %s', (text, expected) => {
    expect(plainNumber(text)).toBe(expected);
  });
});

const table = () => sheetXml([headings('key'), [...oneRow]]);
const refused = (bytes: Uint8Array, code: string) =>
  expect(read(bytes)).rejects.toMatchObject({ problem: { code } });

/** A workbook whose list says another size of every entry. */
const withUnpackedSize = (size: number): Uint8Array => {
  const bytes = handmadeXlsx([table()]);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 0; at + 28 < bytes.byteLength; at += 1)
    if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, size, true);
  return bytes;
};

describe('a workbook that is not what it says', () => {
  it('is refused where it would unpack to too much, before it is unpacked', async () => {
    const bomb = zipBomb(300);
    expect(bomb.byteLength).toBeLessThan(1024 * 1024);
    await expect(read(bomb)).rejects.toMatchObject({
      problem: { code: 'file-unpacks-too-large', params: { size: 300, limit: 256 } },
    });
  });

  it('is refused where an entry is larger than it says', async () => {
    await refused(withUnpackedSize(100), 'file-damaged');
  });

  it('is refused with too many entries, or one that packs better than can be', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 1001 }, (_, at) => [`xl/${at}.xml`, strToU8('x')]),
    );
    await refused(handmadeXlsx([table()], { more: many }), 'file-damaged');
    await refused(withUnpackedSize(50 * 1024 * 1024), 'file-damaged');
  });

  it('is refused where a cell stands too far out', async () => {
    const far = sheetXml([]).replace(
      '<sheetData>',
      '<sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
    );
    await refused(handmadeXlsx([far]), 'file-unpacks-too-large');
  });

  it('is refused where it is cut, changed, or no workbook', async () => {
    const bytes = handmadeXlsx([table()]);
    await refused(bytes.subarray(0, bytes.byteLength - 40), 'file-damaged');
    const changed = bytes.slice();
    changed.fill(0xaa, 200, 260);
    await refused(changed, 'file-damaged');
    await refused(zipSync({ 'hello.txt': strToU8('hello') }), 'file-damaged');
    await refused(handmadeXlsx(['<worksheet><sheetData><row r="1"><c']), 'file-damaged');
  });

  it('is refused with more rows than can be read', async () => {
    const row = '<c r="A#" t="inlineStr"><is><t>x</t></is></c>';
    const rows = Array.from(
      { length: 100_002 },
      (_, at) => `<row r="${at + 1}">${row.replace('#', String(at + 1))}</row>`,
    );
    const xml = sheetXml([]).replace('<sheetData>', `<sheetData>${rows.join('')}`);
    await expect(read(handmadeXlsx([xml]))).rejects.toMatchObject({
      problem: { code: 'file-too-many-rows', params: { rows: 100_001, limit: 100_000 } },
    });
  });
});
