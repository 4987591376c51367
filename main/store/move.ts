import { NaruError } from '../../shared/errors.ts';
import type { EntryKind } from '../../shared/filing/detail.ts';
import type { CustomsState, TransportState } from '../../shared/filing/states.ts';
import { mayFollow, nextTransport, type TransportEvent } from '../../shared/filing/transitions.ts';
import type { EpochMs } from '../../shared/time.ts';
import type { FilingChange, StoredFiling } from './filings.ts';
import type { EntryData } from './journal.ts';
import type { Tables } from './tables.ts';

/** What the journal says of a change. */
export interface Entry {
  kind: EntryKind;
  data?: EntryData | undefined;
}

export type OtherChange = Omit<FilingChange, 'transport'>;

/**
 * Moves a filing on our side along the one table, with its journal entry, in the caller's
 * transaction. `inquireAt` must be given where the new state is inquired about.
 * @throws {NaruError} `not-possible-now`; `outcome-unknown` where its fate is not known;
 *   `has-receipt` where it would vanish with its receipt; `replaced-by-number` where another number
 *   took its place
 */
export function moveTransport(
  tables: Tables,
  filing: StoredFiling,
  event: TransportEvent,
  entry: Entry,
  at: EpochMs,
  change: OtherChange = {},
): StoredFiling {
  const transport = nextTransport(filing.transport, event);
  if (transport === null) {
    const inDoubt = ['sending', 'unconfirmed', 'processing'].includes(filing.transport);
    throw inDoubt
      ? new NaruError('outcome-unknown')
      : new NaruError('not-possible-now', { state: filing.transport });
  }
  // Customs has it, or had it: it can neither vanish nor become another declaration.
  if (filing.receiptNo !== null && vanished.has(transport)) throw new NaruError('has-receipt');
  if (transport === 'queued') checkNotReplaced(tables, filing);
  if (filing.transport === 'recheck') tables.stales.leave(filing.id);
  const asked = transport === 'unconfirmed' || transport === 'processing';
  return record(tables, filing, entry, at, {
    ...change,
    transport,
    ...(asked ? {} : { inquireAt: null }),
  });
}

const vanished: ReadonlySet<TransportState> = new Set([
  'cancelled',
  'filed-elsewhere',
  'recheck',
  'invalid',
]);

/** @throws {NaruError} `replaced-by-number` where another number took its place */
export function checkNotReplaced(tables: Tables, { id }: StoredFiling): void {
  const newId = tables.replacements.newOf(id);
  if (newId === null) return;
  const declarationNo = tables.filings.byId(newId)?.declarationNo ?? String(newId);
  throw new NaruError('replaced-by-number', { declarationNo });
}

/** Customs' state after its word, or the same where that word moves nothing. */
export function customsAfter(from: CustomsState, word: CustomsState): CustomsState {
  return mayFollow(from, word) ? word : from;
}

/**
 * Appends an entry about a filing that is written later in the same transaction.
 * @returns the filing with its newest entry
 */
export function note(
  tables: Tables,
  filing: StoredFiling,
  { kind, data }: Entry,
  at: EpochMs,
): StoredFiling {
  const entry = { at, filingId: filing.id, before: filing.journalSeq, kind, data };
  return { ...filing, journalSeq: tables.journal.append(entry) };
}

/** Records something about a filing; states stand in the journal where they changed. */
export function record(
  tables: Tables,
  filing: StoredFiling,
  entry: Entry,
  at: EpochMs,
  change: FilingChange = {},
): StoredFiling {
  const { transport, customs } = change;
  const seq = tables.journal.append({
    at,
    filingId: filing.id,
    before: filing.journalSeq,
    kind: entry.kind,
    data: entry.data,
    ...(transport === undefined || transport === filing.transport ? {} : { transport }),
    ...(customs === undefined || customs === filing.customs ? {} : { customs }),
  });
  return tables.filings.update(filing, change, at, seq);
}
