import { z } from 'zod';
import { staleFindingSchema, type StaleFinding } from '../../shared/filing/stale.ts';
import { filingIdSchema, type FilingId } from '../../shared/filing/numbers.ts';
import { epochMsSchema, type EpochMs } from '../../shared/time.ts';
import type { Connection } from './connection.ts';

const rowSchema = z.object({
  filing_id: filingIdSchema,
  at: epochMsSchema,
  findings: z.string(),
  proposal: z.string().nullable(),
  accepted: z.string().nullable(),
});

/** What went stale of a filing while it waited. */
export interface StoredStale {
  filingId: FilingId;
  at: EpochMs;
  findings: StaleFinding[];
  /** The declaration as recomputed; `null` where nothing can be recomputed. */
  proposal: unknown;
  /** What a person has accepted, in the words of who asked; `null` where nothing was. */
  accepted: unknown;
}

export interface StalePage {
  rows: StoredStale[];
  /** Where the next page begins; `null` at the end. */
  next: string | null;
}

/**
 * Findings that keep filings from being sent. What a person accepted stays until the filing is
 * taken, edited or taken back, so that the same finding stops it no more.
 */
export interface Stales {
  /** Keeps what was found; what was accepted before stays. */
  put(filingId: FilingId, findings: readonly StaleFinding[], proposal: unknown, at: EpochMs): void;
  get(filingId: FilingId): StoredStale | null;
  /** Keeps what a person accepted; `false` where nothing went stale. */
  accept(filingId: FilingId, accepted: unknown): boolean;
  /** Forgets what was found, unless a person accepted something. */
  leave(filingId: FilingId): void;
  drop(filingId: FilingId): void;
  /** Filings that wait for a person (재확인), oldest first. */
  page(after: string | null, limit: number): StalePage;
}

export function openStales(connection: Connection): Stales {
  const put = connection.prepare(
    `INSERT INTO stale (filing_id, at, findings, proposal) VALUES (?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET at = excluded.at, findings = excluded.findings,
       proposal = excluded.proposal`,
  );
  const get = connection.prepare('SELECT * FROM stale WHERE filing_id = ?');
  const accept = connection.prepare('UPDATE stale SET accepted = ? WHERE filing_id = ?');
  const leave = connection.prepare('DELETE FROM stale WHERE filing_id = ? AND accepted IS NULL');
  const drop = connection.prepare('DELETE FROM stale WHERE filing_id = ?');
  const page = connection.prepare(
    `SELECT stale.* FROM stale CROSS JOIN filing ON filing.id = filing_id
     WHERE filing_id > ? AND transport = 'recheck' ORDER BY filing_id LIMIT ?`,
  );

  return {
    put(filingId, findings, proposal, at) {
      put.run(filingId, at, JSON.stringify(findings), textOf(proposal));
    },
    get(filingId) {
      const row = get.get(filingId);
      return row === undefined ? null : read(row);
    },
    accept: (filingId, accepted) => accept.run(textOf(accepted), filingId).changes === 1,
    leave: (filingId) => void leave.run(filingId),
    drop: (filingId) => void drop.run(filingId),
    page(after, limit) {
      const rows = page.all(after === null ? 0 : Number(after), limit + 1).map(read);
      const shown = rows.slice(0, limit);
      const last = shown.at(-1);
      return { rows: shown, next: rows.length > limit && last ? String(last.filingId) : null };
    },
  };
}

function textOf(value: unknown): string | null {
  return value === null || value === undefined ? null : JSON.stringify(value);
}

function read(row: unknown): StoredStale {
  const r = rowSchema.parse(row);
  return {
    filingId: r.filing_id,
    at: r.at,
    findings: z.array(staleFindingSchema).parse(JSON.parse(r.findings)),
    proposal: valueOf(r.proposal),
    accepted: valueOf(r.accepted),
  };
}

function valueOf(text: string | null): unknown {
  if (text === null) return null;
  const value: unknown = JSON.parse(text);
  return value;
}
