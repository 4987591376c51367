import {
  nearestWord,
  type SpreadsheetColumn,
  spreadsheetColumns,
  type SupportedKind,
  supportedKinds,
} from '../../shared/documents/index.ts';
import { synonyms } from './synonyms.ts';

/** What a column may say of a row beside the fields: which document, line and specification. */
export const rowKeys = ['kind', 'lineNumber', 'specificationNumber'] as const;

interface Words {
  readonly columns: ReadonlyMap<string, SpreadsheetColumn>;
  /** Keys by labels and keys as they are written. */
  readonly exact: ReadonlyMap<string, string>;
  /** Keys by the words that stand over a column, however they are written. */
  readonly keys: ReadonlyMap<string, string>;
}

const wordsByKind = new Map<SupportedKind, Words>();

function wordsOf(kind: SupportedKind): Words {
  const known = wordsByKind.get(kind);
  if (known !== undefined) return known;
  const columns = new Map(spreadsheetColumns(kind).map((column) => [column.key, column]));
  const words = { columns, exact: keysByLabel(columns), keys: keysByWord(columns) };
  wordsByKind.set(kind, words);
  return words;
}

/** Some labels differ from others only by a comma or a space. */
function keysByLabel(columns: ReadonlyMap<string, SpreadsheetColumn>): Map<string, string> {
  const keys = new Map<string, string>();
  for (const { headings, key } of columns.values())
    for (const word of [headings.ko, headings.en, key]) keys.set(written(word), key);
  return keys;
}

/** Labels and keys first, then labels without their units, then what people say instead. */
function keysByWord(columns: ReadonlyMap<string, SpreadsheetColumn>): Map<string, string> {
  const keys = new Map<string, string>();
  const fields = [...columns.values()];
  const add = (pairs: readonly (readonly [string, string])[]): void => {
    const fresh = new Map<string, string | null>();
    for (const [heading, key] of pairs) {
      const word = normalised(heading);
      if (word === '' || keys.has(word)) continue;
      // A word for two fields is a word for none.
      fresh.set(word, (fresh.get(word) ?? key) === key ? key : null);
    }
    for (const [word, key] of fresh) if (key !== null) keys.set(word, key);
  };
  for (const key of rowKeys) keys.set(normalised(key), key);
  add(fields.map(({ key }) => [key, key]));
  for (const language of ['ko', 'en'] as const)
    add(fields.map(({ headings, key }) => [headings[language], key]));
  for (const language of ['ko', 'en'] as const)
    add(fields.map(({ headings, key }) => [withoutUnit(headings[language]), key]));
  for (const [key, words] of Object.entries(synonyms))
    if (columns.has(key) || rowKeys.some((rowKey) => rowKey === key))
      add(words.map((word) => [word, key]));
  return keys;
}

/** Every field that a column of a kind may give, by key. */
export const fieldsOf = (kind: SupportedKind): ReadonlyMap<string, SpreadsheetColumn> =>
  wordsOf(kind).columns;

/** The key that a heading stands for in a kind: by label, key or synonym; `null` for none. */
export function keyOfHeading(heading: string, kind: SupportedKind): string | null {
  const { exact, keys } = wordsOf(kind);
  return (
    exact.get(written(heading)) ??
    keys.get(normalised(heading)) ??
    keys.get(normalised(withoutUnit(heading))) ??
    null
  );
}

/** Headings that people put over their own notes and running numbers. */
const notes = new Set([
  '비고',
  '메모',
  'memo',
  'note',
  'notes',
  'remarks',
  'no',
  '번호',
  '순번',
  '연번',
]);

/** Whether a column is somebody's own and no part of a declaration. */
export const isNote = (heading: string): boolean =>
  heading.startsWith('#') || notes.has(normalised(heading));

const written = (heading: string): string =>
  heading.normalize('NFKC').trim().replaceAll(/\s+/g, ' ').toLowerCase();

/**
 * A heading without what does not tell columns apart: case, width, blanks, line breaks, marks of
 * what is mandatory, and what stands between words.
 */
export const normalised = (heading: string): string =>
  heading
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s*※·.,:;/_'"’-]/g, '');

/** Longer than any heading; a cell in its place may hold whatever a file holds. */
const longestHeading = 300;

const withoutUnit = (heading: string): string =>
  heading
    .slice(0, longestHeading)
    .normalize('NFKC')
    .replaceAll(/[([{][^)\]}]*[)\]}]/g, '');

/** Every row of a sheet may ask for the same heading. */
const nearest = new Map<string, string>();

/** The key whose heading or name is most like a word that nobody knows. */
export function nearestKey(heading: string, kind: SupportedKind): string {
  const word = normalised(heading).slice(0, 60);
  const asked = `${kind} ${word}`;
  let key = nearest.get(asked);
  if (key === undefined) {
    const { keys } = wordsOf(kind);
    key = keys.get(nearestWord(word, [...keys.keys()])) ?? '';
    nearest.set(asked, key);
  }
  return key;
}

const kindWords: ReadonlyMap<string, SupportedKind> = new Map(
  (
    [
      ['import', ['수입', '수입신고', 'import', 'govcbr929', '929']],
      ['export', ['수출', '수출신고', 'export', 'govcbr830', '830']],
      ['list-clearance', ['목록', '목록통관', '통관목록', 'list-clearance', 'list clearance']],
    ] as const satisfies readonly (readonly [SupportedKind, readonly string[]])[]
  ).flatMap(([kind, words]) => words.map((word) => [normalised(word), kind] as const)),
);

/** The kind that a cell names; `null` where nobody knows it. */
export const kindOfWord = (word: string): SupportedKind | null =>
  kindWords.get(normalised(word)) ?? supportedKinds.find((kind) => kind === word) ?? null;
