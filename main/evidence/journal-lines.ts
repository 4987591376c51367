import {
  journalLineText,
  type JournalLine,
  type JournalPlace,
  type PersonalData,
} from '../../shared/evidence/index.ts';
import { filingId, type FilingId } from '../../shared/filing/numbers.ts';
import { epochMs } from '../../shared/time.ts';
import type { JournalRow, Store } from '../store/index.ts';
import { maskEntryData, personalValues } from '../../shared/privacy/masking.ts';
import type { EvidenceSpan } from './input.ts';

/** How many entries are read before others get their turn. */
const slice = 2000;

/** The journal of a pack: the first entry that is in it to the last, without a gap. */
export interface PackJournal {
  bytes: Uint8Array;
  before: JournalPlace;
  last: JournalPlace;
  head: JournalPlace;
}

export interface JournalWanted {
  span: EvidenceSpan;
  /** Whose entries are in it whole, whenever they are from. */
  filings: ReadonlySet<FilingId>;
  /** The first and the last entry of those filings; infinite and 0 where there are none. */
  reach: { first: number; last: number };
  personalData: PersonalData;
}

/**
 * Writes the journal's lines: entries of the span and of the affected filings as they stand, all
 * between them by their hashes alone, so that the chain can be followed.
 */
export async function writeJournalLines(
  store: Store,
  { span, filings, reach, personalData }: JournalWanted,
  pause: () => Promise<void>,
): Promise<PackJournal> {
  const { head, ends } = store.read(({ journal, spans }) => ({
    head: journal.head(),
    // What happened in the very millisecond in which the span ends is in it.
    ends: {
      first: spans.firstSince(span.from),
      last: spans.firstSince(epochMs(span.to + 1)) - 1,
    },
  }));
  const first = Math.min(ends.first, reach.first);
  const lastWanted = Math.min(head.seq, Math.max(ends.last, reach.last));

  const before = placeAt(store, first - 1);
  let last: JournalPlace = before;
  const encoder = new TextEncoder();
  const chunks: Uint8Array[] = [];
  const known = new Map<FilingId, readonly string[]>();
  for (let seq = first - 1; seq < lastWanted;) {
    const from = seq;
    const rows = store.read(({ spans }) =>
      spans.entriesAfter(from, Math.min(slice, lastWanted - from)),
    );
    const text = rows.map((row) => `${journalLineText(lineOf(row))}\n`).join('');
    chunks.push(encoder.encode(text));
    const end = rows.at(-1);
    if (end === undefined) break;
    last = { seq: end.seq, hash: end.hash };
    ({ seq } = end);
    await pause();
  }
  return { bytes: Buffer.concat(chunks), before, last, head: { seq: head.seq, hash: head.hash } };

  function lineOf(row: JournalRow): JournalLine {
    const { seq, at, filing_id: filing, before: previous, kind, transport, customs, hash } = row;
    const isInSpan = at >= span.from && at <= span.to;
    const isOfFiling = filing !== null && filings.has(filingId(filing));
    if (!isInSpan && !isOfFiling) return { is: 'hash', seq, hash };
    const told = { seq, at, filing, before: previous, kind, transport, customs };
    if (personalData === 'included') return { is: 'entry', ...told, data: row.data, hash };
    const data = maskEntryData(row.data, filing === null ? [] : valuesOf(filingId(filing)));
    return { is: data === row.data ? 'entry' : 'masked', ...told, data, hash };
  }

  /** What is personal of a filing, from its declaration as it was entered. */
  function valuesOf(id: FilingId): readonly string[] {
    const found = known.get(id);
    if (found !== undefined) return found;
    const values = personalValues(declarationOf(store, id));
    known.set(id, values);
    return values;
  }
}

/** The declaration that a filing was put in with; `null` where its body was removed. */
function declarationOf(store: Store, id: FilingId): unknown {
  const body = store.read(({ journal }) => journal.body(id, 'queued'));
  if (typeof body !== 'string') return null;
  const declaration: unknown = JSON.parse(body);
  return declaration;
}

function placeAt(store: Store, seq: number): JournalPlace {
  const row = seq === 0 ? null : store.read(({ journal }) => journal.entry(seq));
  return row === null ? { seq: 0, hash: '' } : { seq: row.seq, hash: row.hash };
}
