import { z } from 'zod';
import { problemSchema } from '../errors.ts';
import { declarationKindSchema } from '../filing/numbers.ts';
import { epochMsSchema } from '../time.ts';
import {
  cellRepairSchema,
  chunkBytes,
  intakePreviewSchema,
  intakeResultSchema,
  intakeRowSchema,
  mappingSchema,
  savedMappingSchema,
} from './intake.ts';

const nothing = z.strictObject({});
export const intakeIdSchema = z.string().regex(/^[0-9a-f]{16,64}$/);
const intakeId = intakeIdSchema;
const only = z.strictObject({ intakeId });

/** Calls that bring files in. */
export const intakeCalls = {
  'intake.begin': {
    input: z.strictObject({
      name: z.string().min(1).max(255),
      size: z.number().int().nonnegative(),
    }),
    output: only,
  },
  'intake.chunk': {
    input: z.strictObject({
      intakeId,
      offset: z.number().int().nonnegative(),
      data: z.base64().max(Math.ceil(chunkBytes / 3) * 4 + 4),
    }),
    output: z.strictObject({ received: z.number().int().nonnegative() }),
  },
  /** Reads and checks the file; `mapping` where its columns are not to be guessed. */
  'intake.preview': {
    input: z.strictObject({ intakeId, mapping: mappingSchema.nullable() }),
    output: intakePreviewSchema,
  },
  /** Mends cells and checks again what they touch. */
  'intake.repair': {
    input: z.strictObject({ intakeId, cells: z.array(cellRepairSchema).min(1).max(1000) }),
    output: intakePreviewSchema,
  },
  /** Further good filings than the preview shows, in the order of the file. */
  'intake.rows': {
    input: z.strictObject({
      intakeId,
      from: z.number().int().nonnegative(),
      limit: z.number().int().min(1).max(200),
    }),
    output: z.strictObject({ rows: z.array(intakeRowSchema) }),
  },
  'intake.commit': { input: only, output: intakeResultSchema },
  /** Ends a reading or storing that is going on; what is stored stays and is told. */
  'intake.cancel': { input: only, output: nothing },
  'intake.discard': { input: only, output: nothing },
  /** Takes back what a batch put in, as far as no byte of it has left. */
  'intake.undo': {
    input: z.strictObject({ batchId: z.number().int().positive() }),
    output: z.strictObject({
      removed: z.number().int().nonnegative(),
      kept: z.number().int().nonnegative(),
    }),
  },
  /** A sheet to fill in, with headings in the language asked for and an example row. */
  'intake.template': {
    input: z.strictObject({ kind: declarationKindSchema, language: z.enum(['ko', 'en']) }),
    output: z.strictObject({ name: z.string(), data: z.base64() }),
  },
  'mappings.list': {
    input: nothing,
    output: z.strictObject({ rows: z.array(savedMappingSchema) }),
  },
  'mappings.save': {
    input: z.strictObject({ name: z.string().trim().min(1).max(60), mapping: mappingSchema }),
    output: z.strictObject({ id: z.number().int().positive() }),
  },
  'mappings.drop': { input: z.strictObject({ id: z.number().int().positive() }), output: nothing },
  /** The folder whose files are taken in by themselves; `null` where there is none. */
  'hotFolder.get': {
    input: nothing,
    output: z.strictObject({
      folder: z.string().nullable(),
      /** Why the folder cannot be looked at now; `null` where it can, or none is set. */
      trouble: problemSchema.nullable(),
      recent: z.array(
        z.strictObject({
          name: z.string(),
          at: epochMsSchema,
          added: z.number().int().nonnegative(),
          /** Why it was set aside; `null` where it was taken in. */
          trouble: z.string().nullable(),
        }),
      ),
    }),
  },
  'hotFolder.set': {
    input: z.strictObject({
      folder: z.string().trim().min(1).max(1000).nullable(),
      /** Of the report that is put beside each file. */
      language: z.enum(['ko', 'en']),
    }),
    output: nothing,
  },
} as const;
