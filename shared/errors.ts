import { z } from 'zod';
import { keyErrorCodes } from './keys.ts';

/** Every error that reaches a person; its sentence stands in the catalogues under `error.<code>`. */
export const errorCodes = [
  // data folder and database
  'data-in-use',
  'data-from-newer-version',
  'data-from-older-version',
  'data-damaged',
  'data-missing',
  'data-read-only',
  'data-not-writable',
  'disk-full',
  'disk-error',
  'wrong-key',
  'key-missing',
  ...keyErrorCodes,
  // wrong use
  'wrong-input',
  'unknown-call',
  'not-found',
  'no-office',
  'not-possible-now',
  'draft-changed',
  'outcome-unknown',
  'serials-used-up',
  'ranges-overlap',
  'range-backwards',
  'range-missing',
  'number-in-doubt',
  'pccc-mismatch',
  'which-pccc',
  'taken-amend-instead',
  'part-open',
  'has-receipt',
  'replaced-by-number',
  'directive-not-now',
  'reconciliation-runs',
  'not-offered',
  'document-not-known',
  'practice-only',
  'drill-running',
  'no-drill',
  'drill-holds-filings',
  'real-mode-only',
  // intake
  'file-unreadable',
  'file-empty',
  'file-too-large',
  'file-kind-unknown',
  'file-damaged',
  'file-no-rows',
  'file-columns-missing',
  'file-columns-twice',
  'file-encoding-unknown',
  'file-too-many-rows',
  'file-too-many-columns',
  'file-needs-too-much',
  'file-took-too-long',
  'file-unpacks-too-large',
  'json-syntax',
  'csv-syntax',
  'intake-gone',
  'intake-cancelled',
  'folder-unusable',
  'folder-exchanged',
  'undo-too-late',
  'holiday-twice',
  // pacing
  'pacing-out-of-bounds',
  'pacing-address-wrong',
  'pacing-key-wrong',
  'pacing-file-unreached',
  'pacing-file-too-large',
  'pacing-file-unreadable',
  'pacing-file-forged',
  'pacing-file-older',
  'pacing-file-expired',
  // new versions
  'update-address-wrong',
  'update-key-wrong',
  'update-unreached',
  'update-unsigned',
  'update-forged',
  'update-unreadable',
  'update-older',
  'update-publisher-missing',
  'update-publisher-wrong',
  'update-damaged',
  'update-failed',
  'update-nothing-ready',
  'update-held',
  'updates-not-here',
  // evidence
  'evidence-span',
  'evidence-cancelled',
  'evidence-incident',
  'evidence-page-missing',
  // backup, restore and moving
  'backup-none',
  'backup-old',
  'backup-folder-gone',
  'backup-unsound',
  'backup-not-one',
  'backup-newer',
  'backup-damaged',
  'backup-key-missing',
  'backup-passphrase-needed',
  'backup-passphrase-wrong',
  'backup-passphrase-short',
  'backup-other-mode',
  'recovery-asking',
  'recovery-needs-person',
  'moved-away',
  'data-unsound',
  // gateway
  'gateway-missing',
  'gateway-not-allowed',
  'certificate-unreadable',
  'authorities-unreadable',
  'authority-is-none',
  'authority-out-of-date',
  'login-item-refused',
  'port-in-use',
  'engine-stopped',
  'internal',
] as const;
export type ErrorCode = (typeof errorCodes)[number];

export const errorParamsSchema = z.record(z.string(), z.union([z.string(), z.number()]));
export type ErrorParams = z.output<typeof errorParamsSchema>;

export const problemSchema = z.strictObject({
  code: z.enum(errorCodes),
  params: errorParamsSchema,
});
/** An error as data: what crosses a port and is put into words at the face. */
export type Problem = z.output<typeof problemSchema>;

/** An error that a person can understand and mend. */
export class NaruError extends Error {
  readonly problem: Problem;
  constructor(code: ErrorCode, params: ErrorParams = {}, cause?: unknown) {
    super(code, cause === undefined ? undefined : { cause });
    this.name = 'NaruError';
    this.problem = { code, params };
  }
}

/** What is wrong with a field, where, and how to mend it; the sentence is `field.<code>`. */
export const fieldErrorCodes = [
  'required',
  'too-long',
  'too-short',
  'wrong-length',
  'not-a-number',
  'not-whole',
  'too-many-decimals',
  'too-large',
  'negative',
  'not-a-date',
  'not-a-code',
  'pattern',
  'unknown-field',
  'too-many',
  'too-few',
  'wrong-type',
  'duplicate-reference',
  'duplicate-in-file',
  'number-used',
  'kind-not-supported',
  'bad-characters',
  'formula',
  'check-digit',
  'digits-lost',
  'row-conflict',
  // fields together
  'needed-with', // mandatory beside a value of another field
  'only-with', // allowed beside certain values of another field alone
  'must-be-with', // fixed by a value of another field
  'ten-digits-with', // an HS code that must be whole here
  'brand-word',
  // a document as XML
  'not-xml',
  'document-type',
  'document-too-large',
] as const;
export type FieldErrorCode = (typeof fieldErrorCodes)[number];

export const fieldErrorSchema = z.strictObject({
  /** Row of the file as a person counts it; absent where there are no rows. */
  row: z.number().int().positive().optional(),
  /** Path in the declaration, e.g. `lines[0].hsCode`. */
  field: z.string(),
  /** The column's heading where it came from a table. */
  column: z.string().optional(),
  code: z.enum(fieldErrorCodes),
  params: errorParamsSchema,
});
export type FieldError = z.output<typeof fieldErrorSchema>;

/** What looks wrong and may be right: it is shown and keeps nothing from being sent. */
export const fieldWarningCodes = [
  'unsure-shape', // the shape that we know is not proven to be the only one
  'unsure-code', // the code list that we have may be incomplete
  'unsure-division', // the same, of a division of a customs office
  'unsure-check-digit', // a check digit is wrong that some numbers lack
  'total-differs', // a total is not the sum of its lines
  'computed-differs', // a value is not what it is computed to be
  'unusual', // allowed, and rarely right
  'usually-with', // missing, and mostly given beside a value of another field
  'rarely-with', // given, and mostly missing beside a value of another field
  'other-than', // differs from a field that is mostly the same
  'other-country',
  'other-office',
  'home-country', // Korea, where goods come from or go to abroad
  'before', // earlier than a day that comes first
  'in-future',
  'in-past',
  'plan-too-early', // declared before arrival or storage, which has been
  'airport-by-ship',
  'sea-port-by-air',
  'port-of-other-kind',
  'net-above-gross',
  'rate-for-hundred', // quoted for a hundred units
  'already-in-price', // freight or insurance that the terms of delivery include
  'not-in-price', // freight that the terms of delivery leave out
  'simplified-rate',
  'certificate-missing',
  'too-many-words',
  'not-english',
  'used-word',
  'manufacturer-named',
  'above-list-limit',
  'twice',
  'left-out', // stands in a document and is not taken over
  'numbered-anew', // a document's own number, which another program gave
] as const;
export type FieldWarningCode = (typeof fieldWarningCodes)[number];

export const fieldWarningSchema = fieldErrorSchema.extend({ code: z.enum(fieldWarningCodes) });
export type FieldWarning = z.output<typeof fieldWarningSchema>;
