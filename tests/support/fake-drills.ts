import type { DrillState, EngineEvent } from '../../shared/contract/index.ts';
import type { DrillSheet } from '../../shared/drill/sheet.ts';
import { NaruError } from '../../shared/errors.ts';
import { transportStates, transportStateSchema } from '../../shared/filing/states.ts';
import type { CallHandlers } from '../../shared/port/index.ts';
import { epochMs, epochMsSchema } from '../../shared/time.ts';
import { z } from 'zod';
import type { FakeOffice } from './fake-office.ts';

type DrillCalls = Pick<
  CallHandlers,
  | 'drill.state'
  | 'drill.start'
  | 'drill.speed'
  | 'drill.mend'
  | 'drill.end'
  | 'drill.sheets'
  | 'drill.sheet'
  | 'drill.remove'
>;

export interface FakeDrillOptions {
  /** Real filings that wait. */
  waiting: number;
  /** Whether one broke off before. */
  broken: boolean;
  daysSince: number | null;
}

const minute = 60_000;
const from = epochMs(Date.parse('2026-03-10T08:30:00+09:00'));

/** Drills of the test's own: what the screens show of one, not whether it is right. */
export function fakeDrills(
  office: FakeOffice,
  options: FakeDrillOptions,
  emit: (event: EngineEvent) => void,
): DrillCalls {
  let running: DrillState | null = null;
  let broken = options.broken;
  let sheets: DrillSheet[] = [];

  function current(): DrillState {
    if (running === null) throw new NaruError('no-drill');
    return running;
  }
  function change(state: DrillState | null): DrillState | null {
    running = state;
    emit({ topic: 'drill', state });
    return state;
  }

  return {
    'drill.state': () => ({
      running,
      lastEndedAt:
        options.daysSince === null
          ? null
          : epochMs(office.now() - options.daysSince * 24 * 60 * minute),
      daysSince: options.daysSince,
      broken: broken
        ? [{ id: '20261101-morning-3', scenario: 'morning', began: office.now() }]
        : [],
    }),
    'drill.start': ({ scenario, seed, speed, evenIfWaiting }) => {
      if (options.waiting > 0 && !evenIfWaiting)
        throw new NaruError('drill-holds-filings', { count: options.waiting });
      const limits = office
        .rows()
        .slice(0, 6)
        .map((row, n) => ({
          id: row.id,
          reference: row.reference,
          rule: n % 2 === 0 ? ('cut-off' as const) : ('legal' as const),
          by: epochMs(from + (n * 35 + 20) * minute),
          transport: row.transport,
          receiptAt: row.transport === 'acknowledged' ? epochMs(from + 30 * minute) : null,
        }));
      const state: DrillState = {
        id: '20261126-morning-1',
        scenario,
        seed: seed ?? 1,
        now: epochMs(from + 85 * minute),
        from,
        endsAt: epochMs(from + 270 * minute),
        speed,
        reached: speed === 0 ? 0 : speed * 0.9,
        arrived: 42,
        expected: 70,
        taken: 23,
        credentials: 'expired',
        officeWaiting: options.waiting,
        limits,
      };
      change(state);
      return state;
    },
    'drill.speed': ({ speed }) => {
      const state = { ...current(), speed, reached: speed };
      change(state);
      return state;
    },
    'drill.mend': () => {
      const state: DrillState = { ...current(), credentials: 'valid' };
      change(state);
      return state;
    },
    'drill.end': () => {
      const sheet = sheetOf(current(), office);
      sheets = [sheet, ...sheets];
      change(null);
      return sheet;
    },
    'drill.sheets': () =>
      sheets.map(({ id, scenario, seed, ended, isWhole, filings, tallies, lost, doubled }) => ({
        id,
        scenario,
        seed,
        ended,
        isWhole,
        filings,
        tallies,
        lost: lost.length,
        doubled: doubled.length,
      })),
    'drill.sheet': ({ id }) => {
      const sheet = sheets.find((one) => one.id === id);
      if (sheet === undefined) throw new NaruError('not-found', { what: id });
      return sheet;
    },
    'drill.remove': ({ id }) => {
      if (broken && id === '20261101-morning-3') broken = false;
      else sheets = sheets.filter((one) => one.id !== id);
      return {};
    },
  };
}

function sheetOf(state: DrillState, office: FakeOffice): DrillSheet {
  const at = (minutes: number) => epochMs(state.from + minutes * minute);
  const [first, second, third] = office.rows();
  const limit = (
    row: typeof first,
    change: Partial<DrillSheet['limits'][number]>,
  ): DrillSheet['limits'] =>
    row === undefined
      ? []
      : [
          {
            reference: row.reference,
            declarationNo: row.declarationNo,
            rule: 'cut-off',
            arrivedAt: at(10),
            by: at(90),
            takenAt: at(60),
            transport: 'acknowledged',
            verdict: 'in-time',
            because: null,
            ...change,
          },
        ];
  return {
    format: 1,
    id: state.id,
    scenario: state.scenario,
    seed: state.seed,
    led: 'person',
    began: epochMsSchema.parse(office.now() - 20 * minute),
    ended: office.now(),
    from: state.from,
    until: state.now,
    isWhole: false,
    filings: state.arrived,
    tallies: { inTime: 12, late: 4, avoidable: 3, waiting: 9, taken: 23 },
    transport: z
      .record(transportStateSchema, z.number())
      .parse(Object.fromEntries(transportStates.map((name) => [name, 0]))),
    lost: [],
    doubled: [],
    audit: { doubleFilings: 0, blindResends: 0, insideRetryAfter: 0, overlaps: 0, changedBytes: 0 },
    requests: 250,
    limits: [
      ...limit(first, {}),
      ...limit(second, { verdict: 'late', takenAt: at(200), because: 'others-went-first' }),
      ...limit(third, {
        verdict: 'late',
        takenAt: null,
        transport: 'queued',
        because: 'no-way-in',
      }),
    ],
    acts: [
      { at: at(20), call: 'drill.speed', word: '60', filings: 0 },
      { at: at(45), call: 'filings.act', word: 'make-urgent', filings: 2 },
      { at: at(70), call: 'outbox.sendNow', word: null, filings: 0 },
    ],
    hints: [
      { is: 'urgent-not-marked', filings: 2 },
      { is: 'credentials-late', minutes: 14 },
      { is: 'sent-now-in-vain', times: 1 },
    ],
    automatic: { inTime: 10, late: 6, avoidable: 4, waiting: 9, taken: 23 },
    journal: 'c52f919a',
  };
}
