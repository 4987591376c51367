import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { archiveOf, divideDrop } from '../../../renderer/features/intake/join-documents.ts';
import {
  begin,
  cellKey,
  errorsByCell,
  firstError,
  follow,
  nextError,
  pasted,
  readingOf,
  textAt,
} from '../../../renderer/features/intake/repair-rows.ts';
import type { IntakePreview, Sheet } from '../../../shared/contract/index.ts';
import type { FieldError } from '../../../shared/errors.ts';

const error = (row: number, field: string, code: FieldError['code'] = 'required'): FieldError => ({
  row,
  field,
  code,
  params: {},
  ...(code === 'unknown-field' ? { column: field } : {}),
});

function sheetOf(faulty: Sheet['faulty'], undecided: number[] = []): Sheet {
  const columns = ['reference', 'hsCode', 'grossWeight'].map((key, at) => ({
    at,
    key,
    heading: key,
  }));
  return {
    mapping: { kind: 'import', headingRow: 1, columns, fixed: {} },
    savedAs: null,
    headings: ['reference', 'hsCode', 'grossWeight', '담당'],
    width: 4,
    rows: 9,
    top: [],
    missing: [],
    undecided,
    faulty,
  };
}

const previewOf = (errors: FieldError[], sheet: Sheet): IntakePreview => ({
  intakeId: '0'.repeat(16),
  name: 'a.csv',
  format: 'csv',
  encoding: 'UTF-8',
  good: 1,
  known: 0,
  broken: 2,
  rows: [],
  errors,
  warnings: [],
  sheet,
});

const two = [
  { row: 3, cells: ['A', '8542', '1', 'x'] },
  { row: 5, cells: ['B', '85', '', 'x'] },
];
const errors = [
  error(3, 'lines[0].hsCode', 'pattern'),
  error(5, 'lines[0].hsCode', 'pattern'),
  error(5, 'grossWeight'),
];

describe('rows with faults', () => {
  test('keep their places while they are mended, with what was typed meanwhile', () => {
    const sheet = sheetOf(two);
    const state = begin(previewOf(errors, sheet), sheet);
    expect(state.faulty).toEqual([1, 2]);
    const typed = new Map([
      [cellKey(3, 1), '8542311000'],
      [cellKey(5, 1), '9'],
    ]);
    const after = sheetOf([
      { row: 5, cells: ['B', '85', '', 'x'] },
      { row: 8, cells: ['C', '', '', ''] },
    ]);
    const left = [...errors.slice(1), error(8, 'grossWeight')];
    const next = follow(state, previewOf(left, after), after, typed);
    expect(next.rows.map(({ row, isMended }) => [row, isMended])).toEqual([
      [3, true],
      [5, false],
      [8, false],
    ]);
    expect(next.rows[0]?.cells[1]).toBe('8542311000');
    const [, second] = next.rows;
    expect(second && textAt(second, 1, typed)).toBe('9');
    expect(second && textAt(second, 1, new Map())).toBe('85');
  });

  test('of a column that is not decided are no faults of cells', () => {
    const unknown = [error(3, '담당', 'unknown-field'), error(5, '담당', 'unknown-field')];
    const sheet = sheetOf(two, [3]);
    const preview = previewOf([...unknown, error(5, 'grossWeight')], sheet);
    expect(begin(preview, sheet).rows.map(({ row }) => row)).toEqual([5]);
    expect(errorsByCell(preview.errors, sheet).has(cellKey(3, 3))).toBe(false);
  });

  test('are gone through from error to error, and from the top again', () => {
    const sheet = sheetOf(two);
    const preview = previewOf(errors, sheet);
    const { rows } = begin(preview, sheet);
    const cells = errorsByCell(preview.errors, sheet);
    const columns = [0, 1, 2];
    const seen = [firstError(rows, columns, cells)];
    for (let i = 0; i < 3; i += 1)
      seen.push(
        nextError(rows, columns, cells, seen.at(-1) ?? { row: 0, column: 0 }) ?? {
          row: -1,
          column: -1,
        },
      );
    expect(seen).toEqual([
      { row: 0, column: 1 },
      { row: 1, column: 1 },
      { row: 1, column: 2 },
      { row: 0, column: 1 },
    ]);
    expect(nextError(rows, columns, new Map(), { row: 0, column: 0 })).toBeNull();
  });

  test('take a pasted block, one cell for a whole selection, and tell what found no place', () => {
    const { rows } = begin(previewOf(errors, sheetOf(two)), sheetOf(two));
    const columns = [0, 1, 2];
    const one = { top: 1, bottom: 1, left: 1, right: 1 };
    expect(pasted([['1', '2', '3'], ['4']], rows, columns, one)).toEqual({
      cells: [
        { row: 5, at: 1, value: '1' },
        { row: 5, at: 2, value: '2' },
      ],
      rowsLeft: 1,
    });
    const all = { top: 0, bottom: 1, left: 1, right: 1 };
    expect(pasted([['9']], rows, columns, all)).toEqual({
      cells: [
        { row: 3, at: 1, value: '9' },
        { row: 5, at: 1, value: '9' },
      ],
      rowsLeft: 0,
    });
  });

  test('begin anew where the sheet is read in another way, not where a column is added to it', () => {
    const sheet = sheetOf(two);
    const { mapping } = sheet;
    const added = {
      ...mapping,
      columns: [...mapping.columns, { at: 4, key: 'currency', heading: '통화' }],
    };
    expect(readingOf({ ...sheet, mapping: added })).toBe(readingOf(sheet));
    expect(readingOf({ ...sheet, mapping: { ...mapping, fixed: { currency: 'USD' } } })).not.toBe(
      readingOf(sheet),
    );
  });
});

const file = (name: string, text = name) => new File([text], name);

describe('documents that are dropped together', () => {
  test('are one, and other files stay alone', () => {
    const files = [file('a.xml'), file('b.csv'), file('c.XML')];
    const { alone, together } = divideDrop(files);
    expect(alone.map(({ name }) => name)).toEqual(['b.csv']);
    expect(together.map(({ name }) => name)).toEqual(['a.xml', 'c.XML']);
    expect(divideDrop(files.slice(0, 2)).together).toEqual([]);
  });

  test('keep every content, also under the same name', async () => {
    const archive = await archiveOf([file('a.xml', '하나'), file('a.xml', '둘')]);
    const content = unzipSync(new Uint8Array(await archive.arrayBuffer()));
    expect(Object.values(content).map((bytes) => strFromU8(bytes))).toEqual(['하나', '둘']);
    expect(archive.name).toBe('XML × 2.zip');
  });
});
