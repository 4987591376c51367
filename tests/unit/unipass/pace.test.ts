import * as fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createLane, type Ended } from '../../../main/central/unipass/lane.ts';
import {
  defaultPace,
  paceAfter,
  type Pace,
  type PaceMemory,
} from '../../../main/central/unipass/pace.ts';
import { createUnipass } from '../../../main/central/unipass/index.ts';
import { openFreshness } from '../../../main/engine/freshness.ts';
import { civilDate } from '../../../shared/time.ts';
import { virtualClock, type VirtualClock } from '../../support/virtual-clock.ts';
import { clientOf, key, tempStore, unkindServer, xml } from './unkind-unipass.ts';

const person = { pccc: 'P123456789012', name: '홍가람', phone: null, postcode: null };
const matching = xml('<persEcmQryRtnVo><tCnt>1</tCnt></persEcmQryRtnVo>');
const mismatching = xml('<persEcmQryRtnVo><tCnt>0</tCnt></persEcmQryRtnVo>');
const page = xml('<html><body>502 Bad Gateway</body></html>');

const well = (): Promise<Ended<string>> => Promise.resolve({ value: 'well', went: 'well' });
const ill = (): Promise<Ended<string>> => Promise.resolve({ value: 'ill', went: 'ill' });
/** A disk on which one lane after another keeps its pace. */
function disk() {
  let text = 'null';
  let writes = 0;
  const memory: PaceMemory = {
    read(): unknown {
      return JSON.parse(text);
    },
    write(kept) {
      writes += 1;
      text = JSON.stringify(kept);
    },
  };
  return { memory, writes: () => writes, put: (other: string) => void (text = other) };
}

const start = (clock: VirtualClock, { memory }: ReturnType<typeof disk>) =>
  createLane(clock, () => 0.5, defaultPace, memory);

/** Three failures: a pause of 32 seconds. */
async function inTrouble(clock: VirtualClock, kept: ReturnType<typeof disk>): Promise<void> {
  const lane = start(clock, kept);
  for (const wait of [0, 2000, 8000]) {
    clock.advance(wait);
    expect(await lane.run(ill, { ahead: false })).toBe('ill');
  }
}
/** How long a new process holds requests back, in milliseconds. */
async function heldFor(clock: VirtualClock, kept: ReturnType<typeof disk>): Promise<number> {
  const lane = start(clock, kept);
  const from = clock.monotonic();
  while ((await lane.run(well, { ahead: false })) === 'held-back') clock.advance(500);
  return clock.monotonic() - from;
}

describe('the pace', () => {
  test('half a second between two beginnings; trouble grows to its bound and one success ends it', () => {
    fc.assert(
      fc.property(
        fc.array(fc.boolean(), { maxLength: 30 }),
        fc.float({ min: 0, max: 1, noNaN: true }),
        (wells, draw) => {
          let pace: Pace = { nextAt: 0, failuresInRow: 0 };
          let now = 0;
          for (const well of wells) {
            const startedAt = Math.max(now, pace.nextAt);
            now = startedAt + 100;
            const went = well ? ('well' as const) : ('ill' as const);
            pace = paceAfter(pace, went, { startedAt, now, random: () => draw }, defaultPace);
            expect(pace.nextAt).toBeGreaterThanOrEqual(startedAt + defaultPace.spacingMs);
            expect(pace.nextAt - now).toBeLessThanOrEqual(defaultPace.longestPauseMs * 1.25);
            if (well) expect(pace).toEqual({ nextAt: startedAt + 500, failuresInRow: 0 });
            else expect(pace.nextAt - now).toBeGreaterThanOrEqual(defaultPace.firstPauseMs * 0.75);
          }
        },
      ),
    );
  });

  test('one at a time, spaced, and who waits goes before what is looked up ahead', async () => {
    const clock = virtualClock();
    const lane = createLane(clock, () => 0.5, defaultPace);
    const begun: [string, number][] = [];
    let open = 0;
    const request = (name: string) => async (): Promise<Ended<string>> => {
      begun.push([name, clock.monotonic()]);
      open += 1;
      expect(open).toBe(1);
      await Promise.resolve();
      clock.advance(120);
      open -= 1;
      return { value: name, went: 'well' };
    };
    await Promise.all([
      lane.run(request('first'), { ahead: true }),
      lane.run(request('ahead'), { ahead: true }),
      lane.run(request('now'), { ahead: false }),
    ]);
    expect(begun).toEqual([
      ['first', 0],
      ['now', 500],
      ['ahead', 1000],
    ]);
  });

  test('in trouble nothing waits in line: it is busy, until one probe has gone well', async () => {
    const clock = virtualClock();
    const lane = createLane(clock, () => 0.5, defaultPace);
    let asked = 0;
    const ill = (): Promise<Ended<string>> => {
      asked += 1;
      return Promise.resolve({ value: 'ill', went: 'ill' });
    };
    await lane.run(ill, { ahead: false });
    await lane.run(ill, { ahead: false });
    expect(lane.rests()).toBe(true);
    const many = await Promise.all(
      Array.from({ length: 20 }, () => lane.run(ill, { ahead: false })),
    );
    expect(many).toEqual(Array(20).fill('held-back'));
    expect(asked).toBe(2);
    clock.advance(8001);
    // Of all that come now one is the probe; where it fails, the others are held back again.
    const probes = await Promise.all(
      Array.from({ length: 5 }, () => lane.run(ill, { ahead: false })),
    );
    expect(probes.filter((one) => one === 'ill')).toHaveLength(1);
    clock.advance(32_001);
    expect(await lane.run(well, { ahead: false })).toBe('well');
    expect(lane.rests()).toBe(false);
  });

  test('who gives up gets no turn', async () => {
    const clock = virtualClock();
    const lane = createLane(clock, () => 0.5, defaultPace);
    const stop = new AbortController();
    const slow = lane.run(
      async () => {
        stop.abort();
        return { value: 1, went: 'well' };
      },
      { ahead: false },
    );
    const late = lane.run(() => expect.unreachable('given up'), {
      ahead: false,
      signal: stop.signal,
    });
    expect(await slow).toBe(1);
    expect(await late).toBe('held-back');
  });
});

const busy =
  (retryAfter: string): Parameters<typeof unkindServer>[0] =>
  (_, response) => {
    response.writeHead(503, { 'retry-after': retryAfter });
    response.end();
  };

describe('what asks to be left alone (Retry-After)', () => {
  test.each([
    [120, 120_000],
    // Up to the longest pause: in an hour it is asked twelve times.
    [3600, 300_000],
  ])('for %s s is so for %s ms, over a restart too', async (seconds, forMs) => {
    const clock = virtualClock();
    const server = await unkindServer(busy(String(seconds)));
    const kept = disk();
    const open = () =>
      createUnipass({
        baseUrl: server.url,
        keyOf: () => key,
        perHundred: () => [],
        cache: { get: () => null, put: () => {} },
        clock,
        random: () => 0,
        userAgent: 'test',
        paceMemory: kept.memory,
      });
    await open().pccc(person);
    server.behave(matching);
    for (const unipass of [open(), open()]) {
      clock.advance(forMs / 2 - 2000);
      expect(await unipass.pccc(person)).toMatchObject({ is: 'not-known', why: 'busy' });
      unipass.close();
    }
    expect(server.asked).toHaveLength(1);
    // With the margin, and the rounding.
    clock.advance(4100);
    expect(await open().pccc(person)).toMatchObject({ is: 'known' });
  });
});

describe('a pause over a restart', () => {
  test('goes on where it stood, and grows from there', async () => {
    const clock = virtualClock();
    const kept = disk();
    await inTrouble(clock, kept);
    const later = virtualClock(clock.now() + 12_000);
    const lane = start(later, kept);
    expect(lane.rests()).toBe(true);
    expect(await lane.run(well, { ahead: false })).toBe('held-back');
    later.advance(20_000);
    expect(await lane.run(ill, { ahead: false })).toBe('ill');
    later.advance(100_000);
    expect(await lane.run(well, { ahead: false })).toBe('held-back');
    later.advance(28_000);
    expect(await lane.run(well, { ahead: false })).toBe('well');
    expect(start(later, kept).rests()).toBe(false);
  });

  test.each([
    ['as it was', 0, 32_000],
    ['set back a day', -86_400_000, 32_000],
    ['set forward a day', 86_400_000, 0],
  ])('is no longer and no shorter than meant where the clock is %s', async (_, byMs, expected) => {
    const clock = virtualClock();
    const kept = disk();
    await inTrouble(clock, kept);
    const later = virtualClock(clock.now() + byMs);
    const held = await heldFor(later, kept);
    // Who is nearly at its turn waits for it.
    expect(held).toBeGreaterThanOrEqual(expected - defaultPace.patienceMs);
    expect(held).toBeLessThanOrEqual(expected);
  });

  test('is never longer than the longest, whatever stands on the disk', async () => {
    const clock = virtualClock();
    const kept = disk();
    const year = 365 * 86_400_000;
    kept.put(
      JSON.stringify({ nextAt: clock.now() + year, failuresInRow: 9, savedAt: clock.now() }),
    );
    expect(await heldFor(clock, kept)).toBeLessThanOrEqual(defaultPace.longestPauseMs * 1.25);
    kept.put('{"nextAt":"soon"}');
    expect(await heldFor(clock, kept)).toBe(0);
  });

  test('is written in trouble and at its end, and not while all goes well', async () => {
    const clock = virtualClock();
    const kept = disk();
    const lane = start(clock, kept);
    for (let i = 0; i < 5; i += 1) await lane.run(well, { ahead: false });
    expect(kept.writes()).toBe(0);
    await lane.run(ill, { ahead: false });
    for (let i = 0; i < 5; i += 1) await lane.run(well, { ahead: false });
    expect(kept.writes()).toBe(2);
  });

  test('is kept by a session in its own database', async () => {
    const clock = virtualClock();
    const server = await unkindServer(page);
    const store = tempStore();
    const open = () => {
      const { unipass } = openFreshness({
        store,
        clock,
        random: () => 0.5,
        userAgent: 'test',
        practiceUrl: server.url,
      });
      onTestFinished(() => unipass.close());
      return unipass;
    };
    const before = open();
    while (server.asked.length < 4) {
      await before.pccc(person);
      clock.advance(1000);
    }
    before.close();
    store.reopen();
    server.behave(matching);
    const after = open();
    expect(after.rests()).toBe(true);
    expect(await after.pccc(person)).toMatchObject({ is: 'not-known', why: 'busy' });
    expect(server.asked).toHaveLength(4);
    clock.advance(5000);
    expect(await after.pccc(person)).toMatchObject({ is: 'known' });
    store.reopen();
    expect(open().rests()).toBe(false);
  });
});

describe('what is kept', () => {
  test('an answer of before serves while nothing comes, with its age and why', async () => {
    const clock = virtualClock();
    const server = await unkindServer(matching);
    const client = clientOf(server.url, { clock });
    const first = await client.pccc(person);
    const at = clock.now();
    clock.advance(60 * 60_000);
    server.behave(page);
    expect(await client.pccc(person)).toEqual({ ...first, at, staleBecause: 'unreadable' });
    expect(await client.pccc({ ...person, name: '신보라' })).toMatchObject({ is: 'not-known' });
  });

  test('a young match is taken as it is; a mismatch is asked about again soon', async () => {
    const clock = virtualClock();
    const server = await unkindServer(matching);
    const client = clientOf(server.url, { clock });
    const how = { maxAgeMs: 30 * 60_000 };
    await client.pccc(person, how);
    clock.advance(29 * 60_000);
    expect(await client.pccc(person, how)).toMatchObject({ staleBecause: null });
    expect(server.asked).toHaveLength(1);
    clock.advance(2 * 60_000);
    server.behave(mismatching);
    await client.pccc(person, how);
    expect(server.asked).toHaveLength(2);
    clock.advance(20_000);
    server.behave(matching);
    expect(await client.pccc(person, how)).toMatchObject({ value: { matches: true } });
  });

  test('an answer from the future, of a clock that was set back, is not believed to be young', async () => {
    const clock = virtualClock();
    const server = await unkindServer(matching);
    const client = clientOf(server.url, { clock });
    await client.pccc(person);
    clock.setWall(civilToMs('2026-11-20'));
    await client.pccc(person, { maxAgeMs: 30 * 60_000 });
    expect(server.asked).toHaveLength(2);
  });

  test('the same question at the same time is asked once', async () => {
    const server = await unkindServer(matching);
    const client = clientOf(server.url);
    const answers = await Promise.all([
      client.pccc(person, { ahead: true }),
      client.pccc(person),
      client.pccc(person),
    ]);
    expect(answers.map(({ is }) => is)).toEqual(['known', 'known', 'known']);
    expect(server.asked).toHaveLength(1);
  });

  test('a key that was refused is not tried again for a minute, unless another is set', async () => {
    const clock = virtualClock();
    let own = 'bad';
    const server = await unkindServer((request, response, url) => {
      const good = url.searchParams.get('crkyCn') === key;
      const body = good
        ? '<tCnt>1</tCnt>'
        : '<tCnt>-1</tCnt><ntceInfo>존재하지 않는 인증키입니다.</ntceInfo>';
      xml(`<persEcmQryRtnVo>${body}</persEcmQryRtnVo>`)(request, response, url);
    });
    const client = clientOf(server.url, { clock, keyOf: () => own });
    const refused = { is: 'not-known', why: 'key-refused', words: '존재하지 않는 인증키입니다.' };
    expect(await client.pccc(person)).toEqual(refused);
    expect(await client.pccc(person)).toEqual(refused);
    expect(server.asked).toHaveLength(1);
    own = key;
    expect(await client.pccc(person)).toMatchObject({ is: 'known' });
  });

  test('old answers are forgotten', async () => {
    const clock = virtualClock();
    const server = await unkindServer(matching);
    const { store, ...client } = clientOf(server.url, { clock });
    await client.pccc(person);
    const purge = (): number => store.transaction(({ lookedUp }) => lookedUp.purge(clock.now()));
    expect(purge()).toBe(0);
    clock.advance(1);
    expect(purge()).toBe(1);
  });
});

function civilToMs(day: string) {
  const clock = virtualClock(Date.parse(`${civilDate(day)}T00:00:00Z`));
  return clock.now();
}
