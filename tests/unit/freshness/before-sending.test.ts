import { describe, expect, test } from 'vitest';
import { withAccepted } from '../../../main/freshness/index.ts';
import { acceptStale } from '../../../main/outbox/index.ts';
import { describeStored } from '../../../main/engine/declarations.ts';
import { practiceKey } from '../../../main/practice/index.ts';
import { practiceRateOn } from '../../../shared/documents/practice/weekly-rates.ts';
import { addDays, koreanDate, type CivilDate } from '../../../shared/time.ts';
import { unkindServer, xml, type Behave } from '../unipass/unkind-unipass.ts';
import { officeAtWork } from './office-at-work.ts';

const twoDays = 2 * 86_400_000;
const dollars = { payerIdKind: '04', currency: 'USD' };
const person = { payerIdKind: '05' };
const rateText = (on: CivilDate, currency: 'USD' | 'EUR' | 'CNY' | 'JPY' = 'USD'): string =>
  String(practiceRateOn(currency, on) / 10_000);

describe('a filing queued before Sunday’s rate change and sent after it', () => {
  test.each(['USD', 'EUR', 'CNY', 'JPY'] as const)(
    'carries the new rate and date, where the office wants it sent (%s)',
    async (currency) => {
      const office = await officeAtWork({ whenRecomputed: 'send' });
      const id = office.put(office.sample({ payerIdKind: '04', currency }));
      const before = office.declarationOf(id);
      office.clock.advance(twoDays);
      const monday = koreanDate(office.clock.now());
      const rate = rateText(monday, currency);
      await office.work();
      expect(office.filing(id).transport).toBe('acknowledged');
      expect(rate).not.toBe(before['exchangeRate']);
      expect(office.sent(id)).toContain(`<wco:RateNumeric>${rate}</wco:RateNumeric>`);
      expect(office.sent(id)).toContain(
        `<wco:IssueDateTime>${monday.replaceAll('-', '')}</wco:IssueDateTime>`,
      );
      // The taxes follow the rate.
      const after = office.declarationOf(id);
      expect(after['totalTax']).not.toBe(before['totalTax']);
      expect(office.sent(id)).toContain(`>${String(after['totalTax'])}<`);
      expect(office.entries(id).map(({ kind }) => kind)).toContain('recomputed');
      expect(office.central.audit().doubleFilings).toBe(0);
    },
  );

  test('waits for a person otherwise, and goes with the new rate once accepted', async () => {
    const office = await officeAtWork({ whenRecomputed: 'ask' });
    const id = office.put(office.sample(dollars));
    office.clock.advance(twoDays);
    const monday = koreanDate(office.clock.now());
    await office.work();
    expect(office.filing(id).transport).toBe('recheck');
    expect(office.central.ledger()).toEqual([]);
    expect(office.findings(id)).toMatchObject([
      { is: 'exchange-rate', currency: 'USD', after: rateText(monday), from: '2026-11-22' },
    ]);
    const accepted = withAccepted(null, office.findings(id), monday);
    acceptStale(office.store, id, accepted, describeStored, office.clock.now());
    await office.work();
    expect(office.filing(id).transport).toBe('acknowledged');
    expect(office.sent(id)).toContain(`<wco:RateNumeric>${rateText(monday)}</wco:RateNumeric>`);
  });

  test('goes as it is within its week', async () => {
    const office = await officeAtWork();
    const id = office.put(office.sample(dollars));
    await office.work();
    expect(office.filing(id).transport).toBe('acknowledged');
    expect(office.entries(id).map(({ kind }) => kind)).not.toContain('checked');
  });
});

describe('a filing whose personal customs code was reissued meanwhile', () => {
  test.each([{ whenPcccUnchecked: 'send' as const }, { whenPcccUnchecked: 'wait' as const }])(
    'is not sent, whatever the office wants (%o)',
    async (settings) => {
      const office = await officeAtWork(settings);
      const input = office.sample(person);
      const id = office.put(input);
      const other = office.put(office.sample(person));
      office.central.reissue(String(office.valueOf(input, 'payerId')));
      await office.work();
      expect(office.filing(id).transport).toBe('recheck');
      expect(office.findings(id)).toMatchObject([
        { is: 'pccc-mismatch', words: ['납세의무자 개인통관고유부호가 존재하지 않습니다.'] },
      ]);
      expect(office.filing(other).transport).toBe('acknowledged');
      expect(office.central.ledger()).toHaveLength(1);
      // The watch does not bring it back either.
      for (let i = 0; i < 5; i += 1) {
        await office.watch.round();
        await office.work();
        office.clock.advance(60 * 60_000);
      }
      expect(office.filing(id).transport).toBe('recheck');
    },
  );

  test('after an attempt that failed, too, once the check has grown old', async () => {
    const office = await officeAtWork();
    const input = office.sample(person);
    const id = office.put(input);
    office.setGateway(false);
    await office.work(() => office.filing(id).attempts > 0);
    expect(office.filing(id)).toMatchObject({
      transport: 'queued',
      lastError: 'connection-refused',
    });
    expect(office.sent(id)).not.toBe('');
    office.setGateway(true);
    office.central.reissue(String(office.valueOf(input, 'payerId')));
    office.clock.advance(60 * 60_000);
    await office.work();
    expect(office.filing(id).transport).toBe('recheck');
    expect(office.central.ledger()).toEqual([]);
  });
});

const page = xml('<html><body><h1>502 Bad Gateway</h1></body></html>');
const mute: Behave = () => {};
const refusing = xml(
  '<persEcmQryRtnVo><tCnt>-1</tCnt><ntceInfo>존재하지 않는 인증키입니다.</ntceInfo></persEcmQryRtnVo>',
);

describe('a filing whose check could not be made', () => {
  test.each<[string, Behave, string]>([
    ['a web page', page, 'unreadable'],
    ['silence', mute, 'timeout'],
    ['-1', refusing, 'key-refused'],
  ])('waits where the office wants it so, and says why (%s)', async (_, behave, why) => {
    const server = await unkindServer(behave);
    const office = await officeAtWork({ whenPcccUnchecked: 'wait' }, { openApi: server.url });
    const id = office.put(office.sample({ ...person, currency: 'USD' }));
    await office.work();
    expect(office.filing(id).transport).toBe('recheck');
    const [finding] = office.findings(id);
    expect(finding).toMatchObject({ is: 'pccc-unchecked' });
    expect([why, 'busy']).toContain(finding?.is === 'pccc-unchecked' ? finding.why : '');
    expect(office.central.ledger()).toEqual([]);
  });

  test('is sent where the office wants it so, and says so', async () => {
    const server = await unkindServer(page);
    const office = await officeAtWork(
      { whenPcccUnchecked: 'send', whenRateUnchecked: 'send' },
      { openApi: server.url },
    );
    const id = office.put(office.sample({ ...person, currency: 'USD' }));
    await office.work();
    expect(office.filing(id).transport).toBe('acknowledged');
    const checked = office.entries(id).filter(({ kind }) => kind === 'checked');
    expect(checked.map(({ data }) => [data['check'], data['result']])).toEqual([
      ['exchange-rate', 'not-checked'],
      ['pccc', 'not-checked'],
    ]);
    expect(checked[0]?.data['why']).toBe('unreadable');
  });

  test('comes back by itself when the service does, and only then', async () => {
    const server = await unkindServer(page);
    const office = await officeAtWork({ whenPcccUnchecked: 'wait' }, { openApi: server.url });
    const ids = [1, 2, 3].map(() => office.put(office.sample({ ...person, currency: 'USD' })));
    await office.work();
    for (let i = 0; i < 10; i += 1) {
      await office.watch.round();
      office.clock.advance(5000);
    }
    expect(ids.map((id) => office.filing(id).transport)).toEqual(['recheck', 'recheck', 'recheck']);
    // The service is back: it answers as practice customs does.
    const { url } = office.central.state();
    server.behave((request, response) => {
      void fetch(`${url}${request.url ?? ''}`).then(async (answer) => {
        response.end(await answer.text());
      });
    });
    for (let i = 0; i < 200 && office.store.counts.transport.recheck > 0; i += 1) {
      await office.watch.round();
      office.clock.advance(5000);
    }
    await office.work();
    expect(ids.map((id) => office.filing(id).transport)).toEqual(Array(3).fill('acknowledged'));
    expect(practiceKey).toBe(server.asked[0]?.query.get('crkyCn'));
  }, 60_000);

  test('a look that is given up at the program’s end changes nothing', async () => {
    const server = await unkindServer(mute);
    const office = await officeAtWork({ whenPcccUnchecked: 'wait' }, { openApi: server.url });
    const id = office.put(office.sample(person));
    const stop = new AbortController();
    const step = office.outbox.step(stop.signal);
    setTimeout(() => stop.abort(), 100);
    await step;
    expect(office.filing(id).transport).toBe('queued');
    expect(office.filing(id).attempts).toBe(0);
  });
});

test('in the surge of reissues the rest gets through, and no reissued code is ever sent', async () => {
  const office = await officeAtWork({ pcccFreshMinutes: 0, whenRateUnchecked: 'send' });
  const inputs = Array.from({ length: 14 }, () => office.sample(person));
  const ids = inputs.map((input) => office.put(input));
  office.central.setScenario('surge');
  // The fifth day has passed: whoever had a code reissued has it by now.
  office.clock.advance(5 * 60_000);
  const { counts } = office.store;
  const isOpen = (): boolean => counts.transport.queued + counts.transport.unconfirmed > 0;
  const stopped = (): number[] => office.store.tables.watched.mismatched(0, 50).map(({ id }) => id);
  for (let i = 0; i < 400; i += 1) {
    await office.work(() => false, 20);
    await office.watch.round();
    office.clock.advance(5000);
    if (!isOpen() && stopped().length === counts.transport.recheck) break;
  }
  const mismatched = new Set(stopped());
  expect(mismatched.size).toBeGreaterThan(0);
  expect(mismatched.size).toBeLessThan(ids.length);
  for (const id of ids)
    expect(office.filing(id).transport).toBe(mismatched.has(id) ? 'recheck' : 'acknowledged');
  const taken = new Set(office.central.ledger().map(({ declarationNo }) => declarationNo));
  expect(
    ids.filter((id) => mismatched.has(id) && taken.has(office.filing(id).declarationNo)),
  ).toEqual([]);
  expect(office.central.state().audit).toEqual({
    doubleFilings: 0,
    blindResends: 0,
    insideRetryAfter: 0,
    overlaps: 0,
    changedBytes: 0,
  });
}, 120_000);

describe('what was sent', () => {
  test('is looked at again: a code reissued afterwards is found, and a mended one forgotten', async () => {
    const office = await officeAtWork();
    const input = office.sample(person);
    const id = office.put(input);
    office.put(office.sample(dollars));
    await office.work();
    office.clock.advance(10_000);
    await office.work(() => office.filing(id).customs === 'received');
    expect(office.filing(id)).toMatchObject({ transport: 'acknowledged', customs: 'received' });
    const mismatched = () => office.store.tables.watched.mismatched(0, 10).map((one) => one.id);
    const look = async (): Promise<void> => {
      office.clock.advance(61_000);
      for (let i = 0; i < 4; i += 1) await office.watch.round();
    };
    await look();
    expect(mismatched()).toEqual([]);
    office.central.reissue(String(office.valueOf(input, 'payerId')));
    await look();
    expect(mismatched()).toEqual([id]);
    await look();
    const told = office.entries(id).filter(({ data }) => data['result'] === 'mismatch');
    expect(told).toHaveLength(1);
  });
});

describe('cargo progress', () => {
  test('sets the deadline of a filing that waits without one, by the day the goods came in', async () => {
    const office = await officeAtWork();
    const input = office.sample(dollars);
    const id = office.put(input, { warehousedOn: undefined });
    expect(office.filing(id).deadline).toBeNull();
    await office.watch.round();
    const { deadline } = office.filing(id);
    if (deadline === null) return expect.unreachable('no deadline was learned');
    const today = koreanDate(office.clock.now());
    expect(deadline >= addDays(today, 25) && deadline <= addDays(today, 33)).toBe(true);
    expect(office.entries(id).at(-1)).toMatchObject({ kind: 'cargo-arrived', data: { deadline } });
  });

  test('proves that a filing got in, by its own number and nothing else', async () => {
    const office = await officeAtWork();
    const id = office.put(office.sample(dollars));
    const no = office.filing(id).declarationNo;
    expect(await office.cargoTells(no)).toEqual({ is: 'not-told' });
    await office.work();
    office.clock.advance(11 * 60_000);
    expect(await office.cargoTells(no)).toMatchObject({ is: 'got-in' });
  });
});
