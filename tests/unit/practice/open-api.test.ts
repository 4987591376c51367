import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createHttpGateway } from '../../../main/central/index.ts';
import { contentDigest } from '../../../main/central/content-digest.ts';
import { renderStored } from '../../../main/engine/declarations.ts';
import {
  createPracticeCentral,
  practiceKey,
  type PracticeOptions,
} from '../../../main/practice/index.ts';
import {
  isReissued,
  reissuedAfter,
  surgeDayMs,
  surgeDays,
} from '../../../main/practice/open-api/surge.ts';
import { practiceFilings, type FilingInput } from '../../../shared/documents/index.ts';
import { practiceHolder } from '../../../shared/documents/practice/practice-codes.ts';
import { practiceRateOn } from '../../../shared/documents/practice/weekly-rates.ts';
import { declarationNoSchema } from '../../../shared/filing/numbers.ts';
import { theDeclaration } from '../../../shared/filing/part.ts';
import { addDays, civilDate, koreanDate } from '../../../shared/time.ts';
import { virtualClock } from '../../support/virtual-clock.ts';
import { clientOf } from '../unipass/unkind-unipass.ts';

async function start(more: Partial<PracticeOptions> = {}) {
  const clock = virtualClock(Date.parse('2026-11-24T01:00:00Z'));
  const options = { seed: 4, scenario: 'calm', clock, ...more } as const;
  const central = createPracticeCentral(options);
  const { url } = await central.listen(0);
  onTestFinished(() => central.close());
  const client = clientOf(url, { clock, keyOf: () => practiceKey, pace: { timeoutMs: 3000 } });
  const samples = practiceFilings({ count: 60, seed: 3, today: koreanDate(clock.now()) });
  return { clock, central, url, client, samples };
}

function claimOf({ declaration }: FilingInput) {
  const d = fieldsOf(declaration);
  return {
    pccc: d['payerId'] ?? '',
    name: d['payerPerson'] ?? '',
    phone: d['payerPhone'] ?? null,
    postcode: d['payerPostcode'] ?? null,
  };
}
const isPersonal = ({ declaration }: FilingInput): boolean =>
  fieldsOf(declaration)['payerIdKind'] === '05';

/** The fields that are texts. */
function fieldsOf(declaration: object): Record<string, string> {
  const texts = Object.entries(declaration).filter(([, value]) => typeof value === 'string');
  return Object.fromEntries(texts.map(([key, value]) => [key, String(value)]));
}

describe('personal customs codes in practice', () => {
  test('every practice consignee’s code is theirs, until it is reissued', async () => {
    const { central, client, samples } = await start();
    const people = samples.filter(isPersonal).map(claimOf);
    expect(people.length).toBeGreaterThan(5);
    for (const person of people)
      expect(await client.pccc(person)).toMatchObject({ value: { matches: true } });
    const [first] = people;
    if (first === undefined) return expect.unreachable();
    const successor = central.reissue(first.pccc);
    expect(central.reissue(first.pccc)).toBe(successor);
    expect(await client.pccc(first)).toMatchObject({
      value: { matches: false, words: ['납세의무자 개인통관고유부호가 존재하지 않습니다.'] },
    });
    expect(await client.pccc({ ...first, pccc: successor })).toMatchObject({
      value: { matches: true },
    });
    // Nobody else's code is touched.
    expect(await client.pccc(people[1] ?? first)).toMatchObject({ value: { matches: true } });
  });

  test('another name, another postcode, no such shape, no such key', async () => {
    const { client, url, clock, samples } = await start();
    const person = samples.filter(isPersonal).map(claimOf)[0];
    if (person === undefined) return expect.unreachable();
    const faults = async (claim: typeof person): Promise<unknown> => {
      const told = await client.pccc(claim);
      return told.is === 'known' ? told.value.words : told;
    };
    expect(await faults({ ...person, name: '다른이' })).toEqual([expect.stringContaining('성명')]);
    expect(await faults({ ...person, postcode: '99999' })).toEqual([
      expect.stringContaining('우편번호'),
    ]);
    expect(await faults({ ...person, pccc: 'X12' })).toEqual([expect.stringContaining('존재하지')]);
    expect(await faults({ ...person, pccc: 'P123456789012', name: '누구든' })).toEqual([]);
    const stranger = clientOf(url, { clock, keyOf: () => 'other' });
    expect(await stranger.pccc(person)).toEqual({
      is: 'not-known',
      why: 'key-refused',
      words: '존재하지 않는 인증키입니다.',
    });
  });

  test('reissued by the practice route, too, and over a restart', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'naru-practice-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const store = join(folder, 'book.db');
    const first = await start({ store });
    const person = first.samples.filter(isPersonal).map(claimOf)[0];
    if (person === undefined) return expect.unreachable();
    const answer = await fetch(`${first.url}/practice/reissue/${person.pccc}`, { method: 'POST' });
    expect(await answer.json()).toEqual({ code: first.central.reissue(person.pccc) });
    await first.central.close();
    const second = await start({ store });
    expect(await second.client.pccc(person)).toMatchObject({ value: { matches: false } });
  });
});

describe('the surge', () => {
  test('five days of December 2025 in a minute, and the same holders for a seed', () => {
    expect(reissuedAfter(0)).toBe(0);
    expect(reissuedAfter(surgeDayMs)).toBe(123_302);
    expect(reissuedAfter(2 * surgeDayMs)).toBe(422_044);
    expect(reissuedAfter(5 * surgeDayMs)).toBe(1_131_355);
    expect(reissuedAfter(50 * surgeDayMs)).toBe(surgeDays.reduce((a, b) => a + b, 0));
    const codes = Array.from({ length: 2000 }, (_, i) => `P9999${String(i).padStart(8, '0')}`);
    const gone = (seed: number, ms: number): string[] =>
      codes.filter((code) => isReissued(seed, code, ms));
    const end = 5 * surgeDayMs;
    expect(gone(1, end)).toEqual(gone(1, end));
    expect(gone(1, end)).not.toEqual(gone(2, end));
    expect(gone(1, end).length / codes.length).toBeCloseTo(1_131_355 / 2_400_000, 1);
    // Who has a new code does not get the old one back.
    const early = new Set(gone(1, surgeDayMs));
    expect([...early].every((code) => isReissued(1, code, end))).toBe(true);
  });

  test('goes on in its scenario alone, and what was reissued stays so', async () => {
    const { clock, central, client, samples } = await start();
    const people = samples.filter(isPersonal).map(claimOf);
    const mismatches = async (): Promise<number> => {
      const told = await Promise.all(people.map((person) => client.pccc(person)));
      return told.filter((one) => one.is === 'known' && !one.value.matches).length;
    };
    clock.advance(10 * surgeDayMs);
    expect(await mismatches()).toBe(0);
    central.setScenario('surge');
    clock.advance(5 * surgeDayMs);
    central.setScenario('calm');
    clock.advance(20_000);
    const gone = await mismatches();
    expect(gone).toBeGreaterThan(0);
    expect(gone).toBeLessThan(people.length);
    clock.advance(10 * surgeDayMs);
    expect(await mismatches()).toBe(gone);
  });

  test('answers late, with pages and not at all; none of it is ever a mismatch', async () => {
    const { client, samples } = await start({ scenario: 'surge' });
    const seen = new Map<string, number>();
    for (const claim of samples.slice(0, 40).map(claimOf)) {
      const told = await client.pccc({ ...claim, pccc: 'P123456789012' });
      const word = told.is === 'not-known' ? told.why : String(told.value.matches);
      seen.set(word, (seen.get(word) ?? 0) + 1);
    }
    expect(seen.get('false')).toBeUndefined();
    expect(seen.get('true')).toBeGreaterThan(5);
    expect(seen.get('unreadable')).toBeGreaterThan(0);
  }, 60_000);
});

describe('the other calls in practice', () => {
  test('rates are those of the practice declarations, other ones every Sunday, told from Friday', async () => {
    const { client, clock, samples } = await start();
    const today = koreanDate(clock.now());
    const told = await client.rates({ on: today, use: 'import' });
    const rates = told.is === 'known' ? told.value.rates : [];
    expect(rates.map(({ currency }) => currency)).toEqual(['USD', 'EUR', 'CNY', 'JPY']);
    for (const { declaration } of samples) {
      const d = fieldsOf(declaration);
      const rate = rates.find(({ currency }) => currency === d['currency']);
      expect(Number(rate?.rate)).toBe(Number(d['exchangeRate']));
    }
    expect(await client.rates({ on: addDays(today, 7), use: 'import' })).toMatchObject({
      value: { rates: [] },
    });
    clock.advance(3 * 86_400_000);
    const next = await client.rates({ on: addDays(today, 7), use: 'import' });
    expect(next).toMatchObject({
      value: { rates: [{ currency: 'USD', from: '2026-11-29' }, {}, {}, {}] },
    });
    for (let day = 0; day < 800; day += 7) {
      const on = addDays(civilDate('2026-01-04'), day);
      const before = practiceRateOn('USD', addDays(on, -1));
      expect(practiceRateOn('USD', on)).not.toBe(before);
      expect(practiceRateOn('USD', addDays(on, 6))).toBe(practiceRateOn('USD', on));
    }
  });

  test('cargo came in before it was declared, and shows its declaration from then on', async () => {
    const { client, clock, url, samples } = await start({
      pace: { decisionMs: [50, 60], rejected: 0, documentsRequired: 0, inspection: 0, review: 0 },
    });
    const [filing] = samples;
    if (filing === undefined) return expect.unreachable();
    const d = fieldsOf(filing.declaration);
    const query = { by: 'cargo-control-no', cargoControlNo: d['cargoControlNo'] ?? '' } as const;
    const what = async (): Promise<string[]> => {
      const told = await client.cargo(query);
      return told.is === 'known' && told.value.is === 'cargo'
        ? told.value.events.map((one) => one.what)
        : [];
    };
    expect(await what()).toEqual(['반입신고', '입항보고 수리']);

    const declarationNo = declarationNoSchema.parse('1234526000001M');
    const today = koreanDate(clock.now());
    const rendered = renderStored(
      'import',
      filing.declaration,
      { declarationNo, declaredOn: today },
      theDeclaration,
    );
    if (!rendered.ok) return expect.unreachable(JSON.stringify(rendered.errors));
    const bytes = new TextEncoder().encode(rendered.xml);
    const gateway = createHttpGateway({ baseUrl: url, token: () => null, userAgent: 'test' });
    const document = {
      declarationNo,
      part: theDeclaration,
      kind: 'import' as const,
      bytes,
      digest: contentDigest(bytes),
    };
    expect(await gateway.submit(document, { timeoutMs: 5000 })).toMatchObject({ outcome: 'taken' });
    expect(await what()).toEqual(['수입신고', '반입신고', '입항보고 수리']);
    clock.advance(60_000);
    expect(await what()).toEqual(['수입신고수리', '수입신고', '반입신고', '입항보고 수리']);
    const told = await client.cargo(query);
    const events = told.is === 'known' && told.value.is === 'cargo' ? told.value.events : [];
    expect(events[1]?.declarationNo).toBe(declarationNo);
    expect(koreanDate(events[2]?.at ?? clock.now())).toBe(d['warehousedOn']);
    expect(
      await client.cargo({ by: 'bill-of-lading', billOfLading: 'NOTHING1', year: 2026 }),
    ).toMatchObject({
      value: { is: 'none' },
    });
  });

  test('HS codes, export performance, and nothing else', async () => {
    const { client, url } = await start();
    expect(await client.hs('커피')).toMatchObject({ value: { rows: [{ hsCode: '0901110000' }] } });
    expect(await client.hs('847130')).toMatchObject({
      value: { rows: [{ rate: expect.any(String) }] },
    });
    const no = declarationNoSchema.parse('1234526000009X');
    expect(await client.exportPerformance(no)).toMatchObject({ value: { is: 'none' } });
    expect((await fetch(`${url}/ext/rest/other/call?crkyCn=x`)).status).toBe(404);
  });
});

test('the holder of a practice code stands in its last digit', () => {
  expect(practiceHolder('P999912345670')?.name).toBe('홍가람');
  expect(practiceHolder('P123456789012')).toBeNull();
});
