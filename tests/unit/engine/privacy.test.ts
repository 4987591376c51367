import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { EngineClient, EngineEvent } from '../../../shared/contract/index.ts';
import { NaruError } from '../../../shared/errors.ts';
import { connectEngine, memoryPorts, serveEngine } from '../../../shared/port/index.ts';
import { isPersonal } from '../../../shared/privacy/mask-shown.ts';
import { createEngine, type Engine } from '../../../main/engine/engine.ts';
import { openForReading } from '../../../main/store/index.ts';

const place = mkdtempSync(join(tmpdir(), 'naru-privacy-'));
const dataFolder = join(place, 'data');
let engine: Engine;
let client: EngineClient;
const events: EngineEvent[] = [];

beforeAll(async () => {
  engine = await createEngine({ dataFolder, owner: 'test' });
  const [near, far] = memoryPorts();
  serveEngine(far, engine);
  client = connectEngine(near);
  client.subscribe((event) => void events.push(event));
  await client.call('practice.addSamples', { count: 120 });
});
afterAll(async () => {
  await engine.stop();
  rmSync(place, { recursive: true, force: true });
});

function leaves(value: unknown, path = ''): [path: string, text: string][] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]: [string, unknown]) =>
    leaves(inner, path === '' ? key : /^\d+$/.test(key) ? `${path}[${key}]` : `${path}.${key}`),
  );
}

async function everyId() {
  const page = { view: 'all', search: '', after: null, limit: 200 } as const;
  return (await client.call('filings.page', page)).rows.map(({ id }) => id);
}

async function sent(): Promise<number> {
  const page = { view: 'acknowledged', search: '', after: null, limit: 1 } as const;
  return (await client.call('filings.page', page)).total ?? 0;
}

/** Personal values of every filing, as paper has them. */
async function personal() {
  const { documents } = await client.call('filings.printable', { ids: await everyId() });
  return documents.flatMap(({ id, declaration }) =>
    leaves(declaration)
      .filter(([path, text]) => isPersonal(path, text))
      .map(([field, value]) => ({ id, field, value })),
  );
}

describe('the page', () => {
  test('is given nothing personal that it did not ask for one by one', async () => {
    const own = await personal();
    const values = new Set(own.map(({ value }) => value));
    expect(values.size).toBeGreaterThan(50);
    await expect.poll(sent).toBeGreaterThan(5);
    const told: string[] = [JSON.stringify(events)];
    let documents = 0;
    for (const id of await everyId()) {
      const detail = await client.call('filings.get', { id });
      told.push(JSON.stringify(detail));
      for (const { id: submissionId } of detail.submissions) {
        documents += 1;
        told.push((await client.call('filings.document', { id, submissionId })).xml);
      }
    }
    expect(documents).toBeGreaterThan(0);
    const first = own.find(({ field }) => field.endsWith('consigneeName'));
    const search = first?.value ?? '';
    const found = await client.call('filings.page', {
      view: 'all',
      search,
      after: null,
      limit: 50,
    });
    expect(found.rows.length).toBeGreaterThan(0);
    told.push(JSON.stringify(found), JSON.stringify(await client.call('sync.get', {})));
    const all = told.join('\n');
    expect([...values].filter((value) => all.includes(value))).toEqual([]);
  });

  test('is shown a value on demand, and the journal says so without saying it', async () => {
    const one = (await personal()).find(({ field }) => field.endsWith('Phone'));
    if (one === undefined) throw new Error('no telephone');
    const { id, field, value } = one;
    expect(await client.call('personal.show', { id, field })).toEqual({ value });
    const reader = openForReading(dataFolder, 'practice');
    const entries = [...reader.tables.journal.walk()].filter(
      (row) => row.kind === 'personal-shown',
    );
    reader.close();
    expect(entries).toHaveLength(1);
    expect(JSON.parse(entries[0]?.data ?? '')).toMatchObject({ filing: id, field });
    expect(entries[0]?.data).not.toContain(value);
  });

  test.each(['__proto__', 'constructor.name', 'lines[9999].consigneeName', 'customsOffice'])(
    'is not shown %s that way',
    async (field) => {
      const [id] = await everyId();
      if (id === undefined) throw new Error('no filing');
      const asked = client.call('personal.show', { id, field });
      await expect(asked).rejects.toThrow(NaruError);
    },
  );

  test('hears what is stored, and cannot delete what is not over its time', async () => {
    const state = await client.call('privacy.get', {});
    expect(state.stored.find(({ what }) => what === 'filings')?.count).toBe(120);
    expect(state.places.find(({ name }) => name === 'practice.db')?.bytes).toBeGreaterThan(0);
    const [imports] = state.removable;
    expect(imports).toMatchObject({ group: 'imports', count: 0, oldest: null });
    const tooYoung = { group: 'imports', count: 1, cutoff: Date.now() } as const;
    await expect(client.call('privacy.remove', tooYoung)).rejects.toThrow('removal-changed');
  });
});
