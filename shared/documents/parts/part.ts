import { z } from 'zod';
import type { FieldError } from '../../errors.ts';
import { differencesOf } from '../../filing/differences.ts';
import { type Part, sequenceOf } from '../../filing/part.ts';
import { type AmendmentReason, amendmentReasonSchema } from '../../filing/reason.ts';
import { fieldLabel } from '../describe.ts';
import { documentKinds, type SupportedKind } from '../document-kinds.ts';
import type { Reading, RenderContext } from '../document.ts';
import { readTable } from '../table/read.ts';
import { renderTable } from '../table/render.ts';
import { partDocuments, type PartDocument } from './part-tables.ts';

type Values = Readonly<Record<string, unknown>>;

const original = z.looseObject({
  customsOffice: z.string(),
  payerId: z.string().optional(),
  exporterId: z.string().optional(),
});

/** What an amendment, withdrawal or request to synchronise is made from, as it is kept. */
export const partContentSchemas = {
  /** The declaration as customs has it, and as it shall be. */
  amendment: z.object({ reason: amendmentReasonSchema, before: original, after: original }),
  withdrawal: z.object({ reason: amendmentReasonSchema, before: original }),
  synchronisation: z.object({ reason: z.string(), before: original }),
} as const;

/** The document of a part; `null` for the declaration itself and where KCS has none known. */
function partDocument(kind: SupportedKind, part: Part): PartDocument | null {
  return part.is === 'declaration' ? null : (partDocuments[kind]?.[part.is] ?? null);
}

/** Document code of KCS, e.g. `GOVCBR5FE`; `null` where none is known. */
export function partDocumentCode(kind: SupportedKind, part: Part): string | null {
  return part.is === 'declaration'
    ? documentKinds[kind].code
    : (partDocument(kind, part)?.code ?? null);
}

/**
 * Checks what a part is made from; the values that come out are those of its document. An
 * amendment must change something, and what it changes the declaration to must be in order.
 */
export function readPart(
  kind: SupportedKind,
  part: Part,
  content: unknown,
  { declarationNo }: Pick<RenderContext, 'declarationNo'>,
): Reading<Values> {
  const document = partDocument(kind, part);
  if (document === null || part.is === 'declaration') return unsupported(kind);
  if (part.is === 'amendment') return readAmendment(kind, part, document, content);
  const values = valuesOf(kind, part, content, declarationNo.slice(0, 5));
  return values === null ? misshapen : readTable(document.table, values);
}

function readAmendment(
  kind: SupportedKind,
  part: Part,
  { table }: PartDocument,
  content: unknown,
): Reading<Values> {
  const read = partContentSchemas.amendment.safeParse(content);
  if (!read.success) return misshapen;
  const { before, after, reason } = read.data;
  const amended = documentKinds[kind].read(after);
  if (!amended.ok) return amended;
  // What is kept may be older than a value that is meant where nothing is entered.
  const original = documentKinds[kind].read(before);
  const differences = differencesOf(
    original.ok ? original.declaration : before,
    amended.declaration,
  );
  const reading = readTable(table, {
    // The office that has the declaration takes its amendment.
    customsOffice: before.customsOffice,
    partSequence: String(sequenceOf(part)),
    ...reasonOf(reason),
    changes: differences.map((difference) => ({
      changedField: difference.field,
      changedLabel: fieldLabel(difference.field, 'ko'),
      changedFrom: difference.before,
      changedTo: difference.after,
    })),
    amended: [amended.declaration],
  });
  if (!reading.ok) return reading;
  const own = reading.warnings.filter(({ field }) => !field.startsWith('amended'));
  return { ...reading, warnings: [...own, ...amended.warnings] };
}

/** The XML of a part, or what is wrong with what it is made from. */
export function renderPart(
  kind: SupportedKind,
  part: Part,
  content: unknown,
  context: RenderContext,
): { ok: true; xml: string } | { ok: false; errors: FieldError[] } {
  const document = partDocument(kind, part);
  if (document === null) return unsupported(kind);
  const reading = readPart(kind, part, content, context);
  if (!reading.ok) return reading;
  const { declarationNo, declaredOn, originalDeclaredOn } = context;
  const known = {
    declarationNo,
    declaredOn: compact(declaredOn),
    ...(originalDeclaredOn === undefined
      ? {}
      : { originalDeclaredOn: compact(originalDeclaredOn) }),
  };
  return { ok: true, xml: renderTable(document.table, reading.declaration, known) };
}

/** The values of a part's document, not checked; `null` where the content has not its shape. */
function valuesOf(
  kind: SupportedKind,
  part: Extract<Part, { is: 'withdrawal' | 'synchronisation' }>,
  content: unknown,
  submitterCode: string,
): Values | null {
  if (part.is === 'withdrawal') {
    const read = partContentSchemas.withdrawal.safeParse(content);
    if (!read.success) return null;
    return { customsOffice: read.data.before.customsOffice, ...reasonOf(read.data.reason) };
  }
  const read = partContentSchemas.synchronisation.safeParse(content);
  if (!read.success) return null;
  const { payerId, exporterId } = read.data.before;
  return {
    partSequence: String(sequenceOf(part)),
    reasonText: read.data.reason,
    submitterCode,
    payerId: kind === 'import' ? payerId : exporterId,
  };
}

const reasonOf = ({ code, fault, text }: AmendmentReason): Values => ({
  reasonText: text,
  reasonCode: code,
  fault,
});

const refused = (error: FieldError): { ok: false; errors: FieldError[] } => ({
  ok: false,
  errors: [error],
});

const misshapen = refused({ field: '', code: 'wrong-type', params: { expected: 'object' } });

const compact = (date: string): string => date.replaceAll('-', '');

const unsupported = (kind: SupportedKind) =>
  refused({
    field: 'kind',
    code: 'kind-not-supported',
    params: { value: kind, allowed: 'import, export' },
  });
