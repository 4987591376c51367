import { expect, onTestFinished, test, vi } from 'vitest';
import { createHttpGateway } from '../../../main/central/index.ts';
import { checkedFiling, describeStored, renderStored } from '../../../main/engine/declarations.ts';
import { startDrainLoop } from '../../../main/engine/drain-loop.ts';
import { systemClock } from '../../../main/engine/system-clock.ts';
import { collectEvidence } from '../../../main/evidence/index.ts';
import { enqueue, openOutbox } from '../../../main/outbox/index.ts';
import { defaultPacing } from '../../../main/outbox/policy/index.ts';
import { createPracticeCentral, type PracticeCentral } from '../../../main/practice/index.ts';
import type { Store } from '../../../main/store/index.ts';
import { officeSchema, type Scenario } from '../../../shared/contract/index.ts';
import { practiceFilings } from '../../../shared/documents/index.ts';
import { epochMs, koreanDate, type EpochMs } from '../../../shared/time.ts';
import { seededRandom } from '../../support/virtual-clock.ts';
import { tempStore } from '../store/store-samples.ts';

const office = officeSchema.parse({ declarant: '12345', name: '한결', customsOffice: '040C1' });
const hour = 3_600_000;
/** As fast as this computer can. */
const settings = {
  ...defaultPacing,
  minIntervalMs: 0,
  minGapMs: 0,
  troubleIntervalMs: 20,
  startSpreadMs: 0,
  maxIntervalMs: 200,
  maxBusyIntervalMs: 200,
  emptyNoticesMs: 50,
  inquirySettleMs: 20,
  inquiryFirstMs: 20,
  inquiryMaxMs: 200,
  firstTimeoutMs: 1500,
  minTimeoutMs: 1500,
  maxTimeoutMs: 1500,
  limitPerSecond: 100_000,
  limitPerMinute: 6_000_000,
};

/** An office that files for a while, with what its central system saw of it. */
async function aMorning(scenario: Scenario, seed: number, isOver: (store: Store) => boolean) {
  const store = tempStore();
  const central = createPracticeCentral({ seed, scenario, clock: systemClock });
  onTestFinished(() => central.close());
  const { url } = await central.listen(0);
  const from = systemClock.now();
  const filings = practiceFilings({ count: 6, seed, today: koreanDate(from) });
  enqueue(store, filings.map(checkedFiling), { office, at: from, batchId: null });
  const outbox = openOutbox({
    store,
    gateway: createHttpGateway({ baseUrl: url, token: () => null, userAgent: 'Naru/test' }),
    clock: systemClock,
    random: seededRandom(seed),
    settings,
    render: renderStored,
    describe: describeStored,
    onChange: () => {},
  });
  const loop = startDrainLoop(outbox, systemClock, () => {});
  await vi.waitFor(() => expect(isOver(store)).toBe(true), { timeout: 150_000, interval: 20 });
  await loop.stop(5000);
  return { store, central, from };
}

const collect = (store: Store, from: EpochMs, to: EpochMs) =>
  collectEvidence({
    store,
    mode: 'practice',
    span: { from, to },
    personalData: 'masked',
    attachedFiles: 'enclosed',
    madeAt: to,
    program: 'Naru test',
    sources: {},
    pause: () => Promise.resolve(),
  });

interface Seen {
  kind: 'send' | 'inquiry';
  at: number;
  digest: string | null;
  took: boolean;
  status: number | null;
}

/** What the central system saw of each document, oldest first. */
function seenBy(central: PracticeCentral): Map<string, Seen[]> {
  const seen = new Map<string, Seen[]>();
  for (const { subject, method, at, digest, took, status } of central.requests()) {
    if (subject === null) continue;
    const kind = method === 'PUT' ? 'send' : 'inquiry';
    const own = seen.get(subject) ?? [];
    own.push({ kind, at, digest, took, status });
    seen.set(subject, own);
  }
  return seen;
}

const mornings = [
  ['lost-replies', 7, ({ counts }: Store) => counts.transport.acknowledged === 6],
  ['lost-replies', 8, ({ counts }: Store) => counts.transport.acknowledged === 6],
  ['outage', 9, (store: Store) => triesOf(store) > 12],
] as const;

test.each(mornings)(
  'every attempt of a morning of %s (seed %i) is one that the central system saw, and no other',
  { timeout: 180_000 },
  async (scenario, seed, isOver) => {
    const { store, central, from } = await aMorning(scenario, seed, isOver);
    const { input } = await collect(store, from, systemClock.now());
    expect(central.requests().length).toBeLessThan(1000);
    expect(input.filings).toHaveLength(6);

    const seen = seenBy(central);
    const ours = new Map<string, typeof input.attempts>();
    for (const attempt of input.attempts) {
      if (attempt.outcome === 'not-sent') continue;
      ours.set(attempt.declarationNo, [...(ours.get(attempt.declarationNo) ?? []), attempt]);
    }
    expect([...ours.keys()].toSorted()).toEqual([...seen.keys()].toSorted());
    for (const [no, attempts] of ours) {
      const theirs = seen.get(no) ?? [];
      expect(
        attempts.map(({ kind }) => kind),
        no,
      ).toEqual(theirs.map(({ kind }) => kind));
      for (const [index, attempt] of attempts.entries()) {
        const other = theirs[index];
        expect(other?.at).toBeGreaterThanOrEqual(attempt.startedAt);
        if (attempt.httpStatus !== null) expect(other?.status, no).toBe(attempt.httpStatus);
        if (attempt.kind === 'send' && other?.digest != null)
          expect(attempt.digest, no).toBe(other.digest);
      }
      const isKnown = attempts.some(({ outcome }) => outcome === 'taken');
      if (isKnown)
        expect(
          theirs.some(({ took }) => took),
          no,
        ).toBe(true);
    }
    const ledger = new Map(central.ledger().map((entry) => [entry.declarationNo, entry]));
    for (const filing of input.filings) {
      const entry = ledger.get(filing.declarationNo);
      if (filing.receiptNo !== null) expect(filing.receiptNo).toBe(entry?.receiptNo);
      if (entry !== undefined)
        expect(filing.documents.map(({ digest }) => digest)).toContain(entry.digest);
    }
  },
);

const triesOf = (store: Store): number =>
  store.read(({ connection }) =>
    Number(connection.prepare<[], number>('SELECT count(*) FROM attempt').pluck().get()),
  );

test('a span before anything happened holds nothing, and invents nothing', async () => {
  const store = tempStore();
  const at = systemClock.now();
  const filings = practiceFilings({ count: 3, seed: 1, today: koreanDate(at) });
  enqueue(store, filings.map(checkedFiling), { office, at, batchId: null });
  const { input, journal } = await collect(store, epochMs(at - 3 * hour), epochMs(at - hour));
  expect(input).toMatchObject({ attempts: [], filings: [], incidents: [], measurements: null });
  expect(journal.byteLength).toBe(0);
  expect(input.journal.before).toEqual(input.journal.last);
});
