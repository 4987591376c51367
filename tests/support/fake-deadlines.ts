import type { CallOutput, Deadline, DeadlineRow } from '../../shared/contract/index.ts';
import { applicationFor } from '../../shared/deadlines/application.ts';
import { lateDeclarationAtStake } from '../../shared/deadlines/at-stake.ts';
import { countPeriod } from '../../shared/deadlines/count.ts';
import { endOf, startOf } from '../../shared/deadlines/extension-question.ts';
import { possibleExtension } from '../../shared/deadlines/extension.ts';
import {
  createHolidays,
  listedOn,
  noOfficeHolidays,
  type OfficeHolidays,
} from '../../shared/deadlines/holidays.ts';
import { publishedHolidays, publishedYears } from '../../shared/deadlines/published-holidays.ts';
import { NaruError } from '../../shared/errors.ts';
import type { FilingRow } from '../../shared/filing/filing.ts';
import type { CallHandlers } from '../../shared/port/index.ts';
import type { Incident } from '../../shared/sync/incidents.ts';
import { addDays, civilDate, epochMs, koreanDate, type CivilDate } from '../../shared/time.ts';
import { pageOf, type FakeOffice } from './fake-office.ts';

type DeadlineHandlers = Pick<
  CallHandlers,
  | 'deadlines.page'
  | 'deadlines.month'
  | 'deadlines.summary'
  | 'deadlines.of'
  | 'deadlines.done'
  | 'holidays.get'
  | 'holidays.set'
>;

const open: ReadonlySet<FilingRow['transport']> = new Set([
  'queued',
  'recheck',
  'held',
  'unconfirmed',
  'refused',
] as const);

/** Deadlines of the rows that are not in yet, with a stop on the day of the first. */
export function fakeDeadlines(office: FakeOffice): DeadlineHandlers {
  let own: OfficeHolidays = noOfficeHolidays;
  const met = new Set<string>();
  const today = (): CivilDate => koreanDate(office.now());

  function all(): DeadlineRow[] {
    const rows = office.rows().flatMap((row): DeadlineRow[] => {
      const deadline = deadlineOf(row);
      return deadline === null ? [] : [{ id: `${row.id} ${deadline.rule}`, row, deadline }];
    });
    return rows
      .filter(({ id }) => !met.has(id))
      .toSorted((a, b) => a.deadline.due.localeCompare(b.deadline.due) || a.row.id - b.row.id);
  }

  function deadlineOf(row: FilingRow): Deadline | null {
    if (row.customs === 'documents-required') return supplement(row);
    if (row.deadline === null || !open.has(row.transport)) return null;
    if (row.id % 7 === 0) return { ...plain(row.deadline), rule: 'entered', told: 'person' };
    const holidays = createHolidays(own);
    const from = addDays(row.deadline, -30 - (row.id % 2));
    const event = 'warehoused';
    const counted = countPeriod({ rule: 'import-declaration', from, event }, holidays);
    const { due } = counted;
    const atStake = lateDeclarationAtStake({
      deadline: due,
      today: today(),
      customsValue: row.id % 5 === 0 ? null : 31_400_000n,
      applies: row.id % 3 === 0 ? true : null,
    });
    const told = row.id % 4 === 0 ? 'cargo' : 'declared';
    return { ...plain(due), rule: 'import-declaration', told, counted, atStake };
  }

  function plain(due: CivilDate): Deadline {
    return {
      rule: 'entered',
      due,
      told: 'person',
      counted: null,
      extension: possibleExtension({
        deadline: due,
        incidents: stopOn(today()),
        holidays: createHolidays(own),
        now: office.now(),
        attempts: [epochMs(endOf(addDays(today(), -1)) + 10 * 3_600_000)],
      }),
      application: applicationFor(due, office.now()),
      atStake: null,
    };
  }

  const supplement = (row: FilingRow): Deadline => ({
    ...plain(addDays(today(), 1 + (row.id % 4))),
    rule: 'supplement',
    told: 'customs',
  });

  return {
    'deadlines.page': ({ on, ...page }) =>
      pageOf(
        all().filter(({ deadline }) => on === null || deadline.due === on),
        ({ id }) => id,
        page,
      ),
    'deadlines.month': ({ month }) => monthOf(month, all(), own),
    'deadlines.summary': () => {
      const dues = all().map(({ deadline }) => deadline.due);
      return {
        today: today(),
        late: dues.filter((due) => due < today()).length,
        dueToday: dues.filter((due) => due === today()).length,
        dueTomorrow: dues.filter((due) => due === addDays(today(), 1)).length,
        undated: 2,
        nearest: [],
      };
    },
    'deadlines.of': ({ id }) => ({
      deadlines: all()
        .filter(({ row }) => row.id === id)
        .map(({ deadline }) => deadline),
    }),
    'deadlines.done': ({ id, rule }) => {
      met.add(`${id} ${rule}`);
      office.change([id], {});
      return {};
    },
    'holidays.get': ({ year }) => ({
      year,
      source: createHolidays().source(year),
      days: [
        ...[...(publishedHolidays(year)?.keys() ?? [])].map((date) => ({
          date,
          name: listedOn(date)?.name ?? '',
          from: 'list' as const,
          removed: own.removed.includes(date),
        })),
        ...own.added
          .filter(({ date }) => date.startsWith(String(year)))
          .map((added) => ({ ...added, from: 'office' as const, removed: false })),
      ].toSorted((a, b) => a.date.localeCompare(b.date)),
      office: own,
      publishedUntil: publishedYears.at(-1) ?? 0,
    }),
    'holidays.set': (next) => {
      const dates = next.added.map(({ date }) => date);
      const twice = dates.find((date, i) => dates.indexOf(date) !== i);
      if (twice !== undefined) throw new NaruError('holiday-twice', { date: twice });
      own = next;
      office.change([], {});
      return {};
    },
  };
}

function monthOf(
  month: string,
  rows: readonly DeadlineRow[],
  own: OfficeHolidays,
): CallOutput<'deadlines.month'> {
  const holidays = createHolidays(own);
  const days: CallOutput<'deadlines.month'>['days'] = [];
  for (let date = civilDate(`${month}-01`); date.startsWith(month); date = addDays(date, 1)) {
    const on = rows.filter(({ deadline }) => deadline.due === date);
    const supplement = on.filter(({ deadline }) => deadline.rule === 'supplement').length;
    const toFile = on.length - supplement;
    days.push({ date, toFile, supplement, loading: 0, off: holidays.of(date) });
  }
  return { days, holidays: holidays.source(Number(month.slice(0, 4))) };
}

/** The central system stood for two hours, and was back in the afternoon. */
function stopOn(day: CivilDate): Incident[] {
  const startedAt = epochMs(startOf(day) + 10 * 3_600_000);
  const endedAt = epochMs(startedAt + 2 * 3_600_000);
  return [
    {
      id: 1,
      startedAt,
      endedAt,
      grade: 'stopped',
      confidence: 'high',
      side: 'central',
      channels: ['declarations'],
      changes: [],
      errors: [],
      filings: 12,
      remarks: [],
    },
  ];
}
