import { describe, expect, it } from 'vitest';
import {
  describeFieldError,
  fieldLabel,
  spreadsheetColumns,
} from '../../../shared/documents/index.ts';
import { fieldErrorCodes, type FieldError } from '../../../shared/errors.ts';
import { createTranslate, languages } from '../../../shared/i18n/index.ts';

const ko = createTranslate('ko');
const en = createTranslate('en');

describe('the label of a field', () => {
  it('says where the field stands', () => {
    expect(fieldLabel('importerName', 'ko')).toBe('수입자 상호');
    expect(fieldLabel('lines[0].hsCode', 'ko')).toBe('1란 세번부호(HS)');
    expect(fieldLabel('lines[2].specifications[1].unitPrice', 'ko')).toBe('3란 2규격 단가');
    expect(fieldLabel('lines[2].specifications[1].unitPrice', 'en')).toBe(
      'Line 3, specification 2, Unit price',
    );
    expect(fieldLabel('lines', 'en')).toBe('Lines');
    expect(fieldLabel('lines[3]', 'ko')).toBe('란 4');
    expect(fieldLabel('lines[3].specifications', 'ko')).toBe('4란 규격');
    expect(fieldLabel('lines[3].specifications[0]', 'ko')).toBe('4란 규격 1');
    expect(fieldLabel('containers[1]', 'ko')).toBe('컨테이너번호 2번째');
    expect(fieldLabel('', 'ko')).toBe('신고 건');
    expect(fieldLabel('stranger', 'ko')).toBe('stranger');
  });

  it('is there and different for every column, in both languages', () => {
    for (const language of ['ko', 'en'] as const) {
      const headings = spreadsheetColumns().map((column) => column.headings[language]);
      expect(new Set(headings).size).toBe(headings.length);
      for (const column of spreadsheetColumns())
        expect(column.headings[language]).not.toBe(column.key);
    }
  });
});

describe('the sentence of an error', () => {
  const example: FieldError = {
    row: 12,
    field: 'lines[0].hsCode',
    column: 'HS',
    code: 'pattern',
    params: { value: '12', example: '8471300000' },
  };

  it('names row, field and cure', () => {
    expect(describeFieldError(ko, 'ko', example)).toBe(
      '12행 1란 세번부호(HS): 모양이 맞지 않습니다("12"). 8471300000처럼 적으세요.',
    );
    expect(describeFieldError(en, 'en', example)).toBe(
      'Row 12, Line 1, HS code: "12" does not have the right form. Write it as 8471300000.',
    );
  });

  it('puts types and keys into words', () => {
    const wrongType: FieldError = {
      field: 'lines',
      code: 'wrong-type',
      params: { expected: 'list' },
    };
    expect(describeFieldError(en, 'en', wrongType)).toBe(
      'Lines: wrong type of value. Write a list ([ … ]).',
    );
    const unknown: FieldError = {
      field: 'importrName',
      code: 'unknown-field',
      params: { nearest: 'importerName' },
    };
    expect(describeFieldError(ko, 'ko', unknown)).toContain('수입자 상호(importerName)');
  });

  const params = {
    max: 1,
    min: 1,
    length: 2,
    count: 3,
    first: 4,
    value: 'v',
    allowed: 'A',
    example: 'e',
    nearest: 'hsCode',
    reference: 'r',
    expected: 'text',
    cell: 'C3',
    shown: '=A1',
  };

  it.each(
    languages.flatMap((language) => fieldErrorCodes.map((code) => [language, code] as const)),
  )('%s %s is complete', (language, code) => {
    const t = createTranslate(language);
    const sentence = describeFieldError(t, language, { field: 'hsCode', code, params });
    expect(sentence).not.toContain('{{');
    expect(sentence).not.toContain('fields.errors');
    expect(sentence.startsWith(fieldLabel('hsCode', language))).toBe(true);
  });
});
