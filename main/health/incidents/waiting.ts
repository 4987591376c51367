import { NaruError } from '../../../shared/errors.ts';
import type { FilingId } from '../../../shared/filing/numbers.ts';
import type { Waiting } from '../../../shared/sync/waiting.ts';
import { epochMs, type EpochMs } from '../../../shared/time.ts';
import type { Tables } from '../../store/index.ts';
import { blamedBy, waitingOf, type Blamed } from './policy/index.ts';
import { courseOf } from './take.ts';

/** How long after its last note Naru may still have been running, in milliseconds. */
export const noteEveryMs = 60_000;

/**
 * Whose waiting it was of one filing.
 * @throws {NaruError} `not-found`
 */
export function readWaiting(tables: Tables, id: FilingId, now: EpochMs): Waiting {
  const filing = tables.filings.byId(id);
  if (filing === null) throw new NaruError('not-found', { what: String(id) });
  const entries = tables.journal.timeline(filing.journalSeq);
  const from = entries[0]?.at ?? now;
  return waitingOf(entries, readBlamed(tables, from, now), now);
}

/** What may account for waiting in a span; of more than a few filings it is read once. */
export function readBlamed(tables: Tables, from: EpochMs, to: EpochMs): Blamed {
  const longestGraceMs = 4 * 3_600_000;
  const spells = tables.incidents
    .within(epochMs(from - longestGraceMs), to)
    .flatMap((stored) => blamedBy(courseOf(stored), stored.paceMs));
  return { spells, off: readOff(tables, from, to) };
}

/** Times in which Naru was not running; before its first note nothing is known of that. */
function readOff({ workTimes }: Tables, from: EpochMs, to: EpochMs): Blamed['off'] {
  const first = workTimes.first();
  if (first === null) return [];
  const off: { from: EpochMs; to: EpochMs }[] = [];
  let ran = epochMs(Math.max(from, first));
  for (const run of workTimes.within(from, to)) {
    if (run.from > ran) off.push({ from: ran, to: run.from });
    ran = epochMs(Math.max(ran, run.to + noteEveryMs));
  }
  return off;
}
