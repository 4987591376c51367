import { describe, expect, test } from 'vitest';
import { openPagedList, pageSize, type PagedList } from '../../../renderer/app/paged-list.ts';
import type { FilingRow } from '../../../shared/filing/filing.ts';
import type { EngineClient, View } from '../../../shared/contract/index.ts';
import { NaruError } from '../../../shared/errors.ts';
import { connectEngine, memoryPorts, serveEngine } from '../../../shared/port/index.ts';
import { createFakeEngine, type FakeEngine } from '../../support/fake-engine.ts';

function clientOf(engine: FakeEngine): EngineClient {
  const [face, end] = memoryPorts();
  serveEngine(end, engine.service);
  return connectEngine(face);
}

function openFilingList(client: EngineClient, view: View, search: string): PagedList<FilingRow> {
  return openPagedList((after) =>
    client.call('filings.page', { view, search, after, limit: pageSize }),
  );
}

/** Resolves as soon as the list is as wanted. */
function until(list: PagedList<FilingRow>, wanted: () => boolean): Promise<void> {
  if (wanted()) return Promise.resolve();
  return new Promise((resolve) => {
    const end = list.subscribe(() => {
      if (!wanted()) return;
      end();
      resolve();
    });
  });
}

describe('the list of filings', () => {
  test('fetches page by page as it is scrolled, and never the whole', async () => {
    const engine = createFakeEngine({ count: 1000 });
    const list = openFilingList(clientOf(engine), 'all', '');
    await until(list, () => list.getState().rows.length === 2 * pageSize);
    expect(list.getState()).toMatchObject({ total: 1000, more: true, ready: true });
    list.show(195, 215);
    await until(list, () => list.getState().rows.length === 3 * pageSize);
    const ids = list.getState().rows.map((row) => row.id);
    expect(ids).toEqual(ids.toSorted((a, b) => b - a));
    expect(new Set(ids).size).toBe(ids.length);
    list.close();
  });

  test('shows changes in place, and leaves the other rows the same objects', async () => {
    const engine = createFakeEngine({ count: 50, standings: [['queued', 'none']] });
    const list = openFilingList(clientOf(engine), 'all', '');
    await until(list, () => list.getState().ready);
    const before = list.getState().rows;
    engine.change([30], { transport: 'acknowledged' });
    list.invalidate();
    await until(list, () => list.getState().rows.some((row) => row.transport === 'acknowledged'));
    const after = list.getState().rows;
    expect(after.filter((row, i) => row !== before[i]).map((row) => row.id)).toEqual([30]);
    list.close();
  });

  test('closes the gap when filings leave the view, without a row twice', async () => {
    const engine = createFakeEngine({ count: 300, standings: [['queued', 'none']] });
    const list = openFilingList(clientOf(engine), 'queued', '');
    await until(list, () => list.getState().rows.length === 2 * pageSize);
    const leaving = list
      .getState()
      .rows.slice(10, 60)
      .map((row) => Number(row.id));
    engine.change(leaving, { transport: 'acknowledged' });
    list.show(0, 199);
    list.invalidate();
    await until(list, () => list.getState().total === 250 && list.getState().rows.length >= 200);
    const ids = list.getState().rows.map((row) => row.id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.some((id) => leaving.includes(id))).toBe(false);
    list.close();
  });

  test('tells why it could not read, and reads again when asked', async () => {
    const engine = createFakeEngine({ count: 5 });
    let broken = true;
    const client = clientOf(engine);
    const list = openFilingList(
      {
        ...client,
        call: (name, input) =>
          broken ? Promise.reject(new NaruError('engine-stopped')) : client.call(name, input),
      },
      'all',
      '',
    );
    await until(list, () => list.getState().problem !== null);
    expect(list.getState().problem).toEqual({ code: 'engine-stopped', params: {} });
    broken = false;
    list.invalidate();
    await until(list, () => list.getState().ready);
    expect(list.getState()).toMatchObject({ problem: null, total: 5, more: false });
    list.close();
  });
});
