import { z } from 'zod';
import { modeSchema } from '../sync/sync-state.ts';

const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/);
const instantSchema = z.iso.datetime();

/** A place in the journal; 0 and an empty hash stand before its first entry. */
const placeSchema = z.strictObject({
  seq: z.number().int().nonnegative(),
  hash: z.union([sha256Schema, z.literal('')]),
});
export type JournalPlace = z.output<typeof placeSchema>;

/** How a pack treats names, telephone numbers and identity numbers. */
export const personalDataSchema = z.enum(['masked', 'included']);
export type PersonalData = z.output<typeof personalDataSchema>;

/** Whether files of remarks (붙인 파일) lie in a pack, or stand in it by name and digest alone. */
export const attachedFilesSchema = z.enum(['enclosed', 'named']);
export type AttachedFiles = z.output<typeof attachedFilesSchema>;

/** What a pack holds; its exact bytes are what is signed. */
export const manifestSchema = z.strictObject({
  format: z.literal('naru-evidence'),
  version: z.literal(1),
  madeAt: instantSchema,
  /** Program and version that made it. */
  program: z.string(),
  mode: modeSchema,
  office: z
    .strictObject({ declarant: z.string(), name: z.string(), customsOffice: z.string() })
    .nullable(),
  span: z.strictObject({ from: instantSchema, to: instantSchema }),
  personalData: personalDataSchema,
  journal: z.strictObject({
    /** The entry before the first line. */
    before: placeSchema,
    /** The entry of the last line. */
    last: placeSchema,
    /** The journal's end when the pack was made. */
    head: placeSchema,
    lines: z.number().int().nonnegative(),
  }),
  /** Ed25519 public key, 32 bytes in hex. */
  publicKey: sha256Schema,
  files: z.array(
    z.strictObject({
      name: z.string().min(1),
      size: z.number().int().nonnegative(),
      sha256: sha256Schema,
    }),
  ),
});
export type Manifest = z.output<typeof manifestSchema>;

export const manifestText = (manifest: Manifest): string =>
  `${JSON.stringify(manifest, null, 2)}\n`;
