import { describe, expect, test } from 'vitest';
import {
  readDrainPlan,
  readFilingTime,
  type DrainSources,
} from '../../../main/engine/drain-plan.ts';
import { readWhatIf } from '../../../main/engine/drain-what-if.ts';
import type { Sending } from '../../../main/engine/sync.ts';
import { act } from '../../../main/outbox/index.ts';
import {
  defaultPacing,
  mayGo,
  newPacerState,
  step,
  type PacerEvent,
  type PacerState,
} from '../../../main/outbox/policy/index.ts';
import type { Store } from '../../../main/store/index.ts';
import { drainPlanSchema, whatIfSchema } from '../../../shared/contract/index.ts';
import type { FilingId } from '../../../shared/filing/numbers.ts';
import { addDays, epochMs, koreanDate, type EpochMs } from '../../../shared/time.ts';
import { seededRandom } from '../../support/virtual-clock.ts';
import { put, sample, tempStore } from '../store/store-samples.ts';

const settings = defaultPacing;
/** A tenth of a second before midnight in Korea: two more filings can leave today. */
const late: EpochMs = epochMs(Date.parse('2026-11-23T23:59:59.900+09:00'));
const today = koreanDate(late);

function sending(state: PacerState): Sending {
  return {
    gate: {
      state: () => state,
      mayGo: (lane, now) => mayGo(state, lane, now, settings),
    },
    trouble: () => null,
    inFlight: () => false,
    ownWord: () => null,
  };
}
function after(events: readonly PacerEvent[], now: EpochMs): PacerState {
  const context = { now, random: () => 0.5, settings, urgentPending: false };
  return events.reduce((state, event) => step(state, event, context), newPacerState(now, settings));
}
function sources(store: Store, now: EpochMs, events: readonly PacerEvent[] = []): DrainSources {
  return { store, outbox: sending(after(events, now)), settings, now };
}
const refused: PacerEvent = {
  type: 'congestion',
  lane: 'declarations',
  cause: 'unavailable',
  retryAfterMs: null,
  tookMs: 10,
};

/** Four for today, six for tomorrow, and two without a date; ids in drain order. */
function office(): { store: Store; ids: FilingId[] } {
  const store = tempStore();
  const days = [...Array(4).fill(0), ...Array(6).fill(1), null, null];
  const filings = days.map((day: number | null, i) =>
    sample(`F-${i}`, { deadline: day === null ? null : addDays(today, day) }),
  );
  return { store, ids: put(store, filings, { at: epochMs(late - 60_000) }) };
}

describe('the plan of what waits', () => {
  test('says which dates will and may be missed, and by how much', () => {
    const { store, ids } = office();
    const plan = drainPlanSchema.parse(readDrainPlan(sources(store, late)));
    expect(plan).toMatchObject({ waiting: 12, willMiss: 2, mayMiss: 2, rate: { why: 'untried' } });
    expect(plan.affected.map(({ id, fate }) => [id, fate])).toEqual([
      [ids[0], 'may-miss'],
      [ids[1], 'may-miss'],
      [ids[2], 'will-miss'],
      [ids[3], 'will-miss'],
    ]);
    expect(plan.affected[0]?.lateMs.from).toBe(-100);
    expect(plan.affected[2]?.lateMs.from).toBe(36);
    expect(plan.end).toMatchObject({ known: true });
    expect(plan.backBy).toBeNull();
  });

  test('sees none missed in the morning', () => {
    const { store } = office();
    const morning = epochMs(late - 12 * 3_600_000);
    expect(readDrainPlan(sources(store, morning))).toMatchObject({
      willMiss: 0,
      mayMiss: 0,
      affected: [],
      end: { known: true },
    });
  });

  test('tells no end of a system that takes nothing, but until when it must be back', () => {
    const { store } = office();
    const morning = epochMs(late - 12 * 3_600_000);
    const plan = readDrainPlan(sources(store, morning, [refused, refused, refused]));
    expect(plan).toMatchObject({ rate: null, end: { known: false, why: 'down' }, willMiss: 0 });
    // Today's four take three pauses of the limit's.
    expect(plan.backBy).toBe(late + 100 - 3 * 68);
    expect(plan.atBestMs).toBe(11 * 68);
  });

  test.each([
    ['nothing-waits', (store: Store) => sources(store, late), false],
    ['no-gateway', (store: Store) => ({ ...sources(store, late), outbox: null }), true],
    [
      'not-allowed',
      (store: Store) =>
        sources(store, late, [
          { type: 'not-allowed', lane: 'declarations', cause: 'unauthorized' },
        ]),
      true,
    ],
    [
      'held-back',
      (store: Store) => {
        store.transaction((tables) => tables.settings.set('moved-away', { at: late }));
        return sources(store, late);
      },
      true,
    ],
  ] as const)('says why there is none: %s', (why, given, waits) => {
    const store = waits ? office().store : tempStore();
    expect(readDrainPlan(given(store)).end).toEqual({ known: false, why });
  });

  test('gives each filing its span, in drain order', () => {
    const { store, ids } = office();
    const spans = ids.map((id) => readFilingTime(sources(store, late), id));
    expect(spans.map(({ position }) => position)).toEqual(ids.map((_, i) => i + 1));
    const [first] = ids;
    if (first === undefined) return expect.unreachable('some wait');
    act(store, [first], 'hold', late);
    expect(readFilingTime(sources(store, late), first)).toEqual({ position: null, span: null });
  });
});

describe('the question what if', () => {
  test('names who would be saved and who harmed', () => {
    const { store, ids } = office();
    const [a, b, c, d] = ids;
    if (d === undefined) return expect.unreachable('some wait');
    const told = whatIfSchema.parse(readWhatIf(sources(store, late), [d]));
    expect(told).toMatchObject({
      moved: 1,
      left: 0,
      stillBefore: 0,
      others: { count: 3, places: 1 },
      willMiss: 2,
      mayMiss: 2,
      changes: { saved: 1, harmed: 1 },
    });
    expect(told.changes.first.map(({ id, before, after: then }) => [id, before, then])).toEqual(
      expect.arrayContaining([
        [d, 'will-miss', 'may-miss'],
        [b, 'may-miss', 'will-miss'],
      ]),
    );
    expect([a, c].some((id) => told.changes.first.some((each) => each.id === id))).toBe(false);
  });

  test('nearer dates stay before it', () => {
    const { store, ids } = office();
    const last = ids.at(-1);
    if (last === undefined) return expect.unreachable('some wait');
    expect(readWhatIf(sources(store, late), [last])).toMatchObject({
      stillBefore: 10,
      others: { count: 1, places: 1 },
      changes: { saved: 0, harmed: 0 },
    });
  });

  test('comes true when it is done', () => {
    const random = seededRandom(7);
    for (let run = 0; run < 25; run += 1) {
      const store = tempStore();
      const filings = Array.from({ length: 40 }, (_, i) =>
        sample(`F-${i}`, {
          deadline: random() < 0.2 ? null : addDays(today, Math.floor(random() * 3)),
          urgent: random() < 0.2,
        }),
      );
      const ids = put(store, filings, { at: epochMs(late - 60_000) });
      const chosen = ids.filter(() => random() < 0.2);
      const given = sources(store, late);
      const fates = (): Map<FilingId, number> =>
        new Map(ids.map((id) => [id, readFilingTime(given, id).position ?? 0]));
      const before = fates();
      const told = chosen.length === 0 ? null : readWhatIf(given, chosen);
      act(store, chosen, 'make-urgent', late);
      const then = fates();
      if (told === null) continue;
      const moved = chosen.filter((id) => filings[ids.indexOf(id)]?.priority === 'normal');
      const back = ids.filter((id) => (then.get(id) ?? 0) > (before.get(id) ?? 0));
      const places = back.map((id) => (then.get(id) ?? 0) - (before.get(id) ?? 0));
      expect(told.moved).toBe(moved.length);
      if (moved.length === 0) continue;
      const others = back.filter((id) => !moved.includes(id));
      expect(told.others.count).toBe(others.length);
      expect(told.others.places).toBe(Math.max(0, ...places));
      expect(told.stillBefore).toBe(Math.min(...moved.map((id) => then.get(id) ?? 0)) - 1);
      const plan = readDrainPlan(given);
      expect([told.willMiss, told.mayMiss]).toEqual([plan.willMiss, plan.mayMiss]);
    }
  });
});
