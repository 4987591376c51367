import { expect, test } from 'vitest';
import { beginReconciliation } from '../../../main/outbox/index.ts';
import { markRestored } from '../../../main/store/index.ts';
import { filing, smallOutbox } from './small-outbox.ts';

type Small = ReturnType<typeof smallOutbox>;

const isStopped = ({ outbox }: Small) => outbox.gate.state().laneStopped !== null;

/** What may be refused for its credentials, and how it comes to it. */
const refusable: readonly [string, (small: Small) => Promise<void>][] = [
  [
    'a sending',
    async (small) => {
      small.put(filing('A'));
      await small.attempt('A', 'not-allowed');
    },
  ],
  [
    'an inquiry',
    async (small) => {
      small.put(filing('A'));
      await small.attempt('A', 'lost-before');
      await small.attempt('A', 'not-allowed');
    },
  ],
  [
    'a look at the notices',
    async (small) => {
      small.central.notices = () =>
        Promise.resolve({
          outcome: 'not-allowed',
          cause: 'unauthorized',
          httpStatus: 401,
          retryAfterMs: null,
          answer: null,
        });
      await small.until(() => isStopped(small));
    },
  ],
  [
    'a question of the comparison',
    async (small) => {
      small.put(filing('A'));
      await small.until(() => small.of('A').transport === 'acknowledged');
      beginReconciliation(small.store, 'person', small.clock.now());
      await refusedQuestion(small);
    },
  ],
  [
    'a question after a restore',
    async (small) => {
      small.put(filing('A'));
      small.store.transaction((tables) =>
        markRestored(tables, 'restored', null, small.clock.now()),
      );
      await refusedQuestion(small);
    },
  ],
];

async function refusedQuestion(small: Small): Promise<void> {
  const inquire = small.central.inquire.bind(small.central);
  small.central.inquire = (of, how) => {
    small.central.next = 'not-allowed';
    return inquire(of, how);
  };
  await small.until(() => isStopped(small));
}

test.each(refusable)('that nothing goes any more is put down once, by %s', async (_, refuse) => {
  const small = smallOutbox();
  await refuse(small);
  expect(isStopped(small)).toBe(true);
  const told = [...small.store.tables.journal.walk()].filter(({ kind }) => kind === 'lane-stopped');
  expect(told.map(({ data }) => data)).toEqual(['{"cause":"unauthorized"}']);
});
