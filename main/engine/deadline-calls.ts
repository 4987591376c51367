import { setImmediate } from 'node:timers/promises';
import type {
  Deadline,
  DeadlineRow,
  DeadlineSummary,
  MonthDay,
} from '../../shared/contract/deadlines.ts';
import { endOf, startOf } from '../../shared/deadlines/extension-question.ts';
import { NaruError } from '../../shared/errors.ts';
import type { FilingId } from '../../shared/filing/numbers.ts';
import type { CallHandlers } from '../../shared/port/index.ts';
import { addDays, civilDate, koreanDate, type CivilDate, type EpochMs } from '../../shared/time.ts';
import { cargoQueryOf } from '../freshness/index.ts';
import {
  readDeclaration,
  readHolidays,
  record,
  type DeadlineItem,
  type Store,
  type Tables,
} from '../store/index.ts';
import { viewDeadline, type KnownIncidents } from './deadline-view.ts';
import type { Engaged } from './engaged.ts';
import { gateOpensAt } from './filing-calls.ts';
import { toRow } from './filing-rows.ts';

type DeadlineCalls = Pick<
  CallHandlers,
  'deadlines.page' | 'deadlines.month' | 'deadlines.summary' | 'deadlines.of' | 'deadlines.done'
>;

/** Incidents that overlap a span, whatever they are read from. */
export type IncidentsWithin = (tables: Tables, from: EpochMs, to: EpochMs) => KnownIncidents;
export const noIncidents: IncidentsWithin = () => ({ incidents: [] });

/** No chain of stops is followed further than this from a deadline, in days. */
const followedDays = 60;

/** Calls about the days by which things are to be done. */
export function deadlineCalls(
  { session, clock, changes }: Engaged,
  incidentsWithin: IncidentsWithin = noIncidents,
): DeadlineCalls {
  /** Looks at some deadlines; between two of them everything else gets its turn. */
  async function view(items: readonly DeadlineItem[]): Promise<Deadline[]> {
    const now = clock.now();
    const views: Deadline[] = [];
    const known = session().store.read((tables) => incidentsAround(tables, items, now));
    const holidays = session().store.read(readHolidays);
    for (const item of items) {
      const { filing } = item;
      const { declaration, attempts } = session().store.read((tables) => ({
        declaration: item.is === 'to-file' ? readDeclaration(tables, filing) : null,
        attempts:
          known.incidents.length === 0
            ? []
            : tables.attempts.of(filing.id).map(({ startedAt }) => startedAt),
      }));
      const surchargeApplies = await surchargeOf(declaration, koreanDate(filing.createdAt));
      const evidence = { ...known, holidays, now, attempts, declaration, surchargeApplies };
      views.push(viewDeadline(item, evidence));
      if (views.length % 10 === 0) await setImmediate();
    }
    return views;
  }

  function incidentsAround(
    tables: Tables,
    items: readonly DeadlineItem[],
    now: EpochMs,
  ): KnownIncidents {
    const days = items.map(({ due }) => due).toSorted();
    const [first] = days;
    const last = days.at(-1);
    if (first === undefined || last === undefined) return { incidents: [] };
    const until = endOf(addDays(last, followedDays));
    return incidentsWithin(tables, startOf(first), until < now ? until : now);
  }

  /** As an answer that is kept of the cargo says; nothing is asked for it. */
  async function surchargeOf(declaration: unknown, on: CivilDate): Promise<boolean | null> {
    const query = cargoQueryOf(declaration, on);
    if (query === null) return null;
    const told = await session().freshness.unipass.cargo(query, { keptOnly: true });
    return told.is === 'known' && told.value.is === 'cargo' ? told.value.lateSurcharge : null;
  }

  return {
    'deadlines.page': async ({ after, limit, on }) => {
      const { items, next } = session().store.read(({ deadlines }) =>
        deadlines.page(after, limit, on),
      );
      const gateAt = gateOpensAt(session(), clock.now());
      const views = await view(items);
      const rows = items.flatMap((item, i): DeadlineRow[] => {
        const deadline = views[i];
        if (deadline === undefined) return [];
        const { filing } = item;
        return [{ id: `${filing.id} ${deadline.rule}`, row: toRow(filing, gateAt), deadline }];
      });
      return { rows, next };
    },
    'deadlines.month': ({ month }) =>
      session().store.read((tables) => {
        const holidays = readHolidays(tables);
        const dates = datesOf(month);
        const [first] = dates;
        const last = dates.at(-1);
        if (first === undefined || last === undefined) throw new RangeError(month);
        const counts = new Map(
          tables.deadlines.days(first, last).map((day) => [day.date, day] as const),
        );
        const days = dates.map((date): MonthDay => {
          const { toFile, supplement, loading } = counts.get(date) ?? nothingDue;
          return { date, toFile, supplement, loading, off: holidays.of(date) };
        });
        return { days, holidays: holidays.source(Number(month.slice(0, 4))) };
      }),
    'deadlines.summary': () => readDeadlineSummary(session().store, clock.now()),
    'deadlines.of': async ({ id }) => ({ deadlines: await view(itemsOf(session().store, id)) }),
    'deadlines.done': ({ id, rule }) => {
      const at = clock.now();
      session().store.transaction((tables) => {
        const filing = tables.filings.byId(id);
        if (filing === null) throw new NaruError('not-found', { what: String(id) });
        if (!tables.customsDeadlines.end(id, rule, at))
          throw new NaruError('not-found', { what: rule });
        record(tables, filing, { kind: 'deadline-met', data: { rule } }, at);
      });
      changes.filings([id]);
      return {};
    },
  };
}

const nothingDue = { toFile: 0, supplement: 0, loading: 0 };

function datesOf(month: string): CivilDate[] {
  const dates: CivilDate[] = [];
  for (let date = civilDate(`${month}-01`); date.startsWith(month); date = addDays(date, 1))
    dates.push(date);
  return dates;
}

/** @throws {NaruError} `not-found` */
function itemsOf(store: Store, id: FilingId): DeadlineItem[] {
  return store.read((tables) => {
    const filing = tables.filings.byId(id);
    if (filing === null) throw new NaruError('not-found', { what: String(id) });
    const isToFile = filing.transport !== 'acknowledged' && filing.part.is === 'declaration';
    const toFile: DeadlineItem[] =
      filing.deadline === null || !isToFile
        ? []
        : [{ is: 'to-file', due: filing.deadline, filing }];
    const customs = tables.customsDeadlines
      .of(id)
      .filter(({ endedAt }) => endedAt === null)
      .map((deadline): DeadlineItem => ({ is: 'customs', due: deadline.due, filing, deadline }));
    return [...toFile, ...customs];
  });
}

/** What is late and what is near, by what is on disk. */
export function readDeadlineSummary(store: Store, now: EpochMs): DeadlineSummary {
  const today = koreanDate(now);
  return store.read(({ deadlines }) => ({
    today,
    late: deadlines.countBefore(today),
    dueToday: deadlines.countOn(today),
    dueTomorrow: deadlines.countOn(addDays(today, 1)),
    undated: deadlines.undated(),
    nearest: deadlines.page(null, 5, null).items.map((item) => ({
      id: item.filing.id,
      declarationNo: item.filing.declarationNo,
      rule: ruleOf(item),
      due: item.due,
    })),
  }));
}

function ruleOf(item: DeadlineItem): Deadline['rule'] {
  if (item.is === 'customs') return item.deadline.rule;
  const { basis } = item.filing;
  return basis?.by === 'law' ? basis.rule : 'entered';
}
