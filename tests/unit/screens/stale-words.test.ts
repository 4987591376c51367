import { describe, expect, test } from 'vitest';
import { acceptedOf } from '../../../renderer/features/stale/accepting.ts';
import {
  acceptanceOf,
  findingSentences,
  shortFinding,
  whyInWords,
} from '../../../renderer/features/stale/findings.ts';
import { notKnownReasons } from '../../../shared/contract/index.ts';
import { filingId } from '../../../shared/filing/numbers.ts';
import type { Stale, StaleFinding } from '../../../shared/filing/stale.ts';
import { createTranslate, languages } from '../../../shared/i18n/index.ts';
import { civilDate, epochMs } from '../../../shared/time.ts';

const rate: StaleFinding = {
  is: 'exchange-rate',
  currency: 'USD',
  before: '1391.23',
  after: '1402.56',
  from: civilDate('2026-11-22'),
};
const mismatch: StaleFinding = {
  is: 'pccc-mismatch',
  pccc: 'P180012345678',
  words: ['성명이 일치하지 않습니다.'],
};
const unchecked: StaleFinding = { is: 'pccc-unchecked', pccc: 'P180012345678', why: 'timeout' };
const noRate: StaleFinding = {
  is: 'exchange-rate-unchecked',
  currency: 'USD',
  why: 'unreachable',
};
const late: StaleFinding = { is: 'deadline-passed', deadline: civilDate('2026-11-20') };
const stuck: StaleFinding = { is: 'not-recomputable', why: 'implausible-rate' };
const every = [rate, mismatch, unchecked, noRate, late, stuck];

const stale = (...findings: StaleFinding[]): Stale => ({
  at: epochMs(0),
  findings,
  hasProposal: findings.includes(rate) && !findings.includes(stuck),
});

const items = (...stales: Stale[]) =>
  stales.map((each, i) => ({ id: filingId(i + 1), stale: each }));

describe('what accepting means', () => {
  test.each([
    ['recomputed', stale(rate)],
    ['recomputed', stale(rate, late)],
    ['late', stale(late)],
    ['unchecked', stale(unchecked)],
    ['unchecked', stale(noRate, late)],
    ['as-entered', stale(rate, stuck)],
    ['mismatch', stale(rate, mismatch)],
    ['mismatch', stale(mismatch, stuck)],
  ] as const)('is %s', (acceptance, found) => {
    expect(acceptanceOf(found)).toBe(acceptance);
  });

  test('takes all that can go together, and never one with a code that does not match', () => {
    expect(acceptedOf(items(stale(rate), stale(mismatch), stale(late), stale(unchecked)))).toEqual({
      acceptance: 'recomputed',
      ids: [1, 3, 4],
      left: 1,
    });
    expect(acceptedOf(items(stale(mismatch)))).toEqual({
      acceptance: 'mismatch',
      ids: [],
      left: 1,
    });
  });

  test('takes one with a rate that could not be recomputed only where that is all there is', () => {
    expect(acceptedOf(items(stale(rate), stale(rate, stuck)))).toMatchObject({ ids: [1], left: 1 });
    expect(acceptedOf(items(stale(rate, stuck), stale(mismatch)))).toEqual({
      acceptance: 'as-entered',
      ids: [1],
      left: 1,
    });
  });
});

describe.each(languages)('in %s', (language) => {
  const t = createTranslate(language);

  test('every finding has words, and its values in them', () => {
    for (const finding of every) {
      const words = [shortFinding(finding, t), ...findingSentences(finding, t)];
      for (const each of words) expect(each).not.toMatch(/\{\{|stale\./);
    }
    expect(findingSentences(rate, t)[0]).toMatch(/USD.*2026-11-22.*1391\.23 → 1402\.56/);
  });

  test('what could not be checked says why, and never that it is wrong', () => {
    for (const why of notKnownReasons) expect(whyInWords(why, t)).not.toBe(why);
    expect(findingSentences(unchecked, t)).toHaveLength(2);
  });

  test('a mismatch is told in the words of the service', () => {
    expect(findingSentences(mismatch, t)[1]).toContain('성명이 일치하지 않습니다.');
  });

  test('a reason without words is left out, a sentence stands as it is', () => {
    expect(whyInWords('some-new-code', t)).toBe('');
    expect(whyInWords('점검 중입니다.', t)).toBe('점검 중입니다.');
  });
});
