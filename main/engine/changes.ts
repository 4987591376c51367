import type { EngineEvent } from '../../shared/contract/index.ts';
import type { FilingId } from '../../shared/filing/numbers.ts';

/** Shortest time between two tellings, in milliseconds: a face shows no more than it can paint. */
const spacingMs = 200;
/** What changes after a quiet time is told this soon, in milliseconds, with what comes with it. */
const promptMs = 30;
/** More changed filings than this are not named one by one. */
const most = 500;

type ProgressEvent = Extract<EngineEvent, { topic: 'intake' }>;

/** Gathers what changed and tells it in small, spaced events. */
export interface Changes {
  subscribe(handler: (event: EngineEvent) => void): () => void;
  /** Tells something else; of what only the newest is worth knowing, not everything is told. */
  tell(event: EngineEvent): void;
  /** Filings changed on disk; the sync state changes with them. */
  filings(ids: readonly FilingId[] | null): void;
  sync(): void;
  /** A channel's state changed. */
  health(): void;
  stop(): void;
}

/**
 * @param readEvents reads what goes with every telling; asked only where somebody listens
 * @param readHealth reads how the channels are, for a telling after that changed
 */
export function gatherChanges(
  readEvents: () => EngineEvent[],
  readHealth: () => EngineEvent[] = () => [],
): Changes {
  const handlers = new Set<(event: EngineEvent) => void>();
  let changed: Set<FilingId> | null = new Set();
  let practice: EngineEvent | null = null;
  let isHealthNew = false;
  let progress: { of: string; at: number } | null = null;
  let timer: NodeJS.Timeout | null = null;
  let toldAt = Number.NEGATIVE_INFINITY;
  let stopped = false;

  function tell(event: EngineEvent): void {
    for (const handler of handlers) handler(event);
  }
  function flush(): void {
    timer = null;
    toldAt = performance.now();
    const ids = changed;
    const newest = practice;
    changed = new Set();
    practice = null;
    const tellsHealth = isHealthNew;
    isHealthNew = false;
    if (handlers.size === 0) return;
    if (ids === null || ids.size > 0)
      tell({ topic: 'filings', ids: ids === null ? null : [...ids] });
    if (newest !== null) tell(newest);
    if (tellsHealth) for (const event of readHealth()) tell(event);
    for (const event of readEvents()) tell(event);
  }
  function soon(): void {
    if (stopped || timer !== null) return;
    const rest = toldAt + spacingMs - performance.now();
    timer = setTimeout(flush, Math.max(promptMs, rest));
  }
  /** Steps on the way may be left out; the first and the last of a phase may not. */
  function isWorthTelling({ progress: { intakeId, phase, done, total } }: ProgressEvent): boolean {
    const of = `${intakeId} ${phase}`;
    const now = performance.now();
    if (progress?.of === of && done < total && now - progress.at < spacingMs) return false;
    progress = { of, at: now };
    return true;
  }

  return {
    subscribe(handler) {
      handlers.add(handler);
      return () => void handlers.delete(handler);
    },
    tell(event) {
      if (event.topic === 'practice') {
        practice = event;
        soon();
      } else if (event.topic !== 'intake' || isWorthTelling(event)) tell(event);
    },
    filings(ids) {
      if (ids === null) changed = null;
      else for (const id of ids) changed?.add(id);
      // So many are not kept either.
      if (changed !== null && changed.size > most) changed = null;
      soon();
    },
    sync: soon,
    health() {
      isHealthNew = true;
      soon();
    },
    stop() {
      stopped = true;
      if (timer !== null) clearTimeout(timer);
      timer = null;
    },
  };
}
