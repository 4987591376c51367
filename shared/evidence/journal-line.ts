import { z } from 'zod';

const hashSchema = z.string().regex(/^[0-9a-f]{64}$/);

const told = {
  seq: z.number().int().positive(),
  at: z.number().int(),
  filing: z.number().int().nullable(),
  before: z.number().int().nullable(),
  kind: z.string(),
  transport: z.string().nullable(),
  customs: z.string().nullable(),
};

/** One line of `journal.jsonl`: every entry from the first to the last has exactly one. */
export const journalLineSchema = z.discriminatedUnion('is', [
  /** As it stands in the journal. */
  z.strictObject({ is: z.literal('entry'), ...told, data: z.string(), hash: hashSchema }),
  /** With personal data masked: its hash is that of what was masked. */
  z.strictObject({ is: z.literal('masked'), ...told, data: z.string(), hash: hashSchema }),
  /** Of another time or another filing: only what the chain needs. */
  z.strictObject({ is: z.literal('hash'), seq: told.seq, hash: hashSchema }),
]);
export type JournalLine = z.output<typeof journalLineSchema>;

export const journalLineText = (line: JournalLine): string => JSON.stringify(line);

/** As much of a line's digest as `journal.sha256` keeps, in hexadecimal digits. */
export const lineDigestLength = 32;

/** The lines of a text as bytes; what stands after the last line break counts if it is not empty. */
export function splitLines(bytes: Uint8Array): Uint8Array[] {
  const lines: Uint8Array[] = [];
  let from = 0;
  for (let end = bytes.indexOf(10); end !== -1; end = bytes.indexOf(10, from)) {
    lines.push(bytes.subarray(from, end));
    from = end + 1;
  }
  if (from < bytes.byteLength) lines.push(bytes.subarray(from));
  return lines;
}
