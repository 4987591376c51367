import { enteredByPerson, type DeadlineBasis } from '../deadlines/basis.ts';
import type { FieldError, FieldWarning } from '../errors.ts';
import type { Priority, Summary } from '../filing/filing.ts';
import { type CivilDate, civilDateSchema } from '../time.ts';
import { envelopeKeys } from './filing-keys.ts';
import {
  type Declarations,
  documentKinds,
  isSupportedKind,
  type SupportedKind,
} from './document-kinds.ts';
import { code, type Format, text } from './table/formats.ts';
import { isRecord, unknownField } from './table/read.ts';
import { readValue, shown } from './table/values.ts';

interface Envelope {
  /** The office's own name for it, unique in the outbox. */
  reference: string;
  priority: Priority;
  /** The day to be in by as a person entered it; `null`: by law, see `basisOf`. */
  deadline: CivilDate | null;
}

/** A declaration of a kind, ready for the outbox. */
export interface FilingOf<Kind extends SupportedKind> extends Envelope {
  kind: Kind;
  declaration: Declarations[Kind];
}

/** A declaration ready for the outbox. */
export type FilingInput = { [Kind in SupportedKind]: FilingOf<Kind> }[SupportedKind];

export type FilingReading =
  | { ok: true; filing: FilingInput; warnings: FieldWarning[] }
  | { ok: false; errors: FieldError[] };

/** What a list shows of a filing. */
export function summaryOf<Kind extends SupportedKind>(filing: FilingOf<Kind>): Summary {
  return documentKinds[filing.kind].summarise(filing.declaration);
}

/** What the day to file by rests on: what a person entered goes before the law. */
export function basisOf<Kind extends SupportedKind>(filing: FilingOf<Kind>): DeadlineBasis | null {
  if (filing.deadline !== null) return enteredByPerson;
  return documentKinds[filing.kind].basis(filing.declaration);
}

/** Longest reference, in characters. */
export const longestReference = 64;

/** Formats of what stands around a declaration. */
export const envelopeFormats = {
  reference: text(longestReference),
  priority: code(['URGENT', 'NORMAL']),
  deadline: { type: 'date' },
} as const satisfies Record<string, Format>;

/** Reads `{kind, reference, priority?, deadline?, declaration}`. */
export function readFilingInput(input: unknown): FilingReading {
  if (!isRecord(input))
    return {
      ok: false,
      errors: [{ field: '', code: 'wrong-type', params: { expected: 'object' } }],
    };
  const errors: FieldError[] = [];
  for (const key of Object.keys(input))
    if (!envelopeKeys.some((known) => known === key))
      errors.push(unknownField('', key, envelopeKeys));
  const take = (key: string, format: Format, mandatory: boolean): string | null => {
    const reading = readValue(format, input[key]);
    if (!reading.ok) errors.push({ field: key, code: reading.code, params: reading.params });
    else if (typeof reading.value === 'string') return reading.value;
    else if (mandatory) errors.push({ field: key, code: 'required', params: {} });
    return null;
  };
  const reference = take('reference', envelopeFormats.reference, true) ?? '';
  const priority = take('priority', envelopeFormats.priority, false);
  const deadline = take('deadline', envelopeFormats.deadline, false);
  const kind = readKind(input['kind'], errors);
  if (kind === null) return { ok: false, errors };
  if (input['declaration'] === undefined || input['declaration'] === null) {
    errors.push({ field: 'declaration', code: 'required', params: {} });
    return { ok: false, errors };
  }
  const envelope: Given = {
    reference,
    priority: priority === 'URGENT' ? 'urgent' : 'normal',
    deadline: deadline === null ? null : civilDateSchema.parse(deadline),
    errors,
  };
  // One branch for each kind, so that kind and declaration belong together.
  switch (kind) {
    case 'import':
      return withDeclaration(kind, envelope, input['declaration']);
    case 'export':
      return withDeclaration(kind, envelope, input['declaration']);
    case 'list-clearance':
      return withDeclaration(kind, envelope, input['declaration']);
  }
}

interface Given extends Envelope {
  /** What is wrong around the declaration. */
  errors: readonly FieldError[];
}

function withDeclaration<Kind extends SupportedKind>(
  kind: Kind,
  { reference, priority, deadline, errors }: Given,
  input: unknown,
):
  | { ok: true; filing: FilingOf<Kind>; warnings: FieldWarning[] }
  | { ok: false; errors: FieldError[] } {
  const reading = documentKinds[kind].read(input);
  if (!reading.ok) return { ok: false, errors: [...errors, ...reading.errors] };
  if (errors.length > 0) return { ok: false, errors: [...errors] };
  const { declaration, warnings } = reading;
  return { ok: true, filing: { kind, reference, priority, deadline, declaration }, warnings };
}

function readKind(raw: unknown, errors: FieldError[]): SupportedKind | null {
  const refuse = (error: Omit<FieldError, 'field'>): null => {
    errors.push({ field: 'kind', ...error });
    return null;
  };
  if (raw === undefined || raw === null || raw === '')
    return refuse({ code: 'required', params: {} });
  if (typeof raw !== 'string') return refuse({ code: 'wrong-type', params: { expected: 'text' } });
  const kind = raw.trim();
  if (isSupportedKind(kind)) return kind;
  const allowed = Object.keys(documentKinds).join(', ');
  return refuse({ code: 'kind-not-supported', params: { value: shown(kind), allowed } });
}
