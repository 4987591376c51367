import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { identityOf, withAccepted } from '../../../main/freshness/accepted.ts';
import { judgeFreshness, sameNumber, type Evidence } from '../../../main/freshness/judge.ts';
import { staleValues, withOtherCode } from '../../../main/freshness/values.ts';
import { isOnlyUnchecked } from '../../../main/freshness/watch.ts';
import {
  notKnownReasons,
  type LookedUp,
  type PcccAnswer,
  type RatesAnswer,
} from '../../../shared/contract/index.ts';
import {
  defaultFreshness,
  type FreshnessSettings,
  type StaleFinding,
} from '../../../shared/filing/stale.ts';
import { civilDate, epochMs } from '../../../shared/time.ts';

const today = civilDate('2026-11-24');
const sunday = civilDate('2026-11-22');
const at = epochMs(Date.parse('2026-11-24T01:00:00Z'));
const query = { pccc: 'P999912345670', name: '홍가람', phone: null, postcode: null };
const declaration = {
  currency: 'USD',
  exchangeRate: '1382.50',
  payerIdKind: '05',
  payerId: query.pccc,
};

const rates = (
  rate: string,
  more: Partial<RatesAnswer['rates'][number]> = {},
): LookedUp<RatesAnswer> => ({
  is: 'known',
  value: { rates: [{ currency: 'USD', rate, from: sunday, per: 1, ...more }] },
  at,
  staleBecause: null,
});
const person = (matches: boolean, words: string[] = []): LookedUp<PcccAnswer> => ({
  is: 'known',
  value: { matches, words },
  at,
  staleBecause: null,
});
const notKnown = (why: (typeof notKnownReasons)[number]) =>
  ({ is: 'not-known', why, words: null }) as const;

function judge(
  more: Partial<Evidence> & { answer?: LookedUp<PcccAnswer>; settings?: FreshnessSettings } = {},
) {
  const { answer = person(true), ...rest } = more;
  return judgeFreshness({
    kind: 'import',
    declaration,
    values: { rate: { currency: 'USD', declared: '1382.50', use: 'import' }, consignees: [query] },
    deadline: null,
    today,
    rate: rates('1382.5'),
    pccc: [{ query, answer }],
    settings: defaultFreshness,
    accepted: new Set(),
    restate: (_, before, { exchangeRate }) => ({
      ok: true,
      declaration: { ...Object(before), exchangeRate },
    }),
    ...rest,
  });
}
const settings = (more: Partial<FreshnessSettings>): FreshnessSettings => ({
  ...defaultFreshness,
  ...more,
});
const restateNever = () => ({ ok: false as const, why: 'reduction' });
const text = (n: number): string => (n / 1000).toFixed(3);
const rateFinding: StaleFinding = {
  is: 'exchange-rate',
  currency: 'USD',
  before: '1382.50',
  after: '1391.2',
  from: sunday,
};

describe('the rate of the week', () => {
  test('the same rate holds, however it is written', () => {
    expect(judge()).toEqual({
      is: 'ready',
      notes: [
        { check: 'exchange-rate', result: 'holds', why: null },
        { check: 'pccc', result: 'holds', why: null },
      ],
    });
  });

  test('another rate is recomputed, and sent or shown as the office wants', () => {
    const recomputed = { ...declaration, exchangeRate: '1391.2' };
    expect(
      judge({ rate: rates('1391.2'), settings: settings({ whenRecomputed: 'send' }) }),
    ).toEqual({
      is: 'recomputed',
      declaration: recomputed,
      findings: [rateFinding],
      notes: [{ check: 'pccc', result: 'holds', why: null }],
    });
    expect(judge({ rate: rates('1391.2') })).toEqual({
      is: 'stale',
      findings: [rateFinding],
      proposal: recomputed,
    });
  });

  test('what a person accepted stops it no more; the next week’s does again', () => {
    const accepted = new Set(withAccepted(null, [rateFinding], today).findings);
    const kept = judge({ rate: rates('1391.2'), accepted });
    expect(kept).toMatchObject({
      is: 'ready',
      notes: [{ result: 'accepted' }, { result: 'holds' }],
    });
    expect(judge({ rate: rates('1391.2', { from: civilDate('2026-11-23') }), accepted }).is).toBe(
      'stale',
    );
    expect(judge({ rate: rates('1391.3'), accepted }).is).toBe('stale');
  });

  test('no tax is computed from a figure of another unit, nor one that cannot be recomputed', () => {
    for (const wild of ['138250', '13.825', '2800'])
      expect(
        judge({ rate: rates(wild), settings: settings({ whenRecomputed: 'send' }) }),
      ).toMatchObject({
        is: 'stale',
        proposal: null,
        findings: [{ is: 'exchange-rate' }, { is: 'not-recomputable', why: 'implausible-rate' }],
      });
    expect(
      judge({
        rate: rates('1391.2'),
        restate: restateNever,
        settings: settings({ whenRecomputed: 'send' }),
      }),
    ).toMatchObject({
      is: 'stale',
      findings: [{ is: 'exchange-rate' }, { is: 'not-recomputable', why: 'reduction' }],
    });
  });

  test('an older answer holds for its own week alone', () => {
    const old = { ...rates('1382.5'), staleBecause: 'timeout' as const };
    expect(judge({ rate: old }).is).toBe('ready');
    const lastWeek = {
      ...rates('1382.5', { from: civilDate('2026-11-15') }),
      staleBecause: 'timeout' as const,
    };
    expect(judge({ rate: lastWeek })).toMatchObject({
      notes: [{ check: 'exchange-rate', result: 'not-checked', why: 'timeout' }, {}],
    });
  });

  test('a currency that is not told, or not in force yet, is not checked', () => {
    const wait = settings({ whenRateUnchecked: 'wait' });
    for (const rate of [
      rates('1', { currency: 'EUR' }),
      rates('1', { from: civilDate('2026-11-29') }),
    ])
      expect(judge({ rate, settings: wait })).toMatchObject({
        is: 'stale',
        findings: [{ is: 'exchange-rate-unchecked', currency: 'USD', why: 'no-rate' }],
      });
  });
});

describe('whose the code is', () => {
  test('a mismatch is never sent, whatever the settings and whatever was accepted', () => {
    fc.assert(
      fc.property(
        fc.record({
          whenRecomputed: fc.constantFrom('send' as const, 'ask' as const),
          whenPcccUnchecked: fc.constantFrom('send' as const, 'wait' as const),
          whenRateUnchecked: fc.constantFrom('send' as const, 'wait' as const),
          whenDeadlinePassed: fc.constantFrom('send' as const, 'ask' as const),
          pcccFreshMinutes: fc.nat(1440),
        }),
        fc.constantFrom(null, ...notKnownReasons),
        fc.constantFrom('1382.5', '1391.2', '5'),
        (settings, staleBecause, rate) => {
          const answer = { ...person(false, ['성명과 일치하지 않습니다.']), staleBecause };
          const first = judge({ answer, settings, rate: rates(rate) });
          if (first.is !== 'stale') return expect.unreachable('a mismatch went out');
          const mismatch = first.findings.find(({ is }) => is === 'pccc-mismatch');
          expect(mismatch).toMatchObject({ words: ['성명과 일치하지 않습니다.'] });
          const accepted = new Set(withAccepted(null, first.findings, today).findings);
          expect(judge({ answer, settings, rate: rates(rate), accepted }).is).toBe('stale');
        },
      ),
    );
  });

  test.each(notKnownReasons)('not known (%s): as the setting says, and it says so', (why) => {
    const asked = { answer: notKnown(why) };
    const note = { check: 'pccc', result: 'not-checked', why };
    const sent = judge({ ...asked, settings: settings({ whenPcccUnchecked: 'send' }) });
    expect(sent.is === 'ready' && sent.notes).toContainEqual(note);
    const waits = judge(asked);
    // Without a key nothing is ever checked: that holds nothing up.
    if (why === 'no-key') expect(waits.is === 'ready' && waits.notes).toContainEqual(note);
    else expect(waits).toMatchObject({ is: 'stale', findings: [{ is: 'pccc-unchecked', why }] });
  });

  test('an older match is no check; a person may accept that for the day', () => {
    const answer = { ...person(true), staleBecause: 'busy' as const };
    const waits = judge({ answer });
    expect(waits).toMatchObject({ is: 'stale', findings: [{ is: 'pccc-unchecked', why: 'busy' }] });
    const findings = waits.is === 'stale' ? waits.findings : [];
    const accepted = new Set(withAccepted(null, findings, today).findings);
    expect(judge({ answer, accepted }).is).toBe('ready');
    expect(judge({ answer, accepted, today: civilDate('2026-11-25') }).is).toBe('stale');
  });

  test('every consignee of a list counts', () => {
    const other = { ...query, pccc: 'P999900000001' };
    const pccc = [
      { query, answer: person(true) },
      { query: other, answer: person(false) },
    ];
    expect(judge({ pccc })).toMatchObject({ is: 'stale', findings: [{ pccc: other.pccc }] });
  });
});

describe('the deadline', () => {
  const late = { deadline: civilDate('2026-11-23') };
  test('the day itself is not late', () => {
    expect(judge({ deadline: today, settings: settings({ whenDeadlinePassed: 'ask' }) }).is).toBe(
      'ready',
    );
  });
  test('passed: sent or shown as the office wants', () => {
    const sent = judge(late);
    expect(sent.is === 'ready' && sent.notes).toContainEqual({
      check: 'deadline',
      result: 'accepted',
      why: 'setting',
    });
    const ask = settings({ whenDeadlinePassed: 'ask' });
    const shown = judge({ ...late, settings: ask });
    expect(shown).toMatchObject({
      is: 'stale',
      findings: [{ is: 'deadline-passed', deadline: '2026-11-23' }],
    });
    const accepted = new Set(
      withAccepted(null, shown.is === 'stale' ? shown.findings : [], today).findings,
    );
    expect(judge({ ...late, settings: ask, accepted }).is).toBe('ready');
  });
});

describe('what a declaration has that may go stale', () => {
  test('import: rate and a taxpayer of kind 05', () => {
    const d = {
      ...declaration,
      payerName: '상호',
      payerPerson: '홍가람',
      payerPhone: '010-1111-2222',
      payerPostcode: '04000',
    };
    expect(staleValues('import', d)).toEqual({
      rate: { currency: 'USD', declared: '1382.50', use: 'import' },
      consignees: [{ pccc: query.pccc, name: '홍가람', phone: '010-1111-2222', postcode: '04000' }],
    });
    expect(staleValues('import', { ...d, payerIdKind: '04' }).consignees).toEqual([]);
    expect(staleValues('import', { ...d, currency: 'KRW' }).rate).toBeNull();
    expect(staleValues('import', null)).toEqual({ rate: null, consignees: [] });
  });
  test('export and list clearance', () => {
    const out = {
      currency: 'JPY',
      exchangeRate: '9.1',
      exporterIdKind: '05',
      exporterId: 'P1',
      exporterPerson: '신보라',
    };
    expect(staleValues('export', out)).toEqual({
      rate: { currency: 'JPY', declared: '9.1', use: 'export' },
      consignees: [{ pccc: 'P1', name: '신보라', phone: null, postcode: null }],
    });
    const one = {
      consigneeId: 'P1',
      consigneeName: '가',
      consigneePhone: '010',
      consigneePostcode: '04000',
    };
    const list = {
      lines: [one, one, { ...one, consigneeId: 'P2' }, { ...one, consigneeId: '9901011234567' }],
    };
    expect(staleValues('list-clearance', list).consignees.map(({ pccc }) => pccc)).toEqual([
      'P1',
      'P2',
    ]);
    expect(withOtherCode('list-clearance', list, 'P1', 'P9')).toEqual({
      lines: [
        { ...one, consigneeId: 'P9' },
        { ...one, consigneeId: 'P9' },
        list.lines[2],
        list.lines[3],
      ],
    });
    expect(withOtherCode('list-clearance', list, 'P7', 'P9')).toBeNull();
  });
});

test('the same number, however it is written, and no other', () => {
  expect(sameNumber('1,382.50', '1382.5')).toBe(true);
  expect(sameNumber('01382.5', '1382.500')).toBe(true);
  fc.assert(
    fc.property(fc.nat(9_999_999), fc.nat(9_999_999), (a, b) => {
      expect(sameNumber(text(a), String(b / 1000))).toBe(a === b);
    }),
  );
});

test('only what could not be looked up comes back by itself', () => {
  const unchecked: StaleFinding = { is: 'pccc-unchecked', pccc: 'P1', why: 'timeout' };
  const late: StaleFinding = { is: 'deadline-passed', deadline: today };
  const ask = { whenRecomputed: 'ask' as const };
  const send = { whenRecomputed: 'send' as const };
  expect(isOnlyUnchecked([unchecked], ask)).toBe(true);
  expect(isOnlyUnchecked([unchecked, late], ask)).toBe(false);
  expect(isOnlyUnchecked([unchecked, rateFinding], ask)).toBe(false);
  expect(isOnlyUnchecked([unchecked, rateFinding], send)).toBe(true);
  expect(isOnlyUnchecked([rateFinding], send)).toBe(false);
  expect(isOnlyUnchecked([], send)).toBe(false);
  expect(identityOf({ is: 'pccc-mismatch', pccc: 'P1', words: [] }, today)).toBeNull();
});
