import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createLane, type Ended } from '../../../main/central/unipass/lane.ts';
import { defaultPace, paceAfter, type Pace } from '../../../main/central/unipass/pace.ts';
import { civilDate } from '../../../shared/time.ts';
import { virtualClock } from '../../support/virtual-clock.ts';
import { clientOf, key, unkindServer, xml } from './unkind-unipass.ts';

const person = { pccc: 'P123456789012', name: '홍가람', phone: null, postcode: null };
const matching = xml('<persEcmQryRtnVo><tCnt>1</tCnt></persEcmQryRtnVo>');
const mismatching = xml('<persEcmQryRtnVo><tCnt>0</tCnt></persEcmQryRtnVo>');
const page = xml('<html><body>502 Bad Gateway</body></html>');

const well = (): Promise<Ended<string>> => Promise.resolve({ value: 'well', went: 'well' });

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
