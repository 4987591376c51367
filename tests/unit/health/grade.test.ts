import { describe, expect, test } from 'vitest';
import { epochMs } from '../../../shared/time.ts';
import { channelUnderTest, hour, minute, second, start } from './traffic.ts';

const well = { says: 'well' } as const;
const ill = { says: 'ill' } as const;

/** Stopped for so long, one failure a minute. */
function stoppedFor(ms: number) {
  const channel = channelUnderTest();
  channel.tellAll(well, 20, 10 * second);
  channel.tellAll(ill, Math.max(4, Math.ceil(ms / minute)), minute);
  expect(channel.grade()).toBe('stopped');
  return channel;
}

describe('a grade gets worse', () => {
  test('and says stopped from the first of three failures on, once they are no single event', () => {
    const channel = channelUnderTest();
    channel.tellAll(well, 20, 10 * second);
    const stoppedAt = channel.now();
    channel.tellAll(ill, 2, 10 * second);
    expect(channel.grade()).toBe('working');
    channel.tell(ill);
    expect(channel.changes.at(-1)).toEqual({
      from: 'working',
      to: 'stopped',
      at: stoppedAt,
      knownAt: epochMs(stoppedAt + 20 * second),
    });
  });

  test('but twenty that fail at one moment are one event', () => {
    const channel = channelUnderTest();
    channel.tellAll(well, 20, 10 * second);
    channel.tellAll(ill, 20, 0);
    expect(channel.grade()).not.toBe('stopped');
    channel.pass(6 * second);
    channel.tell(ill);
    expect(channel.grade()).toBe('stopped');
  });

  test('to half an outage where some get through', () => {
    const channel = channelUnderTest();
    channel.tellAll(well, 20, 10 * second);
    for (let i = 0; i < 10; i += 1) {
      channel.tellAll(ill, 1, 5 * second);
      channel.tellAll(well, 2, 5 * second);
    }
    expect(channel.changes.map(({ to }) => to)).toEqual(['working', 'degraded']);
  });

  test('where few get through a longer run is asked for: it may be chance', () => {
    const channel = channelUnderTest();
    for (let i = 0; i < 8; i += 1) {
      channel.tellAll(ill, 1, 5 * second);
      channel.tellAll(well, 1, 5 * second);
    }
    channel.tellAll(ill, 5, 5 * second);
    expect(channel.grade()).toBe('degraded');
    channel.tellAll(ill, 12, 5 * second);
    expect(channel.grade()).toBe('stopped');
  });

  test('to slow against what is usual there, and not against a fixed time', () => {
    const quick = channelUnderTest();
    const sluggish = channelUnderTest();
    quick.tellAll({ ...well, tookMs: 300 }, 40, 30 * second);
    sluggish.tellAll({ ...well, tookMs: 1500 }, 40, 30 * second);
    for (const channel of [quick, sluggish])
      channel.tellAll({ ...well, tookMs: 2600 }, 20, 5 * second);
    expect(quick.grade()).toBe('slow');
    expect(sluggish.grade()).toBe('working');
  });

  test('never by our own faults', () => {
    const channel = channelUnderTest();
    channel.tellAll(well, 5, 10 * second);
    channel.tellAll({ says: 'reached' }, 200, 10 * second);
    expect(channel.grade()).toBe('working');
  });

  test('and a central system that only says "too many requests" has not stopped', () => {
    const channel = channelUnderTest();
    channel.tellAll(well, 20, 10 * second);
    channel.tellAll({ ...ill, cause: 'too-many-requests' }, 30, 10 * second);
    expect(channel.grade()).toBe('degraded');
  });
});

describe('a grade gets better', () => {
  test('past a guard: good round trips, spread over time', () => {
    const channel = stoppedFor(5 * minute);
    const backAt = channel.now();
    channel.tellAll(well, 30, 100);
    expect(channel.grade()).toBe('stopped');
    channel.tellAll(well, 8, 5 * second);
    expect(channel.changes.at(-1)).toMatchObject({ from: 'stopped', to: 'working', at: backAt });
  });

  test('the longer it was down the more is asked for, and half an outage is said meanwhile', () => {
    const channel = stoppedFor(5 * hour);
    channel.tellAll(well, 60, 10 * second);
    expect(channel.grade()).toBe('degraded');
    channel.tellAll(well, 40, 10 * second);
    expect(channel.changes.slice(-2).map(({ to }) => to)).toEqual(['degraded', 'working']);
  });

  test('a single success in the dark is no restore', () => {
    const channel = stoppedFor(hour);
    for (let i = 0; i < 10; i += 1) {
      channel.tellAll(well, 1, minute);
      channel.tellAll(ill, 12, minute);
    }
    expect(channel.grade()).toBe('stopped');
  });

  test('where nobody could be reached, a connection alone shows only that it is not known', () => {
    const channel = channelUnderTest();
    channel.tellAll(well, 5, 10 * second);
    channel.tellAll({ ...ill, cause: 'connection-refused', from: 'probe' }, 4, minute);
    expect(channel.grade()).toBe('stopped');
    channel.tellAll({ says: 'reached', from: 'probe' }, 3, minute);
    expect(channel.grade()).toBe('unknown');
    channel.tellAll(well, 1, minute);
    // The trouble has not been over for long enough for one success to tell.
    expect(channel.grade()).toBe('unknown');
    channel.tellAll(well, 5, minute);
    expect(channel.grade()).toBe('working');
  });
});

describe('a grade wears off', () => {
  test('after an hour without a measurement; a stop stands for six', () => {
    const good = channelUnderTest();
    const bad = channelUnderTest();
    good.tell(well);
    bad.tellAll(ill, 4, 10 * second);
    for (const channel of [good, bad]) {
      channel.pass(2 * hour);
      channel.wearOff();
    }
    expect(good.changes.at(-1)).toMatchObject({ to: 'unknown', at: epochMs(start + hour) });
    expect(bad.grade()).toBe('stopped');
    bad.pass(5 * hour);
    bad.wearOff();
    expect(bad.grade()).toBe('unknown');
  });
});

test('a clock that was set back leaves nothing in the future', () => {
  const channel = channelUnderTest();
  channel.tellAll(well, 20, 10 * second);
  channel.tellAll(ill, 5, 10 * second);
  channel.pass(-24 * hour);
  channel.tell(ill);
  const { since, knownAt, trouble, lastAt } = channel.memory();
  for (const at of [since, knownAt, trouble?.since, lastAt])
    expect(at).toBeLessThanOrEqual(channel.now());
  expect(channel.grade()).toBe('stopped');
  channel.tellAll(well, 10, 10 * second);
  expect(channel.grade()).toBe('working');
});
