import { getChoseong } from 'es-hangul';
import { z } from 'zod';
import { sequenceOf } from '../../shared/filing/part.ts';
import type { Connection } from './connection.ts';
import {
  readFilingRow,
  readSummary,
  selectFiling,
  type FilingRecord,
  type StoredFiling,
} from './filings.ts';
import type { Page } from './pages.ts';

/** How many filings one slice adds to the index; short enough not to be felt. */
const sliceSize = 500;
/** How many rows a search reads at once. */
const chunk = 200;

/** Finds filings by number, reference, importer, goods, B/L and initial consonants (초성). */
export interface Search {
  /** Adds the next filings to the index; `false` once all are in. */
  catchUp(): boolean;
  /** Forgets a filing that was taken back. */
  forget(filing: StoredFiling): void;
  /** Reads a filing anew that was rewritten, within the caller's transaction. */
  renew(filing: StoredFiling): void;
  /**
   * Filings whose number begins with the text, then those whose reference does, then those that
   * have all of its terms; those that the index does not have yet are read one by one.
   */
  find(
    text: string,
    accepts: (filing: StoredFiling) => boolean,
    after: string | null,
    limit: number,
  ): Page;
}

const uptoSchema = z.number().int().catch(0);

/** A filing that was found, and where the search goes on after it. */
interface Hit {
  filing: StoredFiling;
  cursor: string;
}

export function openSearch(connection: Connection): Search {
  const upto = connection
    .prepare<[], string>("SELECT value FROM setting WHERE key = 'search-upto'")
    .pluck();
  const saveUpto = connection.prepare(
    "INSERT INTO setting (key, value) VALUES ('search-upto', ?) ON CONFLICT DO UPDATE SET value = excluded.value",
  );
  const unindexed = connection.prepare<unknown[], FilingRecord>(
    `${selectFiling} WHERE id > ? ORDER BY id LIMIT ?`,
  );
  const newest = connection.prepare<unknown[], FilingRecord>(
    `${selectFiling} WHERE id > ? AND id < ? ORDER BY id DESC LIMIT ${chunk}`,
  );
  const add = connection.prepare('INSERT INTO search (rowid, words) VALUES (?, ?)');
  const drop = connection.prepare('DELETE FROM search WHERE rowid = ?');
  const byWords = connection
    .prepare<[string, number], number>(
      `SELECT rowid FROM search WHERE words MATCH ? AND rowid < ? ORDER BY rowid DESC LIMIT ${chunk}`,
    )
    .pluck();
  const byId = connection.prepare<unknown[], FilingRecord>(`${selectFiling} WHERE id = ?`);
  const byNumber = connection.prepare<unknown[], FilingRecord>(
    `${selectFiling} WHERE (declaration_no, part, part_seq) > (?, ?, ?) AND declaration_no < ?
     ORDER BY declaration_no, part, part_seq LIMIT ${chunk}`,
  );
  const byReference = connection.prepare<unknown[], FilingRecord>(
    `${selectFiling} WHERE reference >= ? AND reference < ? ORDER BY reference LIMIT ${chunk}`,
  );

  function indexedUpto(): number {
    return uptoSchema.parse(JSON.parse(upto.get() ?? '0'));
  }

  function catchUp(): boolean {
    const rows = unindexed.all(indexedUpto(), sliceSize).map(readFilingRow);
    const last = rows.at(-1);
    if (last === undefined) return false;
    connection
      .transaction(() => {
        for (const filing of rows) add.run(filing.id, indexWords(filing));
        saveUpto.run(JSON.stringify(last.id));
      })
      .immediate();
    return rows.length === sliceSize;
  }

  function* beginningWith(
    column: 'number' | 'reference',
    start: string,
    after: string | null,
  ): Generator<Hit> {
    const end = `${start}\u{10FFFF}`;
    for (let last = after; ;) {
      const found =
        column === 'number'
          ? byNumber.all(...(last === null ? [start, '', -1] : last.split('|')), end)
          : // Nothing sorts between a text and the same text with a NUL behind it.
            byReference.all(last === null ? start : `${last}\0`, end);
      const rows = found.map(readFilingRow);
      for (const filing of rows) {
        last = column === 'number' ? numberKey(filing) : filing.reference;
        yield { filing, cursor: `${column}:${last}` };
      }
      if (rows.length < chunk) return;
    }
  }

  /** Newest first: what the index does not have yet, then what it has. */
  function* byWord(terms: readonly string[][], before: number): Generator<Hit> {
    const indexed = indexedUpto();
    let from = before;
    for (let rows: StoredFiling[]; from > indexed + 1;) {
      rows = newest.all(indexed, from).map(readFilingRow);
      for (const filing of rows)
        if (hasTerms(filing, terms)) yield { filing, cursor: `word:${filing.id}` };
      from = rows.length < chunk ? indexed + 1 : (rows.at(-1)?.id ?? 0);
    }
    const query = terms.map((words) => `"${words.join(' ')}"*`).join(' ');
    for (;;) {
      const ids = byWords.all(query, from);
      for (const id of ids) {
        from = id;
        const row = byId.get(id);
        if (row !== undefined) yield { filing: readFilingRow(row), cursor: `word:${id}` };
      }
      if (ids.length < chunk) return;
    }
  }

  function* hits(text: string, after: string | null): Generator<Hit> {
    const [phase, key] = readCursor(after);
    const number = compactNumber(text);
    if (phase === 'number' && number !== null) yield* beginningWith('number', number, key);
    if (phase === 'number' || phase === 'reference')
      for (const hit of beginningWith('reference', text, phase === 'number' ? null : key))
        if (!hasNumber(hit.filing, number)) yield hit;
    const terms = termsOf(text);
    if (terms.length === 0) return;
    const before = phase === 'word' ? Number(key) : Number.MAX_SAFE_INTEGER;
    for (const hit of byWord(terms, before))
      if (!hasNumber(hit.filing, number) && !hit.filing.reference.startsWith(text)) yield hit;
  }

  return {
    catchUp,
    forget(filing) {
      if (filing.id <= indexedUpto()) drop.run(filing.id);
    },
    renew(filing) {
      if (filing.id > indexedUpto()) return;
      drop.run(filing.id);
      add.run(filing.id, indexWords(filing));
    },
    find(text, accepts, after, limit) {
      const wanted = text.normalize('NFC').trim();
      const rows: StoredFiling[] = [];
      let next: string | null = null;
      if (wanted === '') return { rows, next };
      for (const { filing, cursor } of hits(wanted, after)) {
        if (!accepts(filing)) continue;
        if (rows.length === limit) return { rows, next };
        rows.push(filing);
        next = cursor;
      }
      return { rows, next: null };
    },
  };
}

const cursorPattern = /^(number|reference|word):(.*)$/su;

function readCursor(after: string | null): ['number' | 'reference' | 'word', string | null] {
  const [, phase, key = null] = cursorPattern.exec(after ?? '') ?? [];
  return phase === 'reference' || phase === 'word' ? [phase, key] : ['number', key];
}

/** A filing among those with its number, as the index sorts them. */
function numberKey({ declarationNo, part }: StoredFiling): string {
  return [declarationNo, part.is, sequenceOf(part)].join('|');
}

/** The beginning of a declaration number, hyphens or not; `null` where the text is none. */
function compactNumber(text: string): string | null {
  const number = text.replaceAll(/[-\s]/g, '').toUpperCase();
  return /^[0-9A-Z]{5,14}$/.test(number) ? number : null;
}

function hasNumber(filing: StoredFiling, number: string | null): boolean {
  return number !== null && filing.declarationNo.startsWith(number);
}

/** Words by which a filing can be found; Korean ones by their initial consonants too. */
export function indexWords(filing: StoredFiling): string {
  const { importer, goods, billOfLading } = readSummary(filing);
  const names = `${importer} ${goods}`;
  const initials = names
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => /[가-힣]/.test(word))
    .map((word) => getChoseong(word).replaceAll(' ', ''));
  const serial = filing.declarationNo.slice(7);
  // People leave the noughts before a serial out.
  const short = serial.replace(/^0+/, '');
  return [names, billOfLading, filing.reference, serial, short, ...initials]
    .join(' ')
    .normalize('NFC');
}

function wordsOf(text: string): string[] {
  return text.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
}

/** What stands between blanks, word by word: `XYZ-77` is two words that follow each other. */
function termsOf(text: string): string[][] {
  return text
    .split(/\s+/u)
    .map(wordsOf)
    .filter((words) => words.length > 0);
}

/** Whether the filing has every term, the last word of each begun at least; as the index does. */
function hasTerms(filing: StoredFiling, terms: readonly string[][]): boolean {
  const own = wordsOf(indexWords(filing)).map(fold);
  return terms.every((words) =>
    own.some((_, at) =>
      words.map(fold).every((word, i) => {
        const one = own[at + i] ?? '';
        return i === words.length - 1 ? one.startsWith(word) : one === word;
      }),
    ),
  );
}

/** As the index's tokenizer: case and accents do not count. */
function fold(word: string): string {
  return word
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/[\u0300-\u036F]/g, '')
    .normalize('NFC');
}
