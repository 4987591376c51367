import { describe, expect, it } from 'vitest';
import {
  describeFieldError,
  fieldLabel,
  spreadsheetColumns,
  supportedKinds,
} from '../../../shared/documents/index.ts';
import { fieldErrorCodes, type FieldError, fieldWarningCodes } from '../../../shared/errors.ts';
import { catalogues } from '../../../shared/i18n/catalogue.ts';
import { createTranslate, type Language, languages } from '../../../shared/i18n/index.ts';

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
    expect(fieldLabel('lines[0].exemptions[1]', 'ko')).toBe('1란 요건 비대상 2번째');
    expect(fieldLabel('lines[0].exemptions[1].exemptionLaw', 'ko')).toBe(
      '1란 요건 비대상 2번째 요건 비대상 법령부호',
    );
    const certificate = 'lines[0].specifications[2].requirements[0].requirementNo';
    expect(fieldLabel(certificate, 'ko')).toBe('1란 3규격 요건확인 1번째 요건승인번호');
    expect(fieldLabel(certificate, 'en')).toBe(
      'Line 1, specification 3, Required certificates, item 1, Required certificate number',
    );
    expect(fieldLabel('', 'ko')).toBe('신고 건');
    expect(fieldLabel('stranger', 'ko')).toBe('stranger');
  });

  it.each([...supportedKinds])('is there and different for every column of %s', (kind) => {
    for (const language of languages) {
      const headings = spreadsheetColumns(kind).map((column) => column.headings[language]);
      expect(new Set(headings).size).toBe(headings.length);
      for (const column of spreadsheetColumns(kind))
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

  const codes = [...fieldErrorCodes, ...fieldWarningCodes];

  /** What a sentence says of a problem, by name. */
  const namesIn = (code: (typeof codes)[number], language: Language): string[] => {
    const { errors, warnings } = catalogues[language].fields;
    const texts: Readonly<Record<string, string>> = { ...errors, ...warnings };
    const found = texts[code]?.matchAll(/\{\{(\w+)\}\}/g) ?? [];
    return [...new Set([...found].map((match) => match[1] ?? ''))].toSorted();
  };

  it.each(codes)('%s says the same in both languages', (code) => {
    expect(namesIn(code, 'en')).toEqual(namesIn(code, 'ko'));
  });

  it.each(languages.flatMap((language) => codes.map((code) => [language, code] as const)))(
    '%s %s begins with the field and is filled in',
    (language, code) => {
      const params = Object.fromEntries(namesIn(code, language).map((name) => [name, 'hsCode']));
      const t = createTranslate(language);
      const sentence = describeFieldError(t, language, { field: 'hsCode', code, params });
      expect(sentence).not.toMatch(/\{\{|fields\./);
      // What no field is known for begins with its own name.
      const beginning = code === 'left-out' ? 'hsCode: ' : `${fieldLabel('hsCode', language)}: `;
      expect(sentence.slice(0, beginning.length)).toBe(beginning);
    },
  );
});
