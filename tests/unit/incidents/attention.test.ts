import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  attention,
  nothingTold,
  quietMs,
  type Situation,
  type Told,
} from '../../../main/health/incidents/policy/index.ts';
import { attentionKinds, type AttentionKind } from '../../../shared/sync/attention.ts';
import { epochMs } from '../../../shared/time.ts';
import { at, minutes, start } from './changes.ts';

const calm: Situation = {
  now: at(0),
  incidents: [],
  waiting: 0,
  duePassed: 0,
  dueToday: 0,
  dueTomorrow: 0,
  person: 0,
  stands: null,
  oldestAt: null,
};
const outage = {
  id: 1,
  side: 'central',
  grade: 'stopped',
  channels: ['declarations'],
  startedAt: at(0),
  endedAt: null,
} as const;

/** Looks every minute; what was told, by its minute. */
function day(situationAt: (minute: number) => Partial<Situation>, from: number, to: number) {
  const lines: [number, string][] = [];
  let told: Told = nothingTold;
  for (let minute = from; minute < to; minute += 1) {
    const situation = { ...calm, now: at(minute), ...situationAt(minute) };
    const { told: after, attention: line } = attention(told, situation);
    told = after;
    if (line !== null) lines.push([minute, line.ko]);
  }
  return lines;
}

describe('a person is told', () => {
  test('once that an incident began, once how bad it became, and once that it is over for good', () => {
    const lines = day(
      (minute) => {
        if (minute < 5) return {};
        const grade = minute < 30 ? 'degraded' : 'stopped';
        const endedAt = minute < 60 ? null : at(60);
        return { waiting: 12, incidents: [{ ...outage, startedAt: at(5), grade, endedAt }] };
      },
      0,
      600,
    );
    expect(lines).toEqual([
      [5, '세관 쪽(신고 접수)에 문제가 있습니다: 자주 실패. 신고는 저장되어 기다립니다.'],
      [30, '세관 쪽(신고 접수)에 문제가 있습니다: 멈춤. 신고는 저장되어 기다립니다.'],
      [70, '장애가 끝났습니다(55분 이어짐). 기다리던 12건을 차례로 보냅니다.'],
    ]);
  });

  test('in one line that sums up what there is', () => {
    const lines = day(() => ({ incidents: [outage], dueToday: 3, person: 2 }), 0, 60);
    expect(lines).toEqual([
      [0, '오늘이 기한인 신고 3건이 아직 접수되지 않았습니다. 그 밖에 2가지.'],
    ]);
  });

  test('nothing at night but where something is due that day', () => {
    const evening = 11 * 60; // eight in the evening
    expect(day(() => ({ incidents: [outage], person: 3 }), evening, evening + 12 * 60)).toEqual([]);
    expect(
      day(() => ({ incidents: [outage], person: 3 }), evening, evening + 12 * 60 + 1),
    ).toHaveLength(1);
    expect(day(() => ({ dueToday: 1 }), evening, evening + 60)).toHaveLength(1);
  });

  test('of what has waited for a day, and again for two', () => {
    const lines = day(() => ({ oldestAt: at(-60) }), 0, 2 * 24 * 60);
    expect(lines).toEqual([
      [23 * 60, '하루 넘게 기다린 신고가 있습니다.'],
      [47 * 60, '이틀 넘게 기다린 신고가 있습니다. 다른 길로 낼지 정해야 합니다.'],
    ]);
  });

  test('not again when fewer filings need a look', () => {
    const lines = day((minute) => ({ person: minute < 60 ? 3 : minute < 120 ? 1 : 2 }), 0, 300);
    expect(lines.map(([minute]) => minute)).toEqual([0, 120]);
  });
});

test('no kind is ever told more often than its quiet time, and never at night without cause', () => {
  const step = fc.record({
    after: fc.integer({ min: 1, max: 3_600_000 }),
    person: fc.integer({ min: 0, max: 5 }),
    dueToday: fc.integer({ min: 0, max: 1 }),
    dueTomorrow: fc.integer({ min: 0, max: 2 }),
    waiting: fc.integer({ min: 0, max: 9 }),
    stands: fc.constantFrom(null, 'not-allowed', 'trouble'),
    age: fc.integer({ min: 0, max: 4 }),
    grade: fc.constantFrom('slow', 'degraded', 'stopped'),
    id: fc.integer({ min: 1, max: 4 }),
    lasts: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 120 }), (steps) => {
      let told: Told = nothingTold;
      let now: number = start;
      const last = new Map<AttentionKind, number>();
      for (const { after, age, grade, id, lasts, ...rest } of steps) {
        now += after;
        const before = told;
        const situation: Situation = {
          ...calm,
          ...rest,
          now: epochMs(now),
          oldestAt: epochMs(now - age * 86_400_000),
          incidents: [{ ...outage, id, grade, endedAt: lasts ? null : epochMs(now - 700_000) }],
        };
        const result = attention(told, situation);
        told = result.told;
        const hour = Math.floor(minutes(epochMs(now)) / 60 + 9) % 24;
        if (result.attention !== null && (hour < 8 || hour >= 20))
          expect(situation.dueToday).toBeGreaterThan(0);
        for (const kind of attentionKinds) {
          const at = told.lastAt[kind];
          if (at === before.lastAt[kind] || at === null) continue;
          expect(result.attention).not.toBeNull();
          const earlier = last.get(kind);
          if (earlier !== undefined) expect(at - earlier).toBeGreaterThanOrEqual(quietMs[kind]);
          last.set(kind, at);
        }
        // The same situation right away is no news.
        expect(attention(told, situation).attention).toBeNull();
      }
    }),
    { numRuns: 300 },
  );
});
