import { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { CsvError, parse } from 'csv-parse';
import { NaruError } from '../../shared/errors.ts';
import type { Cell } from './cell.ts';
import type { IntakeFile } from './reading.ts';
import { gatherRows, type SheetRow } from './table.ts';
import { decodeText } from './text-encoding.ts';

/** Characters that are handed to the parser at a time; other work gets its turn in between. */
const pieceLength = 64 * 1024;

/** Most characters of one row; a row without end would be gathered in memory. */
const longestRow = 1024 * 1024;

/**
 * Reads a table separated by comma, semicolon or tab.
 * @throws {NaruError} `csv-syntax`, and as `decodeText` and `gatherRows`
 */
export async function readCsvFile(
  file: IntakeFile,
): Promise<{ encoding: string; rows: SheetRow[] }> {
  const { text, encoding } = decodeText(file);
  const endless = endlessRowAt(text);
  if (endless !== null) throw new NaruError('csv-syntax', { name: file.name, line: endless });
  return { encoding, rows: await gatherRows(file.name, csvRows(file.name, text)) };
}

async function* csvRows(name: string, text: string): AsyncGenerator<SheetRow> {
  const parser = Readable.from(pieces(text)).pipe(
    parse({
      delimiter: separatorOf(text),
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: false,
      max_record_size: longestRow,
    }),
  );
  let row = 0;
  try {
    for await (const record of parser) {
      row += 1;
      // Without a cast or columns option the parser gives the texts of one line.
      const texts: string[] = record;
      yield { row, cells: texts.map(textCell) };
    }
  } catch (error) {
    if (error instanceof CsvError)
      throw new NaruError('csv-syntax', { name, line: row + 1 }, error);
    throw error;
  }
}

/** The first line that has no end for too long; `null` where every one has. */
function endlessRowAt(text: string): number | null {
  let at = 0;
  while (text.length - at > longestRow) {
    const ahead = text.slice(at, at + longestRow);
    const end = Math.max(ahead.lastIndexOf('\n'), ahead.lastIndexOf('\r'));
    if (end < 0) return text.slice(0, at).split('\n').length;
    at += end + 1;
  }
  return null;
}

const textCell = (text: string): Cell =>
  text.trim() === '' ? { kind: 'empty' } : { kind: 'text', text };

async function* pieces(text: string): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += pieceLength) {
    yield text.slice(at, at + pieceLength);
    await setImmediate();
  }
}

/** The headings stand in one of so many first lines; a title above them has no separators. */
const headLines = 25;

/** The separator that one of the first lines has most of, outside quotes. */
function separatorOf(text: string): string {
  const lines = text.slice(0, pieceLength).split(/\r\n|\r|\n/, headLines);
  const plain = lines.map((line) => line.replaceAll(/"[^"]*"/g, ''));
  const counts = [',', ';', '\t'].map((separator) => ({
    separator,
    count: Math.max(...plain.map((line) => line.split(separator).length)),
  }));
  counts.sort((a, b) => b.count - a.count);
  return counts[0]?.separator ?? ',';
}
