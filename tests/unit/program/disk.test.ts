import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { diskBounds, judgeDisk } from '../../../main/engine/program/disk.ts';
import {
  growthPerDay,
  noteSize,
  readSizes,
  type Sizes,
} from '../../../main/engine/program/growth.ts';
import {
  attention,
  nothingTold,
  quietMs,
  toldSchema,
  type Situation,
} from '../../../main/health/incidents/policy/index.ts';
import { diskLevels } from '../../../shared/contract/index.ts';
import type { SettingName } from '../../../main/store/settings.ts';
import { addDays, civilDate, epochMs } from '../../../shared/time.ts';

const mega = 1024 * 1024;

describe('a disk', () => {
  test.each([
    [50_000 * mega, null, 'fine', null],
    [50_000 * mega, 10 * mega, 'fine', null],
    [2000 * mega, 10 * mega, 'fine', 200],
    [2000 * mega, 150 * mega, 'low', 13],
    [1000 * mega, null, 'low', null],
    [199 * mega, null, 'short', null],
    [0, 5 * mega, 'short', 0],
    // A database that became smaller fills nothing.
    [2000 * mega, -10 * mega, 'fine', null],
  ] as const)('with %i bytes and %s a day is %s', (free, growth, level, daysLeft) => {
    expect(judgeDisk(free, growth)).toEqual({ level, daysLeft });
  });

  test('is never called better for having less room', () => {
    fc.assert(
      fc.property(
        fc.nat(diskBounds.lowBytes * 4),
        fc.nat(diskBounds.lowBytes * 4),
        fc.option(fc.integer({ min: -mega, max: 500 * mega })),
        (a, b, growth) => {
          const [less, more] = [Math.min(a, b), Math.max(a, b)].map((free) =>
            diskLevels.indexOf(judgeDisk(free, growth).level),
          );
          expect(less).toBeGreaterThanOrEqual(more ?? 0);
        },
      ),
    );
  });
});

describe('growth', () => {
  test('is told from the second day on, over a month at most', () => {
    let kept: unknown = null;
    const settings = {
      get: (_name: SettingName): unknown => kept,
      set: (_name: SettingName, value: unknown) => {
        kept = value;
      },
    };
    const first = civilDate('2026-11-01');
    expect(growthPerDay(readSizes({ settings }))).toBeNull();
    for (let day = 0; day < 40; day += 1) {
      noteSize({ settings }, addDays(first, day), 1000 + day * 50);
      expect(growthPerDay(readSizes({ settings }))).toBe(day === 0 ? null : 50);
    }
    expect(readSizes({ settings })).toHaveLength(30);
    // A clock that was set back tells nothing of a day that is yet to come.
    noteSize({ settings }, civilDate('2026-11-20'), 9000);
    const sizes: Sizes = readSizes({ settings });
    expect(sizes.at(-1)).toEqual({ day: '2026-11-20', bytes: 9000 });
    expect(sizes.every(({ day }) => day <= civilDate('2026-11-20'))).toBe(true);
  });
});

describe('a person is told of a disk', () => {
  const hour = 3_600_000;
  const morning = epochMs(Date.UTC(2026, 10, 26, 1));
  const calm: Situation = {
    now: morning,
    incidents: [],
    waiting: 0,
    duePassed: 0,
    dueToday: 0,
    dueTomorrow: 0,
    person: 0,
    stands: null,
    oldestAt: null,
  };

  test('once when it is low, once more when it is short, and not each minute', () => {
    let told = nothingTold;
    const lines: [number, string][] = [];
    for (let minute = 0; minute < 600; minute += 1) {
      const disk = minute < 10 ? 'fine' : minute < 300 ? 'low' : 'short';
      const now = epochMs(morning + minute * 60_000);
      const result = attention(told, { ...calm, now, disk });
      told = result.told;
      if (result.attention !== null) lines.push([minute, result.attention.level]);
    }
    expect(lines).toEqual([
      [10, 'warn'],
      [300, 'insist'],
    ]);
  });

  test('again where there was room in between', () => {
    let told = attention(nothingTold, { ...calm, disk: 'low' }).told;
    told = attention(told, { ...calm, now: epochMs(morning + hour), disk: 'fine' }).told;
    const later = epochMs(morning + hour + quietMs.disk);
    expect(attention(told, { ...calm, now: later, disk: 'low' }).attention?.kind).toBe('disk');
  });

  test('what was told before disks were watched is kept', () => {
    const { disk: _, ...keys } = nothingTold.keys;
    const { disk: __, ...lastAt } = nothingTold.lastAt;
    const before = { keys: { ...keys, person: '3' }, lastAt, opened: [4] };
    expect(toldSchema.parse(before)).toEqual({
      lastAt: nothingTold.lastAt,
      keys: { ...nothingTold.keys, person: '3' },
      opened: [4],
    });
  });
});
