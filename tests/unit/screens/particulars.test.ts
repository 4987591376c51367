import { describe, expect, test } from 'vitest';
import { createFormats } from '../../../renderer/app/formats.ts';
import { particularsOf } from '../../../renderer/features/filing/particulars.ts';
import type { TimelineEntry } from '../../../shared/filing/detail.ts';
import { createTranslate } from '../../../shared/i18n/index.ts';
import { epochMs } from '../../../shared/time.ts';

const t = createTranslate('ko');
const text = { language: 'ko', t, format: createFormats('ko', t), say: () => '' } as const;
const now = epochMs(Date.UTC(2026, 10, 24, 1));

const say = (kind: TimelineEntry['kind'], data: TimelineEntry['data']): string =>
  particularsOf({ kind, data }, text, now).join(' · ');

describe('the journal in words', () => {
  test('says what was checked before sending, and why it could not be', () => {
    expect(say('checked', { check: 'pccc', result: 'not-checked', why: 'timeout' })).toBe(
      '개인통관고유부호 · 확인하지 못하고 보냄 · 조회 서비스가 제때 답하지 않았습니다.',
    );
    expect(say('checked', { check: 'exchange-rate', result: 'accepted', why: null })).toBe(
      '환율 · 그대로 보내기로 함',
    );
  });

  test('says what went stale and what was recomputed', () => {
    expect(say('went-stale', { findings: 'exchange-rate deadline-passed', proposal: true })).toBe(
      '환율 바뀜 · 기한 지남',
    );
    expect(say('recomputed', { findings: 'exchange-rate' })).toBe('환율 바뀜');
  });

  test('says which number became which', () => {
    expect(say('renumbered', { from: '1234526000007M', to: '1234527000001M' })).toBe(
      '예전 번호 12345-26-000007M · 새 번호 12345-27-000001M',
    );
  });

  test('says where, when and under which number it was filed elsewhere', () => {
    const data = { place: '인천세관 창구', number: '접수 77', filedAt: now, note: '' };
    expect(say('filed-elsewhere', data)).toBe('인천세관 창구 · 10:00 제출 · 그곳 번호 접수 77');
    expect(
      say('filed-elsewhere', { place: '누리집', number: null, filedAt: null, note: 'x' }),
    ).toBe('누리집 · x');
  });

  test('says from which day to which a deadline moved', () => {
    expect(say('deadline-moved', { from: '2026-12-03', to: '2026-12-04' })).toBe(
      '2026-12-03 → 2026-12-04',
    );
  });

  test('says when the cargo arrived and what deadline that makes', () => {
    expect(say('cargo-arrived', { warehousedOn: '2026-11-20', deadline: '2026-12-20' })).toBe(
      '반입 2026-11-20 · 기한 2026-12-20',
    );
  });

  test('leaves out what it does not know', () => {
    expect(say('checked', { check: 'moon', result: 'full' })).toBe('');
    expect(say('renumbered', { from: 'x' })).toBe('');
    expect(say('went-stale', {})).toBe('');
  });
});
