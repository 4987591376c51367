import { expect, test } from 'vitest';
import { openOldest } from '../../../main/store/oldest.ts';
import { filingId } from '../../../shared/filing/numbers.ts';
import { customsStates, transportStates } from '../../../shared/filing/states.ts';
import { epochMs } from '../../../shared/time.ts';
import { seededRandom } from '../../support/virtual-clock.ts';
import { place, tempStore } from './store-samples.ts';

test('the oldest of a state is always the oldest, in whatever order they come and go', () => {
  const { connection } = tempStore().tables;
  connection.exec(`CREATE TEMP TABLE filing (id INTEGER PRIMARY KEY, transport TEXT, created_at)`);
  for (let seed = 1; seed <= 20; seed += 1) {
    const random = seededRandom(seed);
    connection.exec('DELETE FROM temp.filing');
    // Few are remembered at once, so that it has to look anew often.
    const oldest = openOldest(connection, 3);
    const put = connection.prepare('INSERT OR REPLACE INTO temp.filing VALUES (?, ?, ?)');
    const plain = connection
      .prepare<[string], number | null>('SELECT min(created_at) FROM filing WHERE transport = ?')
      .pluck();
    for (let i = 0; i < 400; i += 1) {
      const id = filingId(1 + Math.floor(random() * 30));
      const state = random() < 0.4 ? 'queued' : random() < 0.5 ? 'unconfirmed' : 'released';
      if (state === 'released') put.run(id, 'held', id * 10);
      else {
        put.run(id, state, id * 10);
        oldest.entered(state, id);
      }
      if (random() < 0.1) oldest.forget();
      for (const one of ['queued', 'unconfirmed'] as const)
        if (random() < 0.5) expect(oldest.of(one)).toBe(plain.get(one) ?? null);
    }
  }
});

test('a page of the looked after may be empty, and is not the last before all were read', () => {
  const store = tempStore();
  store.transaction(() => {
    for (let id = 1; id <= 60; id += 1) {
      const transport = transportStates[id % transportStates.length] ?? 'queued';
      const customs = customsStates[id % customsStates.length] ?? 'none';
      place(store, id, { transport, customs }, { due: '9999-12-31', urgent: id % 4 === 0 });
    }
  });
  const { watched, connection } = store.tables;
  const read = (where: string) =>
    connection
      .prepare<[], number>(`SELECT id FROM filing WHERE ${where} ORDER BY id`)
      .pluck()
      .all();
  connection.exec('UPDATE filing SET created_at = 1 WHERE id BETWEEN 10 AND 40');
  const inPages = (page: typeof watched.taken) => {
    const found: number[] = [];
    let empty = 0;
    for (let after: Parameters<typeof page>[0] | null = 0; after !== null;) {
      const { rows, next } = page(after, 2);
      found.push(...rows.map(({ id }) => id));
      empty += rows.length === 0 && next !== null ? 1 : 0;
      after = next;
    }
    return { found, empty };
  };
  const undated = inPages((after, limit) => watched.undated(after, epochMs(2), limit));
  expect(undated.found).toEqual(
    read("transport IN ('queued', 'recheck', 'held') AND created_at > 1"),
  );
  expect(undated.found.length).toBeGreaterThan(5);
  expect(undated.empty).toBeGreaterThan(0);
  const atCustoms = "'received', 'documents-required', 'inspection', 'under-review', 'amended'";
  expect(inPages(watched.taken).found).toEqual(
    read(`transport = 'acknowledged' AND customs IN (${atCustoms})`),
  );
});
