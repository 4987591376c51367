import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  limitSpacingMs,
  nextInquiryAt,
  pacingSettingsSchema,
  requestTimeoutMs,
} from '../../../main/outbox/policy/index.ts';
import type { PacerEvent } from '../../../main/outbox/policy/index.ts';
import type { Cause } from '../../../shared/filing/attempts.ts';
import { after, fresh, later, settings, start, success } from './policy-samples.ts';

function spacing(perSecond: number): number {
  return limitSpacingMs({ ...settings, limitPerSecond: perSecond });
}

function met(cause: Cause, tookMs: number): PacerEvent {
  return { type: 'congestion', lane: 'declarations', cause, retryAfterMs: null, tookMs };
}

function delay(inquiries: number, chance: number, retryAfterMs: number | null = null): number {
  const random = (): number => chance;
  return nextInquiryAt({ now: start, random, inquiries, retryAfterMs, settings }) - start;
}

describe('limits', () => {
  test('requests are spaced by the limit a second, with room for what the network delivers late', () => {
    expect(spacing(20)).toBe(68);
    expect(spacing(2)).toBe(675);
    expect(spacing(100_000)).toBe(0);
  });
});

describe('the time a request may take', () => {
  test('is eight usual latencies, between 5 and 60 seconds; 15 s while nothing is known', () => {
    const seconds = [null, 0, 500, 1250, 3000, 7500, 50_000].map(
      (latency) => requestTimeoutMs(latency, settings) / 1000,
    );
    expect(seconds).toEqual([15, 5, 5, 10, 24, 60, 60]);
  });

  test('grows when requests run out of time, and shrinks when they are answered', () => {
    let state = fresh();
    const timeouts: number[] = [];
    const timeoutOf = (): number => requestTimeoutMs(state.declarations.latencyMs, settings);
    state = after(state, success(300), start);
    for (let i = 0; i < 4; i += 1) {
      timeouts.push(timeoutOf());
      const tookMs = timeoutOf();
      state = after(state, met('timeout', tookMs), later(i));
    }
    expect(timeouts).toEqual([5000, 9920, 23_808, 57_139]);
    for (let i = 0; i < 30; i += 1) state = after(state, success(300), later(10 + i));
    expect(timeoutOf()).toBe(5000);
  });

  test('a refused connection, though quick, teaches nothing about latency', () => {
    const known = after(fresh(), success(3000), start);
    const refused = after(known, met('connection-refused', 1), later(1));
    expect(refused.declarations.latencyMs).toBe(3000);
  });
});

describe('the next inquiry', () => {
  test('comes 2 s after the unknown, then after 2, 4, 8 … s, up to 10 min', () => {
    expect(delay(0, 0)).toBe(2000);
    const seconds = Array.from({ length: 12 }, (_, i) => delay(i + 1, 0.5) / 1000);
    expect(seconds).toEqual([2, 4, 8, 16, 32, 64, 128, 256, 512, 600, 600, 600]);
    expect(delay(1_000_000, 0.5)).toBe(600_000);
  });

  test('keeps every bound', () => {
    const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
    const word = fc.option(fc.integer({ min: 0, max: 1_000_000_000 }));
    fc.assert(
      fc.property(fc.nat(), random, word, (inquiries, chance, retryAfterMs) => {
        const ms = delay(inquiries, chance, retryAfterMs);
        expect(Number.isInteger(ms)).toBe(true);
        const asked = Math.min(retryAfterMs ?? 0, settings.retryAfterCapMs);
        expect(ms).toBeGreaterThanOrEqual(Math.max(asked, inquiries === 0 ? 2000 : 1000));
        expect(ms).toBeLessThanOrEqual(Math.max(900_001, asked * 1.1 + 51));
      }),
    );
  });
});

describe('settings', () => {
  test('have defaults for everything', () => {
    expect(pacingSettingsSchema.parse({})).toEqual(settings);
    expect(pacingSettingsSchema.parse({ maxIntervalMs: 60_000 }).maxIntervalMs).toBe(60_000);
  });
  test('that contradict each other or make no sense are refused', () => {
    for (const wrong of [
      { minIntervalMs: 5000, maxIntervalMs: 4000 },
      { troubleIntervalMs: 5000, maxIntervalMs: 4000 },
      { minTimeoutMs: 70_000 },
      { slowUntilMs: 6000 },
      { decay: 1 },
      { growth: 1 },
      { limitPerMinute: 0 },
      { maxOpen: 0.5 },
      { maxBusyIntervalMs: 1000 },
      { queueMs: 400 },
      { typo: 1 },
    ])
      expect(pacingSettingsSchema.safeParse(wrong).success).toBe(false);
  });
});
