import { z } from 'zod';
import type { Submission } from '../../shared/filing/attempts.ts';
import type { FilingId } from '../../shared/filing/numbers.ts';
import { civilDateSchema, type CivilDate, type EpochMs } from '../../shared/time.ts';
import type { Journal } from './journal.ts';

const dataSchema = z.object({
  digest: z.string(),
  declaredOn: civilDateSchema,
  previous: z.number().int().nullable(),
});

/** A rendered document as it is frozen on disk, by the journal entry that froze it. */
export interface StoredSubmission {
  /** Sequence number of its journal entry. */
  id: number;
  filingId: number | null;
  /** The submission before this one of the same filing. */
  previous: number | null;
  digest: string;
  declaredOn: CivilDate;
  frozenAt: EpochMs;
  body: Uint8Array;
}

export interface NewSubmission extends Omit<StoredSubmission, 'id' | 'filingId'> {
  filingId: FilingId;
  /** The filing's newest journal entry. */
  before: number;
}

export interface Submissions {
  /** Freezes a document within the caller's transaction. */
  freeze(submission: NewSubmission): StoredSubmission;
  byId(id: number): StoredSubmission | null;
  /** All of a filing, newest first, beginning with its last one. */
  chain(lastId: number | null): StoredSubmission[];
}

export function openSubmissions(journal: Journal): Submissions {
  function byId(id: number): StoredSubmission | null {
    const entry = journal.entry(id);
    const body = journal.body(id, 'frozen');
    if (entry === null || body === null || typeof body === 'string') return null;
    const data = dataSchema.parse(JSON.parse(entry.data));
    return { ...data, id, filingId: entry.filing_id, frozenAt: entry.at, body };
  }

  return {
    freeze({ filingId, before, previous, digest, declaredOn, frozenAt, body }) {
      const id = journal.append({
        at: frozenAt,
        filingId,
        before,
        kind: 'frozen',
        data: { digest, declaredOn, previous, bytes: body.byteLength },
        body,
      });
      return { id, filingId, previous, digest, declaredOn, frozenAt, body };
    },
    byId,
    chain(lastId) {
      const chain: StoredSubmission[] = [];
      for (let id = lastId; id !== null;) {
        const submission = byId(id);
        if (submission === null) break;
        chain.push(submission);
        id = submission.previous;
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
