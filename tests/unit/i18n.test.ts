import { describe, expect, test } from 'vitest';
import { errorCodes } from '../../shared/errors.ts';
import { causes, outcomeKinds } from '../../shared/filing/attempts.ts';
import { entryKinds } from '../../shared/filing/detail.ts';
import { customsStates, transportStates } from '../../shared/filing/states.ts';
import { catalogues } from '../../shared/i18n/catalogue.ts';
import { createTranslate, languages, type TextKey } from '../../shared/i18n/index.ts';
import { centralGradeSchema, gatePhaseSchema } from '../../shared/sync/sync-state.ts';

const hangul = /[ㄱ-ㆎ가-힣]/;

/** Every text with its path, e.g. `states.cause.timeout`. */
function texts(tree: object, path = ''): [path: string, text: string][] {
  return Object.entries(tree).flatMap(([key, value]): [string, string][] => {
    const here = path === '' ? key : `${path}.${key}`;
    return typeof value === 'string' ? [[here, value]] : texts(value, here);
  });
}

const placeholders = (text: string): string[] =>
  [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name = '']) => name).toSorted();

const ko = texts(catalogues.ko);
const en = new Map(texts(catalogues.en));

describe('the catalogues', () => {
  test('have the same keys', () => {
    expect([...en.keys()].toSorted()).toEqual(ko.map(([key]) => key).toSorted());
  });

  test.each(ko)('%s takes the same particulars in both languages', (key, text) => {
    expect(new Set(placeholders(en.get(key) ?? ''))).toEqual(new Set(placeholders(text)));
  });

  test('have both numbers of every text that counts', () => {
    const one = ko.flatMap(([key]) => (key.endsWith('_one') ? [key.slice(0, -4)] : []));
    const other = ko.flatMap(([key]) => (key.endsWith('_other') ? [key.slice(0, -6)] : []));
    expect(one.length).toBeGreaterThan(0);
    expect(one.toSorted()).toEqual(other.toSorted());
  });

  test('of the screens speak no Korean in English', () => {
    const mixed = [...en].filter(
      ([key, text]) => /^(screens|states)\./.test(key) && hangul.test(text),
    );
    expect(mixed).toEqual([]);
  });

  test('of the screens say in Korean what is a word in English', () => {
    const wordless = new Set(['', 'B/L', '“{{word}}”']);
    const left = ko.filter(
      ([key, text]) => /^(screens|states)\./.test(key) && !hangul.test(text) && !wordless.has(text),
    );
    expect(left).toEqual([]);
  });
});

describe.each(languages)('in %s', (language) => {
  const t = createTranslate(language);
  const keys: TextKey[] = [
    ...transportStates.map((state) => `states.transport.${state}` as const),
    ...transportStates.map((state) => `states.meaning.${state}.title` as const),
    ...transportStates.map((state) => `states.meaning.${state}.next` as const),
    ...transportStates.map((state) => `states.meaning.${state}.todo` as const),
    ...customsStates.map((state) => `states.customs.${state}` as const),
    ...customsStates.map((state) => `states.decision.${state}.title` as const),
    ...causes.map((cause) => `states.cause.${cause}` as const),
    ...outcomeKinds.map((kind) => `states.outcome.${kind}` as const),
    ...entryKinds.map((kind) => `states.entry.${kind}` as const),
    ...centralGradeSchema.options.map((grade) => `states.grade.${grade}` as const),
    ...gatePhaseSchema.options.map((phase) => `states.phase.${phase}` as const),
    ...errorCodes.map((code) => `errors.${code}` as const),
  ];

  test.each(keys)('%s has words', (key) => {
    const words = t(key);
    expect(words).not.toBe('');
    expect(words).not.toBe(key);
  });
});
