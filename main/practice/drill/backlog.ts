import type { DrillRule } from '../../../shared/drill/scenarios.ts';
import { practiceFilings, type FilingInput } from '../../../shared/documents/index.ts';
import type { CivilDate } from '../../../shared/time.ts';
import { epochMs, koreanDate, type EpochMs } from '../../../shared/time.ts';
import { between, draws } from '../draws.ts';
import type { Arrival, Reissue } from './script.ts';

const minute = 60_000;
const dayMs = 24 * 60 * minute;

/** A working day's declarations, as an office gets them. */
export interface WorkingDay {
  seed: number;
  startAt: EpochMs;
  /** Begin and end of what comes in, in milliseconds after the start. */
  hours: readonly [number, number];
  counts: { import: number; export: number; 'list-clearance': number };
  /** Those that lie there when the day begins, as a share. */
  thereAlready: number;
  /** Moments at which a carrier or a warehouse stops waiting (마감), in milliseconds after the start. */
  cutOffs: readonly number[];
  /** Filings for each cut-off. */
  perCutOff: number;
  /** Filings whose legal deadline ends with this day. */
  dueToday: number;
}

/** What comes in on a working day, in order. The same seed gives the same. */
export function workingDay(day: WorkingDay): Arrival[] {
  const { seed, startAt, hours, counts, thereAlready } = day;
  const today = koreanDate(epochMs(startAt + hours[0]));
  const of = { seed: seed + hours[0] / minute, today, prefix: '훈련' };
  const filings: FilingInput[] = [
    ...practiceFilings({ ...of, kind: 'import', count: counts.import }),
    ...practiceFilings({ ...of, kind: 'export', count: counts.export }),
    ...practiceFilings({ ...of, kind: 'list-clearance', count: counts['list-clearance'] }),
  ];
  const arrivals = filings.map((filing): Arrival => {
    const random = draws(seed, 'arrival', filing.reference);
    const at = random() < thereAlready ? hours[0] : Math.round(between(random, ...hours));
    return { at, filing, limit: null };
  });
  arrivals.sort((a, b) => a.at - b.at || (a.filing.reference < b.filing.reference ? -1 : 1));
  for (const [n, cutOff] of day.cutOffs.entries()) {
    const from = Math.max(hours[0], cutOff - 150 * minute);
    const fit = arrivals.filter(
      ({ at, limit, filing }) =>
        limit === null && filing.kind === 'export' && at >= from && at < cutOff - 10 * minute,
    );
    for (const arrival of chosen(fit, day.perCutOff, seed + n))
      arrival.limit = { by: epochMs(startAt + cutOff), rule: 'cut-off' };
  }
  const imports = arrivals.filter(
    ({ limit, filing }) => limit === null && filing.kind === 'import',
  );
  for (const arrival of chosen(imports, day.dueToday, seed))
    arrival.filing = withDeadline(arrival.filing, today);
  return arrivals.map((arrival) => withLegalLimit(arrival, today));
}

/** The end of a day in Korea. */
export function endOfDay(day: CivilDate): EpochMs {
  return epochMs(Date.parse(`${day}T00:00:00+09:00`) + dayMs - 1);
}

function withDeadline(filing: FilingInput, deadline: CivilDate): FilingInput {
  return { ...filing, deadline };
}

function withLegalLimit(arrival: Arrival, today: CivilDate): Arrival {
  const { limit, filing } = arrival;
  if (limit !== null || filing.deadline === null || filing.deadline > today) return arrival;
  const rule: DrillRule = 'legal';
  return { ...arrival, limit: { by: endOfDay(filing.deadline), rule } };
}

function chosen(from: readonly Arrival[], count: number, seed: number): Arrival[] {
  const key = ({ filing }: Arrival): number => draws(seed, 'chosen', filing.reference)();
  return from.toSorted((a, b) => key(a) - key(b)).slice(0, count);
}

/** Consignees of these declarations who have their personal customs code reissued meanwhile. */
export function reissues(
  seed: number,
  arrivals: readonly Arrival[],
  share: number,
  within: readonly [number, number],
): Reissue[] {
  const codes = new Set(
    arrivals.flatMap(({ filing }) =>
      filing.kind === 'import' && filing.declaration.payerIdKind === '05'
        ? [filing.declaration.payerId]
        : [],
    ),
  );
  return [...codes]
    .flatMap((code) => {
      const random = draws(seed, 'reissue', code ?? '');
      if (code === undefined || random() >= share) return [];
      return [{ at: Math.round(between(random, ...within)), code }];
    })
    .toSorted((a, b) => a.at - b.at);
}
