import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { NoticesOutcome } from '../../../main/central/gateway.ts';
import { keepWait } from '../../../main/outbox/kept-wait.ts';
import { markRestored, readRestored } from '../../../main/store/index.ts';
import type { Notice } from '../../../shared/filing/receipts.ts';
import { epochMs } from '../../../shared/time.ts';
import { smallOutbox } from './small-outbox.ts';

const hour = 3_600_000;
const notice: Notice = {
  id: 'N1',
  declarationNo: '1234526000001M',
  kind: 'released',
  at: '2026-11-23T00:00:00Z',
};

/** An outbox without filings, and when it looks at the notices. */
function looking(page: (n: number) => { notices: Notice[]; next: string; unreadable?: string[] }) {
  const small = smallOutbox();
  const looks: number[] = [];
  small.central.notices = (): Promise<NoticesOutcome> => {
    looks.push(small.clock.monotonic());
    const answer = { cause: 'receipt', httpStatus: 200, retryAfterMs: null, answer: null } as const;
    return Promise.resolve({ ...answer, outcome: 'page', ...page(looks.length) });
  };
  async function pass(ms: number): Promise<void> {
    const until = small.clock.monotonic() + ms;
    while (small.clock.monotonic() < until) {
      const did = await small.outbox.step();
      const waits = did.did === null ? (did.until ?? until) - small.clock.now() : 20;
      small.clock.advance(Math.min(Math.max(waits, 1), 15_000));
    }
  }
  return { ...small, looks, pass };
}

describe('the list of notices', () => {
  test('that tells the same again and again is not asked for without a pause', async () => {
    const { looks, pass } = looking(() => ({ notices: [notice], next: 'where it was' }));
    await pass(120_000);
    expect(looks.length).toBeGreaterThan(2);
    expect(looks.length).toBeLessThan(7);
  });

  test('goes on at once after a page of which nothing can be read', async () => {
    const { looks, pass } = looking((n) =>
      n === 1 ? { notices: [], next: 'p2', unreadable: ['{}'] } : { notices: [], next: 'p2' },
    );
    await pass(10_000);
    expect(looks).toHaveLength(2);
  });

  test('has not ended with a full page, though one of it cannot be read', async () => {
    const { store, clock, looks, pass, until } = looking((n) =>
      n === 1
        ? {
            notices: Array.from({ length: 199 }, (_, i) => ({ ...notice, id: `N${i}` })),
            next: 'p2',
            unreadable: ['{}'],
          }
        : { notices: [], next: 'p2' },
    );
    store.transaction((tables) => markRestored(tables, 'restored', null, clock.now()));
    const isRead = () => store.read(readRestored)?.noticesRead !== false;
    await until(() => looks.length === 1);
    expect([looks.length, isRead()]).toEqual([1, false]);
    await pass(5000);
    expect([looks.length, isRead()]).toEqual([2, true]);
  });

  test('is looked at in its time where the clock was set back', async () => {
    const { clock, looks, pass } = looking(() => ({ notices: [], next: '0' }));
    await pass(5000);
    expect(looks).toHaveLength(1);
    clock.setWall(epochMs(clock.now() - hour));
    const from = clock.monotonic();
    await pass(60_000);
    expect(looks[1]).toBeGreaterThanOrEqual((looks[0] ?? 0) + 30_000);
    expect(looks[1]).toBeLessThan(from + 45_000);
  });
});

test('what is left of a wait is never more than was left when it was set', () => {
  const at = fc.integer({ min: 10 * hour, max: 1000 * hour }).map(epochMs);
  fc.assert(
    fc.property(at, fc.nat(9 * hour), fc.array(at, { minLength: 1 }), (setAt, wait, clock) => {
      let kept = { until: epochMs(setAt + wait), setAt };
      for (const now of clock) {
        const before = kept;
        kept = keepWait(kept, now);
        expect(kept.until - now).toBeLessThanOrEqual(wait);
        // A clock that goes on shortens it, and never lengthens it.
        if (now >= before.setAt) expect(kept).toEqual(before);
      }
    }),
  );
});
