import { z } from 'zod';
import { fieldErrorSchema, fieldWarningSchema, problemSchema } from '../errors.ts';
import { declarationKindSchema } from '../filing/numbers.ts';
import { summarySchema } from '../filing/filing.ts';
import { civilDateSchema, epochMsSchema } from '../time.ts';

/** Largest file that intake reads, in bytes. */
export const largestFile = 50 * 1024 * 1024;
/** Bytes of one upload chunk before base64. */
export const chunkBytes = 512 * 1024;
/** Kinds of file that intake reads, by how their names end. */
export const fileKinds = ['xlsx', 'csv', 'tsv', 'txt', 'json', 'xml', 'zip'] as const;
/** Most rows of a table, or filings of a list, that one file may hold. */
export const mostRows = 100_000;
/** Most columns of a table. */
export const mostColumns = 1000;

export const intakeRowSchema = z.strictObject({
  row: z.number().int().positive(),
  reference: z.string(),
  kind: declarationKindSchema,
  summary: summarySchema,
  deadline: civilDateSchema.nullable(),
});

/** How one column of a sheet is read. */
export const columnChoiceSchema = z.strictObject({
  /** Place in the sheet, from 0. */
  at: z
    .number()
    .int()
    .min(0)
    .max(2 * mostColumns),
  /**
   * Key of the field; `null` where the column is left out. `kind`, `lineNumber` and
   * `specificationNumber` say what a row is, and are no fields of the declaration.
   */
  key: z.string().max(60).nullable(),
  /** What stands over the column; empty where nothing does. It finds the column in another file. */
  heading: z.string().max(200),
});
export type ColumnChoice = z.output<typeof columnChoiceSchema>;

/** How a client's sheet is to be read (열 맞추기). */
export const mappingSchema = z.strictObject({
  kind: declarationKindSchema,
  /** Row with the headings, as a person counts; 0 where there is none. */
  headingRow: z.number().int().min(0).max(100),
  /**
   * One column may give two fields, such as a B/L that is the reference too. Without any, the
   * headings of the row tell.
   */
  columns: z.array(columnChoiceSchema).max(2 * mostColumns),
  /** Values that every filing of the sheet has, by key, where no column gives one. */
  fixed: z.record(z.string().max(60), z.string().max(500)),
});
export type Mapping = z.output<typeof mappingSchema>;

export const savedMappingSchema = z.strictObject({
  id: z.number().int().positive(),
  name: z.string(),
  mapping: mappingSchema,
  updatedAt: epochMsSchema,
});
export type SavedMapping = z.output<typeof savedMappingSchema>;

/** A cell that a person mended. */
export const cellRepairSchema = z.strictObject({
  row: z.number().int().positive(),
  at: z
    .number()
    .int()
    .min(0)
    .max(2 * mostColumns),
  value: z.string().max(2000),
});
export type CellRepair = z.output<typeof cellRepairSchema>;

export const cellsSchema = z.strictObject({
  row: z.number().int().positive(),
  cells: z.array(z.string()),
});

/** What the preview shows of a sheet: its headings, its columns, and the rows with faults. */
export const sheetSchema = z.strictObject({
  mapping: mappingSchema,
  /** The saved mapping that was found to fit; `null` where headings were enough. */
  savedAs: z.string().nullable(),
  /**
   * Of every column; beyond `width` stand columns for fields that are at fault and have none in
   * the file, so that they can be filled in.
   */
  headings: z.array(z.string()).max(2 * mostColumns),
  /** How many columns the file itself has. */
  width: z.number().int().nonnegative(),
  /** Rows below the headings. */
  rows: z.number().int().nonnegative(),
  /** The first rows as they stand, shortened: to see what the columns hold. */
  top: z.array(cellsSchema).max(30),
  /** Mandatory fields that neither a column nor a fixed value gives; nothing is checked then. */
  missing: z.array(z.string()),
  /** Columns with a heading that nobody knows and that are not left out, by place. */
  undecided: z.array(z.number().int().nonnegative()),
  /** Rows with faults, with all their cells, for mending in place. */
  faulty: z.array(cellsSchema).max(200),
});
export type Sheet = z.output<typeof sheetSchema>;

/** What a file would bring in, before anything is stored. */
export const intakePreviewSchema = z.strictObject({
  intakeId: z.string(),
  name: z.string(),
  format: z.enum(['json', 'csv', 'xlsx', 'xml']),
  /** Text encoding that was found, for CSV. */
  encoding: z.string().nullable(),
  /** Filings that can go in. */
  good: z.number().int().nonnegative(),
  /** Filings already in the outbox under the same reference: nothing is added for them. */
  known: z.number().int().nonnegative(),
  /** Filings that cannot go in. */
  broken: z.number().int().nonnegative(),
  /** The first good rows. */
  rows: z.array(intakeRowSchema).max(200),
  /** The first errors, by row and field. */
  errors: z.array(fieldErrorSchema).max(500),
  /** The first doubts; they keep nothing out. */
  warnings: z.array(fieldWarningSchema).max(500),
  /** How a sheet's columns were read; `null` for lists and documents. */
  sheet: sheetSchema.nullable(),
});
export type IntakePreview = z.output<typeof intakePreviewSchema>;

export const intakeResultSchema = z.strictObject({
  /** Names the batch for undo; `null` where nothing was added. */
  batchId: z.number().int().positive().nullable(),
  added: z.number().int().nonnegative(),
  known: z.number().int().nonnegative(),
  broken: z.number().int().nonnegative(),
  /** Good filings that were not stored any more, where the storing was cancelled. */
  left: z.number().int().positive().optional(),
});
export type IntakeResult = z.output<typeof intakeResultSchema>;

export const intakeProgressSchema = z.strictObject({
  intakeId: z.string(),
  phase: z.enum(['reading', 'checking', 'storing', 'done', 'failed']),
  done: z.number().int().nonnegative(),
  total: z.number().int().nonnegative(),
  problem: problemSchema.optional(),
});
export type IntakeProgress = z.output<typeof intakeProgressSchema>;
