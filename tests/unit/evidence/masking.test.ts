import { describe, expect, test } from 'vitest';
import {
  isCompany,
  maskEntryData,
  maskName,
  maskText,
  personalValues,
} from '../../../shared/privacy/masking.ts';

describe('masking', () => {
  test.each([
    ['홍길동', '홍**'],
    ['남궁 민수', '남* **'],
    ['HONG GILDONG', 'H*** *******'],
    ['한결무역(주)', '한결무역(주)'],
    ['주식회사 나루', '주식회사 나루'],
    ['SAIGON SAMPLE CO., LTD.', 'SAIGON SAMPLE CO., LTD.'],
    ['', ''],
  ])('makes %s into %s', (name, masked) => {
    expect(maskName(name)).toBe(masked);
  });

  test('does not take every name with a company’s letters for a company', () => {
    expect(isCompany('COLIN LTDSON')).toBe(false);
  });

  test.each([
    ['주민등록번호 900101-1234567 입니다', '주민등록번호 90**********67 입니다'],
    ['code P123456789012.', 'code P1*********12.'],
    ['전화 010-1234-5678', '전화 01*********78'],
    ['0502-123-4567', '05*********67'],
    ['mail gildong.hong@example.kr', 'mail gi*******************kr'],
  ])('hides what is personal by its shape: %s', (text, masked) => {
    expect(maskText(text, [])).toBe(masked);
  });

  test.each([
    '1234525100001M',
    '12345-25-100001M',
    'sha-256=:aGVsbG8=:',
    '2026-11-23 09:00:00',
    '502 Bad Gateway',
  ])('leaves %s alone', (text) => {
    expect(maskText(text, [])).toBe(text);
  });

  test('knows persons from the declaration itself, wherever they are named', () => {
    const declaration = {
      payerName: '홍길동',
      payerPhone: '010-1234-5678',
      payerIdKind: '05',
      consigneeName: '한결무역(주)',
      lines: [{ goodsName: 'TABLE LAMPS', tradeName: '홍' }],
    };
    const known = personalValues(declaration);
    expect(known).toEqual(['010-1234-5678', '홍길동']);
    expect(maskText('홍길동 님의 부호가 일치하지 않습니다', known)).toBe(
      '홍** 님의 부호가 일치하지 않습니다',
    );
  });

  test('touches an entry’s data only where something in it is personal', () => {
    const plain = `{"n":2,"digest":"sha-256=:aGVsbG8=:","sha256":"${'1234567890123'.repeat(5).slice(0, 64)}"}`;
    expect(maskEntryData(plain, ['홍길동'])).toBe(plain);
    expect(maskEntryData('{"place":"세관 창구","note":"홍길동에게 전화함"}', [])).toBe(
      '{"place":"세관 창구","note":"***"}',
    );
    expect(maskEntryData('{"why":"P123456789012"}', [])).toBe('{"why":"P1*********12"}');
  });
});
