import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import type { Gateway } from '../../../main/central/gateway.ts';
import { askCustoms } from '../../../main/engine/ask-customs.ts';
import { checkedFiling, describeStored, renderStored } from '../../../main/engine/declarations.ts';
import { enqueue, openOutbox, putPart, type Outbox } from '../../../main/outbox/index.ts';
import { defaultPacing } from '../../../main/outbox/policy/index.ts';
import {
  holdsSending,
  markRestored,
  openKeptDeclarations,
  partsUnknownTo,
  readAsAmended,
  readDeclaration,
  readRestored,
  Store,
  verifyStore,
  type SpanCeiling,
  type StoredFiling,
} from '../../../main/store/index.ts';
import { officeSchema } from '../../../shared/contract/index.ts';
import { practiceFilings } from '../../../shared/documents/index.ts';
import { declarationNoSchema, filingId } from '../../../shared/filing/numbers.ts';
import { sequenceOf } from '../../../shared/filing/part.ts';
import { epochMs, koreanDate, type EpochMs } from '../../../shared/time.ts';
import { readFilingRow, selectFiling, type FilingRecord } from '../../../main/store/filings.ts';
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
  let onTheWayMs = 0;
  let isWaiting = false;
  let mute: 'inquiries' | 'notices' | null = null;
  const gateway: Gateway = {
    ...central,
    async submit(document, how) {
      sent.push(document.declarationNo);
      if (isWaiting) central.next = 'queued';
      clock.advance(onTheWayMs);
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
  const kept = openKeptDeclarations(folder, 'real', key);
  let store = new Store({ file, key });
  store.transaction(({ settings }) => settings.set('office', office));
  let outbox = open();
  let seed = 0;
  onTestFinished(() => {
    kept.close();
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
      kept: (no, part, digest) => kept.of(no, part, digest),
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
    /** What is sent lies in the central system's own queue. */
    waits(does: boolean): void {
      isWaiting = does;
    },
    /** Sendings take that long to arrive. */
    slow(ms: number): void {
      onTheWayMs = ms;
    },
    /** The clock is set back. */
    setBack: (ms: number): void => clock.setWall(epochMs(clock.now() - ms)),
    /** The computer is off. */
    sleep: (ms: number): void => clock.advance(ms),
    mute(what: typeof mute): void {
      mute = what;
    },
    now: () => clock.now(),
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
      mkdirSync(join(folder, 'backups'));
      const aside = join(folder, 'backups', 'naru-before-restore-20261123T000000.db');
      copyFileSync(file, aside);
      for (const end of ['-wal', '-shm']) rmSync(file + end, { force: true });
      copyFileSync(copy, file);
      store = new Store({ file, key });
      const told = spans === null ? null : { spans, head: { seq: 0, hash: '' } };
      store.transaction((tables) => {
        const lost = partsUnknownTo(tables, aside, key);
        markRestored(tables, 'restored', told, clock.now(), lost);
      });
      outbox = open();
    },
  };
}

async function lostDay(
  spans: readonly SpanCeiling[] | null,
  also: (store: Store, at: EpochMs) => void = () => {},
) {
  const desk = restoredOffice();
  desk.enter(3);
  await desk.pass(30 * minute);
  desk.enter(4);
  desk.copyNow();
  const given = desk.enter(5);
  await desk.pass(30 * minute);
  also(desk.store(), desk.now());
  await desk.pass(10 * minute);
  const sent = desk.sent.length;
  desk.central.decide();
  desk.restore(spans);
  const fresh = desk.enter(3);
  return { desk, given, fresh, sent };
}

const reason = { text: '선명이 잘못 적혔습니다.', code: '', fault: '02' };

function amend(store: Store, no: string, at: EpochMs): void {
  const original = store.tables.filings.byNumber(declarationNoSchema.parse(no));
  if (original === null) throw new Error(`${no} is not known`);
  const before = z.looseObject({}).parse(store.read((tables) => readAsAmended(tables, original)));
  const content = { reason, before, after: { ...before, vessel: 'NARU 3' } };
  putPart(store, original.id, { is: 'amendment', content }, at);
}

const amendments = (store: Store): StoredFiling[] =>
  store.tables.connection
    .prepare<[], FilingRecord>(
      `${selectFiling} WHERE part = 'amendment' ORDER BY declaration_no, part_seq`,
    )
    .all()
    .map(readFilingRow);

function bodyOf({ tables }: Store, { submissionId }: StoredFiling): string {
  return String(tables.submissions.byId(submissionId ?? 0)?.body);
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

  test('finds the withdrawals of the lost day again, whole', async () => {
    const reason = { text: '이중신고', code: '', fault: '' };
    const { desk, sent } = await lostDay(null, (store, at) => {
      const all = store.tables.connection
        .prepare<[], number>("SELECT id FROM filing WHERE transport = 'acknowledged' ORDER BY id")
        .pluck()
        .all();
      // Of one that the copy knows to be taken, and of one that only the day knew.
      for (const id of [all.at(0), all.at(-1)])
        askCustoms(store, filingId(id ?? 0), 'withdrawal', reason, at);
    });
    expect(sent).toBe(14);
    await desk.pass(6 * 60 * minute);
    expect(desk.holds()).toBe(false);
    const parts = desk
      .store()
      .tables.connection.prepare<[], FilingRecord>(`${selectFiling} WHERE part = 'withdrawal'`)
      .all()
      .map(readFilingRow);
    expect(parts).toHaveLength(2);
    for (const part of parts) {
      expect(part).toMatchObject({ transport: 'acknowledged' });
      expect(part.reference).toContain('#취하');
      expect(desk.store().read((tables) => readDeclaration(tables, part))).toMatchObject({
        reason,
      });
    }
    for (const part of parts) {
      // Byte for byte what was taken, and its history says what it is.
      const { submissions, journal } = desk.store().tables;
      expect(submissions.byId(part.submissionId ?? 0)?.body.byteLength).toBeGreaterThan(0);
      expect(journal.timeline(part.journalSeq)[0]?.data).toMatchObject({ part: 'withdrawal' });
    }
    expect(new Set(desk.sent).size).toBe(15);
    expect(desk.sent).toHaveLength(17);
    expect(verifyStore(desk.store()).findings).toEqual([]);
    expect(desk.central.breaches).toEqual([]);
  });

  test('finds the amendments of the lost day again, byte for byte', async () => {
    const desk = restoredOffice();
    const [no = ''] = desk.enter(1);
    await desk.pass(30 * minute);
    desk.copyNow();
    // It leaves before midnight and arrives after it: it bears the day that is over.
    desk.sleep(Date.parse('2026-11-23T23:59:58+09:00') - desk.now());
    desk.slow(3000);
    const [lost = ''] = desk.enter(1);
    // The document of an amendment bears the day of its declaration beside its own.
    await desk.pass(30 * minute);
    desk.slow(0);
    desk.sleep(24 * 60 * minute);
    for (const original of [no, lost]) amend(desk.store(), original, desk.now());
    await desk.pass(30 * minute);
    const filed = amendments(desk.store());
    expect(filed.map(({ transport }) => transport)).toEqual(['acknowledged', 'acknowledged']);
    const bodies = filed.map((part) => bodyOf(desk.store(), part));
    expect(bodies[0]).toContain('NARU 3');
    desk.central.decide();
    desk.restore(null);
    await desk.pass(3 * 60 * minute);
    expect(desk.holds()).toBe(false);
    const found = amendments(desk.store());
    expect(found.map(({ transport }) => transport)).toEqual(['acknowledged', 'acknowledged']);
    expect(found.map((part) => bodyOf(desk.store(), part))).toEqual(bodies);
    for (const part of found) {
      expect(desk.store().read((tables) => readDeclaration(tables, part))).toMatchObject({
        after: { vessel: 'NARU 3' },
      });
      const history = desk.store().tables.journal.timeline(part.journalSeq);
      expect(history.map(({ data }) => data)).toContainEqual(
        expect.objectContaining({ ours: true }),
      );
    }
    expect(desk.sent).toHaveLength(4);
    expect(verifyStore(desk.store()).findings).toEqual([]);
    expect(desk.central.breaches).toEqual([]);
  });

  test('does not give the sequence again of an amendment that still waits there, and takes it up', async () => {
    const desk = restoredOffice();
    const [no = ''] = desk.enter(1);
    await desk.pass(30 * minute);
    desk.copyNow();
    amend(desk.store(), no, desk.now());
    // It lies in the central system's own queue all the while.
    desk.waits(true);
    await desk.pass(minute);
    desk.restore(null);
    await desk.pass(3 * 60 * minute);
    expect(desk.holds()).toBe(false);
    expect(amendments(desk.store())).toEqual([]);
    desk.waits(false);
    amend(desk.store(), no, desk.now());
    const sequences = () => amendments(desk.store()).map(({ part }) => sequenceOf(part));
    expect(sequences()).toEqual([2]);
    await desk.pass(30 * minute);
    desk.central.decide();
    await desk.pass(30 * minute);
    expect(sequences()).toEqual([1, 2]);
    for (const part of amendments(desk.store()))
      expect(part).toMatchObject({ transport: 'acknowledged', customs: 'amended' });
    expect(desk.store().read(readRestored)).toBeNull();
    expect(desk.central.breaches).toEqual([]);
  });

  test('asks on about what lies in their queue where the clock was set back', async () => {
    const desk = restoredOffice();
    desk.enter(1);
    await desk.pass(minute);
    desk.copyNow();
    desk.waits(true);
    const [no = ''] = desk.enter(1);
    await desk.pass(minute);
    desk.restore(null);
    // The notices, which would name it too, do not come.
    desk.mute('notices');
    await desk.pass(3 * minute);
    expect(desk.store().read(readRestored)?.pending).toEqual([no]);
    desk.setBack(24 * 60 * minute);
    desk.central.decide();
    await desk.pass(3 * minute);
    const known = desk.store().tables.filings.byNumber(declarationNoSchema.parse(no));
    expect(known?.transport).toBe('acknowledged');
    expect(desk.central.breaches).toEqual([]);
  });
});
