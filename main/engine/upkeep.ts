import type { Clock } from '../../shared/time.ts';
import type { Store } from '../store/index.ts';

/** Pause between two looks, in milliseconds; while there is more to do, a short one. */
const restMs = 3000;
const breathMs = 20;
/** The same while nothing is written. */
const idleMs = 20_000;
/** How often the write-ahead log is given back, in milliseconds. */
const checkpointEveryMs = 60_000;

/** Work for idle moments: the search index catches up, the write-ahead log is given back. */
export function startUpkeep(store: () => Store, clock: Clock): { stop(): void } {
  let checkpointAt = clock.monotonic() + checkpointEveryMs;
  let timer = setTimeout(look, restMs);
  /** The newest entry of the journal at the last look. */
  let seen = 0;

  function look(): void {
    let more = false;
    let wrote = false;
    try {
      const { seq } = store().tables.journal.head();
      wrote = seq !== seen;
      seen = seq;
      more = store().read((tables) => tables.search.catchUp());
      if (!more && clock.monotonic() >= checkpointAt) {
        checkpointAt = clock.monotonic() + checkpointEveryMs;
        store().checkpoint();
      }
    } catch {
      // A disk that refuses is the outbox's to tell; upkeep simply comes again.
    }
    timer = setTimeout(look, more ? breathMs : wrote ? restMs : idleMs);
  }
  return { stop: () => clearTimeout(timer) };
}
