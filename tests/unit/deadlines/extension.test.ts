import { describe, expect, test } from 'vitest';
import { applicationFor } from '../../../shared/deadlines/application.ts';
import { speaksOf } from '../../../shared/deadlines/extension-points.ts';
import type { ExtensionQuestion } from '../../../shared/deadlines/extension-question.ts';
import { possibleExtension } from '../../../shared/deadlines/extension.ts';
import { createHolidays } from '../../../shared/deadlines/holidays.ts';
import { civilDate } from '../../../shared/time.ts';
import { at, stop } from './incident-samples.ts';

/** A Thursday. */
const deadline = civilDate('2026-11-26');
const ask = (change: Partial<ExtensionQuestion>) =>
  possibleExtension({
    deadline,
    incidents: [],
    holidays: createHolidays(),
    now: at('2026-12-10 09:00'),
    ...change,
  });
const points = (change: Partial<ExtensionQuestion>) => ask(change)?.points ?? [];
const said = (change: Partial<ExtensionQuestion>) =>
  points(change).map((point) => `${speaksOf(point)} ${point.is}`);

/** Worked cases of 관세법 제8조제4항: the day after the day of the recovery. */
describe('the possible extension', () => {
  test.each([
    ['2026-11-26 15:00', '2026-11-27 02:00', '2026-11-30', 'recovered on Friday, then a weekend'],
    ['2026-11-25 15:00', '2026-11-30 11:00', '2026-12-01', 'recovered on Monday'],
    ['2026-11-26 09:00', '2026-11-26 11:00', '2026-11-27', 'back on the day itself'],
    ['2026-11-26 23:59', '2026-11-27 00:00', '2026-11-30', 'back at midnight: on the next day'],
  ])('of a stop from %s to %s is %s: %s', (from, to, due) => {
    expect(ask({ incidents: [stop(1, from, to)] })).toMatchObject({ due, atLeast: due });
  });

  test.each([
    ['2026-11-25 09:00', '2026-11-25 23:00', 'it was over before the day'],
    ['2026-11-27 00:00', '2026-11-27 09:00', 'it began after the day'],
  ])('is none of a stop from %s to %s: %s', (from, to) => {
    expect(ask({ incidents: [stop(1, from, to)] })).toBeNull();
  });

  test('is none where only the open API stood', () => {
    const channels = ['open-api-rates', 'notices'] as const;
    const incidents = [stop(1, '2026-11-26 09:00', null, { channels: [...channels] })];
    expect(ask({ incidents })).toBeNull();
  });

  test('has no day while the stop lasts, only the least that it comes to', () => {
    const found = ask({
      incidents: [stop(1, '2026-11-26 15:00', null)],
      now: at('2026-12-24 10:00'),
    });
    // 기독탄신일 and a weekend.
    expect(found).toMatchObject({ due: null, atLeast: '2026-12-28', steps: [] });
    expect(found?.points).toContainEqual({ is: 'lasts' });
  });

  test('goes on from stop to stop, over 추석, and says that nobody has ruled on that', () => {
    const incidents = [
      stop(1, '2026-09-23 15:00', '2026-09-24 02:00'),
      stop(2, '2026-09-28 16:00', '2026-09-29 01:00'),
    ];
    const found = ask({ deadline: civilDate('2026-09-23'), incidents });
    expect(found).toMatchObject({
      due: '2026-09-30',
      incidents: [1, 2],
      steps: [
        { deadline: '2026-09-23', incidents: [1], next: '2026-09-25', due: '2026-09-28' },
        { deadline: '2026-09-28', incidents: [2], next: '2026-09-30', due: '2026-09-30' },
      ],
    });
    expect(found?.steps[0]?.passed.map(({ date }) => date)).toEqual([
      '2026-09-25',
      '2026-09-26',
      '2026-09-27',
    ]);
    expect(said({ deadline: civilDate('2026-09-23'), incidents })).toEqual(
      expect.arrayContaining(['open chained', 'open moved-on', 'for covered-end']),
    );
  });

  test('two stops of one day are one step, by the later recovery', () => {
    const incidents = [
      stop(1, '2026-11-26 09:00', '2026-11-26 11:00'),
      stop(2, '2026-11-26 16:00', '2026-11-27 01:00'),
    ];
    expect(ask({ incidents })?.steps).toMatchObject([{ incidents: [1, 2], due: '2026-11-30' }]);
  });
});

describe('what is said of it', () => {
  const whole = ['2026-11-26 15:00', '2026-11-27 02:00'] as const;

  test('a stop of customs’ side through the end of the day, tried in vain, speaks for it', () => {
    const incidents = [stop(1, ...whole)];
    const attempts = [at('2026-11-26 14:00'), at('2026-11-26 16:00'), at('2026-11-26 20:00')];
    const words = said({ incidents, attempts, working: new Map([[1, []]]) });
    expect(words).toEqual([
      'for stopped',
      'for central-side',
      'for covered-end',
      'for tried',
      'for no-other-channel',
      'open other-ways-unmeasured',
      'open cause-unknown',
      'open moved-on',
    ]);
    expect(points({ incidents, attempts })).toContainEqual({
      is: 'tried',
      count: 2,
      firstAt: at('2026-11-26 16:00'),
      lastAt: at('2026-11-26 20:00'),
    });
  });

  test.each([
    ['merely slow', { grade: 'slow' }, 'against not-stopped'],
    ['merely troubled', { grade: 'degraded' }, 'against not-stopped'],
    ['our own side', { side: 'ours' }, 'against own-side'],
    ['the line', { side: 'line' }, 'open line-side'],
    ['nobody knows whose', { side: 'unclear' }, 'open unclear-side'],
    ['measured poorly', { confidence: 'low' }, 'against unsure-measurement'],
  ] as const)('%s', (_, change, word) => {
    expect(said({ incidents: [stop(1, ...whole, change)] })).toContain(word);
  });

  test('back with hours left speaks against it, with how many minutes', () => {
    const incidents = [stop(1, '2026-11-26 09:00', '2026-11-26 11:30')];
    const found = points({ incidents });
    expect(found).toContainEqual({ is: 'time-left', minutes: 750 });
    expect(said({ incidents })).not.toContain('for covered-end');
  });

  test('not tried at all, or only before it and too late, speaks against it', () => {
    const incidents = [stop(1, ...whole)];
    const attempts = [at('2026-11-26 14:59'), at('2026-11-27 00:30')];
    expect(said({ incidents })).toContain('against not-tried');
    expect(said({ incidents, attempts })).toContain('against not-tried');
  });

  test('another channel that worked speaks against it', () => {
    const incidents = [stop(1, ...whole)];
    const working = new Map([[1, ['inquiries'] as const]]);
    expect(points({ incidents, working })).toContainEqual({
      is: 'other-channel-worked',
      channels: ['inquiries'],
    });
  });

  test('an official notice takes the place of the unknown cause', () => {
    const remark = {
      id: 1,
      at: at('2026-11-26 16:00'),
      kind: 'official-notice',
      text: '장애 공지',
      link: null,
      ticket: null,
      seenAt: null,
      file: null,
    } as const;
    const words = said({ incidents: [stop(1, ...whole, { remarks: [remark] })] });
    expect(words).toContain('for official-notice');
    expect(words).not.toContain('open cause-unknown');
  });
});

/** 관세법 제10조, 시행령 제2조. */
describe('the extension on application', () => {
  test.each([
    ['2026-11-26 23:59', { until: '2026-11-26', latest: '2027-11-26' }],
    ['2026-11-27 00:00', null],
  ])('at %s is %j', (now, expected) => {
    expect(applicationFor(deadline, at(now))).toEqual(expected);
  });

  test('of 29 February is at most until 28 February', () => {
    const leap = civilDate('2028-02-29');
    expect(applicationFor(leap, at('2028-02-01 09:00'))?.latest).toBe('2029-02-28');
  });
});
