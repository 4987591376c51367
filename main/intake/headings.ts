import {
  nearestWord,
  type SpreadsheetColumn,
  spreadsheetColumns,
} from '../../shared/documents/index.ts';
import { NaruError } from '../../shared/errors.ts';
import type { Cell } from './cell.ts';

/** A column of a file that intake knows. */
export interface KnownColumn {
  readonly at: number;
  readonly heading: string;
  readonly column: SpreadsheetColumn;
}

export interface Headings {
  readonly referenceAt: number;
  readonly known: readonly KnownColumn[];
  /** Columns whose heading nobody knows; what stands in them must not be lost silently. */
  readonly unknown: readonly { readonly at: number; readonly heading: string }[];
}

/** Headings that people put over their own notes. */
const notes = new Set(['비고', '메모', 'memo', 'note', 'notes', 'remarks']);

/**
 * Finds the columns by their headings: the Korean or English label, or the key.
 * @throws {NaruError} `file-columns-missing`, `file-columns-twice`
 */
export function readHeadings(cells: readonly Cell[]): Headings {
  const known: KnownColumn[] = [];
  const unknown: { at: number; heading: string }[] = [];
  cells.forEach((cell, at) => {
    const heading = headingText(cell);
    const word = normalised(heading);
    if (word === '' || heading.startsWith('#') || notes.has(word)) return;
    const column = columnsByWord.get(word);
    if (column === undefined) unknown.push({ at, heading });
    else known.push({ at, heading, column });
  });
  const keys = new Set(known.map(({ column }) => column.key));
  const missing = spreadsheetColumns().filter(({ mandatory, key }) => mandatory && !keys.has(key));
  if (missing.length > 0) throw new NaruError('file-columns-missing', { columns: names(missing) });
  const seen = new Set<string>();
  const twice = known.filter(({ column: { key } }) => seen.size === seen.add(key).size);
  if (twice.length > 0)
    throw new NaruError('file-columns-twice', { columns: names(twice.map((one) => one.column)) });
  const referenceAt = known.find(({ column }) => column.key === 'reference')?.at ?? -1;
  return { referenceAt, known, unknown };
}

const headingText = (cell: Cell): string => (cell.kind === 'text' ? cell.text.trim() : '');

const normalised = (heading: string): string =>
  heading.normalize('NFC').replaceAll(/[\s*]/g, '').toLowerCase();

const columnsByWord: ReadonlyMap<string, SpreadsheetColumn> = new Map(
  spreadsheetColumns().flatMap((column) =>
    [column.headings.ko, column.headings.en, column.key].map(
      (heading) => [normalised(heading), column] as const,
    ),
  ),
);

/** Most columns that one sentence names. */
const mostNames = 6;

function names(columns: readonly SpreadsheetColumn[]): string {
  const first = columns.slice(0, mostNames).map(({ headings, key }) => `${headings.ko}(${key})`);
  const rest = columns.length - first.length;
  return `${first.join(', ')}${rest > 0 ? ` +${rest}` : ''}`;
}

/** The key whose heading or name is most like a word that nobody knows. */
export function nearestKey(heading: string): string {
  const word = normalised(heading).slice(0, 60);
  return columnsByWord.get(nearestWord(word, [...columnsByWord.keys()]))?.key ?? '';
}
