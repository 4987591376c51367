import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { guardAfter } from '../../../main/health/policy/settings.ts';
import { seededRandom } from '../../support/virtual-clock.ts';
import { busiestHour, channelUnderTest, hour, minute, second, type Told } from './traffic.ts';

/** A time with the same traffic throughout. */
interface Spell {
  forMs: number;
  everyMs: number;
  illShare: number;
  tookMs: number;
}

const spell: fc.Arbitrary<Spell> = fc.record({
  forMs: fc.integer({ min: minute, max: 3 * hour }),
  everyMs: fc.constantFrom(5 * second, 20 * second, minute, 5 * minute, 20 * minute),
  illShare: fc.oneof(fc.constantFrom(0, 1), fc.double({ min: 0, max: 1, noNaN: true })),
  tookMs: fc.constantFrom(40, 400, 2500, 6000, 20_000),
});

function drive(
  spells: readonly Spell[],
  seed: number,
  each: (channel: ReturnType<typeof channelUnderTest>, told: Told) => void = (channel, told) =>
    channel.tell(told),
) {
  const random = seededRandom(seed);
  const channel = channelUnderTest();
  for (const { forMs, everyMs, illShare, tookMs } of spells)
    for (let ms = 0; ms < forMs;) {
      const isIll = random() < illShare;
      const took = tookMs * (0.5 + random());
      each(channel, isIll ? { says: 'ill' } : { says: 'well', tookMs: took });
      const pauseMs = Math.ceil(everyMs * (0.5 + random()));
      channel.pass(pauseMs);
      ms += pauseMs;
    }
  return channel;
}

const seed = fc.integer({ min: 0, max: 2 ** 31 });

describe('whatever the traffic is like', () => {
  test('a steady share of failures makes no grade flap', () => {
    fc.assert(
      fc.property(spell, seed, (one, n) => {
        const channel = drive([{ ...one, forMs: 8 * hour }], n);
        expect(busiestHour(channel.changes)).toBeLessThanOrEqual(8);
        expect(channel.changes.length).toBeLessThanOrEqual(16);
      }),
      { numRuns: 60 },
    );
  });

  test('no mixture of it makes a grade flap', () => {
    fc.assert(
      fc.property(fc.array(spell, { minLength: 1, maxLength: 12 }), seed, (spells, n) => {
        const channel = drive(spells, n);
        expect(busiestHour(channel.changes)).toBeLessThanOrEqual(8 + 2 * spells.length);
      }),
      { numRuns: 40 },
    );
  });

  test('working is said after trouble only past the guard', () => {
    fc.assert(
      fc.property(fc.array(spell, { minLength: 2, maxLength: 8 }), seed, (spells, n) => {
        const good: number[] = [];
        drive(spells, n, (channel, told) => {
          const before = channel.memory();
          channel.tell(told);
          if (told.says === 'well') good.push(channel.now());
          const { trouble } = before;
          if (channel.grade() !== 'working' || before.grade === 'working' || trouble === null)
            return;
          const { since } = channel.memory();
          const guard = guardAfter((since ?? 0) - trouble.since, trouble.relapses);
          expect(good.filter((at) => at >= (since ?? 0)).length).toBeGreaterThanOrEqual(
            guard.count,
          );
          expect(channel.now() - (since ?? 0)).toBeGreaterThanOrEqual(guard.spreadMs);
        });
      }),
      { numRuns: 40 },
    );
  });

  test('a channel that is well is never called stopped, and one that is dead never working', () => {
    fc.assert(
      fc.property(spell, seed, (one, n) => {
        const alive = drive([{ ...one, illShare: 0.01 }], n);
        expect(alive.changes.map(({ to }) => to)).not.toContain('stopped');
        const dead = drive([{ ...one, illShare: 1 }], n);
        expect(dead.changes.map(({ to }) => to)).not.toContain('working');
        expect(dead.changes.map(({ to }) => to)).not.toContain('degraded');
      }),
      { numRuns: 40 },
    );
  });

  test('a stop is found within two measuring intervals, from its first failure on', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 3, max: 60 }),
        fc.constantFrom(5 * second, 20 * second, minute, 5 * minute),
        (before, everyMs) => {
          const channel = channelUnderTest();
          channel.tellAll({ says: 'well' }, before, everyMs);
          const from = channel.now();
          channel.tellAll({ says: 'ill' }, 6, everyMs);
          const stop = channel.changes.find(({ to }) => to === 'stopped');
          expect(stop?.at).toBe(from);
          expect(stop?.knownAt).toBe(from + 2 * everyMs);
        },
      ),
    );
  });

  test('what is known of a channel stays small', () => {
    fc.assert(
      fc.property(fc.array(spell, { minLength: 1, maxLength: 6 }), seed, (spells, n) => {
        const channel = drive(spells, n);
        expect(JSON.stringify(channel.memory()).length).toBeLessThan(6000);
      }),
      { numRuns: 30 },
    );
  });
});
