import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { officeSchema } from '../../../shared/contract/index.ts';
import { practiceFilings } from '../../../shared/documents/index.ts';
import { NaruError, type Problem } from '../../../shared/errors.ts';
import { createTranslate, describeProblem, languages } from '../../../shared/i18n/index.ts';
import type { SyncState } from '../../../shared/sync/sync-state.ts';
import { koreanDate } from '../../../shared/time.ts';
import { checkedFiling, describeStored, renderStored } from '../../../main/engine/declarations.ts';
import { readSyncState } from '../../../main/engine/sync.ts';
import { enqueue, openOutbox, type Outbox, type Step } from '../../../main/outbox/index.ts';
import { defaultPacing } from '../../../main/outbox/policy/index.ts';
import { countFilings } from '../../../main/store/counts.ts';
import { readFilingRow, selectFiling, type FilingRecord } from '../../../main/store/filings.ts';
import { Store, verifyStore, type StoredFiling } from '../../../main/store/index.ts';
import { modelCentral } from '../../support/model-central.ts';
import { seededRandom, virtualClock } from '../../support/virtual-clock.ts';

/** Takes the place of the store's way to run a transaction. */
type Commit = <T>(run: () => T) => T;

export type TroubledOutbox = ReturnType<typeof troubledOutbox>;

/** The real outbox on a real file before a model central system, with a disk that can be unwell. */
export function troubledOutbox({ filings = 3, seed = 1 } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'naru-trouble-'));
  const file = join(folder, 'naru.db');
  const clock = virtualClock();
  const random = seededRandom(seed);
  const central = modelCentral(clock);
  const key = Buffer.alloc(32, 7);
  let store = new Store({ file, key });
  const office = officeSchema.parse({ declarant: '12345', name: 'T', customsOffice: '04010' });
  const samples = practiceFilings({ count: filings, seed: 7, today: koreanDate(clock.now()) });
  enqueue(store, samples.map(checkedFiling), { office, at: clock.now(), batchId: null });
  let outbox = open();
  onTestFinished(() => {
    store.close();
    rmSync(folder, { recursive: true, force: true });
  });

  function open(): Outbox {
    return openOutbox({
      store,
      gateway: central,
      clock,
      random,
      settings: defaultPacing,
      render: renderStored,
      describe: describeStored,
      onChange: () => {},
    });
  }
  function all(): StoredFiling[] {
    return store.tables.connection
      .prepare<unknown[], FilingRecord>(selectFiling)
      .all()
      .map(readFilingRow);
  }
  function isSettled(): boolean {
    return all().every(({ transport }) => transport === 'acknowledged');
  }
  function syncState(): SyncState {
    const now = clock.now();
    return readSyncState({ store, mode: 'real', outbox, settings: defaultPacing, now });
  }
  async function step(): Promise<Step> {
    const did = await outbox.step();
    if (did.did !== null) clock.advance(20);
    else if (did.until === null) clock.advance(1000);
    else clock.advance(Math.min(Math.max(did.until - clock.now(), 1), 3_600_000));
    return did;
  }

  return {
    central,
    clock,
    file,
    key,
    all,
    step,
    syncState,
    get store() {
      return store;
    },
    get outbox() {
      return outbox;
    },
    trouble: (): Problem | null => outbox.trouble(),
    /** Steps until a condition holds; a condition that never comes fails the test. */
    async stepUntil(what: string, holds: () => boolean, most = 3000): Promise<void> {
      for (let i = 0; i < most; i += 1) {
        if (holds()) return;
        await step();
      }
      expect.unreachable(`${what} did not come; trouble: ${JSON.stringify(outbox.trouble())}`);
    },
    isSettled,
    isAtRest: (): boolean => outbox.trouble() === null && isSettled(),
    /** The process ends and starts again. */
    restart(): void {
      store.close();
      store = new Store({ file, key });
      outbox = open();
    },
    /** Lets every transaction pass through here. */
    onCommit(commit: Commit): void {
      const usual = store.transaction.bind(store);
      store.transaction = (work) => {
        if (store.tables.connection.inTransaction) return usual(work);
        return commit(() => usual(work));
      };
    },
    /** Nothing lost, nothing twice, everything acknowledged, and the data whole. */
    expectAllWell(): void {
      const filed = all();
      expect(filed).toHaveLength(filings);
      for (const { declarationNo, transport } of filed) {
        expect(transport, declarationNo).toBe('acknowledged');
        expect(central.filed.get(declarationNo), declarationNo).toHaveLength(1);
      }
      expect(central.filed.size).toBe(filings);
      expect(central.breaches).toEqual([]);
      expect(outbox.trouble()).toBeNull();
      expect(syncState().troubles).toEqual([]);
      expect(store.counts).toEqual(countFilings(store.tables.connection));
      expect(verifyStore(store).findings).toEqual([]);
    },
    /** The trouble is told: in a word to the engine, in a phase and a sentence to a person. */
    expectTold(code: Problem['code']): void {
      expect(outbox.trouble()?.code).toBe(code);
      const state = syncState();
      expect(state.gate).toMatchObject({ phase: 'paused', nextTryAt: null });
      expect(state.troubles.map((problem) => problem.code)).toEqual([code]);
      for (const language of languages)
        for (const problem of state.troubles) {
          const sentence = describeProblem(createTranslate(language), problem);
          expect(sentence).not.toContain('{{');
          expect(sentence.length).toBeGreaterThan(20);
        }
    },
  };
}

/** What a commit ends in when the disk does not answer. */
export function diskError(): NaruError {
  return new NaruError('disk-error', { detail: 'SQLITE_IOERR_FSYNC: disk I/O error' });
}
