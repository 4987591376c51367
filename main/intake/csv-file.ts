import { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { CsvError, parse } from 'csv-parse';
import { NaruError } from '../../shared/errors.ts';
import type { Cell } from './cell.ts';
import type { IntakeFile, IntakeReading } from './reading.ts';
import { readTable, type SheetRow } from './table.ts';
import { decodeText } from './text-encoding.ts';

/** Characters that are handed to the parser at a time; other work gets its turn in between. */
const pieceLength = 64 * 1024;

/**
 * Reads a table separated by comma, semicolon or tab.
 * @throws {NaruError} `csv-syntax`, and as `decodeText` and `readTable`
 */
export async function readCsvFile(file: IntakeFile): Promise<IntakeReading> {
  const { text, encoding } = decodeText(file);
  const table = await readTable(file.name, csvRows(file.name, text));
  return { format: 'csv', encoding, ...table };
}

async function* csvRows(name: string, text: string): AsyncGenerator<SheetRow> {
  const parser = Readable.from(pieces(text)).pipe(
    parse({
      delimiter: separatorOf(text),
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: false,
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

const textCell = (text: string): Cell =>
  text.trim() === '' ? { kind: 'empty' } : { kind: 'text', text };

async function* pieces(text: string): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += pieceLength) {
    yield text.slice(at, at + pieceLength);
    await setImmediate();
  }
}

/** The separator that stands most often in the first line that is not empty, outside quotes. */
function separatorOf(text: string): string {
  const firstLine = /^\s*([^\r\n]*)/.exec(text)?.[1]?.replaceAll(/"[^"]*"/g, '') ?? '';
  const counts = [',', ';', '\t'].map((separator) => ({
    separator,
    count: firstLine.split(separator).length,
  }));
  counts.sort((a, b) => b.count - a.count);
  return counts[0]?.separator ?? ',';
}
