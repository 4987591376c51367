import { z } from 'zod';
import {
  directedStateSchema,
  directiveOrderSchema,
  directivePhaseSchema,
  directiveStepSchema,
  untouchedReasonSchema,
  type DirectedState,
  type DirectiveOrder,
  type DirectivePhase,
  type DirectiveStep,
  type UntouchedReason,
} from '../../shared/sync/directives.ts';
import { filingIdSchema, type FilingId } from '../../shared/filing/numbers.ts';
import { transportStateSchema, type TransportState } from '../../shared/filing/states.ts';
import { epochMsSchema, type EpochMs } from '../../shared/time.ts';
import type { Connection } from './connection.ts';

const rowSchema = z.object({
  id: z.number().int(),
  phase: directivePhaseSchema,
  body: z.string(),
  progress: z.string().nullable(),
  entered_at: epochMsSchema,
  previewed_at: epochMsSchema.nullable(),
  applied_at: epochMsSchema.nullable(),
  undone_at: epochMsSchema.nullable(),
});

/** A directive (지시) as it is on disk. */
export interface StoredDirective {
  id: number;
  phase: DirectivePhase;
  order: DirectiveOrder;
  /** How far the engine is, in its own words; `null` where it has nothing to do. */
  progress: string | null;
  enteredAt: EpochMs;
  previewedAt: EpochMs | null;
  appliedAt: EpochMs | null;
  undoneAt: EpochMs | null;
}

const directedSchema = z.object({
  directive_id: z.number().int(),
  filing_id: filingIdSchema,
  state: directedStateSchema,
  before: transportStateSchema,
  step: directiveStepSchema.nullable(),
  why: untouchedReasonSchema.nullable(),
  sent_at: epochMsSchema.nullable(),
  seq: z.number().int().nullable(),
});

/** What a directive means for one filing. */
export interface Directed {
  directiveId: number;
  filingId: FilingId;
  state: DirectedState;
  /** Where the filing was when the directive was previewed. */
  before: TransportState;
  step: DirectiveStep | null;
  why: UntouchedReason | null;
  sentAt: EpochMs | null;
  /** The journal entry that did it. */
  seq: number | null;
}

/** Directives and what each does to every filing that it names. */
export interface Directives {
  enter(order: DirectiveOrder, progress: string, at: EpochMs): number;
  byId(id: number): StoredDirective | null;
  /** Newest first. */
  page(before: number | null, limit: number): StoredDirective[];
  /** The oldest that the engine has to work on. */
  atWork(): StoredDirective | null;
  moveTo(id: number, phase: DirectivePhase, progress: string | null, at: EpochMs): void;
  progress(id: number, progress: string): void;
  put(directed: Omit<Directed, 'seq'>): void;
  mark(
    directed: Pick<Directed, 'directiveId' | 'filingId'>,
    state: DirectedState,
    change?: { why?: UntouchedReason; seq?: number },
  ): void;
  /** Those of a directive in one state, by filing. */
  inState(id: number, state: DirectedState, after: number, limit: number): Directed[];
  /** Those of a directive, by filing; `touched` tells which. */
  filings(id: number, touched: boolean, after: number, limit: number): Directed[];
  /** What directives meant for a filing, oldest first. */
  of(filingId: FilingId): Directed[];
  counts(id: number): Record<DirectedState, number>;
  /** Takes a preview back, so that it can be gathered anew. */
  forget(id: number): void;
}

const stamps: Readonly<Partial<Record<DirectivePhase, string>>> = {
  previewed: 'previewed_at',
  applied: 'applied_at',
  undone: 'undone_at',
};

export function openDirectives(connection: Connection): Directives {
  const enter = connection.prepare(
    "INSERT INTO directive (kind, phase, body, progress, entered_at) VALUES (?, 'gathering', ?, ?, ?)",
  );
  const byId = connection.prepare('SELECT * FROM directive WHERE id = ?');
  const page = connection.prepare('SELECT * FROM directive WHERE id < ? ORDER BY id DESC LIMIT ?');
  const atWork = connection.prepare(
    `SELECT * FROM directive INDEXED BY directive_at_work
     WHERE phase IN ('gathering', 'applying', 'undoing') ORDER BY id LIMIT 1`,
  );
  const progress = connection.prepare('UPDATE directive SET progress = ? WHERE id = ?');
  const put = connection.prepare(
    `INSERT INTO directed (directive_id, filing_id, state, before, step, why, sent_at)
     VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
  );
  const mark = connection.prepare(
    `UPDATE directed SET state = ?, why = coalesce(?, why), seq = coalesce(?, seq)
     WHERE directive_id = ? AND filing_id = ?`,
  );
  const inState = connection.prepare(
    `SELECT * FROM directed INDEXED BY directed_by_state
     WHERE directive_id = ? AND state = ? AND filing_id > ? ORDER BY filing_id LIMIT ?`,
  );
  const filings = connection.prepare(
    `SELECT * FROM directed WHERE directive_id = ? AND filing_id > ?
       AND (state <> 'untouched') = ? ORDER BY filing_id LIMIT ?`,
  );
  const of = connection.prepare(
    'SELECT * FROM directed INDEXED BY directed_by_filing WHERE filing_id = ? ORDER BY directive_id',
  );
  const counts = connection.prepare<[number], { state: DirectedState; n: number }>(
    `SELECT state, count(*) AS n FROM directed INDEXED BY directed_by_state
     WHERE directive_id = ? GROUP BY state`,
  );
  const forget = connection.prepare('DELETE FROM directed WHERE directive_id = ?');

  return {
    enter: (order, how, at) =>
      Number(enter.run(order.kind, JSON.stringify(order), how, at).lastInsertRowid),
    byId: (id) => one(byId.get(id)),
    page: (before, limit) => page.all(before ?? Number.MAX_SAFE_INTEGER, limit).map(read),
    atWork: () => one(atWork.get()),
    moveTo(id, phase, how, at) {
      const stamp = stamps[phase];
      const set = stamp === undefined ? '' : `, ${stamp} = ${at}`;
      connection
        .prepare(`UPDATE directive SET phase = ?, progress = ?${set} WHERE id = ?`)
        .run(phase, how, id);
    },
    progress: (id, how) => void progress.run(how, id),
    put({ directiveId, filingId, state, before, step, why, sentAt }) {
      put.run(directiveId, filingId, state, before, step, why, sentAt);
    },
    mark({ directiveId, filingId }, state, { why, seq } = {}) {
      mark.run(state, why ?? null, seq ?? null, directiveId, filingId);
    },
    inState: (id, state, after, limit) => inState.all(id, state, after, limit).map(readDirected),
    filings: (id, touched, after, limit) =>
      filings.all(id, after, touched ? 1 : 0, limit).map(readDirected),
    of: (filingId) => of.all(filingId).map(readDirected),
    counts(id) {
      const found = noDirected();
      for (const { state, n } of counts.all(id)) found[state] = n;
      return found;
    },
    forget: (id) => void forget.run(id),
  };
}

const one = (row: unknown): StoredDirective | null => (row === undefined ? null : read(row));

function read(row: unknown): StoredDirective {
  const r = rowSchema.parse(row);
  return {
    id: r.id,
    phase: r.phase,
    order: directiveOrderSchema.parse(JSON.parse(r.body)),
    progress: r.progress,
    enteredAt: r.entered_at,
    previewedAt: r.previewed_at,
    appliedAt: r.applied_at,
    undoneAt: r.undone_at,
  };
}

function readDirected(row: unknown): Directed {
  const r = directedSchema.parse(row);
  return {
    directiveId: r.directive_id,
    filingId: r.filing_id,
    state: r.state,
    before: r.before,
    step: r.step,
    why: r.why,
    sentAt: r.sent_at,
    seq: r.seq,
  };
}

const noDirected = (): Record<DirectedState, number> => ({
  planned: 0,
  done: 0,
  skipped: 0,
  undone: 0,
  kept: 0,
  untouched: 0,
});
