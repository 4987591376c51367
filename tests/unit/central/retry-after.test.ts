import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  readHttpDate,
  readRetryAfter,
  retryAfterCapMs,
} from '../../../main/central/retry-after.ts';
import { epochMs } from '../../../shared/time.ts';

const now = epochMs(Date.parse('2026-11-23T00:00:00Z'));

describe('Retry-After', () => {
  const read: [string, string | null, number | null][] = [
    ['0', null, 0],
    ['120', null, 120_000],
    [' 7 ', null, 7000],
    ['86401', null, retryAfterCapMs],
    ['9'.repeat(400), null, retryAfterCapMs],
    ['', null, null],
    ['-5', null, null],
    ['1.5', null, null],
    ['soon', null, null],
    ['Infinity', null, null],
    ['0x10', null, null],
    ['Mon, 23 Nov 2026 00:01:00 GMT', null, 60_000],
    ['Monday, 23-Nov-26 00:01:00 GMT', null, 60_000],
    ['Mon Nov 23 00:01:00 2026', null, 60_000],
    ['Sun, 22 Nov 2026 23:59:00 GMT', null, 0],
    ['Wed, 23 Nov 2050 00:00:00 GMT', null, retryAfterCapMs],
    // The answer's own clock counts, where it shows one: here it is a day ahead, and a day behind.
    ['Tue, 24 Nov 2026 00:01:00 GMT', 'Tue, 24 Nov 2026 00:00:00 GMT', 60_000],
    ['Sun, 22 Nov 2026 00:01:00 GMT', 'Sun, 22 Nov 2026 00:00:00 GMT', 60_000],
    ['Mon, 23 Nov 2026 00:01:00 GMT', 'yesterday', 60_000],
    ['30', 'Tue, 24 Nov 2026 00:00:00 GMT', 30_000],
    ['Mon, 31 Feb 2026 00:01:00 GMT', null, null],
    ['Mon, 23 Foo 2026 00:01:00 GMT', null, null],
    ['Mon, 23 Nov 2026 24:00:00 GMT', null, null],
    ['Mon, 23 Nov 2026 00:01:00 KST', null, null],
    ['2026-11-23T00:01:00Z', null, null],
  ];
  test.each(read)('%s (Date: %s) is %s', (retryAfter, date, ms) => {
    expect(readRetryAfter(retryAfter, date, now)).toBe(ms);
  });

  test('missing', () => expect(readRetryAfter(null, null, now)).toBeNull());

  test('what is less than a millisecond short of a second is rounded up', () => {
    const late = epochMs(now + 1);
    expect(readRetryAfter('Mon, 23 Nov 2026 00:00:01 GMT', null, late)).toBe(999);
  });

  test('a two-digit year is never more than 50 years ahead', () => {
    expect(readHttpDate('Sunday, 06-Nov-94 08:49:37 GMT', now)).toBe(
      Date.parse('1994-11-06T08:49:37Z'),
    );
    expect(readHttpDate('Friday, 06-Nov-76 08:49:37 GMT', now)).toBe(
      Date.parse('2076-11-06T08:49:37Z'),
    );
  });

  test('a day of one digit in the oldest form', () => {
    expect(readHttpDate('Sun Nov  6 08:49:37 1994', now)).toBe(Date.parse('1994-11-06T08:49:37Z'));
  });

  test('whatever comes is null or whole milliseconds from 0 to a day', () => {
    const anything = fc.oneof(
      fc.string(),
      fc.nat().map(String),
      fc.date({ noInvalidDate: true }).map((date) => date.toUTCString()),
    );
    fc.assert(
      fc.property(anything, fc.option(anything), (retryAfter, date) => {
        const ms = readRetryAfter(retryAfter, date, now);
        if (ms === null) return;
        expect(Number.isInteger(ms)).toBe(true);
        expect(ms).toBeGreaterThanOrEqual(0);
        expect(ms).toBeLessThanOrEqual(retryAfterCapMs);
      }),
    );
  });
});
