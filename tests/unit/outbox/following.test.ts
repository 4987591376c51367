import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { officeSchema } from '../../../shared/contract/index.ts';
import { NaruError } from '../../../shared/errors.ts';
import type { FrozenDocument, Gateway, SendOutcome } from '../../../main/central/gateway.ts';
import { startDrainLoop } from '../../../main/engine/drain-loop.ts';
import { systemClock } from '../../../main/engine/system-clock.ts';
import { enqueue, openOutbox } from '../../../main/outbox/index.ts';
import { defaultPacing } from '../../../main/outbox/policy/index.ts';
import { Store, verifyStore } from '../../../main/store/index.ts';
import { describe, filing } from './small-outbox.ts';

const seen = { cause: 'receipt', httpStatus: 201, retryAfterMs: null, answer: null } as const;

function taken({ declarationNo, digest }: FrozenDocument): SendOutcome {
  const receipt = {
    declarationNo,
    state: 'received',
    receiptNo: `R-${declarationNo}`,
    receivedAt: '2026-11-23T00:00:00Z',
    digest,
  } as const;
  return { ...seen, outcome: 'taken', receipt };
}
const busy: SendOutcome = {
  outcome: 'busy',
  cause: 'unavailable',
  httpStatus: 503,
  retryAfterMs: 60_000,
  answer: null,
};

/** The real outbox and its loop at no pace, before a central system that answers when it is told. */
function drainOf(count: number) {
  const folder = mkdtempSync(join(tmpdir(), 'naru-following-'));
  const store = new Store({ file: join(folder, 'naru.db'), key: Buffer.alloc(32, 7) });
  const office = officeSchema.parse({ declarant: '12345', name: 'T', customsOffice: '04010' });
  const filings = Array.from({ length: count }, (_, i) => filing(`F-${i}`));
  enqueue(store, filings, { office, at: systemClock.now(), batchId: null });

  /** Requests without an answer. */
  const open: {
    document: FrozenDocument;
    answer(outcome: SendOutcome): void;
    /** Whether it may still leave, were its connection slow to stand. */
    mayLeave(): boolean;
  }[] = [];
  const sent: string[] = [];
  const gateway: Gateway = {
    destination: 'held',
    submit(document, { mayLeave = () => true }) {
      sent.push(document.declarationNo);
      return new Promise((answer) => open.push({ document, answer, mayLeave }));
    },
    inquire: () => Promise.reject(new RangeError('nothing is in doubt here')),
    notices: () => Promise.resolve({ ...seen, outcome: 'page', notices: [], next: '' }),
    ownWord: () => Promise.resolve(null),
  };

  /** What was on disk after every commit. */
  const commits: { acknowledged: number; sending: number }[] = [];
  let refuse = 0;
  const usual = store.transaction.bind(store);
  store.transaction = (work) => {
    if (refuse > 0) {
      refuse -= 1;
      throw new NaruError('disk-full', { detail: 'SQLITE_FULL' });
    }
    const value = usual(work);
    const { acknowledged, sending } = store.counts.transport;
    commits.push({ acknowledged, sending });
    return value;
  };
  const outbox = openOutbox({
    store,
    gateway,
    clock: systemClock,
    random: () => 0.5,
    settings: {
      ...defaultPacing,
      minIntervalMs: 0,
      minGapMs: 0,
      gapLatencyShare: 0,
      startSpreadMs: 0,
      limitPerSecond: 100_000,
      limitPerMinute: 6_000_000,
    },
    render: (kind, declaration, context) => ({
      ok: true,
      xml: JSON.stringify({ kind, declaration, ...context }),
    }),
    describe,
    onChange: () => {},
  });
  const loop = startDrainLoop(outbox, systemClock, () => {});
  onTestFinished(async () => {
    for (const { document, answer } of open.splice(0)) answer(taken(document));
    await loop.stop(1000);
    expect(verifyStore(store).findings).toEqual([]);
    store.close();
    rmSync(folder, { recursive: true, force: true });
  });

  return {
    store,
    outbox,
    loop,
    sent,
    commits,
    refuseNext(times: number): void {
      refuse = times;
    },
    mayNextLeave: () => open[0]?.mayLeave(),
    onTheirWay: (many: number) => vi.waitFor(() => expect(open).toHaveLength(many)),
    settled: (many: number) =>
      vi.waitFor(() => expect(store.counts.transport.acknowledged).toBe(many)),
    /** Answers those that are on their way, all in one moment. */
    answer(...outcomes: ('taken' | 'busy')[]): void {
      for (const outcome of outcomes) {
        const one = open.shift() ?? expect.unreachable('nothing is on its way');
        one.answer(outcome === 'taken' ? taken(one.document) : busy);
      }
    },
  };
}

test('answers of one moment and what follows them take one transaction', async () => {
  const drain = drainOf(12);
  await drain.onTheirWay(1);
  drain.answer('taken');
  await drain.onTheirWay(2);
  drain.commits.length = 0;
  drain.answer('taken', 'taken');
  await drain.settled(3);
  // Two settled and two claimed: there was no moment with one of them alone.
  expect(drain.commits[0]).toEqual({ acknowledged: 3, sending: 2 });
  await drain.onTheirWay(4);
  expect(new Set(drain.sent).size).toBe(7);
});

test('an answer that asks to wait is heard before anything follows', async () => {
  const drain = drainOf(12);
  await drain.onTheirWay(1);
  drain.answer('taken');
  await drain.onTheirWay(2);
  const before = drain.sent.length;
  drain.answer('taken', 'busy');
  // Before the event loop turns: whoever looks for work now has to know it.
  for (let i = 0; i < 10; i += 1) await Promise.resolve();
  expect(drain.outbox.gate.state().notBefore).toBeGreaterThan(systemClock.now());
  await vi.waitFor(() => expect(drain.store.counts.transport.sending).toBe(0));
  expect(drain.store.counts.transport.acknowledged).toBe(2);
  await systemClock.sleep(50);
  expect(drain.sent).toHaveLength(before);
});

test('nothing follows once the loop is held or stops', async () => {
  const drain = drainOf(6);
  await drain.onTheirWay(1);
  drain.loop.hold(60_000);
  drain.answer('taken');
  await drain.settled(1);
  await systemClock.sleep(20);
  expect(drain.sent).toHaveLength(1);
  drain.loop.hold(0);
  await drain.onTheirWay(2);
  const stopped = drain.loop.stop(5000);
  drain.answer('taken', 'taken');
  await stopped;
  expect(drain.store.counts.transport).toMatchObject({ acknowledged: 3, sending: 0, queued: 3 });
  expect(drain.sent).toHaveLength(3);
});

test('where the disk has no room for what follows the answers are kept all the same', async () => {
  const drain = drainOf(6);
  await drain.onTheirWay(1);
  drain.refuseNext(1);
  drain.commits.length = 0;
  drain.answer('taken');
  await drain.settled(1);
  expect(drain.commits[0]).toEqual({ acknowledged: 1, sending: 0 });
  await drain.onTheirWay(2);
});

test('an answer that asks to wait is heard while the disk cannot keep it', async () => {
  const drain = drainOf(6);
  await drain.onTheirWay(1);
  drain.answer('taken');
  await drain.onTheirWay(2);
  expect(drain.mayNextLeave()).toBe(true);
  drain.refuseNext(Number.POSITIVE_INFINITY);
  drain.answer('busy');
  await vi.waitFor(() => expect(drain.mayNextLeave()).toBe(false));
  expect(drain.store.counts.transport.sending).toBe(2);
  drain.refuseNext(0);
});
