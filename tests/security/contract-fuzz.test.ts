import * as fc from 'fast-check';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { startLoopbackHost } from '../../main/loopback/host.ts';
import { calls } from '../../shared/contract/index.ts';
import { createPort, requestSchema, webSocketPort } from '../../shared/port/index.ts';
import { besiege, loopbackOnly, openTarget } from './attack.ts';
import { wildCall, wildCallsOfEach, wildMessage } from './wild.ts';

/**
 * Every entry of the contract is called with what no face of ours would send. Many more cases are
 * thrown by hand: `node tests/security/contract-by-hand.ts 20000`.
 */

const seed = 20_251_201;
const minutes = 60_000;
/** The dearest calls, once each: they make a whole pack, a whole sheet, a whole drill. */
const dear: ReadonlySet<string> = new Set(['evidence.make', 'intake.template', 'drill.start']);

test(
  'over the engine’s own port every answer is within the contract',
  { timeout: 10 * minutes },
  async () => {
    const target = await openTarget();
    const { ask, siege, throw: attack, litter } = besiege(target.port, target.folder);
    await ask('practice.addSamples', { count: 10 });
    await attack(
      wildCallsOfEach(12, seed).filter(({ name }, at) => !dear.has(name) || at % 6 === 0),
    );
    await ask('drill.end', {});
    await ask('mode.set', { mode: 'real' });
    await attack(fc.sample(wildCall, { numRuns: 300, seed }).filter(({ name }) => !dear.has(name)));
    await litter(fc.sample(wildMessage, { numRuns: 200, seed }));
    const { code, prototypes } = await target.end();
    expect(siege.faults).toEqual([]);
    expect(siege.cases).toBeGreaterThan(1300);
    // A fuzzer that only meets the first check finds nothing behind it.
    expect(siege.reached.size).toBeGreaterThan(Object.keys(calls).length / 2);
    expect(siege.refused.get('wrong-input')).toBeGreaterThan(300);
    expect({ code, prototypes }).toEqual({ code: 0, prototypes: 'clean' });
    expect(target.said()).toBe('');
  },
);

const folder = mkdtempSync(join(tmpdir(), 'naru-attack-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('over the loopback host’s WebSocket too', { timeout: 10 * minutes }, async () => {
  const report = join(folder, 'prototypes');
  process.env['NODE_OPTIONS'] = `--import ${pathToFileURL(loopbackOnly).href}`;
  process.env['NARU_TEST_POLLUTION'] = report;
  let crashes = 0;
  const host = await startLoopbackHost({
    dataFolder: join(folder, 'data'),
    rendererFolder: folder,
    onCrash: () => (crashes += 1),
  });
  delete process.env['NODE_OPTIONS'];
  delete process.env['NARU_TEST_POLLUTION'];
  const entered = await fetch(host.link, { redirect: 'manual' });
  const cookie = entered.headers.get('set-cookie')?.split(';')[0] ?? '';
  const headers = { cookie, origin: host.url.slice(0, -1) };
  const socket = new WebSocket(`${host.url.replace('http', 'ws')}engine`, { headers });
  const line = webSocketPort(socket);
  // What is longer than one message may be ends the line, as it should; here the rest is of interest.
  const port = createPort({
    send: (message) => line.post(carried(message)),
    close: () => line.close(),
  });
  line.onMessage((message) => port.deliver(message));
  line.onClose(() => port.ended());
  const { ask, siege, throw: attack, litter } = besiege(port.port, folder);
  await ask('practice.addSamples', { count: 10 });
  await attack(wildCallsOfEach(6, seed + 1000).filter(({ name }) => !dear.has(name)));
  await litter(fc.sample(wildMessage, { numRuns: 200, seed: seed + 1 }));
  expect(await ask('sync.get', {})).toMatchObject({ ok: true });
  line.close();
  await host.close();
  expect(siege.faults).toEqual([]);
  expect(siege.cases).toBeGreaterThan(700);
  expect(siege.reached.size).toBeGreaterThan(Object.keys(calls).length / 3);
  expect(crashes).toBe(0);
  expect(readFileSync(report, 'utf8')).toBe('clean');
});

/** As JSON can carry it; where it is longer than one message may be, with another input. */
function carried(message: unknown): unknown {
  const text = JSON.stringify(message, (_key, value: unknown) =>
    typeof value === 'bigint' ? String(value) : value,
  );
  if (Buffer.byteLength(text) < 1_000_000) return JSON.parse(text);
  const asked = requestSchema.safeParse(message);
  return asked.success ? { ...asked.data, input: 'x'.repeat(500_000) } : null;
}
