import { describe, expect, it } from 'vitest';
import { noHints, startReader } from '../../../main/intake/index.ts';
import type { OnProgress } from '../../../main/intake/reading.ts';
import {
  csvOf,
  headings,
  setCell,
  tableFilings,
  tableOf,
  utf8,
} from '../../fixtures/intake/sheets.ts';

const filings = tableFilings(700);
const table = tableOf(filings);
const fileOf = (rows: readonly (readonly string[])[]) => ({
  name: 'a.csv',
  bytes: utf8(csvOf(rows)),
  hints: noHints,
});

describe('a file that a thread reads', () => {
  it('comes back in pieces, and says how far it is', async () => {
    const told: Parameters<OnProgress>[] = [];
    const reader = startReader('a.csv', (...progress) => told.push(progress));
    const view = await reader.ask('open', fileOf(table));
    expect(view).toMatchObject({ broken: 0, unclear: null, format: 'csv' });
    expect(view.references).toEqual(filings.map(({ reference }) => reference));
    expect(view.rows).toHaveLength(200);
    const piece = await reader.ask('filings', { from: 650, count: 100 });
    expect(piece).toMatchObject(filings.slice(650));
    expect(piece).toHaveLength(50);
    expect(await reader.ask('rows', { from: 300, limit: 2 })).toMatchObject([
      { reference: filings[300]?.reference },
      { reference: filings[301]?.reference },
    ]);
    expect(told).toContainEqual(['reading', 0, 0]);
    expect(told).toContainEqual(['checking', 500, 700]);
    reader.close();
  });

  it('stays open to be mended', async () => {
    const reader = startReader('a.csv');
    const [first = [], row = []] = table;
    const broken = setCell(row, 'currency', 'USDD');
    const view = await reader.ask('open', fileOf([first, broken]));
    expect(view).toMatchObject({ broken: 1, references: [], errors: [{ row: 2 }] });
    const at = headings('key').indexOf('currency');
    const cells = [{ row: 2, at, value: 'USD' }];
    expect(await reader.ask('repair', { cells })).toMatchObject({ broken: 0, errors: [] });
    reader.close();
  });

  it('is ended at once, whatever it is doing, and every answer that is awaited says so', async () => {
    const reader = startReader('a.csv');
    const opening = reader.ask('open', fileOf(table));
    const further = reader.ask('rows', { from: 0, limit: 1 });
    reader.close();
    await expect(opening).rejects.toMatchObject({ problem: { code: 'intake-cancelled' } });
    await expect(further).rejects.toMatchObject({ problem: { code: 'intake-cancelled' } });
    await expect(reader.ask('rows', { from: 0, limit: 1 })).rejects.toMatchObject({
      problem: { code: 'intake-cancelled' },
    });
  });

  it('says of a file what is wrong with it, and of a sheet why it is unclear', async () => {
    const reader = startReader('a.csv');
    await expect(
      reader.ask('open', { name: 'a.pdf', bytes: utf8('x'), hints: noHints }),
    ).rejects.toMatchObject({ problem: { code: 'file-kind-unknown', params: { name: 'a.pdf' } } });
    await expect(reader.ask('rows', { from: 0, limit: 1 })).rejects.toMatchObject({
      problem: { code: 'intake-gone' },
    });
    const view = await reader.ask(
      'open',
      fileOf([
        ['참조번호', '세번'],
        ['R-1', '9011100000'],
      ]),
    );
    expect(view.unclear).toMatchObject({ code: 'file-columns-missing' });
    reader.close();
  });

  it('is refused where it needs more memory than there is, and harms nobody else', async () => {
    const reader = startReader('a.csv', undefined, 24);
    const many = Array.from({ length: 40 }, () => table.slice(1)).flat();
    const opening = reader.ask('open', fileOf([table[0] ?? [], ...many]));
    await expect(opening).rejects.toMatchObject({
      problem: { code: 'file-needs-too-much', params: { name: 'a.csv' } },
    });
  });

  it('makes templates too', async () => {
    const reader = startReader('template');
    const bytes = await reader.ask('template', { kind: 'import', language: 'ko' });
    expect(Buffer.from(bytes.subarray(0, 2)).toString()).toBe('PK');
    reader.close();
  });
});
