import { z } from 'zod';
import { epochMsSchema, type EpochMs } from '../../shared/time.ts';
import { markRestored, type Store } from '../store/index.ts';

/**
 * Marks the data as moved to another computer: from here on nothing is sent from this one, so that
 * two computers never file from the same numbers.
 * @returns how to take it back where no file came of it
 */
export function markMoved(store: Store, at: EpochMs): () => void {
  const before = store.transaction(({ settings, journal }) => {
    const before = settings.get('moved-away');
    settings.set('moved-away', { at });
    journal.append({ at, filingId: null, before: null, kind: 'moved-away' });
    return before;
  });
  // A file of an earlier move may be in use: one that failed later takes nothing of it back.
  return () => store.transaction(({ settings }) => settings.set('moved-away', before));
}

/** Whether the data was moved to another computer, which sends in this one's place. */
export function isMovedAway(store: Store): boolean {
  return store.read(({ settings }) => settings.get('moved-away')) !== null;
}

/**
 * This computer sends again after all. The other one may have given numbers and filed meanwhile:
 * none is given again, and the central system is asked first.
 */
export function stayHere(store: Store, at: EpochMs): void {
  store.transaction((tables) => {
    const { settings, journal } = tables;
    const moved = settings.get('moved-away');
    if (moved === null) return;
    settings.set('moved-away', null);
    journal.append({ at, filingId: null, before: null, kind: 'stayed-here' });
    const read = z.object({ at: epochMsSchema }).safeParse(moved);
    // So long the other one may have given numbers: the more of them are passed over.
    markRestored(tables, 'stayed', null, at, [], read.success ? read.data.at : at);
  });
}
