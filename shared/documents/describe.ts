import { type FieldError, type FieldWarning, fieldWarningCodes } from '../errors.ts';
import { catalogues } from '../i18n/catalogue.ts';
import { createTranslate, type Language, type Translate } from '../i18n/index.ts';

/** A step of a path: its key, and its place from 1 where it is one of several. */
interface Step {
  readonly key: string;
  readonly place: number | null;
}

/** Reads a path such as `lines[0].specifications[1].unitPrice`. */
function stepsOf(path: string): Step[] {
  return path.split('.').map((text) => {
    const parts = /^(.*?)(?:\[(\d+)\])?$/s.exec(text);
    const place = parts?.[2] === undefined ? null : Number(parts[2]) + 1;
    return { key: parts?.[1] ?? '', place };
  });
}

const isKnownKey = (key: string): key is keyof typeof catalogues.ko.fields.labels =>
  Object.hasOwn(catalogues.ko.fields.labels, key);

const labelOf = (t: Translate, key: string): string =>
  isKnownKey(key) ? t(`fields.labels.${key}`) : key;

function placeInWords(t: Translate, path: string): string {
  if (path === '') return t('fields.labels.filing');
  const steps = stepsOf(path);
  const [first] = steps;
  const line = first?.key === 'lines' ? first.place : null;
  const inLine = line === null ? steps : steps.slice(1);
  if (line === null || inLine.length === 0) return inWords(t, steps);
  const [second] = inLine;
  const specification = second?.key === 'specifications' ? second.place : null;
  if (specification === null || inLine.length === 1)
    return t('fields.places.line', { line, label: inWords(t, inLine) });
  const label = inWords(t, inLine.slice(1));
  return t('fields.places.specification', { line, specification, label });
}

/** Steps from the outside in: `요건 비대상 2번째 요건 비대상 사유`. */
function inWords(t: Translate, steps: readonly Step[]): string {
  return steps
    .map(({ key, place }) => {
      const label = labelOf(t, key);
      if (place === null) return label;
      // A line or specification as such is counted as brokers do.
      if (key === 'lines' || key === 'specifications') return `${label} ${place}`;
      return t('fields.places.item', { label, item: place });
    })
    .reduce((outer, inner) => t('fields.places.within', { outer, inner }));
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

/** An error or a doubt. */
type FieldProblem = Omit<FieldError, 'code'> & {
  readonly code: FieldError['code'] | FieldWarning['code'];
};

/** The whole sentence of an error or doubt: row where it has one, field, what is wrong, cure. */
export function describeFieldError(t: Translate, language: Language, error: FieldProblem): string {
  const expected = error.params['expected'];
  const nearest = error.params['nearest'];
  const other = error.params['with'];
  const sentence = t(textOf(error.code), {
    ...error.params,
    ...(isType(expected) ? { expected: t(`fields.types.${expected}`) } : {}),
    ...(typeof nearest === 'string' && isKnownKey(nearest)
      ? { nearest: `${t(`fields.labels.${nearest}`)}(${nearest})` }
      : {}),
    ...(typeof other === 'string' ? { with: fieldLabel(other, language) } : {}),
    label: fieldLabel(error.field, language),
  });
  return error.row === undefined ? sentence : t('fields.places.row', { row: error.row, sentence });
}

const isWarning = (code: FieldError['code'] | FieldWarning['code']): code is FieldWarning['code'] =>
  fieldWarningCodes.some((warning) => warning === code);

const textOf = (code: FieldError['code'] | FieldWarning['code']) =>
  isWarning(code) ? (`fields.warnings.${code}` as const) : (`fields.errors.${code}` as const);
