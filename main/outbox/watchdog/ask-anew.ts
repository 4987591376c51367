import { waitAges, type WaitAge } from '../../../shared/sync/watch.ts';
import type { FilingId } from '../../../shared/filing/numbers.ts';
import type { EpochMs } from '../../../shared/time.ts';
import { record, soonestInquiry, type Store } from '../../store/index.ts';
import { lateOnes, type Usual } from './late.ts';

/** Filings looked at in one transaction. */
const atOnce = 100;

/**
 * Has those in doubt whose answer is late inquired about sooner, once for each age that they reach:
 * through the outbox's own inquiries and their pace, never around them.
 * @returns the filings that changed, and where to go on; `null` at the end
 */
export function askAnew(
  store: Store,
  usual: Usual,
  after: number,
  now: EpochMs,
): { changed: FilingId[]; next: number | null } {
  const page = store.read((tables) =>
    lateOnes(tables, 'receipt', usual, { after, limit: atOnce, now }),
  );
  const due = store.read((tables) =>
    page.rows.filter(({ filing, age }) => isOlder(age, tables.unanswered.stage(filing.id))),
  );
  if (due.length === 0) return { changed: [], next: page.next };
  const changed = store.transaction((tables) =>
    due.flatMap(({ filing: seen, age, since, usualMs }) => {
      const filing = tables.filings.byId(seen.id);
      if (filing === null || filing.inquireAt === null) return [];
      // What has told when to come back is late only after that.
      if (soonestInquiry(tables, filing, now) > now) return [];
      tables.unanswered.asked(filing.id, age, now);
      const entry = {
        kind: 'asked-anew',
        data: { age, waitedMs: now - since, usualMs },
      } as const;
      record(tables, filing, entry, now, filing.inquireAt > now ? { inquireAt: now } : {});
      return [filing.id];
    }),
  );
  return { changed, next: page.next };
}

function isOlder(age: WaitAge, before: WaitAge | null): boolean {
  return before === null || waitAges.indexOf(age) > waitAges.indexOf(before);
}
