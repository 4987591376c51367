import { setImmediate } from 'node:timers/promises';
import { readFilingInput } from '../../shared/documents/index.ts';
import { NaruError, type FieldError } from '../../shared/errors.ts';
import { findJsonFault } from './json-fault.ts';
import { mostErrors, mostRows, sliceRows, type IntakeFile, type IntakeReading } from './reading.ts';
import { decodeText } from './text-encoding.ts';

/**
 * Reads one filing or an array of them.
 * @throws {NaruError} `json-syntax` with line and column, and as `decodeText`
 */
export async function readJsonFile(file: IntakeFile): Promise<IntakeReading> {
  const { text, encoding } = decodeText(file);
  const content = parse(file.name, text);
  const inputs: unknown[] = Array.isArray(content) ? content : [content];
  if (inputs.length === 0) throw new NaruError('file-no-rows', { name: file.name });
  if (inputs.length > mostRows)
    throw new NaruError('file-too-many-rows', {
      name: file.name,
      rows: inputs.length,
      limit: mostRows,
    });

  const reading: IntakeReading = {
    format: 'json',
    encoding,
    filings: [],
    errors: [],
    brokenCount: 0,
  };
  const rowsByReference = new Map<string, number>();
  for (const [index, input] of inputs.entries()) {
    if (index % sliceRows === sliceRows - 1) await setImmediate();
    const row = index + 1;
    const errors = readOne(input, row, rowsByReference, reading);
    if (errors.length === 0) continue;
    reading.brokenCount += 1;
    if (reading.errors.length >= mostErrors) continue;
    for (const error of errors) reading.errors.push({ row, ...error });
  }
  return reading;
}

function readOne(
  input: unknown,
  row: number,
  rowsByReference: Map<string, number>,
  { filings }: IntakeReading,
): FieldError[] {
  const read = readFilingInput(input);
  if (!read.ok) return read.errors;
  const { reference } = read.filing;
  const first = rowsByReference.get(reference);
  if (first !== undefined)
    return [{ field: 'reference', code: 'duplicate-in-file', params: { reference, first } }];
  rowsByReference.set(reference, row);
  filings.push({ row, filing: read.filing });
  return [];
}

/** Somewhere in the text stands a number of more digits than a double keeps. */
const longNumber = /[:[,]\s*-?\d[\d.]{15,}/;

function parse(name: string, text: string): unknown {
  try {
    return longNumber.test(text) ? JSON.parse(text, exactNumber) : JSON.parse(text);
  } catch (error) {
    throw new NaruError('json-syntax', { name, ...findJsonFault(text) }, error);
  }
}

/** Keeps a number's own digits where reading it as a double would change them. */
function exactNumber(_key: string, value: unknown, context?: { source?: string }): unknown {
  const source = context?.source;
  if (typeof value !== 'number' || source === undefined || /[eE]/.test(source)) return value;
  return String(value) === source ? value : source;
}
