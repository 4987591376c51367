import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Gateway } from '../../../main/central/gateway.ts';
import { checkedFiling, describeStored, renderStored } from '../../../main/engine/declarations.ts';
import { enqueue, openOutbox, type Outbox } from '../../../main/outbox/index.ts';
import { defaultPacing } from '../../../main/outbox/policy/index.ts';
import {
  holdsSending,
  markRestored,
  readRestored,
  Store,
  type SpanCeiling,
} from '../../../main/store/index.ts';
import { officeSchema } from '../../../shared/contract/index.ts';
import { practiceFilings } from '../../../shared/documents/index.ts';
import { koreanDate } from '../../../shared/time.ts';
import { modelCentral } from '../../support/model-central.ts';
import { seededRandom, virtualClock } from '../../support/virtual-clock.ts';

const minute = 60_000;
const office = officeSchema.parse({ declarant: '12345', name: 'T', customsOffice: '04010' });

/** An office whose older copy is put in place after a day of filing, before a model central system. */
function restoredOffice() {
  const folder = mkdtempSync(join(tmpdir(), 'naru-restored-'));
  const [file, copy] = [join(folder, 'naru.db'), join(folder, 'copy.db')];
  const key = Buffer.alloc(32, 7);
  const clock = virtualClock();
  const central = modelCentral(clock);
  const sent: string[] = [];
  let mute: 'inquiries' | 'notices' | null = null;
  const gateway: Gateway = {
    ...central,
    async submit(document, how) {
      sent.push(document.declarationNo);
      return central.submit(document, how);
    },
    async inquire(of, how) {
      if (mute === 'inquiries') central.next = 'not-sent';
      return central.inquire(of, how);
    },
    async notices(after, limit, how) {
      if (mute === 'notices') central.next = 'lost-before';
      return central.notices(after, limit, how);
    },
  };
  let store = new Store({ file, key });
  store.transaction(({ settings }) => settings.set('office', office));
  let outbox = open();
  let seed = 0;
  onTestFinished(() => {
    store.close();
    rmSync(folder, { recursive: true, force: true });
  });

  function open(): Outbox {
    return openOutbox({
      store,
      gateway,
      clock,
      random: seededRandom(1),
      settings: defaultPacing,
      render: renderStored,
      describe: describeStored,
      onChange: () => {},
    });
  }
  async function pass(ms: number): Promise<void> {
    for (const end = clock.now() + ms; clock.now() < end;) {
      const step = await outbox.step();
      const until = step.did === null && step.until !== null ? step.until - clock.now() : 20;
      clock.advance(Math.max(1, Math.min(until, 10_000)));
    }
  }
  function enter(count: number): string[] {
    seed += 1;
    const filings = practiceFilings({ count, seed, today: koreanDate(clock.now()) });
    const at = clock.now();
    return enqueue(store, filings.map(checkedFiling), { office, at, batchId: null }).added.map(
      (id) => String(store.tables.filings.byId(id)?.declarationNo),
    );
  }
  return {
    central,
    sent,
    pass,
    enter,
    mute(what: typeof mute): void {
      mute = what;
    },
    store: () => store,
    holds: (): boolean => {
      const mark = store.read(readRestored);
      return mark !== null && holdsSending(mark);
    },
    copyNow(): void {
      store.checkpoint();
      copyFileSync(file, copy);
    },
    restore(spans: readonly SpanCeiling[] | null): void {
      store.close();
      for (const end of ['-wal', '-shm']) rmSync(file + end, { force: true });
      copyFileSync(copy, file);
      store = new Store({ file, key });
      const told = spans === null ? null : { spans, head: { seq: 0, hash: '' } };
      store.transaction((tables) => markRestored(tables, 'restored', told, clock.now()));
      outbox = open();
    },
  };
}

async function lostDay(spans: readonly SpanCeiling[] | null) {
  const desk = restoredOffice();
  desk.enter(3);
  await desk.pass(30 * minute);
  desk.enter(4);
  desk.copyNow();
  const given = desk.enter(5);
  await desk.pass(30 * minute);
  expect(desk.sent).toHaveLength(12);
  desk.central.decide();
  desk.restore(spans);
  const fresh = desk.enter(3);
  return { desk, given, fresh };
}

describe('an older copy that was put in place', () => {
  for (const muted of ['inquiries', 'notices'] as const)
    test(`sends nothing while its ${muted} get no answer, however long`, async () => {
      const { desk, given, fresh } = await lostDay(null);
      desk.mute(muted);
      await desk.pass(6 * 60 * minute);
      expect(desk.sent).toHaveLength(12);
      expect(desk.holds()).toBe(true);
      desk.mute(null);
      await desk.pass(6 * 60 * minute);
      expect(desk.holds()).toBe(false);
      expect(desk.sent.slice(12).toSorted()).toEqual(fresh.toSorted());
      for (const no of fresh) expect(given).not.toContain(no);
      expect(new Set(desk.sent).size).toBe(15);
      expect(desk.central.breaches).toEqual([]);
    });

  test('asks about every number that the file beside it covers, and gives none of them again', async () => {
    const letters = ['M', 'X'];
    const spans = letters.map((letter) => ({
      declarant: office.declarant,
      year: 2026,
      letter,
      first: 1,
      upTo: 50,
    }));
    const { desk, given, fresh } = await lostDay(spans);
    for (const no of fresh) expect(Number(no.slice(7, 13))).toBeGreaterThan(50);
    await desk.pass(6 * 60 * minute);
    const { connection } = desk.store().tables;
    const transportOf = connection
      .prepare<[string], string>('SELECT transport FROM filing WHERE declaration_no = ?')
      .pluck();
    for (const no of given) expect(transportOf.get(no)).toBe('acknowledged');
    expect(desk.central.breaches).toEqual([]);
  });
});
