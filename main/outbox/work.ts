import type { EpochMs } from '../../shared/time.ts';
import type { StoredFiling } from '../store/index.ts';

/** The next visit to the central system. */
export type Work =
  | { do: 'inquire'; filing: StoredFiling }
  | { do: 'send'; filing: StoredFiling }
  | { do: 'notices' }
  | { do: 'own-word' };

export interface Plan {
  work: Work | null;
  /** Where there is no work now: when there may be; `null` where only an event can bring some. */
  at: EpochMs | null;
}

export interface WorkLoad {
  now: EpochMs;
  /** First in doubt, by the time of its inquiry. */
  inDoubt: StoredFiling | null;
  /** First waiting, in drain order. */
  waiting: StoredFiling | null;
  lastDid: Work['do'] | null;
  /** Whether visits follow each other fast; a slow gate's few visits are for filings. */
  gateOpen: boolean;
  noticesAt: EpochMs;
  ownWordAt: EpochMs;
}

/** How late a look at the notices may be while filings wait, in milliseconds. */
const noticesOverdueMs = 60_000;

/**
 * Chooses the next visit: inquiries before sendings, turn by turn where both wait; notices and the
 * central system's own word when nothing more urgent is due.
 */
export function planWork(load: WorkLoad): Plan {
  const { now, inDoubt, waiting, lastDid, gateOpen, noticesAt, ownWordAt } = load;
  const inquireAt = inDoubt?.inquireAt ?? null;
  const mayInquire = inDoubt !== null && inquireAt !== null && inquireAt <= now;

  if (mayInquire && (waiting === null || lastDid !== 'inquire'))
    return { work: { do: 'inquire', filing: inDoubt }, at: now };
  const overdue = gateOpen && noticesAt + noticesOverdueMs <= now && lastDid !== 'notices';
  if (overdue) return { work: { do: 'notices' }, at: now };
  if (waiting !== null) return { work: { do: 'send', filing: waiting }, at: now };
  if (mayInquire) return { work: { do: 'inquire', filing: inDoubt }, at: now };
  if (noticesAt <= now) return { work: { do: 'notices' }, at: now };
  if (ownWordAt <= now) return { work: { do: 'own-word' }, at: now };
  const times = [inquireAt, noticesAt, ownWordAt].filter((at) => at !== null);
  return { work: null, at: times.toSorted((a, b) => a - b)[0] ?? null };
}
