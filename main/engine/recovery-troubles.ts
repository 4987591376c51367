import { NaruError, type Problem } from '../../shared/errors.ts';
import type { RecoveryState } from '../../shared/contract/backup.ts';
import type { EpochMs } from '../../shared/time.ts';
import { daysWithout } from '../backup/index.ts';
import { unsoundness } from './data-upkeep.ts';
import { holdsSending, readRestored, type Store } from '../store/index.ts';

/** What of backups and recovery a person has to know on every screen. */
export function recoveryTroubles(store: Store, now: EpochMs): Problem[] {
  try {
    const troubles: Problem[] = [];
    const recovery = recoveryState(store);
    if (recovery?.holds === true) troubles.push(troubleOf(recovery));
    if (store.read(({ settings }) => settings.get('moved-away')) !== null)
      troubles.push({ code: 'moved-away', params: {} });
    const unsound = unsoundness(store);
    if (unsound !== null) troubles.push(unsound);
    const days = daysWithout(store, now);
    if (days !== null) troubles.push({ code: 'backup-old', params: { days } });
    return troubles;
  } catch (error) {
    // A database that cannot be read is told of already.
    if (error instanceof NaruError) return [];
    throw error;
  }
}

function troubleOf({ needsPerson, left, asked, untold }: RecoveryState): Problem {
  return needsPerson && left === 0
    ? { code: 'recovery-needs-person', params: { untold } }
    : { code: 'recovery-asking', params: { asked, left } };
}

/** How far the central system was asked; `null` where there is nothing to ask. */
export function recoveryState(store: Store): RecoveryState | null {
  const mark = store.read(readRestored);
  if (mark === null) return null;
  const { at, from, why, needsPerson, tally, again, series, named, parts, pending } = mark;
  const { transport } = store.counts;
  const unasked =
    mark.afterId >= mark.lastId
      ? 0
      : transport.queued +
        transport.held +
        transport.recheck +
        transport.invalid +
        transport.refused +
        transport.unconfirmed +
        transport.processing;
  const numbers = series.map(({ next, upTo }) => (upTo === null ? 1 : upTo - next + 1));
  const left =
    unasked +
    again.length +
    named.length +
    parts.length +
    pending.length +
    numbers.reduce((a, b) => a + b, 0) +
    (mark.noticesRead ? 0 : 1);
  return { at, from, why, holds: holdsSending(mark), needsPerson, ...tally, left };
}
