import { NaruError } from '../../shared/errors.ts';
import type { EpochMs } from '../../shared/time.ts';
import { keepMark } from '../outbox/index.ts';
import { holdsSending, listenFor, readRestored, type Store } from '../store/index.ts';
import { recoveryState } from './recovery-troubles.ts';

/**
 * A person has looked at what nobody could be asked about (folder exchange): sending goes on. Where
 * nothing holds it, nothing is done.
 * @throws {NaruError} `recovery-asking` while there is something left to ask or to read
 */
export function releaseHolding(store: Store, at: EpochMs): void {
  store.transaction((tables) => {
    const mark = readRestored(tables);
    if (mark === null || !holdsSending(mark)) return;
    const told = { ...mark, needsPerson: false };
    if (holdsSending(told)) {
      const { asked = 0, left = 0 } = recoveryState(store) ?? {};
      throw new NaruError('recovery-asking', { asked, left });
    }
    listenFor(tables, told, at);
    keepMark(tables, { ...told, passed: [], untoldParts: [] }, at);
  });
}
