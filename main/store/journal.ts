import { hash } from 'node:crypto';
import { z } from 'zod';
import { chainText } from '../../shared/evidence/chain.ts';
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

/** Text or bytes. */
export type Body = string | Uint8Array;

export interface NewEntry {
  at: EpochMs;
  filingId: FilingId | null;
  /** The entry before this one of the same filing. */
  before: number | null;
  kind: EntryKind;
  transport?: TransportState | undefined;
  customs?: CustomsState | undefined;
  data?: EntryData | undefined;
  /** What the entry is about; its digest belongs into the data. */
  body?: Body | undefined;
}

/** An entry as a row. */
export const journalRowSchema = z.object({
  seq: z.number(),
  at: epochMsSchema,
  filing_id: z.number().nullable(),
  before: z.number().nullable(),
  kind: entryKindSchema,
  transport: transportStateSchema.nullable(),
  customs: customsStateSchema.nullable(),
  data: z.string(),
  hash: z.string(),
});
export type JournalRow = z.output<typeof journalRowSchema>;

const dataSchema = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));

export interface Head {
  seq: number;
  hash: string;
}
/** Before the first entry. */
export const genesis: Head = { seq: 0, hash: '' };

/** Hash of an entry, hex: it covers the one before, so nothing can be changed, removed or moved. */
export function entryHash(previous: string, entry: Omit<JournalRow, 'hash'>): string {
  const { filing_id: filing, ...told } = entry;
  return hash('sha256', chainText(previous, { ...told, filing }));
}

/** The append-only, hash-chained record of everything that happened. */
export interface Journal {
  head(): Head;
  /** The last entry that is certainly on disk. */
  savedHead(): Head;
  /** What was appended is on disk. */
  saved(): void;
  /** Goes back to a head after a rolled back transaction. */
  rewind(head: Head): void;
  /** Appends within the caller's transaction; returns the entry's sequence number. */
  append(entry: NewEntry): number;
  /**
   * Appends beyond a number that was used already, although its entry is lost: the chain goes on from
   * the last one that is there, and the gap shows for ever.
   */
  leap(beyond: number, entry: NewEntry): number;
  /** Entries of one filing, oldest first, found by walking back from its last one. */
  timeline(lastSeq: number): TimelineEntry[];
  /** What an entry of one of these kinds is about; `null` where it is not there or was removed. */
  body(seq: number, ...kinds: readonly EntryKind[]): Body | null;
  entry(seq: number): JournalRow | null;
  /** How many of the latest entries, 1,000 at most, are of this kind and not older than `since`. */
  countLatest(kind: EntryKind, since: EpochMs): number;
  walk(): IterableIterator<JournalRow>;
}

export const columns = 'seq, at, filing_id, before, kind, transport, customs, data, hash';

export function openJournal(connection: Connection): Journal {
  const insert = connection.prepare(
    'INSERT INTO journal (seq, at, filing_id, before, kind, transport, customs, data, hash, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
  );
  const bySeq = connection.prepare(`SELECT ${columns} FROM journal WHERE seq = ?`);
  const last = connection.prepare(`SELECT ${columns} FROM journal ORDER BY seq DESC LIMIT 1`);
  const all = connection.prepare(`SELECT ${columns} FROM journal ORDER BY seq`);
  const latest = connection
    .prepare<[string, number], number>(
      'SELECT count(*) FROM (SELECT kind, at FROM journal ORDER BY seq DESC LIMIT 1000) WHERE kind = ? AND at >= ?',
    )
    .pluck();
  const bodyOf = connection.prepare<[number], { kind: EntryKind; body: Body | null }>(
    'SELECT kind, body FROM journal WHERE seq = ?',
  );
  const lastRow = last.get();
  let head: Head = lastRow === undefined ? genesis : journalRowSchema.parse(lastRow);
  let saved = head;

  function append({
    at,
    filingId,
    before,
    kind,
    transport,
    customs,
    data,
    body,
  }: NewEntry): number {
    const seq = head.seq + 1;
    const text = JSON.stringify(data ?? {});
    const to = transport ?? null;
    const word = customs ?? null;
    const entry = { seq, at, filing_id: filingId, before, kind, transport: to, customs: word };
    const own = entryHash(head.hash, { ...entry, data: text });
    insert.run(seq, at, filingId, before, kind, to, word, text, own, body ?? null);
    head = { seq, hash: own };
    return seq;
  }

  return {
    head: () => head,
    savedHead: () => saved,
    saved() {
      saved = head;
    },
    rewind(to) {
      head = to;
    },
    leap(beyond, entry) {
      const found = last.get();
      head = found === undefined ? genesis : journalRowSchema.parse(found);
      head = { seq: Math.max(head.seq, beyond), hash: head.hash };
      return append(entry);
    },
    append,
    countLatest: (kind, since) => latest.get(kind, since) ?? 0,
    body(seq, ...kinds) {
      const found = bodyOf.get(seq);
      return found !== undefined && kinds.includes(found.kind) ? found.body : null;
    },
    entry(seq) {
      const row = bySeq.get(seq);
      return row === undefined ? null : journalRowSchema.parse(row);
    },
    timeline(lastSeq) {
      const entries: TimelineEntry[] = [];
      for (let seq: number | null = lastSeq; seq !== null;) {
        const found = bySeq.get(seq);
        // Lost in damaged data: what came before it is not led to any more.
        if (found === undefined) break;
        const row = journalRowSchema.parse(found);
        entries.push(toEntry(row));
        seq = row.before;
      }
      return entries.toReversed();
    },
    *walk() {
      for (const row of all.iterate()) yield journalRowSchema.parse(row);
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
