import { expect, test } from 'vitest';
import { mayGo, newPacerState, step } from '../../../main/outbox/policy/index.ts';
import type { PacerEvent, PacerState } from '../../../main/outbox/policy/index.ts';
import { epochMs } from '../../../shared/time.ts';
import { seeded, settings } from './policy-samples.ts';

const hour = 3_600_000;

interface Office {
  state: PacerState;
  waiting: number;
  /** When it next looks whether it may go. */
  wakesAt: number;
}

interface World {
  offices: number;
  filingsEach: number;
  /** The central system answers nothing until then. */
  deadUntil: number;
  /** What it can do afterwards: answers in a second; whatever is beyond is turned away with 503. */
  perSecond: number;
  horizon: number;
  seed: number;
}

interface Result {
  requestsWhileDead: number;
  mostByOneOffice: number;
  requestsAfter: number;
  /** When 95 in 100 filings were in. */
  mostlyAt: number | null;
  drainedAt: number | null;
}

/** The policy itself in many offices on one virtual clock against a system that is dead and comes back. */
function simulate(world: World): Result {
  const random = seeded(world.seed);
  const offices: Office[] = Array.from({ length: world.offices }, () => ({
    state: newPacerState(epochMs(0), settings),
    waiting: world.filingsEach,
    wakesAt: 0,
  }));
  const counts = offices.map(() => 0);
  let [requestsWhileDead, requestsAfter, left] = [0, 0, world.offices * world.filingsEach];
  const nearlyAll = left * 0.05;
  let mostlyAt: number | null = null;
  let second = 0;
  let doneThisSecond = 0;
  for (;;) {
    let first = -1;
    for (const [i, office] of offices.entries())
      if (office.waiting > 0 && office.wakesAt < (offices[first]?.wakesAt ?? world.horizon))
        first = i;
    const office = offices[first];
    if (office === undefined) break;
    const now = epochMs(office.wakesAt);
    const happen = (event: PacerEvent, at: number): void => {
      office.state = step(office.state, event, {
        now: epochMs(at),
        random,
        settings,
        urgentPending: false,
      });
    };
    const go = mayGo(office.state, now, settings);
    if (!go.go) {
      if (go.at === null) throw new Error('no office has wrong credentials');
      office.wakesAt = go.at;
      continue;
    }
    happen({ type: 'request' }, now);
    const dead = now < world.deadUntil;
    if (Math.floor(now / 1000) !== second) [second, doneThisSecond] = [Math.floor(now / 1000), 0];
    const taken = !dead && doneThisSecond < world.perSecond;
    let tookMs = 50;
    if (dead) {
      requestsWhileDead += 1;
      counts[first] = (counts[first] ?? 0) + 1;
      tookMs = 2;
      const cause = 'connection-refused';
      happen({ type: 'congestion', cause, retryAfterMs: null, tookMs }, now + tookMs);
    } else if (taken) {
      requestsAfter += 1;
      doneThisSecond += 1;
      office.waiting -= 1;
      left -= 1;
      if (left <= nearlyAll) mostlyAt ??= now;
      happen({ type: 'success', latencyMs: tookMs }, now + tookMs);
      if (left === 0) return result(now);
    } else {
      requestsAfter += 1;
      const cause = 'unavailable';
      happen({ type: 'congestion', cause, retryAfterMs: null, tookMs }, now + tookMs);
    }
    office.wakesAt = now + tookMs;
  }
  return result(null);

  function result(drainedAt: number | null): Result {
    return {
      requestsWhileDead,
      mostByOneOffice: Math.max(...counts),
      requestsAfter,
      mostlyAt,
      drainedAt,
    };
  }
}

/** How often one office asks in an outage where every wait is this share of the interval. */
function requestsIn(outageMs: number, share: number): number {
  let [at, requests, interval] = [0, 0, settings.minIntervalMs];
  while (at < outageMs) {
    requests += 1;
    interval = Math.min(
      settings.maxIntervalMs,
      Math.max(settings.troubleIntervalMs, interval * settings.growth),
    );
    at += interval * share;
  }
  return requests;
}

test.each([1, 2, 3])('200 offices sit out an outage of six hours and drain (seed %i)', (seed) => {
  const deadUntil = 6 * hour;
  const world: World = {
    offices: 200,
    filingsEach: 100,
    deadUntil,
    perSecond: 10,
    horizon: 12 * hour,
    seed,
  };
  const { requestsWhileDead, mostByOneOffice, requestsAfter, mostlyAt, drainedAt } =
    simulate(world);
  expect(mostByOneOffice).toBeLessThanOrEqual(requestsIn(deadUntil, 0.5));
  expect(requestsWhileDead).toBeLessThanOrEqual(200 * requestsIn(deadUntil, 1) * 1.05);
  // Capacity alone would need 2,000 s; the visits of an office with 100 filings add up to some
  // 4,400 s, for what has grown to half an hour shrinks step by step. That is what spares the system.
  expect((mostlyAt ?? Number.POSITIVE_INFINITY) - deadUntil).toBeLessThanOrEqual(2.25 * hour);
  expect((drainedAt ?? Number.POSITIVE_INFINITY) - deadUntil).toBeLessThanOrEqual(3 * hour);
  expect(requestsAfter / (200 * 100)).toBeLessThanOrEqual(1.1);
});
