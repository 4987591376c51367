import { describe, expect, test } from 'vitest';
import { centralGrade } from '../../../main/outbox/policy/index.ts';
import type { PacerEvent, PacerState } from '../../../main/outbox/policy/index.ts';
import type { EpochMs } from '../../../shared/time.ts';
import {
  after,
  fresh,
  later,
  notAllowed,
  request,
  start,
  started,
  success,
  trouble,
} from './policy-samples.ts';

/** Lets these happen a second apart and tells the grade after each. */
function grades(events: readonly PacerEvent[], from: PacerState = fresh()): string[] {
  let state = from;
  return events.map((event, i) => {
    state = after(state, event, later(i * 1000));
    return centralGrade(state, later(i * 1000)).grade;
  });
}

function state(events: readonly PacerEvent[]): { state: PacerState; now: EpochMs } {
  let now = start;
  let reached = fresh();
  for (const [i, event] of events.entries()) {
    now = later(i * 1000);
    reached = after(reached, event, now);
  }
  return { state: reached, now };
}

const times = <T>(n: number, value: T): T[] => Array.from({ length: n }, () => value);

describe('the central system’s grade', () => {
  test('is unknown until something was tried', () => {
    expect(grades([started(), request()])).toEqual(['unknown', 'unknown']);
    expect(centralGrade(fresh(), start)).toEqual({ grade: 'unknown', since: null });
  });

  test('falls with failures, stands at stopped until the first success, recovers after five', () => {
    expect(grades([success(), ...times(4, trouble()), ...times(6, success())])).toEqual([
      'working',
      'unsteady',
      'unsteady',
      'stopped',
      'stopped',
      'unsteady',
      'unsteady',
      'unsteady',
      'unsteady',
      'working',
      'working',
    ]);
  });

  test('is stopped since the first of the failures', () => {
    const { state: stopped, now } = state([success(), ...times(5, trouble())]);
    expect(centralGrade(stopped, now)).toEqual({ grade: 'stopped', since: later(1000) });
    const muchLater = later(50 * 3_600_000);
    expect(centralGrade(stopped, muchLater)).toEqual({ grade: 'stopped', since: later(1000) });
  });

  test('an answer is a sign of life', () => {
    expect(grades([trouble(), trouble(), success(5), trouble()])).toEqual([
      'unsteady',
      'unsteady',
      'unsteady',
      'unsteady',
    ]);
  });

  test('is slow from 5 s on, and until below 3 s', () => {
    const slow = grades([
      ...times(2, success(5000)),
      ...times(2, success(3500)),
      ...times(8, success(2900)),
      ...times(8, success(2000)),
      ...times(2, success(4900)),
    ]);
    expect(slow.slice(0, 12)).toEqual(times(12, 'slow'));
    expect(slow.slice(-3)).toEqual(times(3, 'working'));
  });

  test('with wrong credentials says so until they are mended', () => {
    expect(grades([success(), notAllowed, success(), { type: 'resume' }])).toEqual([
      'working',
      'not-allowed',
      'not-allowed',
      'working',
    ]);
  });

  test('a good grade wears off in an hour without traffic', () => {
    const { state: working, now } = state([success(), success()]);
    expect(centralGrade(working, now)).toEqual({ grade: 'working', since: start });
    expect(centralGrade(working, later(3_601_000)).grade).toBe('working');
    expect(centralGrade(working, later(3_601_001))).toEqual({
      grade: 'unknown',
      since: later(3_601_000),
    });
  });
});
