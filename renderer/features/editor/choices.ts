import {
  codeLists,
  codeName,
  searchCodes,
  type CodeEntry,
  type CodeList,
} from '../../../shared/codes/index.ts';
import type { FormField } from '../../../shared/documents/form.ts';
import type { Language } from '../../../shared/i18n/index.ts';

/** A code and what it is called in the person's language. */
export interface Choice {
  readonly code: string;
  readonly name: string;
  /** Only the beginning of the code: choosing it asks for the rest. */
  readonly isPart?: boolean;
}

/** What can be chosen in a field. */
export interface Choices {
  /** Whether there is nothing else; otherwise a code that is not among them is kept and doubted. */
  readonly complete: boolean;
  /** By code, Korean name, English name or initial consonants (초성); the best first. */
  search(query: string): readonly Choice[];
  nameOf(code: string): string | null;
  /** The code that is exactly this, or is called exactly this. */
  exactly(text: string): string | null;
}

const mostShown = 60;
const known = new Map<string, Choices>();

/** What a field can be chosen from; `null` where it is written freely. */
export function choicesOf(field: FormField, language: Language): Choices | null {
  if (field.key === 'customsOffice') return officesAndDivisions(language);
  const list = listOf(field);
  if (list === null) return null;
  const key = `${language} ${field.list ?? list.entries.map(({ code }) => code).join(' ')}`;
  let choices = known.get(key);
  if (choices === undefined) known.set(key, (choices = choicesIn(list, language)));
  return choices;
}

function listOf({ list, format }: FormField): Pick<CodeList, 'complete' | 'entries'> | null {
  if (format.type === 'flag') return yesOrNo;
  if (list !== null) return codeLists[list];
  if (format.type !== 'code') return null;
  if (format.codes.every((code) => code === 'Y' || code === 'N')) return yesOrNo;
  return { complete: true, entries: format.codes.map((code) => ({ code, ko: '', en: '' })) };
}

const yesOrNo: Pick<CodeList, 'complete' | 'entries'> = {
  complete: true,
  entries: [
    { code: 'Y', ko: '예', en: 'Yes' },
    { code: 'N', ko: '아니오', en: 'No' },
  ],
};

function choicesIn(list: Pick<CodeList, 'complete' | 'entries'>, language: Language): Choices {
  const named = (entry: CodeEntry): Choice => ({ code: entry.code, name: entry[language] });
  const byCode = new Map(list.entries.map((entry) => [entry.code, entry]));
  return {
    complete: list.complete,
    search: (query) =>
      (query.trim() === ''
        ? list.entries.slice(0, mostShown)
        : searchCodes(list, query, mostShown)
      ).map(named),
    nameOf(code) {
      const entry = byCode.get(code);
      return entry === undefined || entry[language] === '' ? null : entry[language];
    },
    exactly(text) {
      const wanted = text.trim();
      const code = wanted.toUpperCase();
      if (byCode.has(code)) return code;
      const called = list.entries.filter(({ ko, en }) => ko === wanted || sameWords(en, wanted));
      return called.length === 1 ? (called[0]?.code ?? null) : null;
    },
  };
}

/** 세관 (3) and 과 (2) in one field: first the office, then its division. */
function officesAndDivisions(language: Language): Choices {
  const { 'customs-offices': offices, 'customs-divisions': divisions } = codeLists;
  const name = (code: string): string | null => {
    const office = codeName('customs-offices', code.slice(0, 3), language);
    const division = codeName('customs-divisions', code.slice(3), language);
    return office === null ? null : [office, division].filter((part) => part !== null).join(' ');
  };
  return {
    complete: false,
    search(query) {
      const office = query.trim().toUpperCase().slice(0, 3);
      if (codeName('customs-offices', office, language) === null)
        return searchCodes(offices, query, mostShown).map((entry) => ({
          code: entry.code,
          name: entry[language],
          isPart: true,
        }));
      return searchCodes(divisions, query.trim().slice(3), mostShown).map((entry) => ({
        code: office + entry.code,
        name: entry[language],
      }));
    },
    nameOf: (code) => (code.length < 3 ? null : name(code)),
    exactly: (text) => (/^\d{3}[0-9A-Z]{2}$/i.test(text.trim()) ? text.trim().toUpperCase() : null),
  };
}

const sameWords = (a: string, b: string): boolean =>
  a !== '' && a.toLowerCase() === b.toLowerCase();

/** Which of the found ones Enter would take: the first, unless a code was typed that may be new. */
export function firstChosen(choices: Choices, found: readonly Choice[], typed: string): number {
  const [first] = found;
  const text = typed.trim().toUpperCase();
  if (first === undefined || text === '') return -1;
  const exact = found.findIndex(({ code }) => code === text);
  if (exact >= 0) return exact;
  const isCodeLike = /^[0-9A-Z-]+$/.test(text);
  return choices.complete || !isCodeLike || first.code.startsWith(text) ? 0 : -1;
}
