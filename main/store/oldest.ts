import type { FilingId } from '../../shared/filing/numbers.ts';
import type { TransportState } from '../../shared/filing/states.ts';
import type { EpochMs } from '../../shared/time.ts';
import type { Connection } from './connection.ts';

export type WaitingState = 'queued' | 'unconfirmed';

/**
 * Since when the longest waiting of a state is there. Remembered, and looked for anew only when
 * that filing has moved on: a look reads the index of all that wait.
 */
export interface Oldest {
  of(state: WaitingState): EpochMs | null;
  /** A filing has come into a state. */
  entered(state: TransportState, id: FilingId): void;
  /** Forgets what a rolled back transaction said. */
  forget(): void;
}

interface Found {
  id: FilingId;
  createdAt: EpochMs;
}

export function openOldest(connection: Connection): Oldest {
  const look = connection.prepare<[string], Found>(
    `SELECT id, created_at AS createdAt FROM filing WHERE id =
       (SELECT min(id) FROM filing WHERE transport = ? AND transport <> 'acknowledged')`,
  );
  const stillThere = connection
    .prepare<[number, string], 1>('SELECT 1 FROM filing WHERE id = ? AND +transport = ?')
    .pluck();
  const known = new Map<TransportState, Found>();

  return {
    of(state) {
      const before = known.get(state);
      if (before !== undefined && stillThere.get(before.id, state) === 1) return before.createdAt;
      const found = look.get(state);
      if (found === undefined) known.delete(state);
      else known.set(state, found);
      return found?.createdAt ?? null;
    },
    entered(state, id) {
      const before = known.get(state);
      // One that is older than the oldest known: look again.
      if (before !== undefined && id < before.id) known.delete(state);
    },
    forget: () => known.clear(),
  };
}
