import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { checkedFiling } from '../../../main/engine/declarations.ts';
import { startDrainLoop, type DrainLoop } from '../../../main/engine/drain-loop.ts';
import { createEngine } from '../../../main/engine/engine.ts';
import { heed, longestHoldMs } from '../../../main/engine/host-hints.ts';
import { openHostLine } from '../../../main/engine/host-line.ts';
import { systemClock } from '../../../main/engine/system-clock.ts';
import { enqueue } from '../../../main/outbox/index.ts';
import { pacingSettingsSchema } from '../../../main/outbox/policy/index.ts';
import { openDataFolder } from '../../../main/store/index.ts';
import { officeSchema } from '../../../shared/contract/index.ts';
import { practiceFilings } from '../../../shared/documents/index.ts';
import { memoryPorts } from '../../../shared/port/index.ts';
import type { HostHint } from '../../../shared/port/host-line.ts';
import type { SyncState } from '../../../shared/sync/sync-state.ts';
import { epochMs, koreanDate, type Clock } from '../../../shared/time.ts';
import { rawAnswer, startRawServer } from '../central/raw-server.ts';

const day = 86_400_000;

/** Lets what was woken go on. */
async function settle(): Promise<void> {
  for (let i = 0; i < 20; i += 1) await Promise.resolve();
}

/** A clock that goes on when it is told to, and wakes who has slept long enough. */
function steppedClock(): Clock & { pass(ms: number): Promise<void> } {
  let at = Date.parse('2026-11-23T00:00:00Z');
  const sleepers = new Set<{ until: number; wake: () => void }>();
  return {
    now: () => epochMs(at),
    monotonic: () => at,
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        const sleeper = {
          until: at + ms,
          wake: () => {
            sleepers.delete(sleeper);
            resolve();
          },
        };
        if (ms <= 0 || signal?.aborted === true) resolve();
        else {
          sleepers.add(sleeper);
          signal?.addEventListener('abort', sleeper.wake, { once: true });
        }
      }),
    async pass(ms) {
      at += ms;
      for (const sleeper of sleepers) if (sleeper.until <= at) sleeper.wake();
      await settle();
    },
  };
}

/** A loop over an outbox that has nothing to do, and counts how often it is asked. */
function idleLoop(clock: Clock): { loop: DrainLoop; asked: () => number } {
  let asked = 0;
  const begin = async () => {
    asked += 1;
    return { did: null, until: null, why: 'nothing' } as const;
  };
  const outbox: Parameters<typeof startDrainLoop>[0] = Object.assign(Object.create(null), {
    begin,
  });
  return { loop: startDrainLoop(outbox, clock, () => {}), asked: () => asked };
}

describe('the drain loop', () => {
  test('begins nothing new while it is held, and goes on when it is told to', async () => {
    const clock = steppedClock();
    const { loop, asked } = idleLoop(clock);
    await clock.pass(0);
    loop.hold(longestHoldMs);
    const before = asked();
    for (let i = 0; i < 5; i += 1) {
      loop.wake();
      await clock.pass(10_000);
    }
    expect(asked()).toBe(before);
    loop.hold(0);
    await clock.pass(0);
    expect(asked()).toBe(before + 1);
    const stopped = loop.stop(0);
    await clock.pass(1);
    await stopped;
  });

  test('goes on by itself where the end that was announced does not come', async () => {
    const clock = steppedClock();
    const { loop, asked } = idleLoop(clock);
    await clock.pass(0);
    loop.hold(longestHoldMs);
    const before = asked();
    await clock.pass(longestHoldMs - 1);
    expect(asked()).toBe(before);
    await clock.pass(1);
    expect(asked()).toBeGreaterThan(before);
    const stopped = loop.stop(0);
    await clock.pass(1);
    await stopped;
  });

  test('a sleep over a day is over for it at once, by a hint or without', async () => {
    const clock = steppedClock();
    const { loop, asked } = idleLoop(clock);
    await clock.pass(0);
    const before = asked();
    // Where the timers stood still while the computer slept, none is due yet: the hint wakes it.
    loop.wake();
    await clock.pass(0);
    expect(asked()).toBe(before + 1);
    await clock.pass(day);
    expect(asked()).toBe(before + 2);
    const stopped = loop.stop(0);
    await clock.pass(1);
    await stopped;
  });
});

function heard(hint: HostHint): string[] {
  const did: string[] = [];
  heed(hint, {
    session: () => ({
      hold: (ms) => did.push(`hold ${ms}`),
      wake: () => did.push('wake'),
      health: Object.assign(Object.create(null), {
        lookNow: async () => void did.push('look at the network'),
      }),
    }),
    lookAtCalendar: () => did.push('look at the calendar'),
    onFault: expect.unreachable,
  });
  return did;
}

describe('hints of the host', () => {
  test.each<[HostHint, string[]]>([
    ['asleep', ['hold 60000']],
    ['ending', ['hold 60000']],
    ['staying', ['hold 0']],
    ['network', ['look at the network']],
    ['awake', ['hold 0', 'wake', 'look at the calendar', 'look at the network']],
  ])('%s: %j', (hint, did) => expect(heard(hint)).toEqual(did));

  test('come over the line from the host; what is none is passed over', () => {
    const [host, engine] = memoryPorts();
    const heardThere: HostHint[] = [];
    openHostLine(engine, false).onHint((hint) => heardThere.push(hint));
    for (const message of [
      { kind: 'hint', hint: 'awake' },
      { kind: 'hint', hint: 'format-disk' },
      { kind: 'hint', hint: 'network', more: 1 },
      'awake',
      null,
    ])
      host.post(message);
    return vi.waitFor(() => expect(heardThere).toEqual(['awake']));
  });

  test('a question about proxies is answered, or refused', async () => {
    const [host, engine] = memoryPorts();
    expect(openHostLine(engine, false).resolveProxy).toBeNull();
    const { resolveProxy } = openHostLine(engine, true);
    host.onMessage((message) => {
      expect(message).toMatchObject({ kind: 'proxy?' });
      const { id, origin } = Object.assign({ id: 0, origin: '' }, message);
      host.post({ kind: 'proxy', id, rules: origin.includes('known') ? 'PROXY a:1' : null });
    });
    await expect(resolveProxy?.('https://known.example')).resolves.toBe('PROXY a:1');
    await expect(resolveProxy?.('https://other.example')).rejects.toThrow('did not tell');
  });
});

const pacing = pacingSettingsSchema.parse({
  minIntervalMs: 0,
  minGapMs: 0,
  troubleIntervalMs: 20,
  startSpreadMs: 0,
  inquirySettleMs: 10,
  inquiryFirstMs: 10,
  limitPerSecond: 100_000,
  limitPerMinute: 6_000_000,
});

test('a computer that sleeps for a day in the middle of a send: one document, asked about, taken', async () => {
  const root = mkdtempSync(join(tmpdir(), 'naru-sleep-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const asleep = Promise.withResolvers<void>();
  let puts = 0;
  let digest = '';
  const server = await startRawServer({
    onRequest(socket, request) {
      const no = /declarations\/([^/ ]+) HTTP/.exec(request)?.[1];
      if (no === undefined) {
        socket.end(rawAnswer(404, '{}'));
        return;
      }
      if (request.startsWith('PUT')) {
        puts += 1;
        digest = /content-digest: (.+)\r/i.exec(request)?.[1] ?? '';
        // Taken there, and the line is dead before the answer.
        void asleep.promise.then(() => socket.resetAndDestroy());
        return;
      }
      const declarationNo = decodeURIComponent(no);
      const receivedAt = new Date().toISOString();
      const receipt = { declarationNo, state: 'received', receiptNo: 'R-1', receivedAt, digest };
      socket.end(rawAnswer(200, JSON.stringify(receipt)));
    },
  });
  onTestFinished(() => server.close());

  const held = openDataFolder({ folder: join(root, 'data'), owner: 'test', now: new Date() });
  const store = held.openStore('real');
  const at = systemClock.now();
  const office = officeSchema.parse({ declarant: '12345', name: '나루', customsOffice: '04010' });
  store.transaction(({ settings }) =>
    settings.set('gateway', { is: 'http', url: server.url, token: 't' }),
  );
  const filings = practiceFilings({ count: 1, seed: 5, today: koreanDate(at) });
  enqueue(store, filings.map(checkedFiling), { office, at, batchId: null });
  held.rememberMode('real');
  store.close();
  held.release();

  let slept = 0;
  const clock: Clock = { ...systemClock, now: () => epochMs(systemClock.now() + slept) };
  let tell: ((hint: HostHint) => void) | null = null;
  const engine = await createEngine({
    dataFolder: join(root, 'data'),
    owner: 'test',
    pacing,
    clock,
    host: {
      resolveProxy: null,
      onHint: (handler) => {
        tell = handler;
        return () => {};
      },
    },
  });
  onTestFinished(() => engine.stop());
  const transport = async (): Promise<SyncState['counts']['transport']> =>
    (await engine.handlers['sync.get']({})).counts.transport;
  const hint = (what: HostHint): void => tell?.(what);

  await vi.waitFor(() => expect(puts).toBe(1));
  hint('asleep');
  expect(await transport()).toMatchObject({ sending: 1 });
  slept = day + 3 * 3_600_000;
  asleep.resolve();
  hint('awake');
  await vi.waitFor(async () => expect(await transport()).toMatchObject({ acknowledged: 1 }), {
    timeout: 20_000,
    interval: 50,
  });
  expect(puts).toBe(1);
});
