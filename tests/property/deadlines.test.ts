import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { basisText, readBasis, type DeadlineBasis } from '../../shared/deadlines/basis.ts';
import { countPeriod } from '../../shared/deadlines/count.ts';
import { possibleExtension } from '../../shared/deadlines/extension.ts';
import { createHolidays, movedOn } from '../../shared/deadlines/holidays.ts';
import { periodRules, startEvents, type CountedRule } from '../../shared/deadlines/rules.ts';
import { addDays, civilDate, daysBetween, epochMs, weekday } from '../../shared/time.ts';
import { stop } from '../unit/deadlines/incident-samples.ts';

const day = fc.integer({ min: 0, max: 12 * 365 }).map((n) => addDays(civilDate('2024-01-01'), n));
const rule = fc.constantFrom<CountedRule>(
  'import-declaration',
  'instant-release',
  'export-loading',
);
const office = fc.record({
  added: fc
    .uniqueArray(day, { maxLength: 6 })
    .map((days) => days.map((date) => ({ date, name: '임시공휴일' }))),
  removed: fc.uniqueArray(day, { maxLength: 6 }),
});
const event = 'warehoused';

describe('a deadline by law', () => {
  test('is never on a day that does not count, and every day before it that it passed is one', () => {
    fc.assert(
      fc.property(rule, day, office, (rule, from, table) => {
        const holidays = createHolidays(table);
        const { due, last, passed } = countPeriod({ rule, from, event }, holidays);
        expect(holidays.of(due)).toBeNull();
        expect([0, 6]).not.toContain(weekday(due));
        expect(passed.map(({ date }) => date)).toEqual(
          Array.from({ length: daysBetween(last, due) }, (_, i) => addDays(last, i)),
        );
        expect(passed.every(({ date }) => holidays.of(date) !== null)).toBe(true);
      }),
      { numRuns: 400 },
    );
  });

  test('leaves its first day out: so many days lie between, and never fewer', () => {
    fc.assert(
      fc.property(rule, day, office, (rule, from, table) => {
        const { due, last } = countPeriod({ rule, from, event }, createHolidays(table));
        expect(daysBetween(from, last)).toBe(periodRules[rule].days);
        expect(due >= last).toBe(true);
      }),
      { numRuns: 400 },
    );
  });

  test('is never earlier for a later start, nor for more holidays', () => {
    fc.assert(
      fc.property(rule, day, fc.integer({ min: 0, max: 40 }), office, (rule, from, more, table) => {
        const holidays = createHolidays({ added: [], removed: table.removed });
        const due = (start: typeof from, by = holidays) =>
          countPeriod({ rule, from: start, event }, by).due;
        expect(due(addDays(from, more)) >= due(from)).toBe(true);
        expect(due(from, createHolidays(table)) >= due(from)).toBe(true);
      }),
      { numRuns: 400 },
    );
  });

  test('rests on what is kept of it', () => {
    const basis = fc.record({
      by: fc.constant('law' as const),
      rule: fc.constantFrom('import-declaration' as const, 'instant-release' as const),
      from: day,
      event: fc.constantFrom(...startEvents),
      told: fc.constantFrom('declared' as const, 'cargo' as const),
    });
    fc.assert(
      fc.property(basis, (kept: DeadlineBasis) => {
        expect(readBasis(basisText(kept))).toEqual(kept);
      }),
    );
    expect(readBasis(basisText({ by: 'person' }))).toEqual({ by: 'person' });
    expect(readBasis('import-declaration 2026-02-30 warehoused declared')).toBeNull();
  });
});

describe('a possible extension', () => {
  const hour = 3_600_000;
  const stops = fc.array(
    fc.record({ from: fc.integer({ min: -72, max: 400 }), hours: fc.integer({ min: 1, max: 90 }) }),
    { minLength: 1, maxLength: 6 },
  );

  test('is later than the deadline, a day that counts, and the day after a recovery moved on', () => {
    fc.assert(
      fc.property(day, stops, office, (deadline, spans, table) => {
        const holidays = createHolidays(table);
        const base = Date.parse(`${deadline}T00:00:00+09:00`);
        const incidents = spans.map(({ from, hours }, i) => ({
          ...stop(i + 1, '2026-01-01 00:00', '2026-01-01 01:00'),
          startedAt: epochMs(base + from * hour),
          endedAt: epochMs(base + (from + hours) * hour),
        }));
        const now = epochMs(base + 2000 * hour);
        const found = possibleExtension({ deadline, incidents, holidays, now });
        if (found === null) {
          const end = base + 24 * hour;
          const touches = incidents.some((one) => one.startedAt < end && one.endedAt > base);
          expect(touches).toBe(false);
          return;
        }
        const { due, steps } = found;
        if (due === null) return expect.unreachable('all of them ended');
        expect(due > deadline).toBe(true);
        expect(holidays.of(due)).toBeNull();
        let before = deadline;
        for (const step of steps) {
          expect(step.deadline).toBe(before);
          expect(step.due).toBe(movedOn(step.next, holidays).date);
          expect(step.due > before).toBe(true);
          before = step.due;
        }
        expect(before).toBe(due);
      }),
      { numRuns: 300 },
    );
  });
});
