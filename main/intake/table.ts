import { setImmediate } from 'node:timers/promises';
import { readFilingInput } from '../../shared/documents/index.ts';
import { NaruError, type FieldError } from '../../shared/errors.ts';
import { type Cell, readCell } from './cell.ts';
import { type Headings, nearestKey, readHeadings } from './headings.ts';
import { mostErrors, mostRows, sliceRows, type IntakeReading } from './reading.ts';

/** A row of a sheet as a person counts it, from 1. */
export interface SheetRow {
  readonly row: number;
  readonly cells: readonly Cell[];
}

/** The rows of one filing, in the order of the file. */
interface Group {
  /** The filing's first row. */
  readonly row: number;
  /** Values around the declaration and of its header, each with the row that gave it. */
  readonly values: Map<string, { value: unknown; row: number }>;
  readonly lines: Record<string, unknown>[];
  readonly lineRows: number[];
  readonly errors: FieldError[];
}

/**
 * Reads a table in which each row is one line (란) with one specification (규격); rows with the same
 * reference are one filing.
 * @throws {NaruError} `file-empty`, `file-no-rows`, `file-too-many-rows`, and as `readHeadings`
 */
export async function readTable(
  name: string,
  rows: AsyncIterable<SheetRow> | Iterable<SheetRow>,
): Promise<Pick<IntakeReading, 'filings' | 'errors' | 'brokenCount'>> {
  let headings: Headings | null = null;
  const groups = new Map<string, Group>();
  let count = 0;
  for await (const sheetRow of rows) {
    if (sheetRow.cells.every((cell) => cell.kind === 'empty')) continue;
    if (headings === null) {
      headings = readHeadings(sheetRow.cells);
      continue;
    }
    count += 1;
    if (count <= mostRows) addRow(groups, headings, sheetRow);
    if (count % sliceRows === 0) await setImmediate();
  }
  if (headings === null) throw new NaruError('file-empty', { name });
  if (count === 0) throw new NaruError('file-no-rows', { name });
  if (count > mostRows)
    throw new NaruError('file-too-many-rows', { name, rows: count, limit: mostRows });
  return readGroups(groups, headings);
}

function addRow(groups: Map<string, Group>, headings: Headings, { row, cells }: SheetRow): void {
  const reference = readReference(cells[headings.referenceAt]);
  // A row without a reference stands alone, so that it is named on its own.
  const groupKey = reference === '' ? `\u0000${row}` : reference;
  let group = groups.get(groupKey);
  if (group === undefined) {
    group = { row, values: new Map(), lines: [], lineRows: [], errors: [] };
    groups.set(groupKey, group);
  }
  const line: Record<string, unknown> = {};
  const specification: Record<string, unknown> = {};
  const linePath = `lines[${group.lines.length}]`;
  for (const { at, heading, column } of headings.known) {
    const cell = cells[at];
    if (cell === undefined || cell.kind === 'empty') continue;
    const { key, scope } = column;
    const reading = readCell(cell, column);
    if (!reading.ok) {
      const path = [linePath, 'specifications[0]'].slice(0, scope.length);
      const { code, params } = reading;
      group.errors.push({ row, field: [...path, key].join('.'), column: heading, code, params });
    } else if (scope.length === 1) line[key] = reading.value;
    else if (scope.length === 2) specification[key] = reading.value;
    else setHeaderValue(group, { key, value: reading.value, row, heading });
  }
  for (const { at, heading } of headings.unknown)
    if (cells[at] !== undefined && cells[at].kind !== 'empty')
      group.errors.push({
        row,
        field: heading,
        column: heading,
        code: 'unknown-field',
        params: { nearest: nearestKey(heading) },
      });
  group.lines.push({ ...line, specifications: [specification] });
  group.lineRows.push(row);
}

function readReference(cell: Cell | undefined): string {
  if (cell === undefined || (cell.kind !== 'text' && cell.kind !== 'number')) return '';
  return cell.text.trim().normalize('NFC');
}

/** The header stands in the filing's first row; further rows repeat it or leave it empty. */
function setHeaderValue(
  group: Group,
  { key, value, row, heading }: { key: string; value: unknown; row: number; heading: string },
): void {
  const given = group.values.get(key);
  if (given === undefined) group.values.set(key, { value, row });
  else if (JSON.stringify(given.value) !== JSON.stringify(value))
    group.errors.push({
      row,
      field: key,
      column: heading,
      code: 'row-conflict',
      params: { first: given.row },
    });
}

async function readGroups(
  groups: ReadonlyMap<string, Group>,
  { known }: Headings,
): Promise<Pick<IntakeReading, 'filings' | 'errors' | 'brokenCount'>> {
  const headingOf = new Map(known.map(({ column, heading }) => [column.key, heading]));
  const envelope = new Set(known.filter((one) => one.column.envelope).map((one) => one.column.key));
  const filings: IntakeReading['filings'] = [];
  const errors: FieldError[] = [];
  let brokenCount = 0;
  let done = 0;
  for (const group of groups.values()) {
    const reading = readFilingInput(filingOf(group, envelope));
    if (reading.ok && group.errors.length === 0)
      filings.push({ row: group.row, filing: reading.filing });
    else {
      brokenCount += 1;
      if (errors.length < mostErrors)
        errors.push(...errorsOf(group, reading.ok ? [] : reading.errors, headingOf));
    }
    done += 1;
    if (done % sliceRows === 0) await setImmediate();
  }
  return { filings, errors, brokenCount };
}

function filingOf(group: Group, envelope: ReadonlySet<string>): Record<string, unknown> {
  const filing: Record<string, unknown> = { kind: 'import' };
  const declaration: Record<string, unknown> = {};
  for (const [key, { value }] of group.values)
    (envelope.has(key) ? filing : declaration)[key] = value;
  return { ...filing, declaration: { ...declaration, lines: group.lines } };
}

/** The errors of a filing, each at the row it comes from; a cell's own error goes before. */
function errorsOf(
  group: Group,
  found: readonly FieldError[],
  headingOf: ReadonlyMap<string, string>,
): FieldError[] {
  const named = new Set(group.errors.map((error) => error.field));
  const placed = found
    .filter((error) => !named.has(error.field))
    .map((error): FieldError => {
      const line = /^lines\[(\d+)\]/.exec(error.field)?.[1];
      const key = /([^.[\]]+)(?:\[\d+\])?$/.exec(error.field)?.[1] ?? '';
      const column = headingOf.get(key);
      const row =
        line === undefined
          ? (group.values.get(key)?.row ?? group.row)
          : (group.lineRows[Number(line)] ?? group.row);
      return { row, ...(column === undefined ? {} : { column }), ...error };
    });
  return [...group.errors, ...placed].toSorted((a, b) => (a.row ?? 0) - (b.row ?? 0));
}
