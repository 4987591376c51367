import Database from 'better-sqlite3';
import { describe, expect, test, vi } from 'vitest';
import { views, viewStates, type View } from '../../../shared/contract/index.ts';
import { customsStates, transportStates } from '../../../shared/filing/states.ts';
import { addDays, civilDate } from '../../../shared/time.ts';
import type { Connection } from '../../../main/store/connection.ts';
import { countFilings } from '../../../main/store/counts.ts';
import { readFilingRow, selectFiling, type FilingRecord } from '../../../main/store/filings.ts';
import { Store, type StoredFiling } from '../../../main/store/index.ts';
import { seededRandom } from '../../support/virtual-clock.ts';
import { key, now, place, tempStore } from './store-samples.ts';

const store = tempStore();
const random = seededRandom(11);
function among<T>(values: readonly T[]): T {
  const value = values[Math.floor(random() * values.length)];
  if (value === undefined) throw new Error('nothing to choose from');
  return value;
}
store.transaction(() => {
  for (let id = 1; id <= 900; id += 1)
    place(
      store,
      id,
      { transport: among(transportStates), customs: among(customsStates) },
      {
        // Few different values, so that the later parts of every key decide.
        due: random() < 0.2 ? '9999-12-31' : addDays(civilDate('2026-12-01'), among([0, 1, 2])),
        urgent: random() < 0.3,
        receiptAt: now + among([0, 1, 2, 3]) * 1000,
      },
    );
});
const all = store.tables.connection
  .prepare<unknown[], FilingRecord>(selectFiling)
  .all()
  .map(readFilingRow);

function drainKey({ deadline, priority, id }: StoredFiling): string {
  const due = deadline ?? '9999-12-31';
  return `${due} ${priority === 'urgent' ? 0 : 1} ${String(id).padStart(9, '0')}`;
}

/** The order of a view, said once more in other words. */
function inOrder(view: View): number[] {
  const { transport, customs } = viewStates[view];
  const rows = all.filter(
    (filing) =>
      (transport === undefined || transport.includes(filing.transport)) &&
      (customs === undefined || customs.includes(filing.customs)),
  );
  if (view === 'acknowledged')
    return ids(rows.toSorted((a, b) => (b.receiptAt ?? 0) - (a.receiptAt ?? 0) || b.id - a.id));
  if (transport === undefined) return ids(rows.toSorted((a, b) => b.id - a.id));
  return ids(rows.toSorted((a, b) => (drainKey(a) < drainKey(b) ? -1 : 1)));
}
function ids(rows: readonly StoredFiling[]): number[] {
  return rows.map(({ id }) => id);
}

describe('paging through a view', () => {
  const cases = views.flatMap((view) => [1, 7, 200].map((limit) => [view, limit] as const));
  test.each(cases)('%s, %i at a time, gives every row once in order', (view, limit) => {
    const seen: number[] = [];
    for (let after: string | null = null; ;) {
      const page = store.tables.pages.page(view, after, limit);
      seen.push(...ids(page.rows));
      expect(page.rows.length).toBeLessThanOrEqual(limit);
      if (page.next === null) break;
      expect(page.rows).toHaveLength(limit);
      after = page.next;
    }
    const expected = inOrder(view);
    expect(expected.length).toBeGreaterThan(20);
    expect(seen).toEqual(expected);
  });

  test('shows each filing in the views of its states', () => {
    const counts = countFilings(store.tables.connection);
    for (const state of transportStates) {
      const has = views.some((view) => viewStates[view].transport?.includes(state) === true);
      if (state !== 'draft') expect(has, `${state} in a view`).toBe(true);
      expect(counts.transport[state]).toBe(all.filter((f) => f.transport === state).length);
    }
  });

  test('ends at once for a view without filings', () => {
    const empty = tempStore();
    for (const view of views)
      expect(empty.tables.pages.page(view, null, 7)).toEqual({ rows: [], next: null });
  });
});

describe('the drain order', () => {
  test('is legal deadline, priority, age', () => {
    const [first] = all
      .filter(({ transport }) => transport === 'queued')
      .toSorted((a, b) => (drainKey(a) < drainKey(b) ? -1 : 1));
    expect(store.tables.queue.nextToSend()?.id).toBe(first?.id);
  });
});

/** Every statement that an opening of the store prepares, as text. */
function statements(): string[] {
  const prepare = vi.spyOn(Database.prototype, 'prepare');
  new Store({ file: store.file, key, readonly: true }).close();
  const seen = prepare.mock.calls.map(([sql]) => sql);
  prepare.mockRestore();
  return seen.filter((sql) => /^\s*(SELECT|UPDATE|DELETE)(?!.* FROM sqlite_schema)/.test(sql));
}

function planOf(connection: Connection, sql: string): string[] {
  const plain = sql.replaceAll(/[:@]\w+|\?\d+/g, '?');
  const holes = plain.replaceAll(/'[^']*'/g, '').split('?').length - 1;
  return connection
    .prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${plain}`)
    .all(...Array.from({ length: holes }, () => 1))
    .map(({ detail }) => detail);
}

describe('every statement', () => {
  const { connection } = store.tables;
  const list = statements();

  test('is known here', () => {
    expect(list.length).toBeGreaterThan(30);
    expect(list.some((sql) => sql.includes('words MATCH'))).toBe(true);
  });

  test.each([
    ['before the planner knows the tables', false],
    ['after ANALYZE', true],
  ])('goes by an index and sorts nothing, %s', (_, analysed) => {
    if (analysed) connection.exec('ANALYZE');
    for (const sql of list) {
      const plan = planOf(connection, sql);
      // The few notices of one filing may be sorted, the few numbers that were never used, those in
      // doubt, and all
      // that wait, once for some thousands of them.
      if (
        !/FROM (?:notice|retired_number|compared)|INDEXED BY filing_by_inquiry|^SELECT id FROM filing WHERE transport = \?/.test(
          sql,
        )
      )
        expect(
          plan.filter((step) => step.includes('TEMP B-TREE')),
          sql,
        ).toEqual([]);
      // The journal's own order is its key: from its end for the last, all of it for verifying. Of
      // channels there are eleven, of comparisons one a day; doubles, differences and those without
      // an answer are few.
      const scans = plan.filter(
        (step) =>
          step.startsWith('SCAN') &&
          !/ USING | VIRTUAL TABLE |^SCAN (?:journal|channel_memory|double|unanswered|reconciliation|difference)$/.test(
            step,
          ),
      );
      expect(
        scans.filter((step) => !step.startsWith('SCAN (subquery')),
        sql,
      ).toEqual([]);
    }
  });

  test('walks no filings by their age to find a few among them', () => {
    const mayWalk = [
      // Newest first, every one a row of the page; and what the search index does not have yet.
      / WHERE id < \? ORDER BY id DESC LIMIT \?$/,
      / WHERE id > \? ORDER BY id LIMIT \?$/,
    ];
    for (const sql of list) {
      const walks = planOf(connection, sql).filter((step) =>
        /^SEARCH filing USING INTEGER PRIMARY KEY \(rowid[<>]\?\)/.test(step),
      );
      if (walks.length > 0 && !mayWalk.some((known) => known.test(sql)))
        expect.unreachable(`${sql}: ${walks.join(', ')}`);
    }
  });
});
