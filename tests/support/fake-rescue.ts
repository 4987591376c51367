import { NaruError } from '../../shared/errors.ts';
import type { CallHandlers } from '../../shared/port/index.ts';

type RescueHandlers = Pick<CallHandlers, Extract<keyof CallHandlers, `rescue.${string}`>>;

/** Data that is whole, or damaged until one of the two ways has been gone. */
export function fakeRescue({ damaged = false }: { damaged?: boolean } = {}): RescueHandlers & {
  isDamaged(): boolean;
} {
  let isDamaged = damaged;
  return {
    isDamaged: () => isDamaged,
    'rescue.get': () => ({ rescue: isDamaged ? { mode: 'real', file: '/data/naru.db' } : null }),
    'rescue.restore': ({ file }) => {
      if (!file.endsWith('.naru-backup')) throw new NaruError('not-found', { what: file });
      isDamaged = false;
      return { kept: '/data/backups/naru.before-restore.db' };
    },
    'rescue.salvage': () => {
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
