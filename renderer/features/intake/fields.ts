import { disassemble, getChoseong } from 'es-hangul';
import { formOf, type FormField } from '../../../shared/documents/form.ts';
import { spreadsheetColumns } from '../../../shared/documents/index.ts';
import type { DeclarationKind } from '../../../shared/filing/numbers.ts';
import type { Language, Translate } from '../../../shared/i18n/index.ts';

/** Something that a column can give. */
export interface FieldOption {
  readonly key: string;
  readonly label: string;
  readonly isMandatory: boolean;
  /** Whatever finds it: its names in both languages and its key. */
  readonly words: readonly string[];
}

const rowKeys = ['kind', 'lineNumber', 'specificationNumber'] as const;

const isRowKey = (key: string): key is (typeof rowKeys)[number] =>
  rowKeys.some((rowKey) => rowKey === key);

/** Every field of a kind, and what else a column may say of its row. */
export function fieldOptions(
  kind: DeclarationKind,
  language: Language,
  t: Translate,
): FieldOption[] {
  const fields = spreadsheetColumns(kind).map(({ key, headings, mandatory }) => ({
    key,
    label: headings[language],
    isMandatory: mandatory,
    words: [headings[language], headings.ko, headings.en, key],
  }));
  const around = rowKeys.map((key) => {
    const label = t(`intake.rowKeys.${key}`);
    return { key, label, isMandatory: false, words: [label, key] };
  });
  return [...fields, ...around];
}

/** What a key is called. */
export function labelOfKey(
  key: string,
  kind: DeclarationKind,
  language: Language,
  t: Translate,
): string {
  if (isRowKey(key)) return t(`intake.rowKeys.${key}`);
  return spreadsheetColumns(kind).find((column) => column.key === key)?.headings[language] ?? key;
}

/** The field as a form shows it, with what it can be chosen from; `null` for those around it. */
export function formFieldOf(key: string, kind: DeclarationKind): FormField | null {
  const { sections, grids } = formOf(kind);
  const inGrids = (inner: typeof grids): readonly FormField[] =>
    inner.flatMap((grid) => [...grid.fields, ...inGrids(grid.grids)]);
  const fields = [...sections.flatMap((section) => section.fields), ...inGrids(grids)];
  return fields.find((field) => field.key === key) ?? null;
}

const plain = (text: string): string =>
  text
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[\s()·,./'-]/g, '');

/**
 * How well what is typed names a field; 0 is best, `null` not at all. It may be the beginning or
 * any part of a name, half a syllable too, or its first consonants (초성).
 */
export function nameRank(name: string, typed: string): number | null {
  const query = plain(typed);
  const text = plain(name);
  if (text === query) return 0;
  const [whole, part] = /^[ㄱ-ㅎ]+$/.test(query)
    ? [getChoseong(text), query]
    : [disassemble(text), disassemble(query)];
  if (whole === part) return 1;
  if (whole.startsWith(part)) return 2;
  return whole.includes(part) ? 3 : null;
}

/** The fields that what is typed finds, the best first; all of them where nothing is typed. */
export function searchFields(options: readonly FieldOption[], typed: string): FieldOption[] {
  if (plain(typed) === '') return [...options];
  return options
    .flatMap((option) => {
      const ranks = option.words.map((word) => nameRank(word, typed)).filter((at) => at !== null);
      return ranks.length === 0 ? [] : [{ option, rank: Math.min(...ranks) }];
    })
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ option }) => option);
}
