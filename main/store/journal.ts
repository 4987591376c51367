import { createHash } from 'node:crypto';
import { z } from 'zod';
import { entryKindSchema, type EntryKind, type TimelineEntry } from '../../shared/filing/detail.ts';
import type { FilingId } from '../../shared/filing/numbers.ts';
import {
  customsStateSchema,
  transportStateSchema,
  type CustomsState,
  type TransportState,
} from '../../shared/filing/states.ts';
import { epochMsSchema, type EpochMs } from '../../shared/time.ts';
import type { Connection } from './connection.ts';

export type EntryData = Readonly<Record<string, string | number | boolean | null>>;

export interface NewEntry {
  at: EpochMs;
  filingId: FilingId | null;
  /** The entry before this one of the same filing. */
  before: number | null;
  kind: EntryKind;
  transport?: TransportState | undefined;
  customs?: CustomsState | undefined;
  data?: EntryData | undefined;
}

const rowSchema = z.object({
  seq: z.number(),
  at: epochMsSchema,
  filing_id: z.number().nullable(),
  before: z.number().nullable(),
  kind: entryKindSchema,
  transport: transportStateSchema.nullable(),
  customs: customsStateSchema.nullable(),
  data: z.string(),
  hash: z.instanceof(Uint8Array),
});
export type JournalRow = z.output<typeof rowSchema>;

const dataSchema = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));

export interface Head {
  seq: number;
  hash: Uint8Array;
}
/** Before the first entry. */
export const genesis: Head = { seq: 0, hash: new Uint8Array(32) };

/** Hash of an entry: it covers the entry before, so nothing can be changed, removed or moved. */
export function entryHash(previous: Uint8Array, fields: readonly unknown[]): Buffer {
  return createHash('sha256').update(previous).update(JSON.stringify(fields)).digest();
}

/** The append-only, hash-chained record of everything that happened. */
export interface Journal {
  head(): Head;
  /** When the last entry was made. */
  lastAt(): EpochMs | null;
  /** Goes back to a head after a rolled back transaction. */
  rewind(head: Head): void;
  /** Appends within the caller's transaction; returns the entry's sequence number. */
  append(entry: NewEntry): number;
  /** Entries of one filing, oldest first, found by walking back from its last one. */
  timeline(lastSeq: number): TimelineEntry[];
  walk(): IterableIterator<JournalRow>;
}

export function openJournal(connection: Connection): Journal {
  const insert = connection.prepare(
    'INSERT INTO journal (seq, at, filing_id, before, kind, transport, customs, data, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
  );
  const bySeq = connection.prepare('SELECT * FROM journal WHERE seq = ?');
  const last = connection.prepare('SELECT * FROM journal ORDER BY seq DESC LIMIT 1');
  const all = connection.prepare('SELECT * FROM journal ORDER BY seq');
  const lastRow = last.get();
  let head: Head = lastRow === undefined ? genesis : rowSchema.parse(lastRow);

  return {
    head: () => head,
    lastAt() {
      const row = last.get();
      return row === undefined ? null : rowSchema.parse(row).at;
    },
    rewind(to) {
      head = to;
    },
    append({ at, filingId, before, kind, transport, customs, data }) {
      const seq = head.seq + 1;
      const text = JSON.stringify(data ?? {});
      const fields = [seq, at, filingId, before, kind, transport ?? null, customs ?? null, text];
      const hash = entryHash(head.hash, fields);
      insert.run(...fields, hash);
      head = { seq, hash };
      return seq;
    },
    timeline(lastSeq) {
      const entries: TimelineEntry[] = [];
      for (let seq: number | null = lastSeq; seq !== null;) {
        const row = rowSchema.parse(bySeq.get(seq));
        entries.push(toEntry(row));
        seq = row.before;
      }
      return entries.toReversed();
    },
    *walk() {
      for (const row of all.iterate()) yield rowSchema.parse(row);
    },
  };
}

function toEntry(row: JournalRow): TimelineEntry {
  return {
    seq: row.seq,
    at: row.at,
    kind: row.kind,
    ...(row.transport === null ? {} : { transport: row.transport }),
    ...(row.customs === null ? {} : { customs: row.customs }),
    data: dataSchema.parse(JSON.parse(row.data)),
  };
}
