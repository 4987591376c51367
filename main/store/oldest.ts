import type { FilingId } from '../../shared/filing/numbers.ts';
import type { TransportState } from '../../shared/filing/states.ts';
import type { EpochMs } from '../../shared/time.ts';
import type { Connection } from './connection.ts';

export type WaitingState = 'queued' | 'unconfirmed';

/**
 * Since when the longest waiting of a state is there. A look reads the index of all that wait, so
 * the oldest few thousand are remembered, and it looks anew only when all of those have moved on.
 */
export interface Oldest {
  of(state: WaitingState): EpochMs | null;
  /** A filing has come into a state. */
  entered(state: TransportState, id: FilingId): void;
  /** Forgets what a rolled back transaction said. */
  forget(): void;
}

/** The oldest of a state as of the last look, oldest first; some may have moved on since. */
interface Known {
  ids: FilingId[];
  /** Whether the state had no others. */
  isAll: boolean;
}

/** @param atOnce filings of a state that are remembered: a look per so many that move on */
export function openOldest(connection: Connection, atOnce = 4000): Oldest {
  const look = connection
    .prepare<[string, number], FilingId>(
      `SELECT id FROM filing WHERE transport = ? AND transport <> 'acknowledged'
       ORDER BY id LIMIT ?`,
    )
    .pluck();
  const since = connection
    .prepare<[number, string], EpochMs>(
      'SELECT created_at FROM filing WHERE id = ? AND +transport = ?',
    )
    .pluck();
  const known = new Map<TransportState, Known>();

  /** The first that is still there; those before it are forgotten. */
  function firstOf(state: WaitingState, ids: FilingId[]): EpochMs | null {
    for (const [i, id] of ids.entries()) {
      const at = since.get(id, state);
      if (at === undefined) continue;
      ids.splice(0, i);
      return at;
    }
    ids.length = 0;
    return null;
  }

  return {
    of(state) {
      const before = known.get(state);
      const at = before === undefined ? null : firstOf(state, before.ids);
      if (at !== null || before?.isAll === true) return at;
      const ids = look.all(state, atOnce);
      known.set(state, { ids, isAll: ids.length < atOnce });
      return firstOf(state, ids);
    },
    entered(state, id) {
      const before = known.get(state);
      if (before === undefined) return;
      const { ids, isAll } = before;
      const last = ids.at(-1);
      if (last === undefined || id > last) {
        // What is younger than all that are known is known only where there are no others.
        if (isAll && ids.length < atOnce) ids.push(id);
        else before.isAll = false;
        return;
      }
      const place = ids.findIndex((other) => other >= id);
      if (ids[place] !== id) ids.splice(place, 0, id);
      if (ids.length <= 2 * atOnce) return;
      ids.length = atOnce;
      before.isAll = false;
    },
    forget: () => known.clear(),
  };
}
