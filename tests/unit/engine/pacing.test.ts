import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { gatherChanges } from '../../../main/engine/changes.ts';
import { pacingCalls } from '../../../main/engine/pacing-calls.ts';
import { watchPacingFile } from '../../../main/engine/pacing-subscription.ts';
import { openSession, type Session } from '../../../main/engine/session.ts';
import { defaultPacing } from '../../../main/outbox/policy/index.ts';
import { openDataFolder, type DataFolder } from '../../../main/store/index.ts';
import type { CallArgument } from '../../../shared/contract/index.ts';
import { NaruError } from '../../../shared/errors.ts';
import type { PacingName } from '../../../shared/sync/pacing.ts';
import { pacingContent, pacingIssuer } from '../../support/pacing-issuer.ts';
import { virtualClock, type VirtualClock } from '../../support/virtual-clock.ts';

let place = '';
let data: DataFolder;
let clock: VirtualClock;
let session: Session;
let calls: ReturnType<typeof pacingCalls>;

beforeEach(async () => {
  place = mkdtempSync(join(tmpdir(), 'naru-pacing-'));
  data = openDataFolder({ folder: join(place, 'data'), owner: 'test', now: new Date() });
  clock = virtualClock();
  await open();
});
afterEach(async () => {
  await session.close();
  data.release();
  rmSync(place, { recursive: true, force: true });
});

async function open(): Promise<void> {
  session = await openSession({
    folder: data,
    mode: 'real',
    clock,
    random: () => 0.5,
    pacing: defaultPacing,
    gateway: { is: 'http', url: 'http://127.0.0.1:9/', token: null },
    watchOwnWord: false,
    onChange: () => {},
    onStep: () => {},
    onPractice: () => {},
  });
  const changes = gatherChanges(() => []);
  changes.stop();
  calls = pacingCalls({ session: () => session, clock, changes }, defaultPacing);
}
async function openAgain(): Promise<void> {
  await session.close();
  await open();
}

const set = (values: CallArgument<'pacing.set'>['values']) => calls['pacing.set']({ values });
async function valueOf(name: PacingName) {
  const { values } = await calls['pacing.get']({});
  const found = values.find((each) => each.name === name);
  return found === undefined ? null : { value: found.value, origin: found.origin };
}
const subscription = async () => (await calls['pacing.get']({})).subscription;
const journal = (): [kind: string, data: unknown][] =>
  session.store.read((tables) =>
    [...tables.journal.walk()]
      .filter(({ kind }) => kind.startsWith('pacing'))
      .map(({ kind, data: text }) => [kind, JSON.parse(text)]),
  );
function problemOf(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    if (error instanceof NaruError) return error.problem;
    throw error;
  }
}

const file = (): string => join(place, 'fleet.json');
const look = () => calls['pacing.look']({});

describe('what an office chooses', () => {
  test('holds for the running outbox at once, whose state stays', async () => {
    const outbox = session.outbox ?? expect.unreachable();
    const now = clock.now();
    outbox.gate.note({ type: 'request', lane: null }, now);
    const state = outbox.gate.state();
    const waits = (): number => {
      const go = outbox.gate.mayGo('notices', now);
      return go.go || go.at === null ? 0 : go.at - now;
    };
    const before = waits();
    await set({ limitPerSecond: 1 });
    expect(session.pacing.limitPerSecond).toBe(1);
    expect(waits()).toBeGreaterThanOrEqual(1000);
    expect(outbox.gate.state()).toBe(state);
    await set({ limitPerSecond: null });
    expect(waits()).toBe(before);
  });

  test('narrows what is on its way at once, however wide it was', async () => {
    const outbox = session.outbox ?? expect.unreachable();
    clock.advance(120_000);
    for (let n = 0; n < 2; n += 1) {
      outbox.gate.note({ type: 'request', lane: 'notices' }, clock.now());
      clock.advance(5000);
      outbox.gate.note({ type: 'success', lane: 'notices', latencyMs: 50 }, clock.now());
      clock.advance(5000);
    }
    outbox.gate.note({ type: 'request', lane: 'notices' }, clock.now());
    clock.advance(5000);
    expect(outbox.gate.mayGo('notices', clock.now())).toEqual({ go: true });
    await set({ maxOpen: 1 });
    expect(outbox.gate.mayGo('notices', clock.now())).toMatchObject({ go: false, why: 'open' });
  });

  test('is there again after a start, and journaled', async () => {
    await set({ maxOpen: 3, maxIntervalMs: 3_600_000 });
    await openAgain();
    expect(session.pacing).toMatchObject({ maxOpen: 3, maxIntervalMs: 3_600_000 });
    expect(await valueOf('maxOpen')).toEqual({ value: 3, origin: 'office' });
    await set({ maxOpen: null });
    expect(await valueOf('maxOpen')).toEqual({ value: 20, origin: 'default' });
    expect(journal()).toEqual([
      ['pacing-set', { maxOpen: 3, maxIntervalMs: 3_600_000 }],
      ['pacing-set', { maxIntervalMs: 3_600_000 }],
    ]);
  });

  test.each([
    { limitPerMinute: 301 },
    { limitPerSecond: 21 },
    { maxOpen: 21 },
    { maxIntervalMs: 60_000 },
    { maxOpen: 0 },
    { maxOpen: 2.5 },
  ])('%j is refused by its name, and nothing changes', async (values) => {
    await set({ startSpreadMs: 90_000 });
    const [pacing] = Object.keys(values);
    expect(problemOf(() => set({ urgentScale: 1, ...values }))).toMatchObject({
      code: 'pacing-out-of-bounds',
      params: { pacing, min: expect.any(Number), max: expect.any(Number) },
    });
    expect(session.pacing).toEqual({ ...defaultPacing, startSpreadMs: 90_000 });
    expect(await valueOf('urgentScale')).toMatchObject({ origin: 'default' });
  });

  test('that came onto the disk beyond its bounds does not count', async () => {
    session.store.transaction(({ settings }) =>
      settings.set('pacing', { own: { limitPerMinute: 100_000 }, subscription: null }),
    );
    await openAgain();
    expect(session.pacing).toEqual(defaultPacing);
  });
});

describe('a signed file', () => {
  const issuer = pacingIssuer();
  const issue = (change: Record<string, unknown>): void =>
    writeFileSync(file(), issuer.issue(pacingContent(clock.now(), change)));
  const follow = () => calls['pacing.subscribe']({ address: file(), publicKey: issuer.publicKey });

  test('holds over the defaults and under what the office chooses', async () => {
    issue({ serial: 5 });
    await set({ maxOpen: 2 });
    await follow();
    expect(await valueOf('startSpreadMs')).toEqual({ value: 600_000, origin: 'fleet' });
    expect(await valueOf('maxOpen')).toEqual({ value: 2, origin: 'office' });
    expect(session.pacing).toMatchObject({ startSpreadMs: 600_000, maxOpen: 2 });
    await set({ maxOpen: null });
    expect(session.pacing.maxOpen).toBe(4);
    await openAgain();
    expect(session.pacing).toMatchObject({ startSpreadMs: 600_000, maxOpen: 4 });
    expect(await subscription()).toMatchObject({
      problem: null,
      file: { serial: 5, isValid: true, note: { en: 'Start slowly.' } },
    });
    await calls['pacing.unsubscribe']({});
    expect(session.pacing).toEqual(defaultPacing);
  });

  test('gives way only to one with a higher serial', async () => {
    issue({ serial: 5 });
    await follow();
    for (const serial of [4, 5]) {
      issue({ serial, settings: { maxOpen: 9 } });
      await look();
      expect(await subscription()).toMatchObject({
        problem: { code: 'pacing-file-older', params: { serial, known: 5 } },
        file: { serial: 5 },
      });
      expect(session.pacing.maxOpen).toBe(4);
      expect(session.problem).toMatchObject({ code: 'pacing-file-older' });
    }
    issue({ serial: 6, settings: { maxOpen: 9 } });
    await look();
    expect(session.pacing).toMatchObject({ maxOpen: 9, startSpreadMs: 60_000 });
    expect(session.problem).toBeNull();
  });

  test('that ends gives the defaults back, and its serial is still known', async () => {
    issue({ serial: 5 });
    await follow();
    clock.advance(25 * 3_600_000);
    session.repace();
    expect(session.pacing).toEqual(defaultPacing);
    expect(await subscription()).toMatchObject({ file: { serial: 5, isValid: false } });
    issue({ serial: 4 });
    await look();
    expect(session.pacing).toEqual(defaultPacing);
    await calls['pacing.unsubscribe']({});
  });

  test.each([
    [
      'signed by another',
      'pacing-file-forged',
      (): string => pacingIssuer().issue(pacingContent(clock.now(), { serial: 9 })),
    ],
    ['no JSON', 'pacing-file-unreadable', (): string => 'slower, please'],
    ['too large', 'pacing-file-too-large', (): string => ' '.repeat(70_000)],
    [
      'over',
      'pacing-file-expired',
      (): string => issuer.issue(pacingContent(clock.now() - 48 * 3_600_000, { serial: 9 })),
    ],
  ] as const)('that is %s is refused; the one before stays', async (_what, code, text) => {
    issue({ serial: 5 });
    await follow();
    writeFileSync(file(), text());
    await look();
    await look();
    expect(await subscription()).toMatchObject({ problem: { code }, file: { serial: 5 } });
    expect(session.pacing.maxOpen).toBe(4);
    // The same refusal every hour is one entry.
    expect(journal().map(([kind]) => kind)).toEqual([
      'pacing-subscribed',
      'pacing-file-taken',
      'pacing-file-refused',
    ]);
  });

  test('that cannot be reached changes nothing and is no trouble of the office', async () => {
    await follow();
    expect(session.pacing).toEqual(defaultPacing);
    expect(await subscription()).toMatchObject({
      problem: { code: 'pacing-file-unreached', params: { detail: 'ENOENT' } },
      file: null,
    });
    expect(session.problem).toBeNull();
  });

  test('that was changed on disk does not count', async () => {
    issue({ serial: 5 });
    await follow();
    const kept = session.store.read(({ settings }) => JSON.stringify(settings.get('pacing')));
    const other = pacingIssuer().publicKey;
    const changed: unknown = JSON.parse(kept.replace(issuer.publicKey, other));
    session.store.transaction(({ settings }) => settings.set('pacing', changed));
    await openAgain();
    expect(session.pacing).toEqual(defaultPacing);
  });

  test('is told to be another’s where it is followed anew with another key', async () => {
    issue({ serial: 5 });
    await follow();
    const { publicKey } = pacingIssuer();
    await calls['pacing.subscribe']({ address: file(), publicKey });
    expect(await subscription()).toMatchObject({
      problem: { code: 'pacing-file-forged' },
      file: null,
    });
    expect(session.pacing).toEqual(defaultPacing);
  });

  test('of another issuer begins anew', async () => {
    issue({ serial: 5 });
    await follow();
    const other = pacingIssuer();
    writeFileSync(
      file(),
      other.issue(pacingContent(clock.now(), { serial: 1, settings: { maxOpen: 7 } })),
    );
    await calls['pacing.subscribe']({ address: file(), publicKey: other.publicKey });
    expect(session.pacing.maxOpen).toBe(7);
  });

  test('is looked for by itself after the start, about every hour, and when it ends', async () => {
    issue({ serial: 5, validUntil: new Date(clock.now() + 90 * 60_000).toISOString() });
    await follow();
    issue({
      serial: 6,
      settings: { maxOpen: 9 },
      validUntil: new Date(clock.now() + 90 * 60_000).toISOString(),
    });
    const rests: number[] = [];
    const seen: number[] = [];
    const watch = watchPacingFile(
      () => session.store,
      {
        ...clock,
        sleep: async (ms, signal) => {
          rests.push(ms);
          if (rests.length > 3) {
            await new Promise<void>((resolve) =>
              signal?.addEventListener('abort', () => resolve()),
            );
            return;
          }
          await clock.sleep(ms, signal);
        },
      },
      () => 0.5,
      () => {
        session.repace();
        seen.push(session.pacing.maxOpen);
      },
    );
    await expect.poll(() => rests.length).toBe(4);
    await watch.stop();
    expect(rests.slice(0, 3)).toEqual([15_000, 3_600_000, 90 * 60_000 - 15_000 - 3_600_000]);
    expect(seen).toEqual([9, 9, 20]);
  });
});
