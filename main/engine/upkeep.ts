import type { Clock } from '../../shared/time.ts';
import type { Store } from '../store/index.ts';

/** Pause between two looks, in milliseconds; while there is more to do, a short one. */
const restMs = 3000;
const breathMs = 20;
/** How often the write-ahead log is given back, in milliseconds. */
const checkpointEveryMs = 60_000;

/** Work for idle moments: the search index catches up, the write-ahead log is given back. */
export function startUpkeep(store: () => Store, clock: Clock): { stop(): void } {
  let checkpointAt = clock.monotonic() + checkpointEveryMs;
  let timer = setTimeout(look, restMs);

  function look(): void {
    let more = false;
    try {
      more = store().read((tables) => tables.search.catchUp());
      if (!more && clock.monotonic() >= checkpointAt) {
        checkpointAt = clock.monotonic() + checkpointEveryMs;
        store().checkpoint();
      }
    } catch {
      // A disk that refuses is the outbox's to tell; upkeep simply comes again.
    }
    timer = setTimeout(look, more ? breathMs : restMs);
  }
  return { stop: () => clearTimeout(timer) };
}
