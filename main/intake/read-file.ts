import { largestFile } from '../../shared/contract/index.ts';
import { NaruError } from '../../shared/errors.ts';
import { readCsvFile } from './csv-file.ts';
import { readJsonFile } from './json-file.ts';
import type { IntakeFile, IntakeReading } from './reading.ts';
import { readXlsxFile } from './xlsx-file.ts';

const readers: Readonly<Record<string, (file: IntakeFile) => Promise<IntakeReading>>> = {
  json: readJsonFile,
  csv: readCsvFile,
  tsv: readCsvFile,
  txt: readCsvFile,
  xlsx: readXlsxFile,
};

/**
 * Reads a file of filings. Good filings survive broken ones; what is broken is named by row and
 * field. It gives way to other work every few hundred rows.
 * @throws {NaruError} where the file as a whole cannot be read: `file-empty`, `file-too-large`,
 * `file-kind-unknown`, `file-damaged`, `file-no-rows`, `file-columns-missing`,
 * `file-columns-twice`, `file-encoding-unknown`, `file-too-many-rows`, `file-unpacks-too-large`,
 * `json-syntax`, `csv-syntax`
 */
export async function readFile(file: IntakeFile): Promise<IntakeReading> {
  const { name, bytes } = file;
  const read = readers[/\.([a-z]+)$/i.exec(name)?.[1]?.toLowerCase() ?? ''];
  if (read === undefined) throw new NaruError('file-kind-unknown', { name });
  if (bytes.byteLength === 0) throw new NaruError('file-empty', { name });
  checkFileSize(name, bytes.byteLength);
  return read(file);
}

/**
 * For hosts, before they read a file into memory.
 * @throws {NaruError} `file-too-large`
 */
export function checkFileSize(name: string, size: number): void {
  if (size <= largestFile) return;
  const megabyte = 1024 * 1024;
  throw new NaruError('file-too-large', {
    name,
    size: Math.ceil(size / megabyte),
    limit: Math.floor(largestFile / megabyte),
  });
}
