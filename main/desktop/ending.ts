/** How long the end waits for an answer that is on its way, in milliseconds. */
export const settleMs = 25_000;

export interface EndingMeans {
  /** Whether a request is on its way. */
  isInFlight(): boolean;
  /** Begins nothing new. */
  hold(): void;
  /** The person is told that it ends soon, and why not yet. */
  tell(seconds: number): void;
  /** Ends the engine in good order. */
  closeEngine(): Promise<void>;
  /** Ends the program; nothing holds it any more. */
  quit(): void;
  /** Does `task` after `ms`; returns a function that calls it off. */
  after(ms: number, task: () => void): () => void;
}

export interface Ending {
  /** The program was asked to end. @returns whether it may end at once */
  asked(): boolean;
  /** No longer waits for an answer: what is on its way is in doubt, and asked about at the next start. */
  now(): void;
  /** A request has ended. */
  settled(): void;
  readonly isUnderWay: boolean;
}

/**
 * The end of the program: nothing new begins, an answer that is on its way is waited for within its
 * limit, and the engine ends in good order. Whoever asks a second time does not want to wait.
 */
export function openEnding(means: EndingMeans): Ending {
  let phase: 'working' | 'waiting' | 'closing' | 'ended' = 'working';
  let callOff: (() => void) | null = null;

  function close(): void {
    if (phase === 'closing' || phase === 'ended') return;
    phase = 'closing';
    callOff?.();
    void means.closeEngine().finally(() => {
      phase = 'ended';
      means.quit();
    });
  }

  return {
    asked() {
      if (phase === 'ended') return true;
      if (phase === 'waiting') close();
      if (phase !== 'working') return false;
      means.hold();
      if (!means.isInFlight()) {
        close();
        return false;
      }
      phase = 'waiting';
      means.tell(settleMs / 1000);
      callOff = means.after(settleMs, close);
      return false;
    },
    now: close,
    settled() {
      if (phase === 'waiting' && !means.isInFlight()) close();
    },
    get isUnderWay() {
      return phase !== 'working';
    },
  };
}
