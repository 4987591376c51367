import { describe, expect, test } from 'vitest';
import { gatePhase, limitSpacingMs, mayGo } from '../../../main/outbox/policy/index.ts';
import type { PacerState } from '../../../main/outbox/policy/index.ts';
import { epochMs } from '../../../shared/time.ts';
import { after, fresh, later, settings, start, success, trouble } from './policy-samples.ts';

const minute = 60_000;
const hour = 60 * minute;

function failing(times: number): { state: PacerState; now: typeof start } {
  let state = fresh();
  let now = start;
  for (let i = 0; i < times; i += 1) {
    now = epochMs(Math.max(now, state.nextAt));
    state = after(after(state, { type: 'request' }, now), trouble(), now);
  }
  return { state, now };
}

describe('the pace', () => {
  test('one stray failure costs about a second, and the first request after it is a single one', () => {
    const { state, now } = failing(1);
    expect(state).toMatchObject({ intervalMs: 1000, quantum: 1, visited: 0, nextAt: now + 1000 });
    const back = after(state, success(), state.nextAt);
    expect(back).toMatchObject({ intervalMs: 600, quantum: 2, visited: 0 });
  });

  test('doubles from a second to half an hour, and no further', () => {
    const intervals = Array.from({ length: 14 }, (_, i) => failing(i + 1).state.intervalMs / 1000);
    expect(intervals).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 1800, 1800, 1800]);
  });

  test('recovers by 0.6 for each completed visit, while visits double to 32 requests', () => {
    let { state } = failing(12);
    const visits: [number, number][] = [];
    for (let requests = 1; state.intervalMs > 200; requests += 1) {
      const done = after(after(state, { type: 'request' }, state.nextAt), success(), state.nextAt);
      if (done.visited === 0) visits.push([state.quantum, Math.round(done.intervalMs / 1000)]);
      state = done;
      expect(requests).toBeLessThan(1000);
    }
    expect(visits.slice(0, 7)).toEqual([
      [1, 1080],
      [2, 648],
      [4, 389],
      [8, 233],
      [16, 140],
      [32, 84],
      [32, 50],
    ]);
    expect(state.intervalMs).toBe(settings.minIntervalMs);
  });

  test('inside a visit the gap is 200 ms from start to start, or half the latency after the answer', () => {
    const inside = { ...fresh(), quantum: 32, lastRequestAt: start };
    expect(after(inside, success(50), later(50)).nextAt).toBe(later(200));
    const slow = { ...inside, latencyMs: 4000 };
    expect(after(slow, success(4000), later(4000)).nextAt).toBe(later(6000));
  });

  test('where a legal deadline is near the wait is half as long, the interval the same', () => {
    const { state } = failing(5);
    const calm = after(state, trouble(), state.nextAt);
    const urgent = after(state, trouble(), state.nextAt, { urgentPending: true });
    expect(urgent.intervalMs).toBe(calm.intervalMs);
    expect(urgent.nextAt - state.nextAt).toBe((calm.nextAt - state.nextAt) / 2);
  });

  test('jitter is from a half to one and a half', () => {
    const { state, now } = failing(3);
    const least = after(state, trouble(), now, { random: () => 0 });
    const most = after(state, trouble(), now, { random: () => 0.999_999 });
    // A standing wait is not shortened by another failure.
    expect(least.nextAt).toBe(Math.max(state.nextAt, now + 4000));
    expect(most.nextAt).toBe(now + 12_000);
  });

  test('an answer that comes while a wait stands does not shorten it', () => {
    const { state } = failing(9);
    for (const event of [success(), trouble(), { type: 'reached', latencyMs: 5 } as const]) {
      const late = after(state, event, epochMs(state.nextAt - minute), { random: () => 0 });
      expect(late.nextAt).toBe(Math.max(state.nextAt, late.nextAt));
    }
  });

  test('a refusal leaves the pace as it is and counts as reached', () => {
    const { state } = failing(6);
    const reached = after(state, { type: 'reached', latencyMs: 30 }, state.nextAt);
    expect(reached).toMatchObject({
      intervalMs: state.intervalMs,
      quantum: state.quantum,
      visited: state.visited,
      failuresInRow: 0,
      lastSuccessAt: state.nextAt,
    });
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
      { type: 'reached', latencyMs: 1 } as const,
      { type: 'started', inFlight: 3, since: null } as const,
      trouble(1000),
      trouble(),
    ]) {
      const state = after(busy, event, later(minute));
      expect(state.notBefore).toBe(until);
      expect(mayGo(state, epochMs(until - 1), settings)).toMatchObject({
        go: false,
        why: 'retry-after',
      });
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
    const morning = after(
      state,
      { type: 'started', inFlight: 0, since: null },
      epochMs(now + 1000),
    );
    expect(morning).toMatchObject({ intervalMs: state.intervalMs, nextAt: state.nextAt });
  });

  test('long afterwards spreads the first request over up to a minute', () => {
    const { state, now } = failing(12);
    const monday = epochMs(now + 60 * hour);
    expect(
      after(state, { type: 'started', inFlight: 0, since: null }, monday).nextAt - monday,
    ).toBe(30_000);
    const healthy = after(fresh(), { type: 'started', inFlight: 0, since: null }, monday);
    expect(healthy.nextAt - monday).toBe(100);
  });

  test('with an attempt in flight waits as after trouble and then makes a single request', () => {
    const healthy = { ...fresh(), quantum: 32, visited: 7 };
    const state = after(healthy, { type: 'started', inFlight: 1, since: null }, later(hour));
    expect(state).toMatchObject({ quantum: 1, visited: 0, intervalMs: 200 });
    expect(state.nextAt).toBe(later(hour + 1000));
    const { state: slow, now } = failing(12);
    const again = after(slow, { type: 'started', inFlight: 1, since: null }, epochMs(now + hour));
    expect(again.nextAt - now - hour).toBe(settings.maxIntervalMs);
  });
});

describe('a clock that was set back', () => {
  const waiting = after(after(fresh(), { type: 'request' }, start), trouble(10 * minute), start);
  const left = waiting.nextAt - start;

  test.each([24 * hour, 1])('by %i ms while running changes no wait', (byMs) => {
    const now = epochMs(start - byMs);
    const moved = after(waiting, { type: 'clock-set-back' }, now);
    expect(moved.nextAt - now).toBe(left);
    expect((moved.notBefore ?? now) - now).toBe((waiting.notBefore ?? start) - start);
    expect(moved.lastRequestAt).toBe(now);
    expect(moved.lastFailure?.at).toBe(now);
    expect(moved.firstFailureAt).toBe(now);
    expect(moved.grade.since).toBe(now);
  });

  test('back by a day between two runs changes no wait, also before any event', () => {
    const yesterday = epochMs(start - 24 * hour);
    expect(mayGo(waiting, yesterday, settings)).toEqual({
      go: false,
      at: yesterday + left,
      why: 'retry-after',
    });
    const state = after(waiting, { type: 'started', inFlight: 0, since: null }, yesterday);
    expect(state.nextAt).toBe(yesterday + left);
    expect(mayGo(state, epochMs(yesterday + left - 1), settings).go).toBe(false);
    expect(mayGo(state, epochMs(yesterday + left), settings).go).toBe(true);
  });

  test('a wait that makes no sense is cut to what today’s settings allow', () => {
    const absurd = { ...fresh(), nextAt: later(1000 * hour), notBefore: later(1000 * hour) };
    const go = mayGo({ ...absurd, notBefore: null }, start, settings);
    expect(go).toMatchObject({ at: start + settings.maxIntervalMs * 1.5 });
    const word = mayGo(absurd, start, settings);
    expect(word).toMatchObject({ at: start + 24 * hour * 1.1 + 50, why: 'retry-after' });
  });
});

describe('a person', () => {
  test('brings the next try forward, once in two seconds or a quarter of the interval', () => {
    const { state, now } = failing(12);
    const asked = after(state, { type: 'send-now' }, now);
    expect(mayGo(asked, epochMs(now + 300), settings).go).toBe(true);
    const failed = after(asked, trouble(), epochMs(now + 300));
    expect(after(failed, { type: 'send-now' }, epochMs(now + 440_000)).nextAt).toBe(failed.nextAt);
    const again = epochMs(now + 451_000);
    expect(after(failed, { type: 'send-now' }, again).nextAt).toBe(again);
  });

  test('does not get past the office’s limits', () => {
    const sent = after(after(fresh(), { type: 'request' }, start), { type: 'send-now' }, start);
    expect(mayGo(sent, later(1), settings)).toEqual({
      go: false,
      at: later(limitSpacingMs(settings)),
      why: 'limits',
    });
  });

  test('with wrong credentials nothing goes until they are mended', () => {
    const stopped = after(fresh(), { type: 'not-allowed', cause: 'unauthorized' }, start);
    const much = later(1000 * hour);
    expect(mayGo(stopped, much, settings)).toEqual({ go: false, at: null, why: 'not-allowed' });
    expect(mayGo(after(stopped, success(), much), much, settings).go).toBe(false);
    expect(mayGo(after(stopped, { type: 'send-now' }, much), much, settings).go).toBe(false);
    const mended = after(stopped, { type: 'resume' }, much);
    expect(mayGo(mended, much, settings).go).toBe(true);
  });
});

test('the phase in a word', () => {
  expect(gatePhase(fresh(), start, settings)).toBe('open');
  const { state } = failing(5);
  expect(gatePhase(state, epochMs(state.nextAt - 1), settings)).toBe('cooldown');
  expect(gatePhase(state, state.nextAt, settings)).toBe('paced');
  expect(gatePhase(after(state, success(), state.nextAt), state.nextAt, settings)).toBe('paced');
  const asked = after(fresh(), trouble(minute), start);
  expect(gatePhase(asked, later(minute - 1), settings)).toBe('retry-after');
  const stopped = after(asked, { type: 'not-allowed', cause: 'forbidden' }, start);
  expect(gatePhase(stopped, start, settings)).toBe('not-allowed');
});

describe('an end in the middle of a request', () => {
  const unheard = settings.unheardPauseMs;

  test('an attempt without an answer keeps the gate shut as if a Retry-After had gone unheard', () => {
    const state = after(fresh(), { type: 'started', inFlight: 1, since: start }, later(100));
    expect(state.nextAt).toBeGreaterThanOrEqual(start + unheard);
  });

  test('so does a request that is no attempt, and only where its answer was not heard', () => {
    const asked = after(fresh(), { type: 'request' }, start);
    const event = { type: 'started', inFlight: 0, since: null } as const;
    expect(after(asked, event, later(100)).nextAt).toBe(start + unheard);
    const heard = after(asked, { type: 'success', latencyMs: 5 }, later(5));
    expect(after(heard, event, later(100)).nextAt).toBeLessThan(start + unheard);
  });

  test('a clock that was set back does not lengthen it', () => {
    const event = { type: 'started', inFlight: 1, since: later(hour) } as const;
    expect(after(fresh(), event, start).nextAt).toBeLessThanOrEqual(start + unheard);
  });
});
