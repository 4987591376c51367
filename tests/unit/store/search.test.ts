import { describe, expect, test } from 'vitest';
import { act, undoBatch } from '../../../main/outbox/index.ts';
import { readSummary } from '../../../main/store/filings.ts';
import { Store, type StoredFiling } from '../../../main/store/index.ts';
import { filingIdSchema, formatDeclarationNo } from '../../../shared/filing/numbers.ts';
import { key, now, numberOf, put, sample, tempFolder, tempStore } from './store-samples.ts';

const store = tempStore();
put(store, [
  sample('AB-100', { importer: '한결무역(주)', goods: 'TABLE LAMPS', billOfLading: 'NARU123' }),
  sample('AB-101', { importer: '㈜바다건너', goods: 'LED 조명 기구', billOfLading: 'XYZ-77/9' }),
  sample('CD-200', { importer: 'Café Züri AG', goods: 'Kaffeemaschinen', billOfLading: 'ZRH1' }),
  sample('서울-1', { importer: '주식회사 한결상사', goods: '커피 원두', billOfLading: 'KR-55' }),
]);
const anything = (): boolean => true;
const isHeld = (filing: StoredFiling): boolean => filing.transport === 'held';

function found(text: string, where: Store = store): string[] {
  return where.tables.search.find(text, anything, null, 50).rows.map(({ reference }) => reference);
}

describe.each(['in the index', 'not yet in the index'])('a filing that is %s', (where) => {
  if (where === 'in the index') while (store.tables.search.catchUp());
  const number = numberOf(store, 'AB-101');

  test.each([
    ['its number', number, ['AB-101']],
    ['its number with hyphens', formatDeclarationNo(number), ['AB-101']],
    ['its number in small letters', number.toLowerCase(), ['AB-101']],
    ['the beginning of a number', '12345-26', ['AB-100', 'AB-101', 'CD-200', '서울-1']],
    ['its serial', number.slice(7), ['AB-101']],
    ['its serial without the letter', number.slice(7, 13), ['AB-101']],
    ['its serial without noughts', '2', ['AB-101', 'CD-200']],
    ['its reference', 'AB-101', ['AB-101']],
    ['the beginning of a reference', 'AB-1', ['AB-100', 'AB-101']],
    ['a reference in small letters', 'ab-101', ['AB-101']],
    ['a Korean reference', '서울', ['서울-1']],
    ['the importer', '한결무역', ['AB-100']],
    ['the beginning of an importer', '한결', ['서울-1', 'AB-100']],
    ['the beginning of a later word', '건너', []],
    ['the importer without its legal form', '바다건너', ['AB-101']],
    ['goods', 'lamps', ['AB-100']],
    ['the beginning of goods', 'kaffee', ['CD-200']],
    ['goods in Korean', '원두', ['서울-1']],
    ['a bill of lading', 'NARU123', ['AB-100']],
    ['a part of a bill of lading', 'xyz-77', ['AB-101']],
    ['initial consonants', 'ㅎㄱ', ['서울-1', 'AB-100']],
    ['all initial consonants', 'ㅎㄱㅁㅇ', ['AB-100']],
    ['initial consonants of goods', 'ㅇㄷ', ['서울-1']],
    ['words of two kinds', '한결 lamps', ['AB-100']],
    ['words in any order', 'lamps 한결', ['AB-100']],
    ['hyphened words that do not stand together', 'table-무역', []],
    ['words without accents', 'cafe zuri', ['CD-200']],
    ['decomposed letters', '한결상사'.normalize('NFD'), ['서울-1']],
    ['a word that nothing has', '없는말', []],
    ['signs alone', '"*-()', []],
    ['nothing', '   ', []],
    ['a quote', 'lamps" OR "x', []],
  ])('is found by %s: %s', (_, text, references) => {
    const indexed = where === 'in the index' ? store : unindexed;
    expect(found(text, indexed).toSorted()).toEqual(references.toSorted());
  });
});

/** The same filings, and none of them in the index, as a reader may find them. */
const unindexed = ((): Store => {
  const folder = tempFolder();
  const copy = `${folder}/naru.db`;
  store.tables.connection.prepare('VACUUM INTO ?').run(copy);
  const writer = new Store({ file: copy, key });
  writer.transaction(({ settings, connection }) => {
    settings.set('search-upto', 0);
    connection.exec("INSERT INTO search (search) VALUES ('delete-all')");
  });
  writer.close();
  return new Store({ file: copy, key, readonly: true });
})();

describe('a search', () => {
  test('does not find what was taken back, and finds it when it comes again', () => {
    const own = tempStore();
    const batchId = own.transaction(({ batches }) => batches.open('file', now));
    put(own, [sample('gone', { importer: '사라질상사' })], { batchId });
    while (own.tables.search.catchUp());
    expect(found('사라질', own)).toEqual(['gone']);
    const no = numberOf(own, 'gone');
    undoBatch(own, batchId, now);
    for (const text of ['사라질', 'gone', no, 'ㅅㄹㅈ']) expect(found(text, own), text).toEqual([]);
    put(own, [sample('gone', { importer: '사라질상사' })]);
    while (own.tables.search.catchUp());
    expect(found('사라질', own)).toEqual(['gone']);
    expect(numberOf(own, 'gone')).not.toBe(no);
  });

  test('finds filings that came after the index was last fed', () => {
    const own = tempStore();
    put(own, [sample('old', { goods: 'shared goods' })]);
    while (own.tables.search.catchUp());
    put(own, [sample('new', { goods: 'shared goods' })]);
    expect(found('shared', own)).toEqual(['new', 'old']);
    while (own.tables.search.catchUp());
    expect(found('shared', own)).toEqual(['new', 'old']);
  });

  const many = tempStore();
  const references = Array.from({ length: 450 }, (_, i) => `R-${String(i).padStart(4, '0')}`);
  put(
    many,
    // Some begin with the word that others have among their goods.
    references.map((reference, i) =>
      i % 3 === 0
        ? sample(`lamp-${reference}`, { goods: 'lamp' })
        : sample(reference, { goods: i % 3 === 1 ? 'lamp' : 'chair' }),
    ),
  );
  many.tables.search.catchUp();
  const held = many.tables.connection
    .prepare<[], number>('SELECT id FROM filing WHERE id % 5 = 0')
    .pluck()
    .all()
    .map((id) => many.tables.filings.byId(filingIdSchema.parse(id)))
    .filter((filing) => filing !== null);
  act(
    many,
    held.map(({ id }) => id),
    'hold',
    now,
  );

  function pageThrough(
    text: string,
    limit: number,
    accepts: (filing: StoredFiling) => boolean = anything,
  ): string[] {
    const seen: string[] = [];
    for (let after: string | null = null; ;) {
      const page = many.tables.search.find(text, accepts, after, limit);
      seen.push(...page.rows.map(({ reference }) => reference));
      if (page.next === null) return seen;
      expect(page.rows).toHaveLength(limit);
      after = page.next;
    }
  }

  test.each([1, 7, 200])('gives every hit once, %i at a time', (limit) => {
    const lamps = pageThrough('lamp', limit);
    expect(lamps).toHaveLength(300);
    expect(new Set(lamps).size).toBe(300);
    // Those whose reference begins so go first.
    expect(lamps.slice(0, 150).every((reference) => reference.startsWith('lamp-'))).toBe(true);
    const all = pageThrough('12345', limit);
    expect(new Set(all).size).toBe(450);
    expect(all).toHaveLength(450);
    expect(pageThrough('R-00', limit)).toHaveLength(100);
  });

  test.each([1, 7, 200])('keeps to its view, %i at a time', (limit) => {
    expect(pageThrough('12345', limit, isHeld)).toHaveLength(held.length);
    const heldLamps = held.filter((filing) => readSummary(filing).goods === 'lamp');
    expect(pageThrough('lamp', limit, isHeld).toSorted()).toEqual(
      heldLamps.map(({ reference }) => reference).toSorted(),
    );
  });
});
