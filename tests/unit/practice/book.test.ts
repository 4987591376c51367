import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { openBook, type Book, type Taking } from '../../../main/practice/book.ts';
import { practicePace, type Pace } from '../../../main/practice/life.ts';
import { numberOf } from './client.ts';

const start = 1_800_000_000_000;
const seconds = 1000;
const plain: Pace = {
  receivedMs: [1000, 1000],
  decisionMs: [4000, 4000],
  furtherMs: [10_000, 10_000],
  documentsRequired: 0,
  inspection: 0,
  review: 0,
  rejected: 0,
};

const open: { book: Book | null; folder: string | null } = { book: null, folder: null };
afterEach(() => {
  open.book?.close();
  if (open.folder !== null) rmSync(open.folder, { recursive: true });
  open.book = null;
  open.folder = null;
});

function memory(pace: Partial<Pace> = {}): Book {
  open.book = openBook(':memory:', 'abc', 1, { ...plain, ...pace });
  return open.book;
}

function taking(serial: number, more: Partial<Taking> = {}): Taking {
  const declarationNo = numberOf(serial);
  return {
    subject: declarationNo,
    declarationNo,
    part: 'declaration',
    digest: 'A',
    bytes: 10,
    now: start,
    pend: null,
    ...more,
  };
}

function kinds(book: Book): string[] {
  return book.notices(null, 1000, 0)?.notices.map((notice) => notice.kind) ?? [];
}

/** What customs says of 200 documents in two minutes. */
function fates(seed: number): string[] {
  const book = openBook(':memory:', 'abc', seed, practicePace);
  for (let serial = 1; serial <= 200; serial += 1) book.take(taking(serial));
  book.advance(start + 120 * seconds);
  const lines = book
    .notices(null, 1000, 0)
    ?.notices.map(({ kind, declarationNo, at }) => `${declarationNo} ${kind} ${at}`);
  book.close();
  return lines ?? [];
}

function folder(): string {
  open.folder = mkdtempSync(join(tmpdir(), 'naru-book-'));
  return open.folder;
}

describe('life at customs', () => {
  it('is received, then released, each at its time', () => {
    const book = memory();
    const entry = book.take(taking(1));
    expect(entry).toMatchObject({
      state: 'received',
      receivedAt: start,
      receiptNo: 'PABC-0000001',
    });
    book.advance(start + 999);
    expect(kinds(book)).toEqual([]);
    book.advance(start + 1 * seconds);
    expect(kinds(book)).toEqual(['received']);
    book.advance(start + 60 * seconds);
    expect(book.notices(null, 10, 0)?.notices).toEqual([
      {
        id: 'abc-1',
        declarationNo: numberOf(1),
        kind: 'received',
        at: new Date(start + 1 * seconds).toISOString(),
        message: '신고가 접수되었습니다.',
      },
      {
        id: 'abc-2',
        declarationNo: numberOf(1),
        kind: 'released',
        at: new Date(start + 5 * seconds).toISOString(),
        message: '신고가 수리되었습니다.',
      },
    ]);
    expect(book.find(numberOf(1))).toMatchObject({ state: 'released', receiptNo: 'PABC-0000001' });
  });

  it.each<[keyof Pace, string[], string]>([
    ['documentsRequired', ['received', 'documents-required', 'released'], 'released'],
    ['inspection', ['received', 'inspection', 'released'], 'released'],
    ['review', ['received', 'released'], 'released'],
    ['rejected', ['received', 'rejected'], 'rejected'],
  ])('with %s goes %j', (share, expected, state) => {
    const book = memory({ [share]: 1 });
    book.take(taking(1));
    book.advance(start + 60 * seconds);
    expect(kinds(book)).toEqual(expected);
    expect(book.find(numberOf(1))?.state).toBe(state);
  });

  it('ends with the withdrawal', () => {
    const book = memory();
    book.take(taking(1));
    book.take(taking(1, { subject: `${numberOf(1)}/withdrawal`, part: 'withdrawal', digest: 'W' }));
    book.advance(start + 60 * seconds);
    expect(kinds(book)).toEqual(['withdrawn']);
    expect(book.find(numberOf(1))?.state).toBe('withdrawn');
    expect(book.find(`${numberOf(1)}/withdrawal`)?.state).toBe('withdrawn');
  });

  it('goes on beside an amendment', () => {
    const book = memory();
    book.take(taking(1));
    book.take(taking(1, { subject: `${numberOf(1)}/amendments/1`, part: 'amendment' }));
    book.advance(start + 60 * seconds);
    expect(kinds(book).toSorted()).toEqual(['amended', 'received', 'released']);
    expect(book.find(numberOf(1))?.state).toBe('released');
  });

  it('differs from document to document, and by seed only', () => {
    const first = fates(1);
    expect(fates(1)).toEqual(first);
    expect(fates(2)).not.toEqual(first);
    for (const kind of ['documents-required', 'inspection', 'rejected', 'released']) {
      expect(first.some((line) => line.includes(kind))).toBe(true);
    }
    expect(first.filter((line) => line.includes('released')).length).toBeGreaterThan(180);
  });
});

describe('its own queue (202)', () => {
  const pend = { forMs: 2000, ends: 'receipt', retryAfter: null } as const;

  it('gives the receipt later', () => {
    const book = memory();
    expect(book.take(taking(1, { pend }))).toMatchObject({ state: 'processing', receiptNo: null });
    expect(book.count()).toBe(0);
    book.advance(start + 2 * seconds);
    expect(book.find(numberOf(1))).toMatchObject({
      state: 'received',
      receivedAt: start + 2 * seconds,
    });
    expect(book.count()).toBe(1);
    book.advance(start + 60 * seconds);
    expect(kinds(book)).toEqual(['received', 'released']);
  });

  it('or finds it wrong, which was never a taking: a mended document may come', () => {
    const book = memory();
    book.take(taking(1, { pend: { ...pend, ends: 'rejection' } }));
    book.advance(start + 60 * seconds);
    expect(book.find(numberOf(1))).toMatchObject({ state: 'refused', receiptNo: null });
    expect(book.find(numberOf(1))?.errors).toHaveLength(1);
    expect(book.notices(null, 10, 0)?.notices).toMatchObject([
      { kind: 'rejected', errors: [{ code: 'R20' }] },
    ]);
    book.take(taking(1, { digest: 'B', now: start + 60 * seconds }));
    expect(book.find(numberOf(1))).toMatchObject({ state: 'received', digest: 'B' });
    expect(book.count()).toBe(1);
  });
});

describe('notices', () => {
  it('repeat what was just told where they are asked to, and still move on', () => {
    const book = memory();
    for (let serial = 1; serial <= 6; serial += 1) book.take(taking(serial));
    book.advance(start + 1 * seconds);
    const ids = (after: string | null, limit: number, repeat: number) => {
      const page = book.notices(after, limit, repeat);
      return { next: page?.next, ids: page?.notices.map((notice) => notice.id) };
    };
    expect(ids(null, 3, 2)).toEqual({ next: 'abc.3', ids: ['abc-1', 'abc-2', 'abc-3'] });
    expect(ids('abc.3', 3, 2)).toEqual({ next: 'abc.4', ids: ['abc-2', 'abc-3', 'abc-4'] });
    expect(ids('abc.4', 1, 5)).toEqual({ next: 'abc.5', ids: ['abc-5'] });
    expect(ids('abc.6', 3, 0)).toEqual({ next: 'abc.6', ids: [] });
    expect(ids('abc.6', 3, 1)).toEqual({ next: 'abc.6', ids: ['abc-6'] });
    expect(book.notices('nonsense', 3, 0)).toBeNull();
  });
});

describe('a file', () => {
  it('keeps documents, notices, names and cursors over a restart', () => {
    const file = join(folder(), 'practice.db');
    const before = openBook(file, 'first', 1, plain);
    before.take(taking(1));
    before.advance(start + 1 * seconds);
    before.take(taking(2, { pend: { forMs: 9000, ends: 'receipt', retryAfter: null } }));
    const entries = before.entries();
    const page = before.notices(null, 10, 0);
    before.close();

    const after = openBook(file, 'second', 1, plain);
    open.book = after;
    expect(after.entries()).toEqual(entries);
    expect(after.notices(null, 10, 0)).toEqual(page);
    expect(after.count()).toBe(1);
    after.advance(start + 60 * seconds);
    expect(after.entries().map(({ state }) => state)).toEqual(['released', 'released']);
    const news = after.notices(page?.next ?? null, 10, 0)?.notices;
    expect(news?.map(({ id, kind }) => `${id} ${kind}`)).toEqual([
      'first-2 released',
      'first-3 received',
      'first-4 released',
    ]);
    after.take(taking(3));
    expect(new Set(after.entries().map(({ receiptNo }) => receiptNo)).size).toBe(3);
  });

  it('that is none says so', () => {
    const file = join(folder(), 'practice.db');
    writeFileSync(file, 'no database at all, '.repeat(500));
    expect(() => openBook(file, 'first', 1, plain)).toThrow(
      expect.objectContaining({ problem: expect.objectContaining({ code: 'data-damaged' }) }),
    );
  });
});
