import { hash } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addRemark,
  courseOf,
  pageIncidents,
  readIncident,
  readOpenIncidents,
  readRemarkFile,
  takeGradeChange,
  takeTime,
} from '../../../main/health/incidents/index.ts';
import { reduceAll, reduceTime } from '../../../main/health/incidents/policy/index.ts';
import { Store, verifyStore } from '../../../main/store/index.ts';
import { epochMs, type EpochMs } from '../../../shared/time.ts';
import { act } from '../../../main/outbox/index.ts';
import { key, problemOf, put, sample, tempFolder, tempStore } from '../store/store-samples.ts';
import { someChanges } from './changes-arbitrary.ts';
import { at, ill, start, well } from './changes.ts';

function kindsOf(store: Store): string[] {
  return [...store.tables.journal.walk()]
    .map(({ kind }) => kind)
    .filter((kind) => kind.startsWith('incident'));
}

describe('incidents on disk', () => {
  test('are opened, continued and closed in the journal, with what was measured', () => {
    const store = tempStore();
    takeGradeChange(store, ill('declarations', 0), 0);
    expect(readOpenIncidents(store.tables)).toMatchObject([
      { id: 1, side: 'central', endedAt: null },
    ]);
    takeGradeChange(store, well('declarations', 20), 0);
    expect(readOpenIncidents(store.tables)).toEqual([]);
    takeGradeChange(store, ill('declarations', 25), 0);
    takeGradeChange(store, well('declarations', 40), 0);
    expect(kindsOf(store)).toEqual([
      'incident-opened',
      'incident-closed',
      'incident-continued',
      'incident-closed',
    ]);
    expect(readIncident(store.tables, 1, at(60))).toMatchObject({
      startedAt: at(0),
      endedAt: at(40),
      channels: ['declarations'],
    });
    expect(verifyStore(store).findings).toEqual([]);
  });

  test('are the same after a restart in the middle, and as pure policy has them', () => {
    fc.assert(
      fc.property(someChanges, fc.integer({ min: 0, max: 39 }), (changes, restart) => {
        const file = `${tempFolder()}/naru.db`;
        let store = new Store({ file, key });
        for (const [i, change] of changes.entries()) {
          if (i === restart) {
            store.close();
            store = new Store({ file, key });
          }
          takeTime(store, change.knownAt, 0);
          takeGradeChange(store, change, 0);
        }
        const end = epochMs((changes.at(-1)?.knownAt ?? start) + 3_600_000);
        takeTime(store, end, 0);
        const { rows } = pageIncidents(store.tables, null, 200);
        const kept = rows.map(({ id }) => courseOf(store.tables.incidents.byId(id) ?? missing()));
        const pure = reduceTime(reduceAll(changes), end).courses;
        expect(kept.toSorted((a, b) => a.id - b.id)).toEqual(pure.toSorted((a, b) => a.id - b.id));
        expect(verifyStore(store).findings).toEqual([]);
        store.close();
      }),
      { numRuns: 12 },
    );
  });

  test('that turn out to be one keep the first number, and the remarks of both', () => {
    const store = tempStore();
    takeGradeChange(store, ill('open-api-rates', 0), 0);
    takeGradeChange(store, ill('sending-program', 3, { cause: 'no-answer-yet' }), 0);
    const remark = {
      kind: 'note',
      text: '둘째',
      link: null,
      ticket: null,
      seenAt: null,
      file: null,
    } as const;
    addRemark(store, 2, remark, at(4));
    takeGradeChange(store, ill('network', 2, { cause: 'no-route', lag: 3 }), 0);
    expect(pageIncidents(store.tables, null, 10).rows).toMatchObject([{ id: 1, side: 'ours' }]);
    expect(readIncident(store.tables, 1, at(6)).remarks.map(({ text }) => text)).toEqual(['둘째']);
    takeGradeChange(store, ill('open-api-codes', 60), 0);
    expect(kindsOf(store)).toContain('incident-merged');
  });

  test('come in pages by key, the latest first', () => {
    const store = tempStore();
    for (let hour = 0; hour < 7; hour += 1) {
      takeGradeChange(store, ill('declarations', hour * 60), 0);
      takeGradeChange(store, well('declarations', hour * 60 + 5), 0);
    }
    const ids: number[] = [];
    for (let after: string | null = null; ;) {
      const page = pageIncidents(store.tables, after, 3);
      ids.push(...page.rows.map(({ id }) => id));
      if (page.next === null) break;
      after = page.next;
    }
    expect(ids).toEqual([7, 6, 5, 4, 3, 2, 1]);
  });

  test('keep our pace as it was while they lasted', () => {
    const store = tempStore();
    takeGradeChange(store, ill('declarations', 0), 1000);
    takeTime(store, at(5), 240_000);
    takeGradeChange(store, well('declarations', 9), 300);
    takeTime(store, at(30), 300);
    expect(store.tables.incidents.byId(1)?.paceMs).toBe(240_000);
  });
});

function missing(): never {
  throw new Error('an incident is missing');
}

describe('a remark', () => {
  const picture = Uint8Array.from({ length: 5000 }, (_, i) => i % 251);
  const remark = {
    kind: 'official-notice',
    text: '이용량 증가로 일부 서비스가 원활하지 않습니다.',
    link: 'https://unipass.customs.go.kr/notice/1',
    ticket: '2026-1123-07',
    seenAt: at(3),
    file: { name: '공지.png', bytes: picture },
  } as const;

  test('changes no measurement, and its file comes back byte for byte', () => {
    const store = tempStore();
    takeGradeChange(store, ill('declarations', 0), 0);
    const before = readIncident(store.tables, 1, at(5));
    const added = addRemark(store, 1, remark, at(5));
    expect(added).toMatchObject({
      text: remark.text,
      file: { name: '공지.png', size: 5000, digest: hash('sha256', picture) },
    });
    expect(readIncident(store.tables, 1, at(5))).toEqual({ ...before, remarks: [added] });
    expect(new Uint8Array(readRemarkFile(store.tables, 1, added.id).bytes)).toEqual(picture);
    expect(verifyStore(store).findings).toEqual([]);
  });

  test('is found out where a byte of its file was changed', () => {
    const store = tempStore();
    takeGradeChange(store, ill('declarations', 0), 0);
    const { id } = addRemark(store, 1, remark, at(5));
    const { connection } = store.tables;
    connection.exec('DROP TRIGGER journal_is_append_only_2');
    connection.prepare('UPDATE journal SET body = ? WHERE seq = ?').run(picture.slice(1), id);
    expect(verifyStore(store).findings).toEqual([{ code: 'body-changed', params: { seq: id } }]);
  });

  test('belongs to an incident that is there, and its file to its incident', () => {
    const store = tempStore();
    expect(problemOf(() => addRemark(store, 1, remark, at(5))).code).toBe('not-found');
    takeGradeChange(store, ill('declarations', 0), 0);
    takeGradeChange(store, ill('network', 60), 0);
    const { id } = addRemark(store, 1, remark, at(65));
    expect(problemOf(() => readRemarkFile(store.tables, 2, id)).code).toBe('not-found');
  });
});

describe('what an incident did', () => {
  test('is told by errors as received, the most frequent first, and by filings once each', () => {
    const store = tempStore();
    const ids = put(store, [sample('a'), sample('b'), sample('c')], { at: at(-30) });
    put(store, [sample('held')], { at: at(-30) });
    const held = store.tables.filings.byReference('held')?.id;
    if (held === undefined) return expect.unreachable('it was put in');
    act(store, [held], 'hold', at(-29));
    const [a = missing(), b = missing()] = ids;
    let n = 0;
    const fail = (id: number, minute: number, answer: string | null): void => {
      n += 1;
      const settledAt: EpochMs = at(minute);
      store.tables.attempts.settle(
        {
          filingId: ids.find((each) => each === id) ?? a,
          n,
          kind: 'send',
          submissionId: 1,
          startedAt: at(minute - 0.1),
        },
        {
          settledAt,
          outcome: 'busy',
          cause: 'unavailable',
          httpStatus: 503,
          tookMs: 1,
          retryAfterMs: null,
          answer,
          errors: [],
          receipt: null,
        },
      );
    };
    fail(a, -5, 'before');
    takeGradeChange(store, ill('declarations', 0), 0);
    fail(a, 1, '서버 점검');
    fail(b, 2, '서버 점검');
    fail(a, 3, null);
    const { errors, filings } = readIncident(store.tables, 1, at(10));
    expect(errors).toMatchObject([
      { text: '서버 점검', count: 2, firstAt: at(1), lastAt: at(2) },
      { text: 'unavailable', count: 1 },
    ]);
    expect(filings).toBe(3);
    // What comes in after the end did not wait for it.
    takeGradeChange(store, well('declarations', 12), 0);
    put(store, [sample('later')], { at: at(20) });
    expect(readIncident(store.tables, 1, at(30)).filings).toBe(3);
  });
});
