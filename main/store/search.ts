import { getChoseong } from 'es-hangul';
import { z } from 'zod';
import type { Connection } from './connection.ts';
import { readFilingRow, selectFiling, type StoredFiling } from './filings.ts';
import type { Page } from './pages.ts';

/** How many filings one slice adds to the index; short enough not to be felt. */
const sliceSize = 500;

/** Finds filings by number, reference, importer, goods, B/L and initial consonants (초성). */
export interface Search {
  /** Adds the next filings to the index; `false` once all are in. */
  catchUp(): boolean;
  /** Forgets a filing that was taken back. */
  forget(filing: StoredFiling): void;
  find(
    text: string,
    accepts: (filing: StoredFiling) => boolean,
    after: string | null,
    limit: number,
  ): Page;
}

const uptoSchema = z.number().int().catch(0);

export function openSearch(connection: Connection): Search {
  const upto = connection
    .prepare<[], string>("SELECT value FROM setting WHERE key = 'search-upto'")
    .pluck();
  const saveUpto = connection.prepare(
    "INSERT INTO setting (key, value) VALUES ('search-upto', ?) ON CONFLICT DO UPDATE SET value = excluded.value",
  );
  const unindexed = connection.prepare(`${selectFiling} WHERE id > ? ORDER BY id LIMIT ?`);
  const add = connection.prepare('INSERT INTO search (rowid, words) VALUES (?, ?)');
  const drop = connection.prepare('DELETE FROM search WHERE rowid = ?');
  const byWords = connection
    .prepare<[string, number, number], number>(
      'SELECT rowid FROM search WHERE words MATCH ? AND rowid < ? ORDER BY rowid DESC LIMIT ?',
    )
    .pluck();
  const byId = connection.prepare(`${selectFiling} WHERE id = ?`);
  const byNumber = connection.prepare(
    `${selectFiling} WHERE declaration_no >= ? AND declaration_no < ? ORDER BY declaration_no LIMIT ?`,
  );
  const byReference = connection.prepare(
    `${selectFiling} WHERE reference >= ? AND reference < ? ORDER BY reference LIMIT ?`,
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

  /** What begins with the text as a number or a reference; found by their own indexes. */
  function beginningWith(text: string, limit: number): StoredFiling[] {
    const number = text.replaceAll(/[-\s]/g, '').toUpperCase();
    const found = [
      ...(/^[0-9A-Z]{5,14}$/.test(number)
        ? byNumber.all(number, `${number}\u{10FFFF}`, limit)
        : []),
      ...byReference.all(text, `${text}\u{10FFFF}`, limit),
    ].map(readFilingRow);
    return [...new Map(found.map((filing) => [filing.id, filing])).values()];
  }

  function* byWord(query: string, before: number): Generator<StoredFiling> {
    for (let from = before; ;) {
      const ids = byWords.all(query, from, 200);
      for (const id of ids) {
        const row = byId.get(id);
        if (row !== undefined) yield readFilingRow(row);
      }
      const last = ids.at(-1);
      if (last === undefined || ids.length < 200) return;
      from = last;
    }
  }

  return {
    catchUp,
    forget(filing) {
      if (filing.id <= indexedUpto()) drop.run(filing.id);
    },
    find(text, accepts, after, limit) {
      const wanted = text.normalize('NFC').trim();
      const first = after === null ? beginningWith(wanted, limit).filter(accepts) : [];
      const isFirst = (filing: StoredFiling): boolean => beginsWith(filing, wanted);
      const query = matchQuery(wanted);
      const rows = first.slice(0, limit);
      let next: string | null = null;
      if (query !== null) {
        for (const filing of byWord(
          query,
          after === null ? Number.MAX_SAFE_INTEGER : Number(after),
        )) {
          if (isFirst(filing) || !accepts(filing)) continue;
          if (rows.length === limit) {
            next = String(rows.at(-1)?.id ?? 0);
            break;
          }
          rows.push(filing);
        }
      }
      return { rows, next };
    },
  };
}

function beginsWith(filing: StoredFiling, text: string): boolean {
  const number = text.replaceAll(/[-\s]/g, '').toUpperCase();
  return (
    filing.reference.startsWith(text) ||
    (number.length >= 5 && filing.declarationNo.startsWith(number))
  );
}

/** Words by which a filing can be found; Korean ones by their initial consonants too. */
export function indexWords(filing: StoredFiling): string {
  const { importer, goods, billOfLading } = filing.summary;
  const names = `${importer} ${goods}`;
  const initials = names
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => /[가-힣]/.test(word))
    .map((word) => getChoseong(word).replaceAll(' ', ''));
  const serial = filing.declarationNo.slice(7);
  return [names, billOfLading, filing.reference, serial, ...initials].join(' ').normalize('NFC');
}

/** Every word as the beginning of a word; `null` where there is none to look for. */
function matchQuery(text: string): string | null {
  const words = text.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
  if (words.length === 0) return null;
  return words.map((word) => `"${word}"*`).join(' ');
}
