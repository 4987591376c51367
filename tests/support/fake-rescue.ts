import type { RescueState } from '../../shared/contract/rescue.ts';
import { NaruError } from '../../shared/errors.ts';
import type { CallHandlers } from '../../shared/port/index.ts';

type RescueHandlers = Pick<CallHandlers, Extract<keyof CallHandlers, `rescue.${string}`>>;

export interface FakeRescue extends RescueHandlers {
  isDamaged(): boolean;
  /** Whether it is at it, and answers no other call. */
  isAtWork(): boolean;
  /** Ends what waits. */
  finish(): void;
}

/**
 * Data that is whole, or damaged until one of the two ways has been gone.
 * @param slow waits for `finish` with what it does
 */
export function fakeRescue({
  damaged = false,
  isOpen = false,
  slow = false,
}: { damaged?: boolean; isOpen?: boolean; slow?: boolean } = {}): FakeRescue {
  let isDamaged = damaged;
  let work: RescueState['work'] = null;
  const finished = Promise.withResolvers<void>();
  return {
    isDamaged: () => isDamaged,
    isAtWork: () => work !== null,
    finish: () => finished.resolve(),
    'rescue.get': () => ({
      rescue: isDamaged ? { mode: 'real', file: '/data/naru.db', isOpen, work } : null,
    }),
    'rescue.restore': ({ file }) => {
      if (!file.endsWith('.naru-backup')) throw new NaruError('not-found', { what: file });
      isDamaged = false;
      return { kept: '/data/backups/naru.before-restore.db' };
    },
    'rescue.salvage': async () => {
      work = { is: 'salvaging', rows: 48_000 };
      if (slow) await finished.promise;
      work = null;
      isDamaged = false;
      return {
        rows: 1234,
        entriesLost: 3,
        filings: ['1234526000001M', '1234526000007M'],
        kept: '/data/backups/naru.before-salvage.db',
      };
    },
  };
}
