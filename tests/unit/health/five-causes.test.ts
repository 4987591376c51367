import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { served, type Plan } from '../../../main/practice/plan.ts';
import {
  centralWithChannels,
  usually,
  type CentralWithChannels,
} from '../../support/central-with-channels.ts';
import { firstSentence } from '../../support/own-words.ts';
import { tempFolder } from '../store/store-samples.ts';

const minute = 60_000;
// Hours of an office over real requests and files.
vi.setConfig({ testTimeout: 3 * minute, hookTimeout: 2 * minute });
let office: CentralWithChannels;

const resets: Plan = { ...served(0), workMs: null, answer: { is: 'reset', afterMs: 0 } };
const badGateway: Plan = {
  ...served(0),
  workMs: null,
  answer: { is: 'error', status: 502, afterMs: 0 },
};

beforeEach(async () => {
  office = await centralWithChannels(tempFolder(), 7);
  await office.work(8 * minute);
  expect(office.troubled()).toEqual({});
  office.forgetTold();
});
afterEach(() => office.end());

const sentence = (): string =>
  firstSentence(office.told(), office.health().states(), office.clock.now());

// The fifth, the receiving program asleep, has a folder instead of a gateway: sleeping-program.test.ts.
describe('five causes give five states, and five sentences', () => {
  test('the cable pulled: this network is down, and of all behind it nothing is claimed', async () => {
    await office.pull('pulled');
    await office.work(10 * minute);
    const unknown = 'unknown';
    expect(office.troubled()).toEqual({
      network: 'stopped',
      names: unknown,
      declarations: unknown,
      inquiries: unknown,
      notices: unknown,
      'open-api-rates': unknown,
      'open-api-pccc': unknown,
    });
    expect(
      office
        .told()
        .filter(({ to }) => to === 'stopped')
        .map(({ channel }) => channel),
    ).toEqual(['network']);
    expect(sentence()).toBe(
      '저희 사무소의 인터넷이 끊겨 신고를 보내지 못하고 있습니다. 세관 전산의 장애라는 뜻이 아닙니다.',
    );
  });

  test('the gateway down: all that is asked there has stopped, and nothing else', async () => {
    await office.set('down');
    const downAt = office.clock.now();
    await office.work(10 * minute);
    expect(office.troubled()).toMatchObject({
      declarations: 'stopped',
      inquiries: 'stopped',
      notices: 'stopped',
    });
    expect(office.troubled()).not.toHaveProperty('network');
    expect(office.troubled()).not.toHaveProperty('names');
    for (const { channel, at, cause } of office.told().filter(({ to }) => to === 'stopped')) {
      expect(at - downAt, channel).toBeLessThan(5 * minute);
      expect(cause).toBe('connection-refused');
    }
    expect(sentence()).toBe('세관 신고 전산(중계망 포함)이 신고를 받지 않고 있습니다.');
  });

  test('declarations slow, and inquiries fine', async () => {
    office.fate.plan = (ask) => ({ ...usually(ask), workMs: ask.want === 'submit' ? 9000 : 60 });
    await office.work(12 * minute);
    expect(office.troubled()).toEqual({ declarations: 'slow' });
    expect(sentence()).toBe('세관 신고 전산(중계망 포함)의 신고 접수가 느립니다.');
  });

  test('the open API down alone', async () => {
    office.fate.plan = (ask) => (ask.want === 'look-up' ? badGateway : usually(ask));
    await office.work(30 * minute);
    expect(office.troubled()).toEqual({ 'open-api-rates': 'stopped', 'open-api-pccc': 'stopped' });
    expect(sentence()).toBe('유니패스의 일부 조회 서비스에 문제가 있습니다.');
  });
});

describe('what the status page says', () => {
  test('fools nobody: it says "normal" while no declaration gets through', async () => {
    office.fate.plan = (ask) => (ask.want === 'submit' ? resets : usually(ask));
    await office.work(3 * minute);
    const said: (string | undefined)[] = [];
    for (let i = 0; i < 20; i += 1) {
      await office.work(2 * minute);
      said.push(office.outbox().ownWord()?.state);
    }
    expect(new Set(said)).toEqual(new Set(['normal']));
    expect(office.troubled()).toEqual({ declarations: 'stopped' });
  });
});

describe('a half outage', () => {
  test('is named as such', async () => {
    let n = 0;
    office.fate.plan = (ask) => {
      if (ask.want === 'submit') n += 1;
      return ask.want === 'submit' && n % 3 !== 0 ? badGateway : usually(ask);
    };
    await office.work(25 * minute);
    expect(office.troubled()).toEqual({ declarations: 'degraded' });
  });
});

describe('trouble that is over', () => {
  test('is told past the guard, and not by a promise', async () => {
    await office.set('down');
    await office.work(30 * minute);
    await office.set('up');
    const upAt = office.clock.now();
    await office.work(40 * minute);
    expect(office.troubled()).toEqual({});
    for (const channel of ['declarations', 'inquiries', 'notices'] as const) {
      const last = office.told().findLast((change) => change.channel === channel);
      expect(last).toMatchObject({ to: 'working' });
      expect(last?.at).toBeGreaterThanOrEqual(upAt);
      expect((last?.knownAt ?? 0) - (last?.at ?? 0)).toBeGreaterThanOrEqual(30_000);
    }
  });

  test('the cable in again: nothing is said to have stopped but this network', async () => {
    await office.pull('pulled');
    await office.work(10 * minute);
    await office.pull('in');
    await office.work(25 * minute);
    expect(office.troubled()).toEqual({});
    const stops = office.told().filter(({ to }) => to === 'stopped' || to === 'degraded');
    expect(stops.map(({ channel }) => channel)).toEqual(['network']);
  });
});

describe('after a restart', () => {
  test.each([true, false])('grades are what they were (in good order: %s)', async (inGoodOrder) => {
    office.fate.plan = (ask) => (ask.want === 'submit' ? resets : usually(ask));
    await office.work(20 * minute);
    const before = office.health().states();
    const told = office.told();
    await office.restart(inGoodOrder);
    const after = office.health().states();
    expect(after.map(({ channel, grade, since }) => ({ channel, grade, since }))).toEqual(
      before.map(({ channel, grade, since }) => ({ channel, grade, since })),
    );
    const again: unknown[] = [];
    office.health().onGradeChange((change) => again.push(change), told[0]?.knownAt);
    expect(again).toEqual(told.filter(({ knownAt }) => knownAt > (told[0]?.knownAt ?? 0)));
    // A promise is none: it goes on being stopped until enough got through.
    await office.work(5 * minute);
    expect(office.troubled()).toEqual({ declarations: 'stopped' });
  });
});
