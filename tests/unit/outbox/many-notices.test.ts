import { expect, test } from 'vitest';
import { NaruError } from '../../../shared/errors.ts';
import { filing, smallOutbox } from './small-outbox.ts';

const many = 150;

/** An outbox whose filings are all taken and decided on, with the notices still to be fetched. */
async function decidedOutbox() {
  const small = smallOutbox();
  small.put(...Array.from({ length: many }, (_, i) => filing(`F-${i}`)));
  await small.until(() => small.store.counts.transport.acknowledged === many, 5000);
  small.central.decide();
  /** How many were released by each commit. */
  const released: number[] = [];
  let refuseAfter = Number.POSITIVE_INFINITY;
  const usual = small.store.transaction.bind(small.store);
  small.store.transaction = (work) => {
    const before = small.store.counts.customs.released;
    if (released.length >= refuseAfter) throw new NaruError('disk-full', {});
    const value = usual(work);
    const more = small.store.counts.customs.released - before;
    if (more > 0) released.push(more);
    return value;
  };
  return {
    ...small,
    released,
    refuseAfter(commits: number): void {
      refuseAfter = commits;
    },
    areAllReleased: () => small.store.counts.customs.released === many,
  };
}

test('a page of many notices is taken in a few at a time', async () => {
  const outbox = await decidedOutbox();
  await outbox.until(outbox.areAllReleased);
  expect(outbox.released.length).toBeGreaterThan(3);
  expect(Math.max(...outbox.released)).toBeLessThanOrEqual(40);
});

test('a page that the disk took half of comes again, and has its effect once', async () => {
  const outbox = await decidedOutbox();
  outbox.refuseAfter(2);
  await outbox.until(() => outbox.outbox.trouble() !== null);
  expect(outbox.areAllReleased()).toBe(false);
  expect(outbox.released.length).toBe(2);
  outbox.refuseAfter(Number.POSITIVE_INFINITY);
  await outbox.until(outbox.areAllReleased);
  for (let i = 0; i < many; i += 1) {
    const told = outbox.timeline(`F-${i}`).filter(({ kind }) => kind === 'notice');
    expect(told).toHaveLength(1);
  }
});
