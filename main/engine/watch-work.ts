import { NaruError } from '../../shared/errors.ts';
import {
  askAnew,
  beginReconciliation,
  isReconciliationDue,
  learnUsual,
  type Usual,
} from '../outbox/index.ts';
import type { Engaged } from './engaged.ts';

/** Watches over answers that do not come (답이 없는 신고), and compares once a day (하루 대조). */
export interface WatchWork {
  /** What is usual, learned some minutes ago at most. */
  usual(): Usual;
  stop(): void;
}

/** Pauses in milliseconds: between two rounds, between two pieces of one, after the start. */
const roundEveryMs = 60_000;
const breathMs = 20;
const firstMs = 5000;
/** How long what was learned is good for, in milliseconds. */
const learnedForMs = 10 * 60_000;

export function startWatchWork({ session, clock, changes }: Engaged): WatchWork {
  let learned: { usual: Usual; store: unknown; at: number } | null = null;
  let after = 0;
  let timer = setTimeout(work, firstMs);

  function usual(): Usual {
    const { store } = session();
    const now = clock.monotonic();
    if (learned === null || learned.store !== store || now - learned.at > learnedForMs)
      learned = { usual: store.read(learnUsual), store, at: now };
    return learned.usual;
  }

  /** A piece of a round; at its end the day's comparison is begun where it is due. */
  function round(): boolean {
    const { store, outbox, wake } = session();
    if (outbox === null) return true;
    const now = clock.now();
    const { changed, next } = askAnew(store, usual(), after, now);
    if (changed.length > 0) {
      changes.filings(changed);
      wake();
    }
    after = next ?? 0;
    if (next !== null) return false;
    store.transaction(({ unanswered }) => unanswered.prune());
    if (store.read((tables) => isReconciliationDue(tables, now))) {
      beginReconciliation(store, 'day', now);
      wake();
    }
    return true;
  }

  function work(): void {
    let isOver = true;
    try {
      isOver = round();
    } catch (error) {
      // A disk that refuses is the outbox's to tell; the watch simply comes again.
      if (!(error instanceof NaruError)) throw error;
    }
    timer = setTimeout(work, isOver ? roundEveryMs : breathMs);
  }

  return { usual, stop: () => clearTimeout(timer) };
}
