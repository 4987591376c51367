import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Observation, RequestOptions } from '../../main/central/gateway.ts';
import { believing } from '../../main/central/outward.ts';
import { document, gatewayAt, patient } from '../unit/central/gateway-samples.ts';
import { makeKeystore } from './keystore.ts';
import { busy, pathOf, right, type Answer, type Stub } from './stubs.ts';
import { reason, startWireMock, type WireMock } from './wiremock.ts';

/** Every class of outcome once more, made by a server that knows nothing of this project. */
const folder = mkdtempSync(join(tmpdir(), 'naru-faults-'));
let central: WireMock;
let certificate = '';

beforeAll(async () => {
  if (reason !== null) return;
  const keystore = makeKeystore(folder);
  ({ certificate } = keystore);
  central = await startWireMock(keystore);
}, 60_000);
beforeEach(async () => {
  if (reason === null) await central.reset();
});
afterAll(async () => {
  if (reason === null) await central.stop();
  rmSync(folder, { recursive: true, force: true });
});

const impatient: RequestOptions = { timeoutMs: 600 };

function answering(method: 'PUT' | 'GET', response: Answer, more: Partial<Stub> = {}): Stub {
  return { name: method, request: { method, urlPath: pathOf(document) }, response, ...more };
}
function word({ outcome, cause }: Observation & { outcome: string }): string {
  return `${outcome} ${cause}`;
}
const gatewayBelieving = () => gatewayAt(central.secureUrl, { outward: believing([certificate]) });
const receipt = right.receipt(document, 201);
const dribbling = (totalDuration: number): Answer => ({
  ...receipt,
  chunkedDribbleDelay: { numberOfChunks: 5, totalDuration },
});

describe.skipIf(reason !== null)('against an independent fault server', () => {
  const sendings: [string, Answer, RequestOptions, string][] = [
    ['a receipt', receipt, patient, 'taken receipt'],
    ['a reset', { fault: 'CONNECTION_RESET_BY_PEER' }, patient, 'unknown connection-reset'],
    ['a close without a word', { fault: 'EMPTY_RESPONSE' }, patient, 'unknown connection-reset'],
    [
      'a head and then garbage',
      { ...receipt, fault: 'MALFORMED_RESPONSE_CHUNK' },
      patient,
      'unknown unexpected-answer',
    ],
    ['garbage', { fault: 'RANDOM_DATA_THEN_CLOSE' }, patient, 'unknown unexpected-answer'],
    [
      'a delay beyond the deadline',
      { ...receipt, fixedDelayMilliseconds: 5000 },
      impatient,
      'unknown timeout',
    ],
    ['a delay within it', { ...receipt, fixedDelayMilliseconds: 200 }, patient, 'taken receipt'],
    [
      'a delay that is mostly short',
      { ...receipt, delayDistribution: { type: 'lognormal', median: 80, sigma: 0.4 } },
      patient,
      'taken receipt',
    ],
    ['an answer that dribbles', dribbling(400), patient, 'taken receipt'],
    ['one that dribbles beyond the deadline', dribbling(5000), impatient, 'unknown timeout'],
    ['a queue', right.pending(document, 202), patient, 'pending in-queue'],
    ['502', { status: 502 }, patient, 'unknown bad-gateway'],
    ['504', { status: 504 }, patient, 'unknown gateway-timeout'],
    ['429', { status: 429 }, patient, 'busy too-many-requests'],
    ['503', { status: 503 }, patient, 'busy unavailable'],
  ];
  test.each(sendings)('a PUT that meets %s', async (_title, response, how, expected) => {
    await central.stub(answering('PUT', response));
    expect(word(await gatewayAt(central.url).submit(document, how))).toBe(expected);
    expect((await central.journal()).map(({ request }) => request.method)).toEqual(['PUT']);
  });

  const inquiries: [string, Answer, RequestOptions, string][] = [
    ['a receipt', right.receipt(document, 200), patient, 'taken receipt'],
    ['not found', right.unknownHere(), patient, 'not-found not-found'],
    ['a queue', right.pending(document, 200), patient, 'pending in-queue'],
    ['a 404 of somebody else', { status: 404 }, patient, 'unknown unexpected-answer'],
    ['a reset', { fault: 'CONNECTION_RESET_BY_PEER' }, patient, 'unknown connection-reset'],
    ['a close', { fault: 'EMPTY_RESPONSE' }, patient, 'unknown connection-reset'],
    [
      'not found, cut off by garbage',
      { ...right.unknownHere(), fault: 'MALFORMED_RESPONSE_CHUNK' },
      patient,
      'unknown unexpected-answer',
    ],
    ['garbage', { fault: 'RANDOM_DATA_THEN_CLOSE' }, patient, 'unknown unexpected-answer'],
    [
      'not found, too late',
      { ...right.unknownHere(), fixedDelayMilliseconds: 5000 },
      impatient,
      'unknown timeout',
    ],
  ];
  test.each(inquiries)('a GET that meets %s', async (_title, response, how, expected) => {
    await central.stub(answering('GET', response));
    expect(word(await gatewayAt(central.url).inquire(document, how))).toBe(expected);
  });

  test.each(['seconds', 'date'] as const)('Retry-After in %s is read', async (form) => {
    await central.stub(answering('PUT', busy(form, 7)));
    const outcome = await gatewayAt(central.url).submit(document, patient);
    expect(word(outcome)).toBe('busy unavailable');
    expect(outcome.retryAfterMs).toBe(7000);
  });

  test('what timed out after it was taken is found by asking', async () => {
    const late = { ...receipt, fixedDelayMilliseconds: 5000 };
    const scenario = { scenarioName: 'one filing' };
    await central.stub(
      answering('PUT', late, { ...scenario, newScenarioState: 'taken' }),
      answering('GET', right.unknownHere(), { ...scenario, requiredScenarioState: 'Started' }),
      answering('GET', right.receipt(document, 200), {
        ...scenario,
        name: 'GET once taken',
        requiredScenarioState: 'taken',
      }),
    );
    const gateway = gatewayAt(central.url);
    expect(word(await gateway.inquire(document, patient))).toBe('not-found not-found');
    expect(word(await gateway.submit(document, impatient))).toBe('unknown timeout');
    expect(await gateway.inquire(document, patient)).toMatchObject({
      outcome: 'taken',
      receipt: { digest: document.digest },
    });
  });

  describe('over TLS', () => {
    test('a certificate that nobody vouches for: nothing reaches it', async () => {
      await central.stub(answering('PUT', receipt));
      const outcome = await gatewayAt(central.secureUrl).submit(document, patient);
      expect(word(outcome)).toBe('not-sent tls-failed');
      expect(await central.journal()).toEqual([]);
    });
    test('one that is believed: the document is taken', async () => {
      await central.stub(answering('PUT', receipt));
      expect(word(await gatewayBelieving().submit(document, patient))).toBe('taken receipt');
    });
    test.each(['CONNECTION_RESET_BY_PEER', 'EMPTY_RESPONSE', 'RANDOM_DATA_THEN_CLOSE'] as const)(
      '%s leaves the fate open',
      async (fault) => {
        await central.stub(answering('PUT', { fault }));
        const outcome = await gatewayBelieving().submit(document, patient);
        expect(outcome.outcome).toBe('unknown');
        expect(await central.journal()).toHaveLength(1);
      },
    );
  });
});
