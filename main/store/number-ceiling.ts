import { existsSync } from 'node:fs';
import { z } from 'zod';
import { NaruError } from '../../shared/errors.ts';
import { readOwnFile, writeDurably } from './durable-file.ts';
import type { Head } from './journal.ts';

/** A span of serials as the database counts it, and up to which serial it may have been given. */
export const spanCeilingSchema = z.strictObject({
  declarant: z.string(),
  year: z.number().int(),
  letter: z.string(),
  first: z.number().int().positive(),
  upTo: z.number().int().positive(),
});
export type SpanCeiling = z.output<typeof spanCeilingSchema>;

const fileSchema = z.strictObject({
  format: z.literal(1),
  /** An entry that the journal had when this was written; a database without it is an older copy. */
  head: z.strictObject({ seq: z.number().int().nonnegative(), hash: z.string() }),
  spans: z.array(spanCeilingSchema),
});

/**
 * What is known of the numbers given beside the database: a copy of the database that is put in its
 * place later can be held against it, and gives no number again.
 */
export interface NumberCeiling {
  /** Makes sure that the file covers a serial before it is given. @throws {NaruError} as `writeDurably` */
  reserve(span: Omit<SpanCeiling, 'upTo'>, serial: number, head: Head): void;
  /** The newest entry that it knows of. */
  head(): Head;
  spans(): readonly SpanCeiling[];
  /** Begins anew with what a database knows that was put in place on purpose. */
  renew(head: Head, spans: readonly SpanCeiling[]): void;
}

/** Serials that are covered by one write: a write costs milliseconds, and a gap nothing. */
const block = 50;
const lastSerial = 999_999;

/** @returns `null` where the file is not there; @throws {NaruError} `data-damaged` */
export function readNumberCeiling(file: string): readonly SpanCeiling[] | null {
  return existsSync(file) ? readFile(file).spans : null;
}

/** @throws {NaruError} `data-damaged` where the file is there and cannot be understood */
export function openNumberCeiling(file: string): NumberCeiling {
  let known: z.output<typeof fileSchema> = existsSync(file)
    ? readFile(file)
    : { format: 1, head: { seq: 0, hash: '' }, spans: [] };

  function keep(next: typeof known): void {
    writeDurably(file, `${JSON.stringify(next)}\n`);
    known = next;
  }
  return {
    reserve(span, serial, head) {
      const covered = known.spans.find((each) => isSame(each, span));
      if (covered !== undefined && serial <= covered.upTo) return;
      const upTo = Math.min(serial + block - 1, lastSerial);
      const rest = known.spans.filter((each) => !isSame(each, span));
      const { seq, hash } = head;
      keep({ format: 1, head: { seq, hash }, spans: [...rest, { ...span, upTo }] });
    },
    head: () => known.head,
    spans: () => known.spans,
    renew({ seq, hash }, spans) {
      keep({ format: 1, head: { seq, hash }, spans: [...spans] });
    },
  };
}

function isSame(a: Omit<SpanCeiling, 'upTo'>, b: Omit<SpanCeiling, 'upTo'>): boolean {
  return (
    a.declarant === b.declarant && a.year === b.year && a.letter === b.letter && a.first === b.first
  );
}

function readFile(file: string): z.output<typeof fileSchema> {
  const text = readOwnFile(file);
  try {
    return fileSchema.parse(JSON.parse(text));
  } catch (error) {
    throw new NaruError('data-damaged', { file, detail: 'numbers' }, error);
  }
}
