import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createEngine, type Engine } from '../../../main/engine/engine.ts';
import { openForReading } from '../../../main/store/index.ts';
import type { EngineEvent } from '../../../shared/contract/index.ts';
import { drillSheetSchema } from '../../../shared/drill/sheet.ts';
import { createPracticeCentral } from '../../../main/practice/index.ts';
import { systemClock } from '../../../main/engine/system-clock.ts';
import { declarantCodeSchema } from '../../../shared/filing/numbers.ts';
import { practiceFilings } from '../../../shared/documents/index.ts';
import { koreanDate } from '../../../shared/time.ts';

let folder = '';
let engine: Engine;
const events: EngineEvent[] = [];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'naru-rehearsal-'));
  events.length = 0;
  engine = await createEngine({ dataFolder: folder, owner: 'test' });
  engine.subscribe((event) => void events.push(event));
});
afterEach(async () => {
  await engine.stop();
  rmSync(folder, { recursive: true, force: true });
});

const wanted = {
  scenario: 'morning',
  seed: 1,
  speed: 600,
  keep: false,
  evenIfWaiting: false,
} as const;

async function until(isSo: () => boolean): Promise<void> {
  for (let n = 0; n < 600 && !isSo(); n += 1)
    await new Promise((resolve) => setTimeout(resolve, 50));
  expect(isSo()).toBe(true);
}

async function drillTime(minutes: number): Promise<void> {
  await until(() => {
    const last = events.findLast((event) => event.topic === 'drill');
    return last?.state != null && last.state.now - last.state.from >= minutes * 60_000;
  });
}

/** A refusal may also be thrown at once. */
const attempt = (call: () => unknown) => (async () => call())();

describe('a drill in the engine', () => {
  test(
    'has data of its own, is scored, and gives the office back untouched',
    { timeout: 90_000 },
    async () => {
      const { handlers } = engine;
      await handlers['practice.addSamples']({ count: 3 });
      const mine = await handlers['filings.page']({
        view: 'all',
        search: '',
        after: null,
        limit: 9,
      });
      expect(mine.total).toBe(3);

      const state = await handlers['drill.start'](wanted);
      expect(state.officeWaiting).toBe(0);
      await drillTime(60);
      const sync = await handlers['sync.get']({});
      expect(koreanDate(sync.now)).toBe('2026-03-10');
      const page = await handlers['filings.page']({
        view: 'all',
        search: '',
        after: null,
        limit: 9,
      });
      expect(page.total).toBeGreaterThan(20);
      const [row] = page.rows;
      if (row === undefined) throw new Error('no filing came');
      await handlers['filings.act']({ ids: [row.id], action: 'make-urgent' });
      await handlers['drill.speed']({ speed: 0 });

      const sheet = await handlers['drill.end']({});
      expect(sheet.isWhole).toBe(false);
      expect(sheet.lost).toEqual([]);
      expect(sheet.acts.map(({ call }) => call)).toEqual(['filings.act', 'drill.speed']);
      const after = await handlers['filings.page']({
        view: 'all',
        search: '',
        after: null,
        limit: 9,
      });
      expect(after.rows.map(({ reference }) => reference)).toEqual(
        mine.rows.map(({ reference }) => reference),
      );
      expect(existsSync(join(folder, 'drills', sheet.id, 'person'))).toBe(false);
      const kept: unknown = JSON.parse(
        readFileSync(join(folder, 'drills', sheet.id, 'sheet.json'), 'utf8'),
      );
      expect(drillSheetSchema.parse(kept)).toEqual(sheet);

      // The same drill with nobody there is put beside it.
      await until(() => existsSync(join(folder, 'drills', sheet.id, 'sheet.json')));
      await until(() => {
        const text = readFileSync(join(folder, 'drills', sheet.id, 'sheet.json'), 'utf8');
        return drillSheetSchema.parse(JSON.parse(text)).automatic !== null;
      });
      const { daysSince, running } = await handlers['drill.state']({});
      expect({ daysSince, running }).toEqual({ daysSince: 0, running: null });
    },
  );

  test('refuses what reaches out of it, or would be taken for the office’s own', async () => {
    const { handlers } = engine;
    const refused = { problem: { code: 'drill-running', params: {} } };
    await handlers['drill.start'](wanted);
    for (const call of [
      () => handlers['mode.set']({ mode: 'real' }),
      () => handlers['gateway.set']({ is: 'http', url: 'https://gateway.example', token: null }),
      () => handlers['pacing.subscribe']({ address: 'https://pace.example', publicKey: 'x' }),
      () => handlers['hotFolder.set']({ folder, language: 'ko' }),
      async () => handlers['freshness.set'](await handlers['freshness.get']({})),
      () => handlers['intake.begin']({ name: 'a.csv', size: 1 }),
      () => handlers['practice.scenario']({ scenario: 'calm' }),
      () => handlers['drill.start'](wanted),
    ])
      await expect(attempt(call)).rejects.toMatchObject(refused);
  });

  test('is told of by the next start where it broke off', async () => {
    const { id } = await engine.handlers['drill.start'](wanted);
    await engine.stop();
    engine = await createEngine({ dataFolder: folder, owner: 'test' });
    const { broken, running } = await engine.handlers['drill.state']({});
    expect(running).toBeNull();
    expect(broken).toMatchObject([{ id, scenario: 'morning' }]);
    await engine.handlers['drill.remove']({ id });
    expect((await engine.handlers['drill.state']({})).broken).toEqual([]);
  });
});

describe('real filings that wait', () => {
  test(
    'must be agreed to stand still; nothing of them is sent meanwhile, and all after it',
    { timeout: 60_000 },
    async () => {
      const { handlers } = engine;
      const central = createPracticeCentral({ seed: 1, scenario: 'calm', clock: systemClock });
      const { url } = await central.listen(0);
      try {
        await handlers['mode.set']({ mode: 'real' });
        await handlers['office.set']({
          declarant: declarantCodeSchema.parse('12345'),
          name: '나루',
          customsOffice: '04010',
        });
        const [filing] = practiceFilings({
          kind: 'export',
          count: 1,
          seed: 1,
          today: koreanDate(systemClock.now()),
        });
        const bytes = new TextEncoder().encode(JSON.stringify(filing));
        const { intakeId } = await handlers['intake.begin']({ name: 'a.json', size: bytes.length });
        const data = Buffer.from(bytes).toString('base64');
        await handlers['intake.chunk']({ intakeId, offset: 0, data });
        await handlers['intake.preview']({ intakeId, mapping: null });
        await handlers['intake.commit']({ intakeId });

        await expect((async () => handlers['drill.start'](wanted))()).rejects.toMatchObject({
          problem: { code: 'drill-holds-filings', params: { count: 1 } },
        });
        const state = await handlers['drill.start']({ ...wanted, evenIfWaiting: true });
        expect(state.officeWaiting).toBe(1);
        await drillTime(20);
        const store = openForReading(folder, 'real');
        expect(store.counts.transport.queued).toBe(1);
        store.close();
        expect(central.state().requests).toBe(0);
        await handlers['drill.end']({});
        expect((await handlers['sync.get']({})).mode).toBe('real');
        await handlers['gateway.set']({ is: 'http', url, token: null });
        await until(() => central.ledger().length === 1);
      } finally {
        await central.close();
      }
    },
  );
});
