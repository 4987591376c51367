import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createEngine, type Engine } from '../../../main/engine/engine.ts';
import { openForReading } from '../../../main/store/index.ts';
import type { EngineClient } from '../../../shared/contract/index.ts';
import { exampleFiling } from '../../../shared/documents/index.ts';
import { connectEngine, memoryPorts, serveEngine } from '../../../shared/port/index.ts';
import {
  csvOf,
  headings,
  rowsOf,
  setCell,
  tableFilings,
  utf8,
} from '../../fixtures/intake/sheets.ts';
import { previewFile } from '../../support/take-in-file.ts';

/** What is shown on demand: masked before, whole after, and in the journal without its value. */

const place = mkdtempSync(join(tmpdir(), 'naru-personal-'));
const dataFolder = join(place, 'data');
let engine: Engine;
let client: EngineClient;

beforeAll(async () => {
  engine = await createEngine({ dataFolder, owner: 'test' });
  const [near, far] = memoryPorts();
  serveEngine(far, engine);
  client = connectEngine(near);
});
afterAll(async () => {
  await engine.stop();
  rmSync(place, { recursive: true, force: true });
});

const at = (key: string) => headings('key').indexOf(key);

function shown(): unknown[] {
  const reader = openForReading(dataFolder, 'practice');
  const entries = [...reader.tables.journal.walk()].filter(({ kind }) => kind === 'personal-shown');
  reader.close();
  return entries.map(({ data }): unknown => JSON.parse(data));
}

test('a draft’s title names its goods, and its person on demand alone', async () => {
  const from = { is: 'empty', kind: 'import' } as const;
  const { id, version, body } = await client.call('drafts.start', { from });
  const declaration = Object(exampleFiling('import').declaration);
  const named = { ...declaration, importerName: '남궁민수', payerName: '남궁민수' };
  await client.call('drafts.save', { id, version, body: { ...body, declaration: named } });
  const list = JSON.stringify(await client.call('drafts.list', { after: null, limit: 10 }));
  expect(list).not.toContain('남궁민수');
  expect(list).toContain('남*** · ');
  const { title } = await client.call('personal.draft', { id });
  expect(title).toContain('남궁민수 · ');
  expect(shown()).toContainEqual(expect.objectContaining({ draft: id, field: 'title' }));
  expect(JSON.stringify(shown())).not.toContain('남궁민수');
});

describe('a sheet on its way in', () => {
  const [first] = tableFilings(1, 7);
  if (first === undefined) throw new Error('no filing');
  const [row = []] = rowsOf(first);
  const named = setCell(setCell(row, 'payerPerson', '남궁민수'), 'currency', 'USDD');
  // A column that nobody knows, with the same person in it.
  const file = utf8(
    csvOf([
      [...headings('ko'), '메모'],
      [...named, '독고영재'],
    ]),
  );

  test('holds no name in any cell before it is asked for', async () => {
    const preview = await previewFile(client, 'a.csv', file, null);
    const { intakeId, sheet } = preview;
    const told = JSON.stringify(preview);
    for (const name of ['남궁민수', '독고영재']) expect(told).not.toContain(name);
    expect(sheet?.faulty[0]?.cells[at('currency')]).toBe('USDD');
    const before = shown().length;
    const cells = await client.call('personal.cells', { intakeId });
    expect(cells.faulty[0]?.cells[at('payerPerson')]).toBe('남궁민수');
    expect(JSON.stringify(cells.top)).toContain('독고영재');
    // Who mends has them told again and again; the journal says so once a minute.
    await client.call('personal.cells', { intakeId });
    expect(shown().slice(before)).toEqual([
      expect.objectContaining({ intake: intakeId, field: 'cells' }),
    ]);
  });

  test('is mended as ever, and what was mended is masked', async () => {
    const { intakeId } = await previewFile(client, 'b.csv', file, null);
    const cells = [
      { row: 2, at: at('payerPerson'), value: '황보석' },
      { row: 2, at: at('grossWeight'), value: 'x' },
    ];
    const mended = await client.call('intake.repair', { intakeId, cells });
    expect(mended.sheet?.faulty[0]?.cells[at('payerPerson')]).toBe('황**');
    expect(JSON.stringify(mended)).not.toContain('황보석');
  });
});
