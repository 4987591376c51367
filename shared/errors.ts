import { z } from 'zod';

/** Every error that reaches a person; its sentence stands in the catalogues under `error.<code>`. */
export const errorCodes = [
  // data folder and database
  'data-in-use',
  'data-from-newer-version',
  'data-damaged',
  'data-missing',
  'data-read-only',
  'data-not-writable',
  'disk-full',
  'disk-error',
  'wrong-key',
  'key-missing',
  // wrong use
  'wrong-input',
  'unknown-call',
  'not-found',
  'no-office',
  'not-possible-now',
  'outcome-unknown',
  'serials-used-up',
  'practice-only',
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
  'file-unpacks-too-large',
  'json-syntax',
  'csv-syntax',
  'intake-gone',
  'undo-too-late',
  // gateway
  'gateway-missing',
  'gateway-not-allowed',
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
