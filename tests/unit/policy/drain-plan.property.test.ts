import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  limitSpacingMs,
  mayGo,
  missedFrom,
  missingOf,
  newPacerState,
  outlook,
  pacingSettingsSchema,
  positionAfter,
  step,
  type Outlook,
  type PacerState,
} from '../../../main/outbox/policy/index.ts';
import { addDays, epochMs, koreanDate } from '../../../shared/time.ts';
import { DrainModel, type Temper } from '../../support/drain-model.ts';
import { seeded, settings, start } from './policy-samples.ts';

const temper: fc.Arbitrary<Temper> = fc.record({
  latencyMs: fc.integer({ min: 20, max: 6000 }),
  spread: fc.double({ min: 0.05, max: 0.9, noNaN: true }),
  turnsAway: fc.constantFrom(0, 0, 0.02, 0.2, 1),
});
const history = fc.record({
  temper,
  seed: fc.nat(),
  waiting: fc.integer({ min: 1, max: 1500 }),
  livedMs: fc.integer({ min: 0, max: 600_000 }),
});

function lived(given: {
  temper: Temper;
  seed: number;
  waiting: number;
  livedMs: number;
}): DrainModel {
  const { seed, livedMs, ...rest } = given;
  const model = new DrainModel({ start, random: seeded(seed), ...rest }, settings);
  model.liveUntil(start + livedMs);
  return model;
}

function seenBy({
  state,
  now,
  settledAt,
  failedAt,
}: DrainModel): Exclude<Outlook, { kind: 'not-allowed' }> {
  const since = epochMs(now - 600_000);
  const lately = {
    since,
    settledAt: settledAt.filter((at) => at > since),
    failed: failedAt.filter((at) => at > since).length,
  };
  const seen = outlook(state, lately, now, settings);
  if (seen.kind === 'not-allowed') return expect.unreachable('nobody refused the credentials');
  return seen;
}

describe('whatever has happened', () => {
  test('a span is in order, and later positions go no sooner', () => {
    let moving = 0;
    fc.assert(
      fc.property(history, fc.array(fc.integer({ min: 1, max: 100_000 })), (given, positions) => {
        const seen = seenBy(lived(given));
        if (seen.kind !== 'moving') return;
        moving += 1;
        const { low, likely, high } = seen.rate;
        expect(low).toBeGreaterThan(0);
        expect(low).toBeLessThanOrEqual(likely);
        expect(likely).toBeLessThanOrEqual(high);
        let before = { from: 0, to: 0 };
        for (const position of positions.toSorted((a, b) => a - b)) {
          const span = seen.spanOf(position);
          expect(span.from).toBeLessThanOrEqual(span.to);
          expect(span.from).toBeGreaterThanOrEqual(before.from);
          expect(span.to).toBeGreaterThanOrEqual(before.to);
          before = span;
        }
      }),
      { numRuns: 150, seed: 1 },
    );
    expect(moving).toBeGreaterThan(30);
  });

  test('the early edge keeps both limits of customs, also with what has left already', () => {
    fc.assert(
      fc.property(history, (given) => {
        const model = lived(given);
        const seen = seenBy(model);
        const spacing = limitSpacingMs(settings);
        const at = Array.from({ length: 1000 }, (_, i) => seen.best(i + 1));
        for (const [i, each] of at.entries()) {
          expect(each).toBeGreaterThanOrEqual(model.now);
          if (i > 0) expect(each - (at[i - 1] ?? 0)).toBeGreaterThanOrEqual(spacing);
          const before = at[i - settings.limitPerMinute];
          if (before !== undefined) expect(each - before).toBeGreaterThanOrEqual(60_000);
        }
        // What left before counts on: at no moment are there more within the minute behind it.
        const all = [...model.leftAt, ...at];
        for (const each of [at[0] ?? 0, at[150] ?? 0, at[299] ?? 0, at[300] ?? 0]) {
          const within = all.filter((other) => other > each - 59_500 && other <= each);
          expect(within.length).toBeLessThanOrEqual(settings.limitPerMinute);
        }
      }),
      { numRuns: 100, seed: 2 },
    );
  });

  test('nobody is faster than the early edge, not even where answers take no time', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 400 }),
        fc.integer({ min: 0, max: 60_000 }),
        fc.constantFrom({ perSecond: 20, perMinute: 300 }, { perSecond: 3, perMinute: 100 }),
        (already, pauseMs, limits) => {
          const strict = pacingSettingsSchema.parse({
            limitPerSecond: limits.perSecond,
            limitPerMinute: limits.perMinute,
          });
          let state: PacerState = newPacerState(start, strict);
          let now = start;
          const go = (): number => {
            for (;;) {
              const may = mayGo(state, 'declarations', now, strict);
              if (may.go) break;
              now = epochMs(Math.max(now + 1, may.at ?? now + 1));
            }
            const left = now;
            const context = { now, random: () => 0.5, settings: strict, urgentPending: false };
            state = step(state, { type: 'request', lane: 'declarations' }, context);
            state = step(state, { type: 'success', lane: 'declarations', latencyMs: 1 }, context);
            return left;
          };
          for (let i = 0; i < already; i += 1) go();
          now = epochMs(now + pauseMs);
          const seen = outlook(state, { since: now, settledAt: [], failed: 0 }, now, strict);
          if (seen.kind !== 'moving') return expect.unreachable('all went well');
          for (let position = 1; position <= 450; position += 1) {
            const left = go();
            expect(seen.best(position)).toBeLessThanOrEqual(left);
            expect(seen.spanOf(position).from).toBeLessThanOrEqual(left);
          }
        },
      ),
      { numRuns: 40, seed: 3 },
    );
  });

  test('what misses its date lies at the end of its day, and by position', () => {
    fc.assert(
      fc.property(
        history,
        fc.integer({ min: 1, max: 50_000 }),
        fc.integer({ min: 1, max: 50_000 }),
        fc.integer({ min: -1, max: 2 }),
        (given, first, count, days) => {
          const model = lived(given);
          const seen = seenBy(model);
          const due = addDays(koreanDate(model.now), days);
          const { mayFrom, willFrom } = missingOf({ due, first, count }, seen);
          expect(first).toBeLessThanOrEqual(mayFrom);
          expect(mayFrom).toBeLessThanOrEqual(willFrom);
          expect(willFrom).toBeLessThanOrEqual(first + count);
          const early = (position: number): number =>
            seen.kind === 'moving' ? seen.spanOf(position).from : seen.best(position);
          if (willFrom > first) expect(early(willFrom - 1)).toBeLessThan(missedFrom(due));
          if (willFrom < first + count)
            expect(early(willFrom)).toBeGreaterThanOrEqual(missedFrom(due));
        },
      ),
      { numRuns: 100, seed: 4 },
    );
  });
});

test('midnight in Korea is when a date is missed', () => {
  const due = koreanDate(start);
  expect(koreanDate(missedFrom(due))).toBe(addDays(due, 1));
  expect(koreanDate(epochMs(missedFrom(due) - 1))).toBe(due);
});

describe('making some urgent', () => {
  test('moves each to where sorting anew puts it, and loses nobody', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.record({ id: fc.integer({ min: 1, max: 500 }), urgent: fc.boolean() }), {
          selector: ({ id }) => id,
          minLength: 1,
          maxLength: 60,
        }),
        fc.integer({ min: 1, max: 1000 }),
        fc.infiniteStream(fc.boolean()),
        (filings, dayFirst, picks) => {
          const sorted = filings.toSorted(
            (a, b) => Number(b.urgent) - Number(a.urgent) || a.id - b.id,
          );
          const placed = sorted.map((each, i) => ({ ...each, position: dayFirst + i }));
          const chosen = placed.filter(() => picks.next().value);
          const expected = placed
            .map((each) => ({ ...each, urgent: each.urgent || chosen.includes(each) }))
            .toSorted((a, b) => Number(b.urgent) - Number(a.urgent) || a.id - b.id)
            .map(({ id }, i) => [id, dayFirst + i]);
          const found = placed.map((each) => {
            const urgentBefore = placed.filter((p) => p.urgent && p.id < each.id).length;
            const to = positionAfter(each, each.position, chosen, { dayFirst, urgentBefore });
            return [each.id, to];
          });
          expect(new Map(found.map(([id, to]) => [id, to]))).toEqual(
            new Map(expected.map(([id, to]) => [id, to])),
          );
          expect(new Set(found.map(([, to]) => to)).size).toBe(filings.length);
        },
      ),
      { numRuns: 300, seed: 5 },
    );
  });
});

describe('where the system stays as it is', () => {
  const tempers: readonly [string, Temper, number, number][] = [
    ['well', { latencyMs: 300, spread: 0.3, turnsAway: 0 }, 2000, 5],
    ['well, and just begun', { latencyMs: 300, spread: 0.3, turnsAway: 0 }, 700, 1],
    ['well, and never tried', { latencyMs: 300, spread: 0.3, turnsAway: 0 }, 400, 0],
    ['slow', { latencyMs: 4000, spread: 0.4, turnsAway: 0 }, 2000, 5],
    ['fitful', { latencyMs: 800, spread: 0.9, turnsAway: 0 }, 2000, 5],
    ['turning a few away', { latencyMs: 400, spread: 0.4, turnsAway: 0.05 }, 2000, 5],
  ];
  test.each(tempers)('the end lies within the span told: %s', (_, how, waiting, minutes) => {
    const [runs, enough] = [20, 18];
    let within = 0;
    let told = 0;
    for (let seed = 1; seed <= runs; seed += 1) {
      const model = lived({ temper: how, seed: seed * 7919, waiting, livedMs: minutes * 60_000 });
      const seen = seenBy(model);
      if (seen.kind !== 'moving') continue;
      told += 1;
      const { from, to } = seen.spanOf(model.waiting);
      model.liveUntil(model.now + 30 * 86_400_000);
      const end = model.settledAt.at(-1) ?? 0;
      if (from <= end && end <= to) within += 1;
    }
    expect(told).toBeGreaterThanOrEqual(enough);
    expect(within / told).toBeGreaterThanOrEqual(0.9);
  });

  test('no end is told of one that takes nothing', () => {
    const how = { latencyMs: 300, spread: 0.3, turnsAway: 1 };
    const seen = seenBy(lived({ temper: how, seed: 3, waiting: 50, livedMs: 300_000 }));
    expect(seen).toMatchObject({ kind: 'unknown' });
  });
});
