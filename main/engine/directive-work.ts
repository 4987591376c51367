import { NaruError } from '../../shared/errors.ts';
import { workOnDirectives } from '../outbox/index.ts';
import type { Engaged } from './engaged.ts';

/** Works on directives in small pieces, so that sendings and faces get their turn between them. */
export interface DirectiveWork {
  /** There is something to do. */
  wake(): void;
  stop(): void;
}

/** Pauses in milliseconds: between two pieces, for an answer that is on its way, after trouble. */
const breathMs = 5;
const answerMs = 250;
const troubleMs = 5000;
/** While nothing is to be done: another mode's session may have some left. */
const idleMs = 30_000;

/** What a crash left unfinished goes on at the start, and in the session that is open then. */
export function startDirectiveWork({ session, clock, changes, line }: Engaged): DirectiveWork {
  let timer: NodeJS.Timeout | null = null;
  let isAtWork = false;
  let isWoken = false;
  let stopped = false;

  /** New filings join the line: a batch's filings have their ids together. */
  async function piece(): Promise<number | null> {
    return line.join(() => {
      const { store, wake } = session();
      const worked = workOnDirectives(store, clock.now());
      if (worked === null) return Promise.resolve(null);
      // A face learns of another phase by looking again.
      changes.filings(worked.moved ? null : worked.changed);
      if (worked.changed.length > 0) wake();
      return Promise.resolve(worked.waits ? answerMs : breathMs);
    });
  }

  async function go(): Promise<void> {
    isAtWork = true;
    isWoken = false;
    let pause: number | null;
    try {
      pause = await piece();
    } catch (error) {
      // A disk that refuses is the outbox's to tell; the work goes on when it takes writes again.
      if (!(error instanceof NaruError)) throw error;
      pause = troubleMs;
    } finally {
      isAtWork = false;
    }
    later(isWoken ? breathMs : (pause ?? idleMs));
  }

  function later(ms: number): void {
    if (stopped) return;
    if (isAtWork) {
      isWoken = true;
      return;
    }
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(() => {
      timer = null;
      void go();
    }, ms);
  }
  later(breathMs);

  return {
    wake: () => later(0),
    stop() {
      stopped = true;
      if (timer !== null) clearTimeout(timer);
    },
  };
}
