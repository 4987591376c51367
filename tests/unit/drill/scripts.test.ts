import { assert, constantFrom, integer, property } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { drillScript, mannerOf, manners, trueGrade } from '../../../main/practice/drill/index.ts';
import { conductOf } from '../../../main/practice/drill/conduct.ts';
import { drillScenarios } from '../../../shared/drill/scenarios.ts';

const seeds = integer({ min: 1, max: 1_000_000 });
const scenario = constantFrom(...drillScenarios);

describe('a script', () => {
  test('is the same for the same seed', () => {
    for (const name of drillScenarios) {
      expect(drillScript(name, 7)).toEqual(drillScript(name, 7));
      expect(drillScript(name, 7).arrivals).not.toEqual(drillScript(name, 8).arrivals);
    }
  });

  test('is in order, and asks nothing that has passed before it came', () => {
    assert(
      property(scenario, seeds, (name, seed) => {
        const script = drillScript(name, seed);
        const { arrivals, phases, startAt, endsAfter } = script;
        expect(phases[0]?.from).toBe(0);
        for (const [n, { from }] of phases.entries())
          if (n > 0) expect(from).toBeGreaterThan(phases[n - 1]?.from ?? -1);
        const references = new Set(arrivals.map(({ filing }) => filing.reference));
        expect(references.size).toBe(arrivals.length);
        for (const { at, limit } of arrivals) {
          expect(at).toBeGreaterThanOrEqual(0);
          expect(at).toBeLessThan(endsAfter);
          if (limit !== null) expect(limit.by).toBeGreaterThan(startAt + at);
        }
        // What a drill is about: limits that fall into its trouble, of both kinds.
        for (const rule of ['legal', 'cut-off'] as const)
          expect(arrivals.some(({ limit }) => limit?.rule === rule)).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  test('settles the fate of a request by seed, document and time alone', () => {
    const script = drillScript('morning', 3);
    const ask = { want: 'submit', subject: 'A', nth: 1, now: script.startAt + 3_000_000 } as const;
    const conduct = conductOf(script);
    conduct.fate({ ...ask, subject: 'B' });
    expect(conduct.fate(ask)).toEqual(conductOf(script).fate(ask));
  });

  test('says "normal" all through the surge', () => {
    const script = drillScript('surge', 1);
    const conduct = conductOf(script);
    for (const { from } of script.phases)
      expect(conduct.ownWord(script.startAt + from)).toEqual({ state: 'normal' });
  });

  test('takes nothing where it is dead, and some of everything else', () => {
    const { dead } = manners;
    expect(dead.turnedAway + dead.silence + dead.reset).toBe(1);
    expect(trueGrade('dead')).toBe('stopped');
    expect(trueGrade('well')).toBe('working');
    expect(trueGrade('slow')).toBe('slow');
    expect(trueGrade('bad-gateway')).toBe('degraded');
  });

  test('knows half outages: what was sent is answered for, what is new is hardly taken', () => {
    const half = drillScript('surge', 1).phases.find(
      (phase) => mannerOf(phase, 'inquire') !== mannerOf(phase, 'submit'),
    );
    expect(half).toBeDefined();
    if (half !== undefined) expect(mannerOf(half, 'status')).toBe('well');
  });
});
