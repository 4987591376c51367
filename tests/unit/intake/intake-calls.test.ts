import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { createEngine, type Engine } from '../../../main/engine/engine.ts';
import { chunkBytes, officeSchema, type IntakeProgress } from '../../../shared/contract/index.ts';
import {
  csvOf,
  headings,
  setCell,
  tableFilings,
  tableOf,
  utf8,
} from '../../fixtures/intake/sheets.ts';

const office = officeSchema.parse({ declarant: '12345', name: '나루', customsOffice: '04010' });
const folders: string[] = [];
const engines: Engine[] = [];

afterEach(async () => {
  for (const engine of engines.splice(0)) await engine.stop();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** An engine for real work, which has nowhere to send. */
async function start(): Promise<Engine> {
  const folder = mkdtempSync(join(tmpdir(), 'naru-intake-'));
  folders.push(folder);
  const engine = await createEngine({ dataFolder: join(folder, 'data'), owner: 'test' });
  engines.push(engine);
  await engine.handlers['mode.set']({ mode: 'real' });
  await engine.handlers['office.set'](office);
  return engine;
}

async function upload({ handlers }: Engine, text: string, name = '신고.csv'): Promise<string> {
  const bytes = utf8(text);
  const { intakeId } = await handlers['intake.begin']({ name, size: bytes.byteLength });
  for (let offset = 0; offset < bytes.byteLength; offset += chunkBytes) {
    const data = Buffer.from(bytes.subarray(offset, offset + chunkBytes)).toString('base64');
    await handlers['intake.chunk']({ intakeId, offset, data });
  }
  return intakeId;
}

const total = async ({ handlers }: Engine): Promise<number> =>
  (await handlers['filings.page']({ view: 'all', search: '', after: null, limit: 1 })).total ?? -1;

const many = csvOf(tableOf(tableFilings(700)));
const [first = [], row = []] = tableOf(tableFilings(1));

/** Calls something once, as soon as a phase is told. */
function atPhase(engine: Engine, phase: IntakeProgress['phase'], call: () => void): void {
  const end = engine.subscribe((event) => {
    if (event.topic !== 'intake' || event.progress.phase !== phase) return;
    end();
    call();
  });
}

describe('taking a file in', () => {
  it('is cancelled between two slices; what is stored stays, and the rest goes in after all', async () => {
    const engine = await start();
    const { handlers } = engine;
    const intakeId = await upload(engine, many);
    const preview = await handlers['intake.preview']({ intakeId, mapping: null });
    expect(preview).toMatchObject({ good: 700, known: 0, broken: 0 });
    atPhase(engine, 'storing', () => void handlers['intake.cancel']({ intakeId }));
    const cut = await handlers['intake.commit']({ intakeId });
    expect(cut.added).toBeGreaterThan(0);
    expect(cut.added + (cut.left ?? 0)).toBe(700);
    expect(cut.left).toBeGreaterThan(0);
    expect(await total(engine)).toBe(cut.added);
    const rest = await handlers['intake.commit']({ intakeId });
    expect(rest).toMatchObject({ added: cut.left, known: cut.added, broken: 0 });
    expect(rest.left).toBeUndefined();
    expect(await total(engine)).toBe(700);
    await expect(handlers['intake.commit']({ intakeId })).rejects.toMatchObject({
      problem: { code: 'intake-gone' },
    });
  });

  it('is cancelled while the file is read', async () => {
    const engine = await start();
    const { handlers } = engine;
    const intakeId = await upload(engine, many);
    atPhase(engine, 'checking', () => void handlers['intake.cancel']({ intakeId }));
    await expect(handlers['intake.preview']({ intakeId, mapping: null })).rejects.toMatchObject({
      problem: { code: 'intake-cancelled' },
    });
    expect(await total(engine)).toBe(0);
  });

  it('shows further rows, mends cells, and counts what is known', async () => {
    const engine = await start();
    const { handlers } = engine;
    const text = csvOf([first, setCell(row, 'currency', 'USDD'), setCell(row, 'reference', 'R-2')]);
    const intakeId = await upload(engine, text);
    expect(await handlers['intake.preview']({ intakeId, mapping: null })).toMatchObject({
      good: 1,
      broken: 1,
      errors: [{ row: 2, field: 'currency' }],
    });
    const at = headings('key').indexOf('currency');
    const mended = await handlers['intake.repair']({
      intakeId,
      cells: [{ row: 2, at, value: 'USD' }],
    });
    expect(mended).toMatchObject({ good: 2, broken: 0, errors: [] });
    expect(await handlers['intake.rows']({ intakeId, from: 1, limit: 5 })).toMatchObject({
      rows: [{ reference: 'R-2' }],
    });
    expect(await handlers['intake.commit']({ intakeId })).toMatchObject({ added: 2, known: 0 });
    const again = await upload(engine, text);
    expect(await handlers['intake.preview']({ intakeId: again, mapping: null })).toMatchObject({
      good: 0,
      known: 1,
      broken: 1,
    });
    expect(await handlers['intake.commit']({ intakeId: again })).toEqual({
      batchId: null,
      added: 0,
      known: 1,
      broken: 1,
    });
  });

  it('reads a client’s sheet as it was saved, and takes the office’s own customs office', async () => {
    const engine = await start();
    const { handlers } = engine;
    const office = headings('key').indexOf('customsOffice');
    const table = [first.with(0, '자기네 표시'), row].map((cells) => cells.toSpliced(office, 1));
    const intakeId = await upload(engine, csvOf(table));
    const before = await handlers['intake.preview']({ intakeId, mapping: null });
    expect(before.sheet).toMatchObject({
      missing: ['reference'],
      undecided: [0],
      mapping: { fixed: { customsOffice: '04010' } },
    });
    if (before.sheet === null) throw new Error('no sheet');
    const mapping = {
      ...before.sheet.mapping,
      columns: [
        { at: 0, key: 'reference', heading: '자기네 표시' },
        ...before.sheet.mapping.columns,
      ],
    };
    const { id } = await handlers['mappings.save']({ name: '가온무역', mapping });
    expect(await handlers['intake.preview']({ intakeId, mapping })).toMatchObject({ good: 1 });
    const next = await upload(engine, csvOf([['3월'], ...table]));
    expect(await handlers['intake.preview']({ intakeId: next, mapping: null })).toMatchObject({
      good: 1,
      sheet: { savedAs: '가온무역', missing: [] },
    });
    expect((await handlers['mappings.list']({})).rows).toMatchObject([{ id, name: '가온무역' }]);
    await handlers['mappings.drop']({ id });
    expect((await handlers['mappings.list']({})).rows).toEqual([]);
    expect(() => handlers['mappings.drop']({ id })).toThrow('not-found');
  });

  it('gives a template whose example it takes in', async () => {
    const engine = await start();
    const { handlers } = engine;
    const { name, data } = await handlers['intake.template']({ kind: 'export', language: 'ko' });
    expect(name).toBe('나루-수출신고-양식.xlsx');
    const size = Buffer.from(data, 'base64').byteLength;
    const { intakeId } = await handlers['intake.begin']({ name, size });
    await handlers['intake.chunk']({ intakeId, offset: 0, data });
    expect(await handlers['intake.preview']({ intakeId, mapping: null })).toMatchObject({
      good: 1,
    });
    expect(await handlers['intake.commit']({ intakeId })).toMatchObject({ added: 1 });
  });

  it('forgets the oldest of too many files, and what it has open when it ends', async () => {
    const engine = await start();
    const { handlers } = engine;
    const ids: string[] = [];
    for (let n = 0; n < 9; n += 1) ids.push(await upload(engine, many, `${n}.csv`));
    await expect(
      Promise.resolve().then(() =>
        handlers['intake.preview']({ intakeId: ids[0] ?? '', mapping: null }),
      ),
    ).rejects.toMatchObject({ problem: { code: 'intake-gone' } });
    await handlers['intake.preview']({ intakeId: ids[8] ?? '', mapping: null });
  });
});
