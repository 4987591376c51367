import { describe, expect, test } from 'vitest';
import { act, fileElsewhere } from '../../../main/outbox/index.ts';
import {
  countOverdue,
  readDeclaration,
  readSummary,
  removeOverdue,
  verifyStore,
} from '../../../main/store/index.ts';
import { cutoffOf } from '../../../shared/privacy/retention.ts';
import { epochMs } from '../../../shared/time.ts';
import { filingOf, numberOf, put, sample, tempStore } from './store-samples.ts';

const day = 86_400_000;
const now = epochMs(Date.parse('2026-11-26T09:00:00+09:00'));
const years = (n: number, days = 0) =>
  epochMs(Date.parse(`${2026 - n}-11-26T12:00:00+09:00`) + days * day);
const elsewhere = { place: '세관 창구', number: null, at: years(6, -1), note: '' };

describe('what is over its time', () => {
  test('loses its contents; number, state and the chain stay', () => {
    const store = tempStore();
    const [old = 0, young = 0] = [
      ...put(store, [sample('old', { importer: '홍길동' })], { at: years(5, -2) }),
      ...put(store, [sample('young', { importer: '김나루' })], { at: years(5, -2) }),
    ];
    const oldId = filingOf(store, store.tables.filings.byReference('old')?.id ?? failed()).id;
    const youngId = filingOf(store, store.tables.filings.byReference('young')?.id ?? failed()).id;
    expect([old, young]).toEqual([oldId, youngId]);
    fileElsewhere(store, oldId, elsewhere, years(5, -1));
    fileElsewhere(store, youngId, elsewhere, years(5));
    while (store.read((tables) => tables.search.catchUp()));
    const number = numberOf(store, 'old');
    const entries = store.tables.journal.head();

    const cutoff = cutoffOf('imports', now);
    expect(countOverdue(store.tables, 'imports', cutoff)).toEqual({
      count: 1,
      oldest: years(5, -1),
    });
    expect(store.transaction((tables) => removeOverdue(tables, 'imports', cutoff, 100))).toBe(1);

    expect(countOverdue(store.tables, 'imports', cutoff)).toEqual({ count: 0, oldest: null });
    const filing = filingOf(store, oldId);
    expect(readDeclaration(store.tables, filing)).toBeNull();
    expect(readSummary(filing)).toMatchObject({ importer: '', goods: '', billOfLading: '' });
    expect(numberOf(store, 'old')).toBe(number);
    expect(store.tables.journal.head()).toEqual(entries);
    expect(verifyStore(store).findings).toEqual([]);
    const found = store.tables.search.find('홍길동', () => true, null, 10);
    expect(found.rows).toEqual([]);
    expect(readSummary(filingOf(store, youngId)).importer).toBe('김나루');
    expect(readDeclaration(store.tables, filingOf(store, youngId))).not.toBeNull();
  });

  test('is nothing that waits, however old', () => {
    const store = tempStore();
    put(store, [sample('waiting')], { at: years(6) });
    for (const group of ['imports', 'exports', 'unsent'] as const)
      expect(countOverdue(store.tables, group, cutoffOf(group, now)).count).toBe(0);
  });

  test('goes sooner where nothing was ever sent', () => {
    const store = tempStore();
    const [id] = put(store, [sample('cancelled')], { at: years(1) });
    if (id === undefined) throw new Error('no filing');
    act(store, [id], 'cancel', years(1));
    expect(countOverdue(store.tables, 'imports', cutoffOf('imports', now)).count).toBe(0);
    const cutoff = cutoffOf('unsent', now);
    expect(store.transaction((tables) => removeOverdue(tables, 'unsent', cutoff, 100))).toBe(1);
    expect(verifyStore(store).findings).toEqual([]);
  });

  test('goes a slice at a time', () => {
    const store = tempStore();
    const ids = put(
      store,
      Array.from({ length: 7 }, (_, i) => sample(`old-${i}`)),
      { at: years(6) },
    );
    for (const id of ids) fileElsewhere(store, id, elsewhere, years(6));
    const cutoff = cutoffOf('imports', now);
    const some = () => store.transaction((tables) => removeOverdue(tables, 'imports', cutoff, 3));
    expect([some(), some(), some(), some()]).toEqual([3, 3, 1, 0]);
  });
});

function failed(): never {
  throw new Error('no filing');
}
