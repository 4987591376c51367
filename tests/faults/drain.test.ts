import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createHttpGateway } from '../../main/central/index.ts';
import { contentDigest } from '../../main/central/content-digest.ts';
import { checkedFiling, describeStored, renderStored } from '../../main/engine/declarations.ts';
import { startDrainLoop } from '../../main/engine/drain-loop.ts';
import { systemClock } from '../../main/engine/system-clock.ts';
import { enqueue, openOutbox, type Render } from '../../main/outbox/index.ts';
import { defaultPacing } from '../../main/outbox/policy/index.ts';
import { readDeclaration, Store, verifyStore } from '../../main/store/index.ts';
import { officeSchema } from '../../shared/contract/index.ts';
import { practiceFilings } from '../../shared/documents/index.ts';
import { theDeclaration } from '../../shared/filing/part.ts';
import { civilDate } from '../../shared/time.ts';
import { seededRandom } from '../support/virtual-clock.ts';
import { fateOf, fates } from './fates.ts';
import { makeKeystore } from './keystore.ts';
import { judgeJournal } from './ledger.ts';
import { noNotices } from './stubs.ts';
import { reason, startWireMock, type WireMock } from './wiremock.ts';

const folder = mkdtempSync(join(tmpdir(), 'naru-faults-'));
let central: WireMock;

beforeAll(async () => {
  if (reason === null) central = await startWireMock(makeKeystore(folder));
}, 60_000);
beforeEach(async () => {
  if (reason === null) await central.reset();
});
afterAll(async () => {
  if (reason === null) await central.stop();
  rmSync(folder, { recursive: true, force: true });
});

const day = civilDate('2026-11-23');
const office = officeSchema.parse({ declarant: '12345', name: 'T', customsOffice: '04010' });
/** The declaration date is fixed, so that a document can be known before it is frozen. */
const render: Render = (kind, declaration, context, part) =>
  renderStored(kind, declaration, { ...context, declaredOn: day }, part);

/** As the office has it, but in a hurry: what is tested is the order of things. */
const hurried = {
  ...defaultPacing,
  minIntervalMs: 10,
  maxIntervalMs: 200,
  maxBusyIntervalMs: 200,
  troubleIntervalMs: 20,
  minGapMs: 5,
  gapLatencyShare: 0,
  startSpreadMs: 0,
  limitPerSecond: 1000,
  limitPerMinute: 60_000,
  minTimeoutMs: 2000,
  maxTimeoutMs: 2000,
  firstTimeoutMs: 2000,
  inquirySettleMs: 100,
  inquiryFirstMs: 50,
  inquiryMaxMs: 200,
};

/** Filings in a real store, `each` for every fate, and the stubs that make it so. */
async function filed(each: number) {
  const store = new Store({ file: join(mkdtempSync(join(folder, 'store-')), 'naru.db'), key });
  const kinds = Object.values(fates);
  const filings = practiceFilings({ count: each * kinds.length, seed: 3, today: day });
  enqueue(store, filings.map(checkedFiling), { office, at: systemClock.now(), batchId: null });
  const documents = filings.map(({ reference }, i) => {
    const filing = store.tables.filings.byReference(reference);
    if (filing === null) return expect.unreachable(reference);
    const { declarationNo, kind } = filing;
    const context = { declarationNo, declaredOn: day };
    const rendered = render(kind, readDeclaration(store.tables, filing), context, theDeclaration);
    if (!rendered.ok) return expect.unreachable(`${reference} cannot be rendered`);
    const bytes = new TextEncoder().encode(rendered.xml);
    const document = { declarationNo, bytes, digest: contentDigest(bytes) };
    const fate = kinds[i % kinds.length];
    return fate === undefined ? expect.unreachable('no fate') : { document, fate };
  });
  await central.stub(
    noNotices,
    ...documents.flatMap(({ document, fate }) => fateOf(document, fate)),
  );
  return { store, documents: documents.map(({ document }) => document) };
}
const key = Buffer.alloc(32, 9);

describe.skipIf(reason !== null)('through an independent fault server', () => {
  test('every filing ends acknowledged, and its journal knows each once', async () => {
    const { store, documents } = await filed(2);
    const { promise: done, resolve: finish } = Promise.withResolvers<void>();
    const outbox = openOutbox({
      store,
      gateway: createHttpGateway({ baseUrl: central.url, token: () => null, userAgent: 'Naru' }),
      clock: systemClock,
      random: seededRandom(5),
      settings: hurried,
      render,
      describe: describeStored,
      onChange() {
        if (store.counts.transport.acknowledged === documents.length) finish();
      },
    });
    const loop = startDrainLoop(outbox, systemClock, () => {});
    await Promise.race([done, loop.ended]);
    await loop.stop(1000);

    const { taken, ...findings } = judgeJournal(await central.journal());
    expect(findings).toEqual({
      doubled: [],
      blindResends: [],
      changedBytes: [],
      insideRetryAfter: [],
    });
    expect(taken).toEqual(new Set<string>(documents.map(({ declarationNo }) => declarationNo)));
    expect(store.counts.transport.acknowledged).toBe(documents.length);
    expect(verifyStore(store).findings).toEqual([]);
    store.close();
  }, 60_000);

  test('the journal finds a client out that simply tries again', async () => {
    const { store, documents } = await filed(1);
    store.close();
    for (const { declarationNo, bytes, digest } of documents)
      for (let tries = 0; tries < 3; tries += 1) {
        const answer = await fetch(`${central.url}/v1/declarations/${declarationNo}`, {
          method: 'PUT',
          body: Buffer.from(bytes),
          headers: { 'Content-Digest': digest },
          signal: AbortSignal.timeout(500),
        }).catch(() => null);
        await answer?.text().catch(() => '');
        if (answer?.status === 201 || answer?.status === 200) break;
      }
    const found = judgeJournal(await central.journal());
    expect(found.doubled.length).toBeGreaterThan(3);
    expect(found.blindResends.length).toBeGreaterThan(6);
    expect(found.insideRetryAfter.length).toBeGreaterThan(1);
  });
});
