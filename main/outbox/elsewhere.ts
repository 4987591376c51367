import { NaruError } from '../../shared/errors.ts';
import type { FilingId } from '../../shared/filing/numbers.ts';
import type { EpochMs } from '../../shared/time.ts';
import { moveTransport, type Store, type StoredFiling } from '../store/index.ts';

/** Where and how a declaration was handed in without us. */
export interface FiledElsewhere {
  /** The number that it got there; `null` where it has ours or none. */
  number: string | null;
  place: string;
  at: EpochMs;
  note: string;
}

/**
 * Takes a filing out of the way that was handed in at the counter, by another program or on the
 * website; `restore` undoes it. It is on disk when this returns.
 * @throws {NaruError} `not-found`; `outcome-unknown` while its fate is not known: it would be filed
 *   twice; `not-possible-now`
 */
export function fileElsewhere(
  store: Store,
  id: FilingId,
  { number, place, at: filedAt, note }: FiledElsewhere,
  at: EpochMs,
): StoredFiling {
  return store.transaction((tables) => {
    const filing = tables.filings.byId(id);
    if (filing === null) throw new NaruError('not-found', { what: String(id) });
    const data = { number, place, filedAt, note };
    return moveTransport(tables, filing, 'file-elsewhere', { kind: 'filed-elsewhere', data }, at);
  });
}
