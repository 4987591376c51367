import type { IntakePreview } from '../../shared/contract/index.ts';
import type { FilingInput } from '../../shared/documents/index.ts';
import type { FieldError, FieldWarning } from '../../shared/errors.ts';

/** A file as it lies there: its name as a person knows it, and all its bytes. */
export interface IntakeFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export type IntakeFormat = IntakePreview['format'];

/** What a file holds: the good filings, and what is wrong with the others. */
export interface IntakeReading {
  format: IntakeFormat;
  /** Encoding of a text file; `null` for a spreadsheet. */
  encoding: string | null;
  /** `row` as a person counts: of a table the filing's first row, of a list the filing's place. */
  filings: { row: number; filing: FilingInput }[];
  errors: FieldError[];
  /** What looks wrong in the good ones and keeps nothing out. */
  warnings: FieldWarning[];
  /** Filings that cannot go in, each with at least one error. */
  brokenCount: number;
}

/** How far a reading has come. `total` is 0 while it is not known. */
export type OnProgress = (phase: 'reading' | 'checking', done: number, total: number) => void;

/** How many rows or filings are read between two turns of everything else. */
export const sliceRows = 250;

/** Beyond so many errors, or doubts, further ones are counted and not described. */
export const mostErrors = 20_000;
