import { largestFile } from '../../shared/contract/index.ts';
import { NaruError, type Problem } from '../../shared/errors.ts';
import { readCsvFile } from './csv-file.ts';
import { fieldsOf } from './headings.ts';
import { readJsonFile } from './json-file.ts';
import { type MappingHints, noHints } from './mapping.ts';
import { type Outcome, readingOf } from './outcomes.ts';
import type { IntakeFile, IntakeFormat, IntakeReading, OnProgress } from './reading.ts';
import { openSheet, type OpenSheet } from './sheet.ts';
import type { SheetRow } from './table.ts';
import { readXlsxFile } from './xlsx-file.ts';
import { readXmlArchive, readXmlFile } from './xml-file.ts';

/** What a file holds: a sheet, whose columns are still to be understood, or a list of filings. */
type Content =
  | { is: 'sheet'; format: IntakeFormat; encoding: string | null; rows: SheetRow[] }
  | { is: 'list'; format: IntakeFormat; encoding: string | null; outcomes: Outcome[] };

/** A file that was read and checked, and stays open. */
export interface OpenFile {
  readonly format: IntakeFormat;
  readonly encoding: string | null;
  /** `null` for lists and documents, whose fields have names. */
  readonly sheet: OpenSheet | null;
  /** In the order of the file. */
  outcomes(): Outcome[];
}

type Reader = (file: IntakeFile, onProgress?: OnProgress) => Promise<Content>;

const csv: Reader = async (file) => ({ is: 'sheet', format: 'csv', ...(await readCsvFile(file)) });
const readers: Readonly<Record<string, Reader>> = {
  csv,
  tsv: csv,
  txt: csv,
  xlsx: async (file) => ({
    is: 'sheet',
    format: 'xlsx',
    encoding: null,
    rows: await readXlsxFile(file),
  }),
  json: async (file, onProgress) => ({
    is: 'list',
    format: 'json',
    ...(await readJsonFile(file, onProgress)),
  }),
  xml: async (file) => ({ is: 'list', format: 'xml', ...readXmlFile(file) }),
  zip: async (file) => ({
    is: 'list',
    format: 'xml',
    encoding: null,
    outcomes: await readXmlArchive(file),
  }),
};

const readerOf = (name: string): Reader | undefined =>
  readers[/\.([a-z]+)$/i.exec(name)?.[1]?.toLowerCase() ?? ''];

/** Whether intake reads files of this name. */
export const isReadable = (name: string): boolean => readerOf(name) !== undefined;

async function readContent(file: IntakeFile, onProgress?: OnProgress): Promise<Content> {
  const { name, bytes } = file;
  const read = readerOf(name);
  if (read === undefined) throw new NaruError('file-kind-unknown', { name });
  if (bytes.byteLength === 0) throw new NaruError('file-empty', { name });
  checkFileSize(name, bytes.byteLength);
  onProgress?.('reading', 0, 0);
  return read(file, onProgress);
}

/**
 * Reads and checks a file for a person who may then map its columns and mend its cells. A sheet in
 * which mandatory fields have no column is opened, and nothing in it is checked.
 * @throws {NaruError} where the file as a whole cannot be read: `file-empty`, `file-too-large`,
 * `file-kind-unknown`, `file-damaged`, `file-no-rows`, `file-encoding-unknown`,
 * `file-too-many-rows`, `file-too-many-columns`, `file-unpacks-too-large`, `json-syntax`,
 * `csv-syntax`
 */
export async function openFile(
  file: IntakeFile,
  hints: MappingHints,
  onProgress?: OnProgress,
): Promise<OpenFile> {
  const content = await readContent(file, onProgress);
  const { format, encoding } = content;
  if (content.is === 'list')
    return { format, encoding, sheet: null, outcomes: () => content.outcomes };
  const sheet = openSheet(content.rows, hints);
  const { mapping, savedAs } = sheet.proposal;
  await sheet.check(mapping, savedAs, onProgress);
  return { format, encoding, sheet, outcomes: sheet.outcomes };
}

/**
 * Reads a file that nobody looks at before it goes in. Good filings survive broken ones; what is
 * broken is named by row and field. It gives way to other work every few hundred rows.
 * @throws {NaruError} as `openFile`, and `file-columns-missing`, `file-columns-twice`
 */
export async function readFile(
  file: IntakeFile,
  hints: MappingHints = noHints,
): Promise<IntakeReading> {
  const { format, encoding, sheet, outcomes } = await openFile(file, hints);
  const unclear = sheet === null ? null : whyUnclear(file.name, sheet);
  if (unclear !== null) throw new NaruError(unclear.code, unclear.params);
  return readingOf(format, encoding, outcomes());
}

/**
 * Why a sheet cannot go in unless somebody maps its columns: `file-columns-missing`,
 * `file-columns-twice`, `file-no-rows`; `null` where it can.
 */
export function whyUnclear(name: string, sheet: OpenSheet): Problem | null {
  const { mapping, twice } = sheet.proposal;
  const { missing, rows } = sheet.view().sheet;
  const params = (keys: readonly string[]) => ({ columns: labelled(keys, mapping.kind) });
  if (missing.length > 0) return { code: 'file-columns-missing', params: params(missing) };
  if (twice.length > 0) return { code: 'file-columns-twice', params: params(twice) };
  return rows === 0 ? { code: 'file-no-rows', params: { name } } : null;
}

/** Most columns that one sentence names. */
const mostNames = 6;

function labelled(keys: readonly string[], kind: Parameters<typeof fieldsOf>[0]): string {
  const fields = fieldsOf(kind);
  const first = keys
    .slice(0, mostNames)
    .map((key) => `${fields.get(key)?.headings.ko ?? key}(${key})`);
  const rest = keys.length - first.length;
  return `${first.join(', ')}${rest > 0 ? ` +${rest}` : ''}`;
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
