import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { act, fileElsewhere, putPart, undoBatch } from '../../../main/outbox/index.ts';
import { countOverdue, removeOverdue, verifyStore, type Store } from '../../../main/store/index.ts';
import { cutoffOf, type RetentionGroup } from '../../../shared/privacy/retention.ts';
import { epochMs, type EpochMs } from '../../../shared/time.ts';
import { filing, smallOutbox } from '../outbox/small-outbox.ts';
import { put, sample, tempStore } from './store-samples.ts';

const person = '홍길동';
const day = 86_400_000;
const now = epochMs(Date.parse('2026-11-26T09:00:00+09:00'));
const longAgo = epochMs(Date.parse('2020-11-26T12:00:00+09:00'));
const elsewhere = { place: '세관 창구', number: null, at: longAgo, note: '' };

function remove(store: Store, group: RetentionGroup, at: EpochMs): number {
  const cutoff = cutoffOf(group, at);
  const count = store.transaction((tables) => removeOverdue(tables, group, cutoff, 100));
  expect(countOverdue(store.tables, group, cutoff).count).toBe(0);
  return count;
}

/** Every table in which a text stands, whatever its columns are called. */
function tablesWith({ tables: { connection } }: Store, text: string): string[] {
  const names = z
    .array(z.string())
    .parse(
      connection
        .prepare("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'")
        .pluck()
        .all(),
    );
  return names.filter((name) =>
    connection
      .prepare(`SELECT * FROM "${name}"`)
      .all()
      .some((row) =>
        Object.values(z.record(z.string(), z.unknown()).parse(row)).some((value) =>
          (value instanceof Uint8Array ? new TextDecoder().decode(value) : String(value)).includes(
            text,
          ),
        ),
      ),
  );
}

/** What customs and the office say of one filing, wherever such a thing is kept. */
function nameEverywhere(store: Store, reference: string): void {
  store.transaction((tables) => {
    const { id, declarationNo } =
      tables.filings.byReference(reference) ?? expect.unreachable('no filing');
    const body = new TextEncoder().encode(`<Name>${person}</Name>`);
    const document = { digest: 'd', file: 'f.xml', code: 'R99', declarationNo, encoding: 'utf-8' };
    const documentId = tables.noticeDocuments.keep('real', { ...document, body }, longAgo);
    const notice = { id: 'n1', declarationNo, kind: 'information', at: '2020-11-26T03:00:00Z' };
    const words = { message: `${person}님`, documentId } as const;
    tables.notices.keep('real', { ...notice, ...words, kind: 'information' }, longAgo);
    tables.stales.put(id, [], { consigneeName: person }, longAgo);
    expect(tables.stales.accept(id, { consigneeName: person })).toBe(true);
    const attempt = { filingId: id, n: 1, kind: 'send', submissionId: 1, startedAt: longAgo };
    const answer = `수하인 ${person} 확인 불가`;
    tables.attempts.settle(
      { ...attempt, kind: 'send' },
      {
        settledAt: longAgo,
        outcome: 'refused',
        cause: 'invalid-document',
        httpStatus: 422,
        tookMs: 20,
        retryAfterMs: null,
        answer,
        errors: [{ code: 'E1', message: answer }],
        receipt: null,
      },
    );
  });
}

describe('what is removed', () => {
  test('stands in no table any more', () => {
    const store = tempStore();
    put(store, [sample('old', { importer: person })], { at: longAgo });
    nameEverywhere(store, 'old');
    const { id } = store.tables.filings.byReference('old') ?? expect.unreachable();
    fileElsewhere(store, id, elsewhere, longAgo);
    expect(tablesWith(store, person).toSorted()).toEqual([
      'attempt',
      'filing',
      'notice',
      'notice_document',
      'stale',
    ]);
    const before = store.tables.attempts.of(id);
    expect(remove(store, 'imports', now)).toBe(1);
    expect(tablesWith(store, person)).toEqual([]);
    // That it was tried, when and how it ended stays.
    expect(store.tables.attempts.of(id)).toEqual(
      before.map((each) => ({ ...each, answer: null, errors: [] })),
    );
    expect(verifyStore(store).findings).toEqual([]);
  });

  test('is nothing of a batch that was taken back: that goes with it', () => {
    const store = tempStore();
    const batchId = store.transaction(({ batches }) => batches.open('a.xlsx', now));
    const declaration = { consigneeName: person };
    put(store, [{ ...sample('undone', { importer: person }), declaration }], { at: now, batchId });
    expect(tablesWith(store, person)).toContain('journal');
    expect(undoBatch(store, batchId, now).removed).toHaveLength(1);
    expect(tablesWith(store, person)).toEqual([]);
    expect(verifyStore(store).findings).toEqual([]);
  });

  test('of a part that was never sent, is nothing of the declaration that customs has', async () => {
    const { store, put: enter, until, of, clock } = smallOutbox();
    enter(filing('a'));
    await until(() => of('a').transport === 'acknowledged');
    nameDocument(store);
    const withdrawal = { is: 'withdrawal', content: { reason: person } } as const;
    const part = putPart(store, of('a').id, withdrawal, clock.now());
    act(store, [part.id], 'cancel', clock.now());
    const later = epochMs(clock.now() + 200 * day);
    const kept = contentsOf(store);
    expect(kept.documents).toBe(1);
    expect(remove(store, 'unsent', later)).toBe(1);
    expect(tablesWith(store, person)).toEqual([]);
    expect(contentsOf(store)).toEqual(kept);

    // With the declaration itself they go, whatever was cancelled beside it.
    const muchLater = epochMs(clock.now() + 2200 * day);
    expect(remove(store, 'imports', muchLater)).toBe(1);
    expect(contentsOf(store)).toEqual({ documents: 0, words: [] });

    function nameDocument(into: Store): void {
      into.transaction((tables) => {
        const { declarationNo } = of('a');
        const body = new TextEncoder().encode('<Notice/>');
        const document = { digest: 'd', file: 'f', code: 'R99', encoding: 'utf-8', body };
        const documentId = tables.noticeDocuments.keep(
          'real',
          { ...document, declarationNo },
          clock.now(),
        );
        const said = { kind: 'information', at: '2026-11-23T03:00:00Z', message: '말' } as const;
        const notice = { id: 'n1', declarationNo, documentId, ...said };
        tables.notices.keep('real', notice, clock.now());
      });
    }
    function contentsOf({ tables }: Store) {
      const count = tables.connection.prepare('SELECT count(*) FROM notice_document').pluck().get();
      const words = tables.notices
        .of(of('a').declarationNo)
        .flatMap(({ message }) => message ?? []);
      return { documents: count, words };
    }
  });
});
