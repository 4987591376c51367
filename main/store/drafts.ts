import { z } from 'zod';
import { draftPurposes } from '../../shared/contract/drafts.ts';
import {
  declarationKindSchema,
  filingIdSchema,
  type DeclarationKind,
  type FilingId,
} from '../../shared/filing/numbers.ts';
import { epochMsSchema, type EpochMs } from '../../shared/time.ts';
import type { Connection } from './connection.ts';

const rowSchema = z.object({
  id: z.number(),
  kind: declarationKindSchema,
  filing_id: filingIdSchema.nullable(),
  purpose: z.enum(draftPurposes),
  title: z.string(),
  version: z.number(),
  updated_at: epochMsSchema,
});

/** A draft without what was typed. */
export interface DraftHead {
  id: number;
  kind: DeclarationKind;
  /** What is edited or amended. */
  filingId: FilingId | null;
  purpose: (typeof draftPurposes)[number];
  title: string;
  version: number;
  updatedAt: EpochMs;
}

export interface StoredDraft extends DraftHead {
  /** What was typed, as parsed JSON. */
  body: unknown;
}

export interface NewDraft extends Omit<DraftHead, 'version' | 'updatedAt'> {
  body: unknown;
  at: EpochMs;
}

export interface DraftPage {
  rows: DraftHead[];
  /** Where the next page begins; `null` at the end. */
  next: string | null;
}

/** Declarations that are being typed; none of them is in the outbox. */
export interface Drafts {
  add(draft: NewDraft): void;
  byId(id: number): StoredDraft | null;
  /** The draft that edits or amends a filing; there is one at most. */
  of(filingId: FilingId): StoredDraft | null;
  /** Writes over the version that the writer knows; `null` where it is another one by now. */
  save(
    id: number,
    version: number,
    change: { title: string; body: unknown },
    at: EpochMs,
  ): number | null;
  /** `false` where there is none. */
  drop(id: number): boolean;
  /** Newest first. */
  page(after: string | null, limit: number): DraftPage;
}

const head = 'id, kind, filing_id, purpose, title, version, updated_at';

export function openDrafts(connection: Connection): Drafts {
  const insert = connection.prepare(
    'INSERT INTO draft (id, kind, filing_id, purpose, title, body, version, updated_at) VALUES (?, ?, ?, ?, ?, ?, 0, ?)',
  );
  const byId = connection.prepare(`SELECT ${head}, body FROM draft WHERE id = ?`);
  const byFiling = connection.prepare(
    `SELECT ${head}, body FROM draft WHERE filing_id = ? ORDER BY id LIMIT 1`,
  );
  const update = connection.prepare(
    'UPDATE draft SET title = ?, body = ?, version = version + 1, updated_at = ? WHERE id = ? AND version = ?',
  );
  const remove = connection.prepare('DELETE FROM draft WHERE id = ?');
  const newest = connection.prepare(
    `SELECT ${head} FROM draft WHERE (updated_at, id) < (?, ?)
     ORDER BY updated_at DESC, id DESC LIMIT ?`,
  );
  const top = Number.MAX_SAFE_INTEGER;

  return {
    add: ({ id, kind, filingId, purpose, title, body, at }) =>
      void insert.run(id, kind, filingId, purpose, title, JSON.stringify(body), at),
    byId: (id) => readStored(byId.get(id)),
    of: (filingId) => readStored(byFiling.get(filingId)),
    save(id, version, { title, body }, at) {
      const { changes } = update.run(title, JSON.stringify(body), at, id, version);
      return changes === 0 ? null : version + 1;
    },
    drop: (id) => remove.run(id).changes > 0,
    page(after, limit) {
      const [at = top, id = top] = after?.split('|').map(Number) ?? [];
      // One more than asked for tells whether there is a next page.
      const rows = newest.all(at, id, limit + 1).map(readHead);
      const shown = rows.slice(0, limit);
      const last = shown.at(-1);
      const more = rows.length > limit && last !== undefined;
      return { rows: shown, next: more ? `${last.updatedAt}|${last.id}` : null };
    },
  };
}

function readHead(row: unknown): DraftHead {
  const { filing_id: filingId, updated_at: updatedAt, ...rest } = rowSchema.parse(row);
  return { ...rest, filingId, updatedAt };
}

const bodySchema = z.object({ body: z.string() });

function readStored(row: unknown): StoredDraft | null {
  if (row === undefined) return null;
  const body: unknown = JSON.parse(bodySchema.parse(row).body);
  return { ...readHead(row), body };
}
