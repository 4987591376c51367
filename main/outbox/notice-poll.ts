import { z } from 'zod';
import type { FilingId } from '../../shared/filing/numbers.ts';
import type { Notice } from '../../shared/filing/receipts.ts';
import { epochMs, epochMsSchema, type EpochMs, type Random } from '../../shared/time.ts';
import type { NoticesOutcome } from '../central/gateway.ts';
import { takeFiles, takeNotices } from '../central/notice-feed.ts';
import type { Store, Tables } from '../store/index.ts';
import { keepWait } from './kept-wait.ts';
import type { PacingSettings } from './policy/index.ts';

const stateSchema = z.object({
  after: z.string().nullable(),
  nextAt: epochMsSchema,
  /** The clock when this was written; absent where an earlier version wrote it. */
  setAt: epochMsSchema.optional(),
});
type PollState = z.output<typeof stateSchema>;

/** When the notices are looked at, and from where on. */
export interface NoticePoll {
  after(): string | null;
  nextAt(now: EpochMs): EpochMs;
  readonly pageSize: number;
  /**
   * Takes the first of many notices in, within the caller's transaction, and leaves the rest. What is
   * taken twice has its effect once, so after an end in between the page comes again.
   */
  takeEarly(tables: Tables, early: readonly Notice[], now: EpochMs): FilingId[];
  /** Takes an answer in, within the caller's transaction; `keep` it once that is on disk. */
  take(
    tables: Tables,
    outcome: NoticesOutcome,
    now: EpochMs,
    settings: PacingSettings,
    random: Random,
  ): { changed: FilingId[]; keep: () => void };
  /** Reads what is on disk again. */
  reload(): void;
}

/** How many notices a page has, those that cannot be read among them. */
export function countNotices({
  notices,
  unreadable = [],
}: Pick<Extract<NoticesOutcome, { outcome: 'page' }>, 'notices' | 'unreadable'>): number {
  return notices.length + unreadable.length;
}

/** No pause between two looks is longer, in milliseconds. */
const longestPauseMs = 2 * 3_600_000;

export function openNoticePoll(store: Store, destination: string): NoticePoll {
  let state = read();

  function read(): PollState {
    const saved = stateSchema.safeParse(store.read((t) => t.gates.notices(destination)));
    return saved.success ? saved.data : { after: null, nextAt: epochMs(0) };
  }
  function save(tables: Tables, next: PollState): () => void {
    tables.gates.saveNotices(destination, next);
    return () => {
      state = next;
    };
  }

  return {
    pageSize: 200,
    after: () => state.after,
    nextAt(now) {
      const { nextAt: until, setAt = now } = state;
      const kept = keepWait({ until, setAt }, now);
      if (kept.setAt !== setAt) state = { ...state, nextAt: kept.until, setAt: kept.setAt };
      // Further off than any pause: the clock was set back since.
      return state.nextAt > now + longestPauseMs ? now : state.nextAt;
    },
    takeEarly: (tables, early, now) => takeNotices(tables, destination, early, now),
    take(tables, outcome, now, settings, random) {
      if (outcome.outcome !== 'page') {
        const again = outcome.againInMs ?? settings.emptyNoticesMs;
        const nextAt = epochMs(now + again);
        return { changed: [], keep: save(tables, { ...state, nextAt, setAt: now }) };
      }
      for (const text of outcome.unreadable ?? []) {
        const data = { word: text.slice(0, 500) };
        tables.journal.append({
          at: now,
          filingId: null,
          before: null,
          kind: 'notice-unknown',
          data,
        });
      }
      const changed = [
        ...takeNotices(tables, destination, outcome.notices, now),
        ...takeFiles(tables, destination, outcome.files ?? [], now),
      ];
      // KCS: an empty list is not asked for again within 30 seconds. One whose end stays where it was
      // tells nothing new either, however often it comes.
      const pause = settings.emptyNoticesMs * (1 + 0.2 * random());
      const isNews = countNotices(outcome) > 0 && outcome.next !== state.after;
      const again = outcome.againInMs ?? (isNews ? 0 : Math.ceil(pause));
      const nextAt = epochMs(now + again);
      return { changed, keep: save(tables, { after: outcome.next, nextAt, setAt: now }) };
    },
    reload() {
      state = read();
    },
  };
}
