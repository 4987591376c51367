import { z } from 'zod';
import type { CustomsDeadline } from '../../shared/deadlines/from-customs.ts';
import type { TransportState } from '../../shared/filing/states.ts';
import { addDays, civilDateSchema, type CivilDate } from '../../shared/time.ts';
import type { Connection } from './connection.ts';
import {
  noDeadline,
  readFilingRow,
  selectFiling,
  type FilingRecord,
  type StoredFiling,
} from './filings.ts';
import type { CustomsDeadlines, StoredCustomsDeadline } from './customs-deadlines.ts';

/** Something that is to be done by a day: a declaration to file, or what customs waits for. */
export type DeadlineItem =
  | { is: 'to-file'; due: CivilDate; filing: StoredFiling }
  | { is: 'customs'; due: CivilDate; filing: StoredFiling; deadline: StoredCustomsDeadline };

export interface DeadlinePage {
  items: DeadlineItem[];
  next: string | null;
}

/** How many are due on a day. */
export interface DayCount {
  date: CivilDate;
  toFile: number;
  supplement: number;
  loading: number;
}

/** What is to be done by which day, each read by an index. */
export interface DeadlinePages {
  /** By day, priority and age; those of one day alone where it is given. */
  page(after: string | null, limit: number, on: CivilDate | null): DeadlinePage;
  /** Days with something due, from one to another. */
  days(from: CivilDate, to: CivilDate): DayCount[];
  countBefore(day: CivilDate): number;
  countOn(day: CivilDate): number;
  /** Declarations to file that have no day. */
  undated(): number;
}

/** Not in yet, and still to be filed from here. */
export const toFileStates = [
  'invalid',
  'queued',
  'recheck',
  'held',
  'sending',
  'unconfirmed',
  'processing',
  'refused',
] as const satisfies readonly TransportState[];

const customsRules = ['supplement', 'export-loading'] as const;
/** Where a rule stands among those of one day, after the two priorities of what is to be filed. */
const rankOf: Readonly<Record<CustomsDeadline['rule'], number>> = {
  supplement: 2,
  'export-loading': 3,
};

const countSchema = z.object({ due: civilDateSchema, n: z.number() });
const waiting = "transport = ? AND transport <> 'acknowledged' AND part = 'declaration'";

export function openDeadlinePages(
  connection: Connection,
  customsDeadlines: CustomsDeadlines,
): DeadlinePages {
  const toFile = connection.prepare<unknown[], FilingRecord>(
    `${selectFiling} WHERE ${waiting} AND (due, priority, id) > (?, ?, ?) AND due <= ?
     ORDER BY due, priority, id LIMIT ?`,
  );
  const byId = connection.prepare<unknown[], FilingRecord>(`${selectFiling} WHERE id = ?`);
  const daysToFile = connection.prepare(
    `SELECT due, count(*) AS n FROM filing WHERE ${waiting} AND due BETWEEN ? AND ? GROUP BY due`,
  );
  const daysOf = connection.prepare(
    `SELECT due, count(*) AS n FROM customs_deadline WHERE ended_at IS NULL AND rule = ?
       AND due BETWEEN ? AND ? GROUP BY due`,
  );
  const countToFile = connection
    .prepare<[string, string, string], number>(
      `SELECT count(*) FROM filing WHERE ${waiting} AND due BETWEEN ? AND ?`,
    )
    .pluck();
  const countOf = connection
    .prepare<[string, string, string], number>(
      `SELECT count(*) FROM customs_deadline WHERE ended_at IS NULL AND rule = ?
         AND due BETWEEN ? AND ?`,
    )
    .pluck();

  const count = (from: string, to: string): number =>
    sum(toFileStates.map((state) => countToFile.get(state, from, to) ?? 0)) +
    sum(customsRules.map((rule) => countOf.get(rule, from, to) ?? 0));

  function items(after: string | null, limit: number, on: CivilDate | null): DeadlineItem[] {
    const { due, rank, id } = readKey(after, on);
    const last = on ?? addDays(civilDateSchema.parse(noDeadline), -1);
    const filings = toFileStates
      .flatMap((state) => toFile.all(state, due, rank, id, last, limit))
      .map(readFilingRow)
      .flatMap((filing): DeadlineItem[] =>
        filing.deadline === null ? [] : [{ is: 'to-file', due: filing.deadline, filing }],
      );
    const others = customsRules.flatMap((rule) => {
      const own = rankOf[rule];
      // Of the day where the page before ended, those of earlier ranks have all been shown.
      const from = own < rank ? Number.MAX_SAFE_INTEGER : own === rank ? id : -1;
      return customsDeadlines.open(rule, { due, id: from }, limit, last);
    });
    return [...filings, ...others.flatMap(withFiling)];
  }

  function withFiling(deadline: StoredCustomsDeadline): DeadlineItem[] {
    const row = byId.get(deadline.filingId);
    if (row === undefined) return [];
    return [{ is: 'customs', due: deadline.due, filing: readFilingRow(row), deadline }];
  }

  return {
    page(after, limit, on) {
      const found = items(after, limit + 1, on).toSorted(byKey);
      const shown = found.slice(0, limit);
      const last = shown.at(-1);
      return { items: shown, next: found.length > limit && last ? keyOf(last).join('|') : null };
    },
    days(from, to) {
      const days = new Map<CivilDate, DayCount>();
      const add = (row: unknown, what: 'toFile' | 'supplement' | 'loading'): void => {
        const { due, n } = countSchema.parse(row);
        const day = days.get(due) ?? { date: due, toFile: 0, supplement: 0, loading: 0 };
        day[what] += n;
        days.set(due, day);
      };
      for (const state of toFileStates)
        for (const row of daysToFile.all(state, from, to)) add(row, 'toFile');
      for (const row of daysOf.all('supplement', from, to)) add(row, 'supplement');
      for (const row of daysOf.all('export-loading', from, to)) add(row, 'loading');
      return [...days.values()].toSorted((a, b) => a.date.localeCompare(b.date));
    },
    countBefore: (day) => count('', addDays(day, -1)),
    countOn: (day) => count(day, day),
    undated: () =>
      sum(toFileStates.map((state) => countToFile.get(state, noDeadline, noDeadline) ?? 0)),
  };
}

type Key = readonly [due: string, rank: number, id: number];

const keyOf = (item: DeadlineItem): Key => {
  const { due, filing } = item;
  if (item.is === 'customs') return [due, rankOf[item.deadline.rule], filing.id];
  return [due, filing.priority === 'urgent' ? 0 : 1, filing.id];
};

function byKey(a: DeadlineItem, b: DeadlineItem): number {
  const [dueA, rankA, idA] = keyOf(a);
  const [dueB, rankB, idB] = keyOf(b);
  return dueA < dueB ? -1 : dueA > dueB ? 1 : rankA - rankB || idA - idB;
}

function readKey(after: string | null, on: CivilDate | null) {
  const [due = on ?? '', rank = '-1', id = '-1'] = after?.split('|') ?? [];
  return { due, rank: Number(rank), id: Number(id) };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);
