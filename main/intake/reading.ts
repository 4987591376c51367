import type { FilingInput } from '../../shared/documents/index.ts';
import type { FieldError } from '../../shared/errors.ts';

/** A file as it lies there: its name as a person knows it, and all its bytes. */
export interface IntakeFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What a file holds: the good filings, and what is wrong with the others. */
export interface IntakeReading {
  format: 'json' | 'csv' | 'xlsx';
  /** Encoding of a text file; `null` for a spreadsheet. */
  encoding: string | null;
  /** `row` as a person counts: of a table the filing's first row, of a list the filing's place. */
  filings: { row: number; filing: FilingInput }[];
  errors: FieldError[];
  /** Filings that cannot go in, each with at least one error. */
  brokenCount: number;
}

/** Most rows of a table, or filings of a list, that one file may hold. */
export const mostRows = 100_000;

/** How many rows or filings are read between two turns of everything else. */
export const sliceRows = 250;

/** Beyond so many errors further broken filings are counted, not described. */
export const mostErrors = 20_000;
