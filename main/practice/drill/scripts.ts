import type { DrillScenario } from '../../../shared/drill/scenarios.ts';
import { epochMs, type EpochMs } from '../../../shared/time.ts';
import { between, draws } from '../draws.ts';
import { reissues, workingDay, type WorkingDay } from './backlog.ts';
import type { MannerName, Phase } from './phases.ts';
import type { Script } from './script.ts';

const minute = 60_000;
const hour = 60 * minute;
const never = Number.POSITIVE_INFINITY;

/** The script of a drill. Pure: the same scenario and seed give the same drill. */
export function drillScript(scenario: DrillScenario, seed: number): Script {
  return scripts[scenario](seed);
}

const scripts: Readonly<Record<DrillScenario, (seed: number) => Script>> = {
  morning,
  'lost-replies': lostReplies,
  surge,
  credentials,
};

const korea = (text: string): EpochMs => epochMs(Date.parse(`${text}+09:00`));
/** Milliseconds after a start at half past eight. */
const clock = (hours: number, minutes = 0): number => (hours - 8.5) * hour + minutes * minute;

const sameCredentials = { expireAt: never, before: 'drill-1', after: 'drill-1' };

const lookUps = (manner: MannerName) => ({ 'look-up': manner });

function morning(seed: number): Script {
  const startAt = korea('2026-03-10T08:30:00');
  const phases: Phase[] = [
    { from: 0, manner: 'well', word: 'normal' },
    { from: clock(8, 40), manner: 'slow', word: 'normal' },
    { from: clock(9, 5), manner: 'turning-away', word: 'normal' },
    { from: clock(9, 30), manner: 'dead', word: 'degraded' },
    { from: clock(9, 50), manner: 'dead', word: 'down' },
    ...fits(seed, clock(10, 20), clock(11, 20), 0.4, 'down'),
    { from: clock(11, 20), manner: 'busy', word: 'degraded' },
    { from: clock(11, 50), manner: 'well', word: 'normal' },
  ];
  const arrivals = workingDay({
    ...officeDay(seed, startAt, [0, clock(12)]),
    counts: { import: 30, export: 30, 'list-clearance': 10 },
    cutOffs: [clock(9, 20), clock(10), clock(10, 45), clock(11, 30), clock(12, 30)],
    perCutOff: 3,
    dueToday: 6,
  });
  return {
    scenario: 'morning',
    seed,
    startAt,
    endsAfter: clock(13),
    restMs: 11 * hour,
    phases,
    arrivals,
    reissues: reissues(seed, arrivals, 0.3, [clock(9), clock(11)]),
    credentials: sameCredentials,
  };
}

function lostReplies(seed: number): Script {
  const startAt = korea('2026-05-19T08:30:00');
  const arrivals = workingDay({
    ...officeDay(seed, startAt, [0, clock(13)]),
    counts: { import: 25, export: 25, 'list-clearance': 10 },
    cutOffs: [clock(10), clock(11), clock(12), clock(13)],
    perCutOff: 2,
    dueToday: 4,
  });
  return {
    scenario: 'lost-replies',
    seed,
    startAt,
    endsAfter: clock(14),
    restMs: 10 * hour,
    // It does not know that its answers get lost.
    phases: [
      { from: 0, manner: 'well', word: 'normal' },
      {
        from: clock(9),
        manner: 'losing',
        but: { inquire: 'losing-little', notices: 'losing-little', 'look-up': 'well' },
        word: 'normal',
      },
      { from: clock(12, 30), manner: 'well', word: 'normal' },
    ],
    arrivals,
    reissues: reissues(seed, arrivals, 0.1, [clock(9), clock(12)]),
    credentials: sameCredentials,
  };
}

/**
 * 1 and 2 December 2025: 298,742 and 339,274 personal customs codes reissued on the servers that
 * also take declarations; slow from about 13:00, repeated 502, at times unreachable after 16:00 of
 * the second day, advised to be used after 19:00. Its status page says "normal" throughout.
 */
function surge(seed: number): Script {
  const startAt = korea('2025-12-01T08:30:00');
  const second = 24 * hour;
  const word = 'normal' as const;
  const phases: Phase[] = [
    { from: 0, manner: 'busy', word },
    { from: clock(13), manner: 'slow', but: lookUps('turning-away'), word },
    { from: clock(15), manner: 'bad-gateway', but: lookUps('dead'), word },
    { from: clock(18), manner: 'slow', but: lookUps('turning-away'), word },
    { from: clock(21), manner: 'busy', word },
    { from: clock(23), manner: 'well', word },
    { from: second + clock(8, 50), manner: 'slow', but: lookUps('turning-away'), word },
    { from: second + clock(10), manner: 'bad-gateway', but: lookUps('dead'), word },
    // Half an outage: what was sent is answered for, what is new is hardly taken.
    {
      from: second + clock(14),
      manner: 'turning-away',
      but: { inquire: 'busy', notices: 'busy', 'look-up': 'dead' },
      word,
    },
    ...fits(seed, second + clock(16), second + clock(19), 0.15, word),
    { from: second + clock(19), manner: 'slow', but: lookUps('busy'), word },
    { from: second + clock(20), manner: 'busy', word },
    { from: second + clock(22), manner: 'well', word },
  ];
  const day = (from: number, n: number): WorkingDay => ({
    ...officeDay(seed + n, startAt, [from, from + clock(17, 30)]),
    counts: { import: 80, export: 60, 'list-clearance': 20 },
    cutOffs: [11, 14, 16, 17, 18].map((at) => from + clock(at)),
    perCutOff: 4,
    dueToday: 8,
  });
  const arrivals = [...workingDay(day(0, 0)), ...workingDay(day(second, 1))];
  return {
    scenario: 'surge',
    seed,
    startAt,
    endsAfter: 2 * second,
    restMs: 6 * hour,
    phases,
    arrivals,
    // Of 2.4 million codes that practice customs has given out, 638,016 in these two days.
    reissues: reissues(seed, arrivals, 638_016 / 2_400_000, [0, second + clock(17)]),
    credentials: sameCredentials,
  };
}

function credentials(seed: number): Script {
  const startAt = korea('2026-06-30T08:30:00');
  const shift = clock(13);
  const begin = epochMs(startAt + shift);
  const at = (hours: number, minutes = 0): number => clock(hours, minutes) - shift;
  const arrivals = workingDay({
    ...officeDay(seed, begin, [0, at(17, 40)]),
    counts: { import: 20, export: 40, 'list-clearance': 5 },
    cutOffs: [at(15), at(16, 30), at(17, 30), at(18)],
    perCutOff: 4,
    dueToday: 6,
  });
  return {
    scenario: 'credentials',
    seed,
    startAt: begin,
    endsAfter: at(18, 30),
    restMs: 6 * hour,
    phases: [
      { from: 0, manner: 'well', word: 'normal' },
      { from: at(16), manner: 'busy', word: 'normal' },
    ],
    arrivals,
    reissues: [],
    credentials: { expireAt: at(17), before: 'drill-1', after: 'drill-2' },
  };
}

function officeDay(
  seed: number,
  startAt: EpochMs,
  hours: readonly [number, number],
): Pick<WorkingDay, 'seed' | 'startAt' | 'hours' | 'thereAlready'> {
  return { seed, startAt, hours, thereAlready: 0.2 };
}

/** Comes and goes: spans of a few minutes, alive in this share of them. */
function fits(
  seed: number,
  from: number,
  until: number,
  alive: number,
  word: Phase['word'],
): Phase[] {
  const random = draws(seed, 'fits', from);
  const phases: Phase[] = [];
  for (let at = from; at < until;) {
    phases.push({ from: at, manner: random() < alive ? 'slow' : 'dead', word });
    at += Math.round(between(random, 3, 9)) * minute;
  }
  return phases;
}
