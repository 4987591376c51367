import { NaruError } from '../../shared/errors.ts';
import type { FilingId } from '../../shared/filing/numbers.ts';
import type { TransportState } from '../../shared/filing/states.ts';
import { nextTransport, type TransportEvent } from '../../shared/filing/transitions.ts';
import type { EpochMs } from '../../shared/time.ts';
import {
  checkNotReplaced,
  moveTransport,
  type Store,
  type StoredFiling,
  type Tables,
} from '../store/index.ts';
import { deadlineAfter } from './due.ts';
import type { CheckedFiling } from './enqueue.ts';
import type { Describe } from './freeze.ts';
import { recompute } from './look-result.ts';
import { rewriteDeclaration } from './rewrite.ts';

/** A checked declaration in the place of the one that is there. */
export type CheckedEdit = Pick<
  CheckedFiling,
  'declaration' | 'summary' | 'deadline' | 'basis' | 'priority'
>;

/** What an edit does on our side: a filing that waits or is held stays where it is. */
const events: Readonly<Partial<Record<TransportState, TransportEvent | 'stay'>>> = {
  queued: 'stay',
  held: 'stay',
  invalid: 'enqueue',
  recheck: 'enqueue',
  refused: 'retry',
};

/**
 * Edits a filing of which customs has nothing; one that was refused, invalid or stale waits again
 * afterwards. It is on disk when this returns.
 * @throws {NaruError} `not-found`; `outcome-unknown` while its fate is not known;
 *   `number-in-doubt` where its number was called used; `has-receipt`; `not-possible-now`
 */
export function editFiling(
  store: Store,
  id: FilingId,
  checked: CheckedEdit,
  at: EpochMs,
): StoredFiling {
  return store.transaction((tables) => {
    const { filing, transport } = editable(tables, id);
    tables.stales.drop(id);
    const due = deadlineAfter(tables, filing, checked);
    const rewriting = { ...checked, ...due, kind: 'edited', transport } as const;
    return rewriteDeclaration(tables, filing, rewriting, at);
  });
}

/**
 * Accepts what went stale of a filing: the recomputed declaration takes the place of the one that is
 * there, what was accepted is kept for the next look, and the filing waits again.
 * @param accepted in the words of who looks, see `Stales`
 * @throws {NaruError} `not-found`; `not-possible-now` where it does not wait for that
 */
export function acceptStale(
  store: Store,
  id: FilingId,
  accepted: unknown,
  describe: Describe,
  at: EpochMs,
): StoredFiling {
  return store.transaction((tables) => {
    const { filing } = editable(tables, id);
    const stale = filing.transport === 'recheck' ? tables.stales.get(id) : null;
    if (stale === null) throw new NaruError('not-possible-now', { state: filing.transport });
    tables.stales.accept(id, accepted);
    const { proposal, findings } = stale;
    const recomputed =
      proposal === null
        ? filing
        : recompute(tables, filing, { declaration: proposal, findings }, describe, at);
    if (recomputed === null) throw new NaruError('internal', { detail: 'proposal unreadable' });
    return moveTransport(tables, recomputed, 'retry', { kind: 'retried' }, at);
  });
}

/** @throws {NaruError} as `editFiling` */
function editable(
  tables: Tables,
  id: FilingId,
): { filing: StoredFiling; transport: TransportState } {
  const filing = tables.filings.byId(id);
  if (filing === null) throw new NaruError('not-found', { what: String(id) });
  const { transport: from, customs } = filing;
  if (['sending', 'unconfirmed', 'processing'].includes(from))
    throw new NaruError('outcome-unknown');
  if (filing.lastError === 'number-used') throw new NaruError('number-in-doubt');
  // Rejection and withdrawal are final for a number (관세법 제250조).
  if (customs === 'rejected' || customs === 'withdrawn')
    throw new NaruError('not-possible-now', { state: customs });
  const event = events[from];
  const transport = event === 'stay' ? from : event && nextTransport(from, event);
  if (transport === undefined || transport === null)
    throw new NaruError('not-possible-now', { state: from });
  if (filing.receiptNo !== null) throw new NaruError('has-receipt');
  if (transport === 'queued') checkNotReplaced(tables, filing);
  return { filing, transport };
}
