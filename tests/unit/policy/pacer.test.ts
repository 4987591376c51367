import { describe, expect, test } from 'vitest';
import { gatePhase, limitSpacingMs, mayGo } from '../../../main/outbox/policy/index.ts';
import type { Go, Lane, PacerEvent, PacerState } from '../../../main/outbox/policy/index.ts';
import { epochMs, type EpochMs } from '../../../shared/time.ts';
import {
  after,
  fresh,
  later,
  notAllowed,
  request,
  settings,
  start,
  started,
  success,
  trouble,
  visit,
} from './policy-samples.ts';

const minute = 60_000;
const hour = 60 * minute;
const longest = settings.maxIntervalMs;

const may = (state: PacerState, now: EpochMs, lane: Lane = 'declarations'): Go =>
  mayGo(state, lane, now, settings);

function failing(times: number, event = trouble()): { state: PacerState; now: EpochMs } {
  let state = fresh();
  let now = start;
  for (let i = 0; i < times; i += 1) [state, now] = visit(state, event, now);
  return { state, now };
}

function answers(
  from: PacerState,
  latencies: readonly number[],
  at: EpochMs,
): { state: PacerState; now: EpochMs } {
  let state = from;
  let now = at;
  for (const latencyMs of latencies) {
    now = epochMs(Math.max(now, state.declarations.nextAt));
    state = after(state, request(), now);
    now = epochMs(now + latencyMs);
    state = after(state, success(latencyMs), now);
  }
  return { state, now };
}

describe('the interval', () => {
  test('one stray failure costs about a second, and the first request after it is a single one', () => {
    const { state, now } = failing(1);
    expect(state.declarations).toMatchObject({ intervalMs: 1000, run: 0, window: 1 });
    expect(state.declarations.nextAt).toBe(now + 1000);
  });

  test('doubles while nobody gets through, to its longest and no further', () => {
    const intervals = Array.from(
      { length: 14 },
      (_, i) => failing(i + 1).state.declarations.intervalMs / 1000,
    );
    expect(intervals.slice(0, 12)).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048]);
    expect(intervals.slice(12)).toEqual([longest / 1000, longest / 1000]);
  });

  test('grows faster where the system says itself that it is busy, and beyond where it is alive', () => {
    const busy = trouble(null, 'unavailable');
    expect(failing(4, busy).state.declarations.intervalMs).toBe(125_000);
    expect(failing(6, busy).state.declarations.intervalMs).toBe(longest);
    expect(failing(30, busy).state.declarations.intervalMs).toBe(longest);
    // One in five gets through: it lives, and only fewer requests help.
    let { state, now } = failing(6, busy);
    for (let i = 0; i < 30; i += 1)
      [state, now] = visit(state, i % 5 === 0 ? success() : busy, now);
    expect(state.declarations.intervalMs).toBeGreaterThan(longest);
    expect(state.declarations.intervalMs).toBeLessThanOrEqual(settings.maxBusyIntervalMs);
    // Once it says nothing at all it is to be found again soon.
    for (let i = 0; i < 3; i += 1) [state, now] = visit(state, trouble(), now);
    expect(state.declarations.intervalMs).toBe(longest);
  });

  test('is not lengthened by trouble that a good answer has led up to', () => {
    let { state, now } = failing(8);
    const before = state.declarations.intervalMs;
    [state, now] = visit(state, success(), now);
    [state, now] = visit(state, trouble(), now);
    expect(state.declarations.intervalMs).toBeLessThanOrEqual(before);
  });

  test('counts requests that were on their way together as one trouble', () => {
    const four = [1, 2, 3, 4].reduce((state) => after(state, request(), start), fresh());
    const met: PacerEvent = {
      type: 'congestion',
      lane: 'declarations',
      cause: 'bad-gateway',
      retryAfterMs: null,
      tookMs: 500,
    };
    const state = [1, 2, 3, 4].reduce((s, i) => after(s, met, later(499 + i)), four);
    expect(state.declarations).toMatchObject({ intervalMs: 1000, failuresInRow: 4, open: 0 });
  });

  test('shrinks with every good answer and with the time that goes well', () => {
    const { state, now } = failing(12);
    const { intervalMs } = state.declarations;
    const some = answers(state, [20, 20, 20], now);
    const shrunk = some.state.declarations.intervalMs;
    expect(shrunk).toBeLessThan(intervalMs * 0.95);
    const hourLater = answers(some.state, [20], epochMs(some.now + hour));
    expect(hourLater.state.declarations.intervalMs).toBe(settings.minIntervalMs);
  });

  test('follows the queue that slow answers betray, once it is known that many want in', () => {
    const calm = answers(
      fresh(),
      Array.from({ length: 10 }, () => 200),
      start,
    );
    const troubled = Array.from({ length: 9 }).reduce<[PacerState, EpochMs]>(
      ([state, now]) => visit(state, trouble(null, 'unavailable'), now),
      [calm.state, calm.now],
    );
    const { intervalMs } = troubled[0].declarations;
    const after1 = (latencyMs: number) =>
      answers(troubled[0], [latencyMs], troubled[1]).state.declarations;
    expect(after1(1000).intervalMs).toBeLessThan(intervalMs * 0.8);
    expect(after1(6000).intervalMs).toBeGreaterThan(intervalMs);
    // Slow or not: the visit is over.
    expect(after1(1000)).toMatchObject({ run: 0, window: 1 });
  });

  test('an office alone with a slow system stays at its quick pace', () => {
    const calm = answers(
      fresh(),
      Array.from({ length: 10 }, () => 200),
      start,
    );
    const slow = answers(
      calm.state,
      Array.from({ length: 20 }, () => 6000),
      calm.now,
    );
    expect(slow.state.declarations.intervalMs).toBeLessThanOrEqual(settings.troubleIntervalMs);
  });
});

describe('a visit', () => {
  test('goes on while answers are good and quick, however long the interval', () => {
    const { state, now } = failing(12);
    const train = answers(
      state,
      Array.from({ length: 40 }, () => 50),
      now,
    );
    expect(train.state.declarations.run).toBe(40);
    expect(train.now - Math.max(now, state.declarations.nextAt)).toBeLessThan(40 * 400);
  });

  test('after trouble the gap is 200 ms from start to start, or half the latency after the answer', () => {
    const { state } = failing(3);
    const at = state.declarations.nextAt;
    const left = after(state, request(), at);
    expect(left.declarations.nextAt).toBe(at + 200);
    const slow = after(left, success(4000), epochMs(at + 4000));
    expect(slow.declarations.nextAt).toBe(at + 6000);
  });

  test('more requests are on their way at once as answers come: soon while all is calm', () => {
    const calm = answers(
      fresh(),
      Array.from({ length: 30 }, () => 20),
      start,
    );
    expect(calm.state.declarations.window).toBe(settings.maxOpen);
    const { state, now } = failing(8);
    const recovering = answers(
      state,
      Array.from({ length: 32 }, () => 20),
      now,
    );
    expect(recovering.state.declarations.window).toBe(3);
  });

  test('no more than the window are on their way', () => {
    let state = after(fresh(), success(), start);
    for (let i = 0; i < 2; i += 1) state = after(state, request(), later(1000 + 100 * i));
    expect(may(state, later(1900))).toEqual({ go: false, at: null, why: 'open' });
    expect(may(after(state, success(), later(1950)), later(1990)).go).toBe(true);
  });

  test('where a legal deadline is near the wait is half as long, the interval the same', () => {
    const { state } = failing(5);
    const at = state.declarations.nextAt;
    const calm = after(state, trouble(), at).declarations;
    const urgent = after(state, trouble(), at, { urgentPending: true }).declarations;
    expect(urgent.intervalMs).toBe(calm.intervalMs);
    expect(urgent.nextAt - at).toBe((calm.nextAt - at) / 2);
  });

  test('jitter is a quarter to either side, and a standing wait is not shortened', () => {
    const { state, now } = failing(5);
    const at = epochMs(now + 20_000);
    const least = after(state, trouble(), at, { random: () => 0 }).declarations;
    const most = after(state, trouble(), at, { random: () => 0.999_999_9 }).declarations;
    expect(least.nextAt - at).toBe(24_000);
    expect(most.nextAt - at).toBe(40_000);
    const late = after(state, trouble(), epochMs(now + 1), { random: () => 0 }).declarations;
    expect(late.nextAt).toBeGreaterThanOrEqual(state.declarations.nextAt);
  });
});

describe('Retry-After', () => {
  test('stands whatever happens: success, send-now, resume, another word, a restart', () => {
    const busy = after(fresh(), trouble(10 * minute), start);
    const until = busy.notBefore ?? start;
    expect(until).toBe(start + 10 * minute * 1.05 + 50);
    for (const event of [
      success(),
      { type: 'send-now' } as const,
      { type: 'resume' } as const,
      started(3),
      trouble(1000),
      trouble(),
    ]) {
      const state = after(busy, event, later(minute));
      expect(state.notBefore).toBe(until);
      for (const lane of ['declarations', 'inquiries', 'notices'] as const)
        expect(may(state, epochMs(until - 1), lane)).toMatchObject({
          go: false,
          why: 'retry-after',
        });
      expect(mayGo(state, null, epochMs(until - 1), settings).go).toBe(false);
    }
  });

  test('is believed up to a day', () => {
    const state = after(fresh(), trouble(30 * 24 * hour), start);
    expect(state.notBefore).toBeLessThanOrEqual(start + 24 * hour * 1.1 + 50);
  });

  test('of zero asks for nothing but the margin', () => {
    expect(after(fresh(), trouble(0), start).notBefore).toBe(later(50));
  });
});

describe('a start', () => {
  test('keeps the pace and what is left of the wait', () => {
    const { state, now } = failing(8);
    const morning = after(state, started(), epochMs(now + 1000)).declarations;
    const { intervalMs, nextAt } = state.declarations;
    expect(morning).toMatchObject({ intervalMs, nextAt });
  });

  test('long afterwards spreads the first request over up to a minute', () => {
    const { state, now } = failing(13);
    const monday = epochMs(now + 60 * hour);
    expect(after(state, started(), monday).declarations.nextAt - monday).toBe(30_000);
    expect(after(fresh(), started(), monday).declarations.nextAt - monday).toBe(100);
  });

  test('with an attempt in flight waits as after trouble and then makes a single request', () => {
    const healthy = answers(
      fresh(),
      Array.from({ length: 30 }, () => 20),
      start,
    ).state;
    const state = after(healthy, started(1), later(hour)).declarations;
    expect(state).toMatchObject({ window: 1, run: 0, open: 0, intervalMs: 200 });
    expect(state.nextAt).toBe(later(hour + 1000));
    const { state: slow, now } = failing(13);
    const again = after(slow, started(1), epochMs(now + hour)).declarations;
    expect(again.nextAt - now - hour).toBe(longest);
  });

  test('counts what left after the state was written', () => {
    const event: PacerEvent = { type: 'started', inFlight: 0, since: null, unwritten: 300 };
    const state = after({ ...fresh(), lastRequestAt: start }, event, start);
    expect(may(state, later(minute))).toMatchObject({ go: false, why: 'limits' });
    expect(may(state, later(62_000)).go).toBe(true);
  });

  test('a wait that makes no sense is cut to what today’s settings allow', () => {
    const never = later(1000 * hour);
    const far = { ...fresh(), declarations: { ...fresh().declarations, nextAt: never } };
    const state = after({ ...far, notBefore: never }, started(), start);
    expect(may(state, start)).toMatchObject({ at: start + 24 * hour * 1.1 + 50 });
    expect(may(after(far, started(), start), start)).toMatchObject({
      at: start + settings.maxBusyIntervalMs * 1.5,
    });
  });
});

describe('a clock that was moved', () => {
  const waiting = after(after(fresh(), request(), start), trouble(10 * minute), start);
  const left = (waiting.notBefore ?? start) - start;

  test.each([24 * hour, 1])('back by %i ms while running changes no wait', (byMs) => {
    const now = epochMs(start - byMs);
    const moved = after(waiting, { type: 'clock-set-back' }, now);
    expect((moved.notBefore ?? now) - now).toBe(left);
    expect(moved.lastRequestAt).toBe(now);
    expect(moved.sent).toEqual([{ from: now, count: 1 }]);
    expect(moved.declarations.nextAt - now).toBe(waiting.declarations.nextAt - start);
    expect(moved.declarations.lastFailure?.at).toBe(now);
    expect(moved.declarations.firstFailureAt).toBe(now);
    expect(moved.declarations.grade.since).toBe(now);
  });

  test('back by a day between two runs changes no wait, also before any event', () => {
    const yesterday = epochMs(start - 24 * hour);
    expect(may(waiting, yesterday)).toEqual({
      go: false,
      at: yesterday + left,
      why: 'retry-after',
    });
    const state = after(waiting, started(), yesterday);
    expect(may(state, epochMs(yesterday + left - 1)).go).toBe(false);
    expect(may(state, epochMs(yesterday + left)).go).toBe(true);
  });

  test('forward makes no room within the limits', () => {
    let state = fresh();
    for (let i = 0; i < 300; i += 1)
      state = after(after(state, request(), later(i * 68)), success(), later(i * 68));
    const now = later(21_000 + hour);
    expect(may(state, now).go).toBe(true);
    const moved = after(state, { type: 'clock-set-forward', byMs: hour }, now);
    expect(may(moved, now)).toMatchObject({ go: false, why: 'limits', at: later(hour + 60_500) });
  });
});

describe('the limit a minute', () => {
  const full = Array.from({ length: 300 }).reduce<PacerState>(
    (state, _, i) => after(after(state, request(), later(i * 68)), success(), later(i * 68)),
    fresh(),
  );
  const now = later(21_000);

  test('counts sendings and inquiries together, and looks at the notices not at all', () => {
    expect(may(full, now)).toMatchObject({ go: false, why: 'limits' });
    expect(may(full, now, 'inquiries')).toMatchObject({ go: false, why: 'limits' });
    expect(may(full, now, 'notices').go).toBe(true);
    let looked = fresh();
    for (let i = 0; i < 400; i += 1)
      looked = after(
        after(looked, request('notices'), later(i * 68)),
        success(20, 'notices'),
        later(i * 68),
      );
    expect(looked.sent).toEqual([]);
    expect(may(looked, later(28_000)).go).toBe(true);
  });

  test('a request that was held back counts nothing, is no failure and makes room again', () => {
    const asked = after(fresh(), request(), start);
    expect(may(asked, later(minute))).toMatchObject({ go: false, why: 'open' });
    const held = after(asked, { type: 'withheld', lane: 'declarations' }, later(100));
    expect(may(held, later(minute)).go).toBe(true);
    expect(held.sent).toEqual([]);
    expect(held.declarations).toMatchObject({ open: 0, failuresInRow: 0, lastFailure: null });
    expect(held.declarations.intervalMs).toBe(asked.declarations.intervalMs);
  });
});

describe('a person', () => {
  test('brings the next try forward, once in two seconds or a quarter of the interval', () => {
    const { state, now } = failing(14);
    const asked = after(state, { type: 'send-now' }, now);
    expect(may(asked, epochMs(now + 300)).go).toBe(true);
    const failed = after(asked, trouble(), epochMs(now + 300));
    const soon = epochMs(now + longest / 4 - 1000);
    expect(after(failed, { type: 'send-now' }, soon).declarations.nextAt).toBe(
      failed.declarations.nextAt,
    );
    const again = epochMs(now + longest / 4);
    expect(after(failed, { type: 'send-now' }, again).declarations.nextAt).toBe(again);
  });

  test('does not get past the office’s limits', () => {
    const sent = after(after(fresh(), request(), start), success(), start);
    expect(may(after(sent, { type: 'send-now' }, start), later(1))).toEqual({
      go: false,
      at: later(limitSpacingMs(settings)),
      why: 'limits',
    });
  });

  test('with wrong credentials nothing goes until they are mended', () => {
    const stopped = after(fresh(), notAllowed, start);
    const much = later(1000 * hour);
    expect(may(stopped, much)).toEqual({ go: false, at: null, why: 'not-allowed' });
    expect(may(after(stopped, success(), much), much).go).toBe(false);
    expect(may(after(stopped, { type: 'send-now' }, much), much).go).toBe(false);
    expect(may(after(stopped, { type: 'resume' }, much), much).go).toBe(true);
  });
});

test('the phase in a word', () => {
  expect(gatePhase(fresh(), start, settings)).toBe('open');
  const { state } = failing(5);
  const { nextAt } = state.declarations;
  expect(gatePhase(state, epochMs(nextAt - 1), settings)).toBe('cooldown');
  expect(gatePhase(state, nextAt, settings)).toBe('paced');
  // A visit that goes on is as fast as one could wish.
  expect(gatePhase(after(state, success(), nextAt), nextAt, settings)).toBe('open');
  const asked = after(fresh(), trouble(minute), start);
  expect(gatePhase(asked, later(minute - 1), settings)).toBe('retry-after');
  expect(gatePhase(after(asked, notAllowed, start), start, settings)).toBe('not-allowed');
});

describe('an end in the middle of a request', () => {
  const unheard = settings.unheardPauseMs;

  test('an attempt without an answer keeps the gate shut as if a Retry-After had gone unheard', () => {
    const state = after(fresh(), started(1, start), later(100));
    expect(state.declarations.nextAt).toBeGreaterThanOrEqual(start + unheard);
  });

  test('so does a request that is no attempt, and only where its answer was not heard', () => {
    const asked = after(fresh(), request('notices'), start);
    expect(after(asked, started(), later(100)).notices.nextAt).toBe(start + unheard);
    const heard = after(asked, success(5, 'notices'), later(5));
    expect(after(heard, started(), later(100)).notices.nextAt).toBeLessThan(start + unheard);
  });

  test('nobody hurries past it, and everybody may once it is over', () => {
    for (const lost of [started(1, start), started()]) {
      const asked = after(fresh(), request('notices'), start);
      const again = after(asked, lost, later(100));
      const early = after(again, { type: 'send-now' }, later(200));
      expect(may(early, later(unheard - 1)).go).toBe(false);
      const inTime = after(again, { type: 'send-now' }, later(100 + unheard));
      expect(may(inTime, later(100 + unheard)).go).toBe(true);
    }
  });

  test('a clock that was set back does not lengthen it', () => {
    const state = after(fresh(), started(1, later(hour)), start);
    expect(state.declarations.nextAt).toBeLessThanOrEqual(start + unheard);
  });
});
