import * as fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { findJsonFault } from '../../../main/intake/json-fault.ts';
import { readFile } from '../../../main/intake/index.ts';
import { exampleFiling, practiceFilings } from '../../../shared/documents/index.ts';
import { civilDate } from '../../../shared/time.ts';
import { utf8 } from '../../fixtures/intake/sheets.ts';

const read = (text: string) => readFile({ name: 'filings.json', bytes: utf8(text) });
const filings = practiceFilings({ count: 1000, seed: 9, today: civilDate('2026-03-06') });

describe('reading a JSON file', () => {
  it('takes one filing, or a thousand in an array, in their order', async () => {
    const one = await read(JSON.stringify(exampleFiling('import')));
    expect(one).toEqual({
      format: 'json',
      encoding: 'UTF-8',
      filings: [{ row: 1, filing: exampleFiling('import') }],
      errors: [],
      warnings: one.warnings,
      brokenCount: 0,
    });
    const many = await read(JSON.stringify(filings));
    expect(many.filings).toEqual(filings.map((filing, index) => ({ row: index + 1, filing })));
  });

  it('lets the good ones in and names the broken ones by their place', async () => {
    const [first, second, third] = filings.slice(0, 3);
    const broken = { ...second, declaration: { ...second?.declaration, currency: 'WON' } };
    const reading = await read(JSON.stringify([first, broken, third, 'text']));
    expect(reading.filings.map(({ row }) => row)).toEqual([1, 3]);
    expect(reading.brokenCount).toBe(2);
    expect(reading.errors).toMatchObject([
      { row: 2, field: 'currency', code: 'not-a-code' },
      { row: 4, field: '', code: 'wrong-type' },
    ]);
  });

  it('names a reference that stands twice, and takes the first', async () => {
    const [first, second] = filings;
    const reading = await read(JSON.stringify([first, { ...second, reference: first?.reference }]));
    expect(reading.filings).toHaveLength(1);
    expect(reading.errors).toEqual([
      {
        row: 2,
        field: 'reference',
        code: 'duplicate-in-file',
        params: { reference: first?.reference, first: 1 },
      },
    ]);
  });

  it('keeps numbers exact that a double cannot hold', async () => {
    const text = JSON.stringify(exampleFiling('import'))
      .replace('"invoiceAmount":"26540"', '"invoiceAmount":12345678901234.5678')
      .replace('"packages":"48"', '"packages":48');
    const [taken] = (await read(text)).filings;
    expect(taken?.filing.declaration).toMatchObject({
      invoiceAmount: '12345678901234.5678',
      packages: '48',
    });
  });

  it('reads other encodings', async () => {
    const text = JSON.stringify(exampleFiling('import'));
    const utf16 = new Uint8Array([0xff, 0xfe, ...iconv.encode(text, 'utf16-le')]);
    for (const [bytes, encoding] of [
      [iconv.encode(text, 'cp949'), 'CP949'],
      [utf16, 'UTF-16LE'],
      [iconv.encode(text, 'utf8', { addBOM: true }), 'UTF-8'],
    ] as const) {
      const reading = await readFile({ name: 'a.JSON', bytes });
      expect(reading.encoding).toBe(encoding);
      expect(reading.filings[0]?.filing).toEqual(exampleFiling('import'));
    }
  });

  it.each([
    ['[{"a": 1},\n {"b" 2}]', 2, 7],
    ['{"a": [1, 2,]}', 1, 13],
    ['{"a": tru}', 1, 7],
    ['{"a": 01}', 1, 7],
    ['{"a": "x\ny"}', 1, 9],
    [String.raw`{"a": "\x"}`, 1, 8],
    ['{"a": "never closed', 1, 7],
    ['[1, 2', 1, 6],
    ['{"a": 1} x', 1, 10],
    ['[1}', 1, 3],
    ["{'a': 1}", 1, 2],
  ])('tells where %j breaks', async (text, line, column) => {
    await expect(read(text)).rejects.toMatchObject({
      problem: { code: 'json-syntax', params: { name: 'filings.json', line, column } },
    });
  });

  it('finds no fault before the end in any JSON text, and one where it is cut', () => {
    fc.assert(
      fc.property(fc.json(), fc.nat(), (text, cut) => {
        expect(findJsonFault(text).column).toBe(text.length + 1);
        const part = text.slice(0, cut % text.length);
        const fault = findJsonFault(part);
        expect(fault.line).toBe(1);
        expect(fault.column).toBeLessThanOrEqual(part.length + 1);
      }),
    );
  });
});
