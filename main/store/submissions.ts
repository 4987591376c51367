import { z } from 'zod';
import type { Submission } from '../../shared/filing/attempts.ts';
import type { FilingId } from '../../shared/filing/numbers.ts';
import { civilDateSchema, epochMsSchema, type CivilDate, type EpochMs } from '../../shared/time.ts';
import type { Connection } from './connection.ts';

const rowSchema = z.object({
  id: z.number().int(),
  filing_id: z.number().int(),
  before: z.number().int().nullable(),
  digest: z.string(),
  declared_on: civilDateSchema,
  frozen_at: epochMsSchema,
  body: z.instanceof(Uint8Array),
});

/** A rendered document as it is frozen on disk. */
export interface StoredSubmission {
  id: number;
  filingId: number;
  before: number | null;
  digest: string;
  declaredOn: CivilDate;
  frozenAt: EpochMs;
  body: Uint8Array;
}

export interface Submissions {
  /** Freezes a document; its id tells it apart for good. */
  freeze(submission: Omit<StoredSubmission, 'id' | 'filingId'> & { filingId: FilingId }): number;
  byId(id: number): StoredSubmission | null;
  /** All of a filing, newest first, beginning with its last one. */
  chain(lastId: number | null): StoredSubmission[];
}

export function openSubmissions(connection: Connection): Submissions {
  const insert = connection.prepare(
    'INSERT INTO submission (filing_id, before, digest, declared_on, frozen_at, body) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const select = connection.prepare('SELECT * FROM submission WHERE id = ?');

  function byId(id: number): StoredSubmission | null {
    const row = select.get(id);
    if (row === undefined) return null;
    const r = rowSchema.parse(row);
    return {
      id: r.id,
      filingId: r.filing_id,
      before: r.before,
      digest: r.digest,
      declaredOn: r.declared_on,
      frozenAt: r.frozen_at,
      body: r.body,
    };
  }

  return {
    freeze(s) {
      const result = insert.run(s.filingId, s.before, s.digest, s.declaredOn, s.frozenAt, s.body);
      return Number(result.lastInsertRowid);
    },
    byId,
    chain(lastId) {
      const chain: StoredSubmission[] = [];
      for (let id = lastId; id !== null;) {
        const submission = byId(id);
        if (submission === null) break;
        chain.push(submission);
        id = submission.before;
      }
      return chain;
    },
  };
}

export function describeSubmission(submission: StoredSubmission): Submission {
  return {
    id: submission.id,
    digest: submission.digest,
    bytes: submission.body.byteLength,
    frozenAt: submission.frozenAt,
  };
}
