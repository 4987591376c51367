import { hash } from 'node:crypto';
import { z } from 'zod';
import { dueBy, countPeriod } from '../../shared/deadlines/count.ts';
import type { Holidays } from '../../shared/deadlines/holidays.ts';
import { publishedHolidays, publishedYears } from '../../shared/deadlines/published-holidays.ts';
import type { FilingId } from '../../shared/filing/numbers.ts';
import type { Clock } from '../../shared/time.ts';
import {
  readHolidays,
  readOfficeHolidays,
  record,
  type DeadlineItem,
  type Store,
  type Tables,
} from '../store/index.ts';

/** Deadlines that are counted again in one transaction. */
const atOnce = 100;
/** Pause between two of them, so that everything else gets its turn, in milliseconds. */
const breathMs = 20;

const progressSchema = z.object({
  /** The calendar that all deadlines are counted by. */
  done: z.string(),
  /** The one that they are being counted by, and how far it has come. */
  now: z.object({ calendar: z.string(), after: z.string() }).nullable(),
});
type Progress = z.output<typeof progressSchema>;

/** Names a calendar: another one is another program's lists, or another table of the office. */
const publishedText = JSON.stringify(
  publishedYears.map((year) => [...(publishedHolidays(year)?.keys() ?? [])]),
);
function calendarOf(tables: Tables): string {
  return hash('sha256', publishedText + JSON.stringify(readOfficeHolidays(tables))).slice(0, 16);
}

/**
 * Counts deadlines by law again, a piece at a time, where the holidays are others than they were
 * counted by. After an end in the middle it goes on where it was.
 * @returns the filings that got another day; `isDone` where all are counted
 */
export function recountSome(store: Store, clock: Clock): { moved: FilingId[]; isDone: boolean } {
  const { calendar, progress } = store.read((tables) => ({
    calendar: calendarOf(tables),
    progress: readProgress(tables),
  }));
  if (progress.done === calendar) return { moved: [], isDone: true };
  const after = progress.now?.calendar === calendar ? progress.now.after : null;
  return store.transaction((tables) => {
    const holidays = readHolidays(tables);
    const { items, next } = tables.deadlines.page(after, atOnce, null);
    const moved = items.filter((item) => recount(tables, item, holidays, clock));
    const reached: Progress =
      next === null
        ? { done: calendar, now: null }
        : { done: progress.done, now: { calendar, after: next } };
    tables.settings.set('deadline-calendar', reached);
    return { moved: moved.map(({ filing }) => filing.id), isDone: next === null };
  });
}

function readProgress(tables: Tables): Progress {
  const stored = progressSchema.safeParse(tables.settings.get('deadline-calendar'));
  // A new database has nothing that was counted by another calendar than that of the program.
  return stored.success ? stored.data : { done: '', now: null };
}

/** @returns whether it got another day */
function recount(tables: Tables, item: DeadlineItem, holidays: Holidays, clock: Clock): boolean {
  const { filing } = item;
  const at = clock.now();
  if (item.is === 'to-file') {
    const deadline = filing.basis === null ? null : dueBy(filing.basis, holidays);
    if (deadline === null || deadline === item.due) return false;
    const data = { from: item.due, to: deadline };
    record(tables, filing, { kind: 'deadline-moved', data }, at, { deadline });
    return true;
  }
  const { deadline } = item;
  if (deadline.isNamed || deadline.rule !== 'export-loading') return false;
  const { rule, from } = deadline;
  const { due } = countPeriod({ rule, from, event: 'released' }, holidays);
  if (due === item.due) return false;
  tables.customsDeadlines.put(filing.id, { rule, from, due, isNamed: false });
  record(tables, filing, { kind: 'deadline-moved', data: { from: item.due, to: due } }, at);
  return true;
}

/** Recounting in the background. */
export interface DeadlineUpkeep {
  /** The holidays may be others now. */
  look(): void;
  stop(): void;
}

/** @param store of the session of the moment */
export function startDeadlineUpkeep(
  store: () => Store,
  clock: Clock,
  onMoved: (ids: readonly FilingId[]) => void,
): DeadlineUpkeep {
  let timer: NodeJS.Timeout | null = null;

  function work(): void {
    timer = null;
    try {
      const { moved, isDone } = recountSome(store(), clock);
      if (moved.length > 0) onMoved(moved);
      if (!isDone) plan(breathMs);
    } catch {
      // A disk that refuses is the outbox's to tell, and a session that is being opened again is
      // there soon: this simply comes again.
      plan(refusedMs);
    }
  }
  function plan(ms: number): void {
    timer ??= setTimeout(work, ms);
  }

  plan(breathMs);
  return {
    look: () => plan(breathMs),
    stop() {
      if (timer !== null) clearTimeout(timer);
    },
  };
}

/** After a write that was refused, in milliseconds. */
const refusedMs = 20_000;
