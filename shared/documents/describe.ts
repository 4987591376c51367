import type { FieldError } from '../errors.ts';
import { catalogues } from '../i18n/catalogue.ts';
import { createTranslate, type Language, type Translate } from '../i18n/index.ts';

type Place = {
  key: string;
  line: number | null;
  specification: number | null;
  item: number | null;
};

/** Reads a path such as `lines[0].specifications[1].unitPrice`. */
function placeOf(path: string): Place {
  const place: Place = { key: path, line: null, specification: null, item: null };
  const steps = path.split('.').map((step) => /^(.*?)(?:\[(\d+)\])?$/s.exec(step));
  steps.forEach((step, at) => {
    const name = step?.[1] ?? '';
    const index = step?.[2] === undefined ? null : Number(step[2]) + 1;
    const last = at === steps.length - 1;
    if (name === 'lines') place.line = index;
    else if (name === 'specifications') place.specification = index;
    else if (last) place.item = index;
    if (last) place.key = name;
  });
  return place;
}

const isKnownKey = (key: string): key is keyof typeof catalogues.ko.fields.labels =>
  Object.hasOwn(catalogues.ko.fields.labels, key);

function placeInWords(t: Translate, path: string): string {
  if (path === '') return t('fields.labels.filing');
  const { key, line, specification, item } = placeOf(path);
  let label = isKnownKey(key) ? t(`fields.labels.${key}`) : key;
  if (item !== null) label = t('fields.places.item', { label, item });
  if (line === null) return label;
  if (specification === null)
    return key === 'lines' ? `${label} ${line}` : t('fields.places.line', { line, label });
  if (key === 'specifications')
    return t('fields.places.line', { line, label: `${label} ${specification}` });
  return t('fields.places.specification', { line, specification, label });
}

const translators = new Map<Language, Translate>();

/** A field in words: `lines[0].hsCode` is `1란 세번부호(HS)`. */
export function fieldLabel(path: string, language: Language): string {
  let t = translators.get(language);
  if (t === undefined) translators.set(language, (t = createTranslate(language)));
  return placeInWords(t, path);
}

const isType = (name: unknown): name is keyof typeof catalogues.ko.fields.types =>
  typeof name === 'string' && Object.hasOwn(catalogues.ko.fields.types, name);

/** The whole sentence of an error: row where it has one, field, what is wrong, cure. */
export function describeFieldError(t: Translate, language: Language, error: FieldError): string {
  const expected = error.params['expected'];
  const nearest = error.params['nearest'];
  const sentence = t(`fields.errors.${error.code}`, {
    ...error.params,
    ...(isType(expected) ? { expected: t(`fields.types.${expected}`) } : {}),
    ...(typeof nearest === 'string' && isKnownKey(nearest)
      ? { nearest: `${t(`fields.labels.${nearest}`)}(${nearest})` }
      : {}),
    label: fieldLabel(error.field, language),
  });
  return error.row === undefined ? sentence : t('fields.places.row', { row: error.row, sentence });
}
