import { describe, expect, test } from 'vitest';
import { drillScript } from '../../main/practice/drill/index.ts';
import type { CentralGrade } from '../../shared/sync/sync-state.ts';
import { runTwoDays, trueSpans } from '../scenarios/two-days.ts';

const minute = 60_000;

describe('the true state', () => {
  test('of 1 and 2 December 2025 is known for every channel and moment', () => {
    const script = drillScript('surge', 1);
    const spans = trueSpans(script);
    for (const channel of new Set(spans.map((span) => span.channel))) {
      const own = spans.filter((span) => span.channel === channel);
      expect(own[0]?.from).toBe(script.startAt);
      for (const [n, span] of own.entries()) expect(span.until).toBe(own[n + 1]?.from ?? null);
    }
    const isStopped = spans.filter(
      ({ channel, grade }) => channel === 'declarations' && grade === 'stopped',
    );
    const after = Date.parse('2025-12-02T16:00:00+09:00');
    const before = Date.parse('2025-12-02T19:00:00+09:00');
    expect(isStopped.length).toBeGreaterThan(1);
    for (const { from, until } of isStopped) {
      expect(from).toBeGreaterThanOrEqual(after);
      expect(until).toBeLessThanOrEqual(before);
    }
  });
});

test(
  'two days of December 2025 lose and double nothing, and "normal" fools nobody',
  { timeout: 30 * minute },
  async () => {
    const { samples, sheet } = await runTwoDays({ seed: 1 });
    expect(sheet.lost).toEqual([]);
    expect(sheet.doubled).toEqual([]);
    expect(sheet.audit).toEqual({
      doubleFilings: 0,
      blindResends: 0,
      insideRetryAfter: 0,
      overlaps: 0,
      changedBytes: 0,
    });
    expect(sheet.isWhole).toBe(true);
    expect(sheet.filings).toBe(320);
    expect(sheet.tallies.waiting).toBe(0);
    expect(samples).toHaveLength(2 * 24 * 60);
    // The status page: the same word throughout, heard and never believed.
    expect(new Set(samples.map(({ said }) => said.central.ownWord?.state ?? 'normal'))).toEqual(
      new Set(['normal']),
    );
    const saidIn = (from: string, until: string): Set<CentralGrade> =>
      new Set(
        samples
          .filter(({ at }) => at >= Date.parse(from) && at < Date.parse(until))
          .map(({ said }) => said.central.grade),
      );
    expect(saidIn('2025-12-01T09:00:00+09:00', '2025-12-01T12:30:00+09:00')).toEqual(
      new Set(['working']),
    );
    const evening = saidIn('2025-12-02T17:00:00+09:00', '2025-12-02T19:00:00+09:00');
    expect(evening.has('working')).toBe(false);
  },
);
