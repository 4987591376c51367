import { describe, expect, test } from 'vitest';
import { takeNotices } from '../../../main/central/notice-feed.ts';
import {
  askAnew,
  enterDirective,
  learnUsual,
  wishDirective,
  workOnDirectives,
} from '../../../main/outbox/index.ts';
import { directiveOrderSchema } from '../../../shared/sync/directives.ts';
import { epochMs } from '../../../shared/time.ts';
import { filing, smallOutbox } from './small-outbox.ts';

type Small = ReturnType<typeof smallOutbox>;
const minute = 60_000;
const hour = 60 * minute;

/** What lies in the central system's own queue, which asked not to be asked for an hour. */
async function inTheirQueue(): Promise<Small & { askAgainAt: number; inquireAt(): number }> {
  const small = smallOutbox();
  small.put(filing('A'));
  const submit = small.central.submit.bind(small.central);
  small.central.submit = async (document, how) => ({
    ...(await submit(document, how)),
    retryAfterMs: hour,
  });
  await small.attempt('A', 'queued');
  expect(small.of('A').transport).toBe('processing');
  const askAgainAt = small.clock.now() - 20 + hour;
  return { ...small, askAgainAt, inquireAt: () => small.of('A').inquireAt ?? 0 };
}

const hurriers: readonly [string, (small: Small) => void][] = [
  [
    'the watch over late answers',
    ({ store, clock }) => void askAnew(store, store.read(learnUsual), 0, clock.now()),
  ],
  [
    'a notice',
    ({ store, clock, of }) =>
      void store.transaction((tables) =>
        takeNotices(
          tables,
          'model',
          [
            {
              id: 'N1',
              declarationNo: of('A').declarationNo,
              kind: 'under-review',
              at: new Date(clock.now()).toISOString(),
            },
          ],
          clock.now(),
        ),
      ),
  ],
  [
    'an order to send again',
    ({ store, clock }) => {
      const now = clock.now();
      const order = directiveOrderSchema.parse({
        kind: 'resend',
        from: now - 24 * hour,
        to: now + 1,
        text: '다시 보내십시오.',
        ticket: 'WO-1',
        enteredBy: '김나루',
      });
      const id = enterDirective(store, order, now);
      const work = (): void => {
        for (let i = 0; i < 50 && workOnDirectives(store, now) !== null; i += 1);
      };
      work();
      wishDirective(store, id, 'apply', now);
      work();
    },
  ],
];

describe('a filing in the central system’s own queue is not asked about before the named time', () => {
  test.each(hurriers)('hurried by %s', async (_, hurry) => {
    const small = await inTheirQueue();
    small.clock.advance(10 * minute);
    hurry(small);
    expect(small.inquireAt()).toBeGreaterThanOrEqual(small.askAgainAt);

    small.clock.setWall(epochMs(small.clock.now() + 2 * hour));
    hurry(small);
    expect(small.inquireAt()).toBeLessThanOrEqual(small.clock.now());
  });

  test('nor an hour later still, where the clock was set back', async () => {
    const small = await inTheirQueue();
    small.clock.setWall(epochMs(small.clock.now() - 24 * hour));
    await small.step();
    hurriers[1]?.[1](small);
    expect(small.inquireAt()).toBeGreaterThan(small.clock.now() + 59 * minute);
    expect(small.inquireAt()).toBeLessThan(small.clock.now() + hour + minute);
  });
});
