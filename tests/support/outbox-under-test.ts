import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { practiceFilings } from '../../shared/documents/index.ts';
import { officeSchema, type FilingAction } from '../../shared/contract/index.ts';
import { addDays, epochMs, koreanDate } from '../../shared/time.ts';
import { NaruError } from '../../shared/errors.ts';
import { checkedFiling, renderStored } from '../../main/engine/declarations.ts';
import { act, enqueue, openOutbox, type Outbox } from '../../main/outbox/index.ts';
import { defaultPacing } from '../../main/outbox/policy/index.ts';
import { Store, verifyStore, type StoredFiling, type Tables } from '../../main/store/index.ts';
import { selectFiling, readFilingRow, type FilingRecord } from '../../main/store/filings.ts';
import { countFilings } from '../../main/store/counts.ts';
import { Crash, modelCentral, type Fault } from './model-central.ts';
import { seededRandom, virtualClock } from './virtual-clock.ts';

export type Happening =
  | 'restart'
  | 'customs decides'
  | 'a minute passes'
  | 'crash before the next write'
  | 'crash after the next write'
  | 'the disk is full'
  | 'the disk fills during the next request'
  | 'the disk has room'
  | 'clock set back a day'
  | 'send now';

/** A store whose process may end at the next write, before or after it is on disk. */
class MortalStore extends Store {
  crash: 'before' | 'after' | null = null;
  override transaction<T>(work: (tables: Tables) => T): T {
    const crash = this.tables.connection.inTransaction ? null : this.crash;
    if (crash !== null) this.crash = null;
    if (crash === 'before') throw new Crash();
    const value = super.transaction(work);
    if (crash === 'after') throw new Crash();
    return value;
  }
}

const office = officeSchema.parse({ declarant: '12345', name: 'T', customsOffice: '04010' });

export type OutboxUnderTest = ReturnType<typeof outboxUnderTest>;

/** The real outbox on a real file, driven step by step on a clock of its own. */
export function outboxUnderTest(folder: string, seed: number) {
  mkdirSync(folder, { recursive: true });
  const clock = virtualClock();
  const random = seededRandom(seed);
  const central = modelCentral(clock);
  const samples = practiceFilings({ count: 30, seed: 7, today: koreanDate(clock.now()) });
  const options = { file: join(folder, 'test.db'), key: Buffer.alloc(32, 7) };
  let store = new MortalStore(options);
  let outbox = open();
  let enqueued = 0;

  function open(): Outbox {
    return openOutbox({
      store,
      gateway: central,
      clock,
      random,
      settings: defaultPacing,
      render: renderStored,
      onChange: () => {},
    });
  }
  /** The process ends and starts again; what is in memory is gone. */
  function restart(): void {
    store.close();
    store = new MortalStore(options);
    outbox = open();
  }
  function surviving<T>(work: () => T): T | null {
    try {
      return work();
    } catch (error) {
      if (!(error instanceof Crash)) throw error;
      restart();
      return null;
    }
  }
  function fillDisk(full: boolean): void {
    const { connection } = store.tables;
    // SQLite's own limit fails exactly as a full disk does, with SQLITE_FULL.
    connection.pragma(`max_page_count = ${full ? 1 : 1_000_000}`);
  }
  function filings(): StoredFiling[] {
    return store.tables.connection
      .prepare<unknown[], FilingRecord>(selectFiling)
      .all()
      .map(readFilingRow);
  }
  async function visit(fault: Fault): Promise<void> {
    central.next = fault;
    try {
      const step = await outbox.step();
      if (step.did === null && step.until !== null)
        clock.advance(Math.max(1, Math.min(step.until - clock.now(), 3_600_000)));
      else clock.advance(20);
    } catch (error) {
      if (!(error instanceof Crash)) throw error;
      if (fault === 'busy-retry-after') central.forgiveRetryAfter();
      restart();
    }
  }

  return {
    central,
    visit,
    enqueue(count: number, days: number): string[] {
      const chosen = Array.from({ length: count }, () => {
        enqueued += 1;
        const sample = samples[enqueued % samples.length];
        if (sample === undefined) throw new Error('no sample');
        const deadline = addDays(koreanDate(clock.now()), days);
        return { ...checkedFiling(sample), reference: `ref-${enqueued}`, deadline };
      });
      const context = { office, at: clock.now(), batchId: null };
      try {
        const saved = surviving(() => enqueue(store, chosen, context));
        return saved === null ? [] : chosen.map(({ reference }) => reference);
      } catch (error) {
        // What a full disk refused was never called saved.
        if (error instanceof NaruError && error.problem.code === 'disk-full') return [];
        throw error;
      }
    },
    order(action: FilingAction, which: number): void {
      const all = filings();
      const filing = all[which % Math.max(1, all.length)];
      if (filing === undefined) return;
      try {
        surviving(() => act(store, [filing.id], action, clock.now()));
      } catch (error) {
        if (!(error instanceof NaruError && error.problem.code === 'disk-full')) throw error;
      }
    },
    async happen(what: Happening): Promise<void> {
      switch (what) {
        case 'restart':
          restart();
          return;
        case 'customs decides':
          central.decide();
          return;
        case 'a minute passes':
          clock.advance(60_000);
          return;
        case 'crash before the next write':
          store.crash = 'before';
          return;
        case 'crash after the next write':
          store.crash = 'after';
          return;
        case 'the disk is full':
          fillDisk(true);
          return;
        case 'the disk fills during the next request':
          central.during = () => fillDisk(true);
          return;
        case 'the disk has room':
          fillDisk(false);
          return;
        case 'clock set back a day':
          clock.setWall(epochMs(clock.now() - 86_400_000));
          return;
        default:
          surviving(() => outbox.sendNow());
      }
    },
    /** No more faults, and a person looks after what needs one: everything must come to an end. */
    async settle(): Promise<void> {
      store.crash = null;
      central.during = () => {};
      fillDisk(false);
      for (let i = 0; i < 3000; i += 1) {
        if (outbox.gate.state().laneStopped !== null) surviving(() => outbox.resume());
        central.decide();
        await visit('none');
        if (this.openFilings() === 0 && i > 50) return;
      }
    },
    openFilings(): number {
      return filings().filter(({ transport }) =>
        ['queued', 'sending', 'processing', 'unconfirmed'].includes(transport),
      ).length;
    },
    /** Numbers that the central system has and we do not show so, or the other way round. */
    everyTakenIsAcknowledged(): string[] {
      return filings()
        .filter((filing) => {
          const taken = central.filed.has(filing.declarationNo);
          return taken !== (filing.transport === 'acknowledged');
        })
        .map(({ declarationNo, transport }) => `${declarationNo} ${transport}`);
    },
    /** The promises that hold at every moment. */
    checkPromises(saved: ReadonlySet<string>): void {
      const all = filings();
      const present = new Set(all.map(({ reference }) => reference));
      for (const reference of saved) expect(present.has(reference), reference).toBe(true);
      expect(new Set(all.map(({ declarationNo }) => declarationNo)).size).toBe(all.length);
      for (const [no, times] of central.filed) expect(times.length, `${no} filed`).toBe(1);
      expect(central.breaches).toEqual([]);
      for (const filing of all)
        if (filing.transport === 'acknowledged')
          expect(central.filed.has(filing.declarationNo), filing.declarationNo).toBe(true);
      expect(store.counts).toEqual(countFilings(store.tables.connection));
      expect(verifyStore(store).findings).toEqual([]);
    },
    end: () => store.close(),
  };
}
