import type { DesktopUpdates } from './updates/open-updates.ts';

export interface ClosingMeans {
  /** Ends the engine in good order. */
  closeEngine(): Promise<void>;
  updates: Pick<DesktopUpdates, 'beforeEnd' | 'atEnd'>;
}

/** The end of what the host runs: the engine, and then a new version in the place of this one. */
export interface Closing {
  close(): Promise<void>;
  /**
   * The computer ends: from now on no version takes another's place. It would be cut off with neither
   * of them whole, or hold the computer up.
   */
  computerEnds(): void;
  readonly isUnderWay: boolean;
  /** Whether the system ends the program by itself now, and starts the new version. */
  readonly isTakenOver: boolean;
}

/** A new version takes its place once nothing of the old one works any more. */
export function openClosing({ closeEngine, updates }: ClosingMeans): Closing {
  const computer = Promise.withResolvers<false>();
  let isEnding = false;
  let isUnderWay = false;
  let isTakenOver = false;
  return {
    async close() {
      isUnderWay = true;
      if (!isEnding) updates.beforeEnd();
      try {
        await closeEngine();
      } finally {
        if (!isEnding) isTakenOver = await Promise.race([updates.atEnd(), computer.promise]);
      }
    },
    computerEnds() {
      isEnding = true;
      computer.resolve(false);
    },
    get isUnderWay() {
      return isUnderWay;
    },
    get isTakenOver() {
      return isTakenOver;
    },
  };
}
