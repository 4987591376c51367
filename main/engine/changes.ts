import type { EngineEvent } from '../../shared/contract/index.ts';
import type { FilingId } from '../../shared/filing/numbers.ts';

/** Shortest time between two tellings, in milliseconds: a face shows no more than it can paint. */
const spacingMs = 150;
/** More changed filings than this are not named one by one. */
const most = 500;

/** Gathers what changed and tells it in small, spaced events. */
export interface Changes {
  subscribe(handler: (event: EngineEvent) => void): () => void;
  tell(event: EngineEvent): void;
  /** Filings changed on disk; the sync state changes with them. */
  filings(ids: readonly FilingId[] | null): void;
  sync(): void;
  stop(): void;
}

export function gatherChanges(readEvents: () => EngineEvent[]): Changes {
  const handlers = new Set<(event: EngineEvent) => void>();
  let changed: Set<FilingId> | null = new Set();
  let timer: NodeJS.Timeout | null = null;
  let stopped = false;

  function tell(event: EngineEvent): void {
    for (const handler of handlers) handler(event);
  }
  function flush(): void {
    timer = null;
    const ids = changed;
    changed = new Set();
    if (ids === null || ids.size > 0)
      tell({ topic: 'filings', ids: ids === null || ids.size > most ? null : [...ids] });
    for (const event of readEvents()) tell(event);
  }
  function sync(): void {
    if (!stopped) timer ??= setTimeout(flush, spacingMs);
  }

  return {
    subscribe(handler) {
      handlers.add(handler);
      return () => void handlers.delete(handler);
    },
    tell,
    filings(ids) {
      if (ids === null) changed = null;
      else for (const id of ids) changed?.add(id);
      sync();
    },
    sync,
    stop() {
      stopped = true;
      if (timer !== null) clearTimeout(timer);
      timer = null;
    },
  };
}
