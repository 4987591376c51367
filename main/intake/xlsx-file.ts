import { zipSync } from 'fflate';
import { readSheet, type SheetData } from 'read-excel-file/universal';
import { mostRows } from '../../shared/contract/index.ts';
import { NaruError } from '../../shared/errors.ts';
import type { Cell } from './cell.ts';
import type { IntakeFile } from './reading.ts';
import { columnLetters, scanSheet, type SheetScan } from './sheet-scan.ts';
import { gatherRows, type SheetRow } from './table.ts';
import { listZip, unpackEntry, ZipRefused } from './zip.ts';

/** What a workbook may hold, checked before anything is unpacked. */
const limits = { entries: 1000, unpacked: 256 * 1024 * 1024 };
/** Most cells of the rectangle that holds all content. */
const mostCells = 20_000_000;

/**
 * Reads the first visible sheet of a workbook.
 * @throws {NaruError} `file-damaged`, `file-unpacks-too-large`, and as `gatherRows`
 */
export async function readXlsxFile({ name, bytes }: IntakeFile): Promise<SheetRow[]> {
  try {
    const workbook = await unpackWorkbook(bytes);
    const scan = await scanSheet(new TextDecoder().decode(workbook.sheet));
    checkSize(name, scan);
    const rows = await readValues(workbook);
    return await gatherRows(name, sheetRows(rows, scan));
  } catch (error) {
    if (!(error instanceof ZipRefused)) throw error;
    if (error.unpacked !== null) throw tooLarge(name, error.unpacked);
    throw new NaruError('file-damaged', { name }, error);
  }
}

type NumberCell = Extract<Cell, { kind: 'number' }>;
type SheetValues = SheetData<NumberCell>;

const parseNumber = (text: string): NumberCell => ({ kind: 'number', text });

/** The library is given only what has been checked. */
async function readValues({ files, sheetNumber }: Workbook): Promise<SheetValues> {
  try {
    const checked = toArrayBuffer(zipSync(files, { level: 0 }));
    return await readSheet(checked, sheetNumber, { parseNumber });
  } catch (error) {
    throw new ZipRefused(null, error);
  }
}

const megabyte = 1024 * 1024;
const tooLarge = (name: string, size: number): NaruError =>
  new NaruError('file-unpacks-too-large', {
    name,
    size: Math.ceil(size / megabyte),
    limit: limits.unpacked / megabyte,
  });

function checkSize(name: string, { rows, lastRow, lastColumn }: SheetScan): void {
  // One row more than the limit is the heading.
  if (rows > mostRows + 1)
    throw new NaruError('file-too-many-rows', { name, rows: rows - 1, limit: mostRows });
  if (lastRow * lastColumn > mostCells) throw tooLarge(name, lastRow * lastColumn * 16);
}

interface Workbook {
  files: Record<string, Uint8Array>;
  /** The XML of the sheet. */
  sheet: Uint8Array;
  /** From 1, in the order of the workbook. */
  sheetNumber: number;
}

const relationsPath = 'xl/_rels/workbook.xml.rels';

async function unpackWorkbook(bytes: Uint8Array): Promise<Workbook> {
  const entries = new Map(listZip(bytes, limits).map((entry) => [entry.name, entry]));
  const files: Record<string, Uint8Array> = {};
  const unpack = async (path: string): Promise<Uint8Array> => {
    const entry = entries.get(path);
    if (entry === undefined) throw new ZipRefused();
    const content = await unpackEntry(bytes, entry);
    files[path] = content;
    return content;
  };
  const text = async (path: string) => new TextDecoder().decode(await unpack(path));
  const workbook = await text('xl/workbook.xml');
  const relations = await text(relationsPath);
  const { sheetNumber, relation } = firstVisibleSheet(workbook);
  const targets = relationTargets(relations);
  const sheetPath = targets.get(relation);
  if (sheetPath === undefined) throw new ZipRefused();
  const sheet = await unpack(sheetPath);
  for (const path of targets.values())
    if (/(?:sharedStrings|styles)\.xml$/i.test(path) && entries.has(path)) await unpack(path);
  return { files, sheet, sheetNumber };
}

function firstVisibleSheet(workbook: string): { sheetNumber: number; relation: string } {
  const sheets = [...workbook.matchAll(/<(?:\w+:)?sheet\s([^<>]*)>/g)].map(
    (sheet) => sheet[1] ?? '',
  );
  const at = sheets.findIndex((attributes) => !/\bstate="(?:hidden|veryHidden)"/.test(attributes));
  const relation = /\b\w+:id="([^"]*)"/.exec(sheets[at] ?? '')?.[1];
  if (relation === undefined) throw new ZipRefused();
  return { sheetNumber: at + 1, relation };
}

/** Paths in the archive by relation. */
function relationTargets(relations: string): Map<string, string> {
  const targets = new Map<string, string>();
  for (const [, attributes = ''] of relations.matchAll(/<(?:\w+:)?Relationship\s([^<>]*)>/g)) {
    const id = /\bId="([^"]*)"/.exec(attributes)?.[1];
    const target = /\bTarget="([^"]*)"/.exec(attributes)?.[1];
    if (id === undefined || target === undefined) continue;
    targets.set(id, target.startsWith('/') ? target.slice(1) : `xl/${target}`);
  }
  return targets;
}

/** The library leaves out formulas without a value, also a whole row of them. */
function* sheetRows(values: SheetValues, scan: SheetScan): Iterable<SheetRow> {
  const last = scan.broken.size === 0 ? values.length : Math.max(values.length, scan.lastRow);
  for (let row = 1; row <= last; row += 1)
    yield { row, cells: cellsOf(values[row - 1] ?? [], row, scan) };
}

function cellsOf(
  values: SheetValues[number],
  row: number,
  { broken, lastColumn }: SheetScan,
): Cell[] {
  if (broken.size === 0) return values.map(cellOf);
  return Array.from({ length: Math.max(values.length, lastColumn) }, (_, at) => {
    const cell = `${columnLetters(at + 1)}${row}`;
    const shown = broken.get(cell);
    return shown === undefined ? cellOf(values[at] ?? null) : { kind: 'formula', cell, shown };
  });
}

function cellOf(value: SheetValues[number][number]): Cell {
  if (value === null) return { kind: 'empty' };
  if (typeof value === 'boolean') return { kind: 'flag', value };
  if (typeof value === 'string') return { kind: 'text', text: value };
  if (value instanceof Date) return { kind: 'date', text: value.toISOString().slice(0, 10) };
  // The library's types name the constructor where its values are dates.
  return typeof value === 'function' ? { kind: 'empty' } : value;
}

/** The bytes alone, where they are part of a larger buffer. */
function toArrayBuffer(bytes: Uint8Array): ArrayBuffer {
  const buffer = new ArrayBuffer(bytes.byteLength);
  new Uint8Array(buffer).set(bytes);
  return buffer;
}
