import { readDocumentXml } from '../../shared/documents/index.ts';
import { longestReference } from '../../shared/documents/filing-input.ts';
import { NaruError, type FieldError, type FieldWarning } from '../../shared/errors.ts';
import { formatDeclarationNo } from '../../shared/filing/numbers.ts';
import { readInput } from './input.ts';
import type { Outcome } from './outcomes.ts';
import type { IntakeFile } from './reading.ts';
import { decodeText } from './text-encoding.ts';
import { listZip, unpackEntry, ZipRefused } from './zip.ts';

/** What an archive of documents may hold, checked before anything is unpacked. */
const limits = { entries: 1000, unpacked: 256 * 1024 * 1024 };

/**
 * Reads a GOVCBR document in UTF-8, UTF-16, CP949 or EUC-KR, whatever its first line says. It gets
 * a number of our own when it is stored: the one in it may have been used by another program, and
 * becomes the reference.
 * @throws {NaruError} as `decodeText`
 */
export function readXmlFile(file: IntakeFile): { encoding: string; outcomes: Outcome[] } {
  const { text, encoding } = decodeText(file);
  return { encoding, outcomes: [readDocument(file.name, text, 1, new Map())] };
}

/**
 * Reads the documents of an archive; one that cannot be read does not keep the others out.
 * @throws {NaruError} `file-damaged`, `file-unpacks-too-large`, `file-no-rows`
 */
export async function readXmlArchive({ name, bytes }: IntakeFile): Promise<Outcome[]> {
  try {
    const entries = listZip(bytes, limits).filter((entry) => /\.xml$/i.test(entry.name));
    if (entries.length === 0) throw new NaruError('file-no-rows', { name });
    const outcomes: Outcome[] = [];
    const rowsByReference = new Map<string, number>();
    for (const [index, entry] of entries.entries()) {
      const file = { name: entry.name, bytes: await unpackEntry(bytes, entry) };
      const outcome = readWhole(file, index + 1, rowsByReference);
      outcomes.push(named(outcome, entry.name.slice(0, 200)));
    }
    return outcomes;
  } catch (error) {
    if (!(error instanceof ZipRefused)) throw error;
    if (error.unpacked === null) throw new NaruError('file-damaged', { name }, error);
    const megabyte = 1024 * 1024;
    const size = Math.ceil(error.unpacked / megabyte);
    throw new NaruError('file-unpacks-too-large', {
      name,
      size,
      limit: limits.unpacked / megabyte,
    });
  }
}

function readWhole(file: IntakeFile, row: number, rowsByReference: Map<string, number>): Outcome {
  try {
    return readDocument(file.name, decodeText(file).text, row, rowsByReference);
  } catch (error) {
    if (!(error instanceof NaruError)) throw error;
    return { row, ok: false, errors: [{ row, field: '', code: 'not-xml', params: { line: 1 } }] };
  }
}

function readDocument(
  name: string,
  text: string,
  row: number,
  rowsByReference: Map<string, number>,
): Outcome {
  const document = readDocumentXml(text);
  if (!document.ok)
    return { row, ok: false, errors: document.errors.map((error) => ({ row, ...error })) };
  const { kind, declarationNo, declaration, leftOut } = document;
  const reference =
    declarationNo === null
      ? name.replace(/\.xml$/i, '').slice(-longestReference)
      : formatDeclarationNo(declarationNo);
  const outcome = readInput({ kind, reference, declaration }, row, rowsByReference);
  if (!outcome.ok) return outcome;
  const warnings: FieldWarning[] = [...outcome.warnings];
  if (declarationNo !== null) {
    const params = { value: reference };
    warnings.unshift({ row, field: 'reference', code: 'numbered-anew', params });
  }
  for (const path of leftOut)
    warnings.push({ row, field: '', code: 'left-out', params: { value: path } });
  return { ...outcome, warnings };
}

/** Says which file of several something was found in. */
function named(outcome: Outcome, column: string): Outcome {
  if (outcome.ok)
    return {
      ...outcome,
      warnings: outcome.warnings.map((warning): FieldWarning => ({ ...warning, column })),
    };
  return { ...outcome, errors: outcome.errors.map((error): FieldError => ({ ...error, column })) };
}
