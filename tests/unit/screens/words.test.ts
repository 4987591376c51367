import { describe, expect, test } from 'vitest';
import { catalogues } from '../../../shared/i18n/catalogue.ts';

const hangul = /[ㄱ-ㆎ가-힣]/;

function texts(tree: object, path: string): [path: string, text: string][] {
  return Object.entries(tree).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[`${path}.${key}`, value]] : texts(value, `${path}.${key}`),
  );
}

const areas = ['stale', 'panel', 'settings', 'numbers'] as const;

describe.each(areas)('the words of %s', (area) => {
  test('are English in English', () => {
    // Customs reads Korean, whatever the screen speaks.
    const toCustoms = new Set(['panel.synchronise.reason.initial']);
    const mixed = texts(catalogues.en[area], area).filter(
      ([key, text]) => hangul.test(text) && !toCustoms.has(key),
    );
    expect(mixed).toEqual([]);
  });

  test('are Korean in Korean', () => {
    const wordless = new Set(['UTF-8', '·  (B/L )']);
    const left = texts(catalogues.ko[area], area)
      .map(([, text]) => text.replaceAll(/\{\{\w+\}\}/g, '').trim())
      .filter((text) => /[A-Za-z]/.test(text) && !hangul.test(text) && !wordless.has(text));
    expect(left).toEqual([]);
  });
});
