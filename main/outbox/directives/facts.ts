import type { DirectiveOrder } from '../../../shared/sync/directives.ts';
import type { Sending, StoredFiling, Tables } from '../../store/index.ts';
import { folderDestination } from '../../central/folder/destination.ts';
import type { Facts } from './judge.ts';

/** Reads what a directive is judged by. */
export function factsOf(
  tables: Tables,
  filing: StoredFiling,
  order: DirectiveOrder,
): { facts: Facts; sent: Sending | null } {
  const sent = tables.sendings.last(filing.id);
  const { transport, customs, part, receiptNo, lastError } = filing;
  const isDeclaration = part.is === 'declaration';
  const facts: Facts = {
    transport,
    customs,
    isDeclaration,
    hasReceipt: receiptNo !== null,
    numberUsed: lastError === 'number-used',
    hasParts: isDeclaration && tables.filings.partsOf(filing.declarationNo).length > 1,
    isReplaced: tables.replacements.newOf(filing.id) !== null,
    sent: sent === null ? neverOrNow(filing) : placeOf(tables, filing, sent, order),
    mayBeThere: sent !== null && !isTurnedAway(sent),
  };
  return { facts, sent };
}

/** What has begun to be sent is judged by its state alone. */
function neverOrNow({ transport }: StoredFiling): Facts['sent'] {
  return transport === 'sending' ? 'in-window' : 'never';
}

function placeOf(
  tables: Tables,
  filing: StoredFiling,
  { at, n }: Sending,
  { from, to, way }: DirectiveOrder,
): Facts['sent'] {
  if (at < from || at >= to) return 'outside';
  return way === 'any' || way === wayOf(tables, filing, n) ? 'in-window' : 'other-way';
}

/** The way that a sending went, by its journal entry. */
function wayOf(
  tables: Tables,
  filing: StoredFiling,
  n: number,
): 'declarations' | 'sending-program' {
  const started = tables.journal
    .timeline(filing.journalSeq)
    .find(({ kind, data }) => kind === 'attempt-started' && data['n'] === n);
  return started?.data['via'] === folderDestination ? 'sending-program' : 'declarations';
}

/** 429 and 503: it was turned away before anything was taken. */
function isTurnedAway({ outcome }: Sending): boolean {
  return outcome === 'busy' || outcome === 'not-allowed';
}
