import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect } from 'vitest';
import { officeSchema } from '../../../shared/contract/index.ts';
import { NaruError, type Problem } from '../../../shared/errors.ts';
import type { DeclarationNo, FilingId } from '../../../shared/filing/numbers.ts';
import type { CustomsState, TransportState } from '../../../shared/filing/states.ts';
import { civilDate, epochMs, type CivilDate, type EpochMs } from '../../../shared/time.ts';
import { enqueue, type CheckedFiling } from '../../../main/outbox/index.ts';
import { Store, type StoredFiling } from '../../../main/store/index.ts';

export const now: EpochMs = epochMs(Date.parse('2026-11-23T00:00:00Z'));
export const key = Buffer.alloc(32, 7);
export const office = officeSchema.parse({
  declarant: '12345',
  name: '시험 관세사무소',
  customsOffice: '04010',
});

/** A folder of its own that is gone after the tests of the file. */
export function tempFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'naru-test-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A store on a real file, closed after the tests. */
export function tempStore(folder = tempFolder()): Store {
  const store = new Store({ file: join(folder, 'naru.db'), key });
  afterAll(() => store.close());
  return store;
}

export interface Sample {
  importer: string;
  goods: string;
  billOfLading: string;
  deadline: CivilDate | null;
  urgent: boolean;
}

/** A filing as intake hands it over, by its reference. */
export function sample(reference: string, given: Partial<Sample> = {}): CheckedFiling {
  return {
    reference,
    kind: 'import',
    priority: given.urgent === true ? 'urgent' : 'normal',
    deadline: given.deadline === undefined ? civilDate('2026-12-01') : given.deadline,
    summary: {
      importer: given.importer ?? '한결무역(주)',
      goods: given.goods ?? 'TABLE LAMPS',
      lines: 1,
      billOfLading: given.billOfLading ?? 'NARUSGN260300117',
      currency: 'USD',
      amount: '1200',
      tax: null,
    },
    declaration: { note: `declaration of ${reference}` },
  };
}

export function put(
  store: Store,
  filings: readonly CheckedFiling[],
  { at = now, batchId = null }: { at?: EpochMs; batchId?: number | null } = {},
): FilingId[] {
  return enqueue(store, filings, { office, at, batchId }).added;
}

export function filingOf(store: Store, id: FilingId): StoredFiling {
  const filing = store.tables.filings.byId(id);
  if (filing === null) throw new Error(`no filing ${id}`);
  return filing;
}

export function numberOf(store: Store, reference: string): DeclarationNo {
  const filing = store.tables.filings.byReference(reference);
  if (filing === null) throw new Error(`no filing ${reference}`);
  return filing.declarationNo;
}

/** What the constraints of the table ask for in a state. */
function needsOf(transport: TransportState): Record<string, number | string | null> {
  const sent = ['sending', 'unconfirmed', 'processing', 'acknowledged'].includes(transport);
  const asked = transport === 'unconfirmed' || transport === 'processing';
  const taken = transport === 'acknowledged';
  return {
    transport,
    inquire_at: asked ? now : null,
    inquire_set_at: asked ? now : null,
    submission_id: sent ? 1 : null,
    receipt_no: taken ? 'R' : null,
    receipt_at: taken ? now : null,
  };
}

/**
 * Puts a filing into the table in any pair of states, past the one table of transitions: only new
 * rows can come so.
 */
export function place(
  store: Store,
  id: number,
  { transport, customs }: { transport: TransportState; customs: CustomsState },
  given: { due?: string; urgent?: boolean; receiptAt?: number } = {},
): void {
  const { connection } = store.tables;
  // A document stands by the journal entry that froze it; here any entry serves.
  if (store.tables.journal.head().seq === 0)
    store.tables.journal.append({ at: now, filingId: null, before: null, kind: 'office-set' });
  const needs = needsOf(transport);
  connection
    .prepare(
      `INSERT INTO filing (id, reference, declaration_no, part, part_seq, original_id,
         declaration_seq, kind, priority, due, transport, customs,
         inquire_at, inquire_set_at, submission_id, receipt_no, receipt_at, journal_seq, created_at,
         updated_at, summary)
       VALUES (?, ?, ?, 'declaration', 0, NULL, ?, 'import', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      id,
      `placed-${id}`,
      `1234526${String(id).padStart(6, '0')}M`,
      id,
      given.urgent === true ? 0 : 1,
      given.due ?? '2026-12-01',
      transport,
      customs,
      needs['inquire_at'],
      needs['inquire_set_at'],
      needs['submission_id'],
      needs['receipt_no'],
      given.receiptAt ?? needs['receipt_at'],
      id,
      now,
      now,
      JSON.stringify(sample('x').summary),
    );
}

/** Writes a transport state by SQL alone; the error's message where the database refused it. */
export function writeTransport(store: Store, id: number, to: TransportState): string | null {
  const needs = needsOf(to);
  const columns = Object.keys(needs);
  const statement = store.tables.connection.prepare(
    `UPDATE filing SET ${columns.map((column) => `${column} = ?`).join(', ')} WHERE id = ?`,
  );
  return refusalOf(() => statement.run(...Object.values(needs), id));
}

export function refusalOf(work: () => unknown): string | null {
  try {
    work();
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** The problem that work ends in; anything else is a failure of the test. */
export function problemOf(work: () => unknown): Problem {
  try {
    work();
  } catch (error) {
    if (error instanceof NaruError) return error.problem;
    throw error;
  }
  return expect.unreachable('a problem was expected');
}

/** Work in a transaction of which nothing stays. */
export function undone(store: Store, work: () => void): void {
  class Back extends Error {}
  const head = store.tables.journal.head();
  try {
    store.tables.connection.transaction(() => {
      work();
      throw new Back();
    })();
  } catch (error) {
    if (!(error instanceof Back)) throw error;
  } finally {
    store.tables.journal.rewind(head);
  }
}
