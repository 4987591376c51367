import { disassemble, getChoseong } from 'es-hangul';
import type { CodeEntry, CodeList } from './code-list.ts';

interface Indexed {
  readonly entry: CodeEntry;
  readonly code: string;
  /** The Korean name in single letters, so that a syllable is found while it is being typed. */
  readonly ko: string;
  readonly en: string;
  /** First consonants of the Korean name (초성). */
  readonly consonants: string;
}

const indexes = new WeakMap<readonly CodeEntry[], readonly Indexed[]>();

function indexOf(entries: readonly CodeEntry[]): readonly Indexed[] {
  const known = indexes.get(entries);
  if (known !== undefined) return known;
  const index = entries.map((entry) => ({
    entry,
    code: plain(entry.code),
    ko: disassemble(plain(entry.ko)),
    en: plain(entry.en),
    consonants: getChoseong(plain(entry.ko)),
  }));
  indexes.set(entries, index);
  return index;
}

/** Without capitals, blanks and what separates words, as people leave them out when they search. */
const plain = (text: string): string =>
  text
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[\s()·,./'-]/g, '');

const onlyConsonants = /^[ㄱ-ㅎ]+$/;

interface Query {
  readonly text: string;
  readonly letters: string;
  readonly isConsonants: boolean;
}

/** How well an entry fits: the less the better; `null` where it does not. */
function rank({ code, ko, en, consonants }: Indexed, query: Query): number | null {
  const { text, letters } = query;
  if (query.isConsonants) {
    if (consonants.startsWith(letters)) return 4;
    return consonants.includes(letters) ? 6 : null;
  }
  if (code === text) return 0;
  if (code.startsWith(text)) return 1;
  if (ko === letters || en === text) return 2;
  if (ko.startsWith(letters) || en.startsWith(text)) return 3;
  if (ko.includes(letters) || en.includes(text)) return 5;
  return code.includes(text) ? 7 : null;
}

/**
 * The entries of a list that a query finds, the best first: by code, Korean name, English name or
 * initial consonants (`ㅂㅅ` finds 부산). An empty query finds the beginning of the list.
 */
export function searchCodes(
  list: Pick<CodeList, 'entries'>,
  query: string,
  limit: number,
): CodeEntry[] {
  const text = plain(query);
  if (text === '') return list.entries.slice(0, limit);
  const letters = disassemble(text);
  const wanted = { text, letters, isConsonants: onlyConsonants.test(letters) };
  const found = indexOf(list.entries).flatMap((indexed) => {
    const fit = rank(indexed, wanted);
    return fit === null ? [] : [{ entry: indexed.entry, fit }];
  });
  found.sort((a, b) => a.fit - b.fit);
  return found.slice(0, limit).map(({ entry }) => entry);
}
