import type { Attempt } from '../../shared/filing/attempts.ts';
import type { FilingDetail } from '../../shared/filing/detail.ts';
import type { FilingRow } from '../../shared/filing/filing.ts';
import type { FilingId } from '../../shared/filing/numbers.ts';
import { sequenceOf } from '../../shared/filing/part.ts';
import type { Notice } from '../../shared/filing/receipts.ts';
import { NaruError } from '../../shared/errors.ts';
import type { EpochMs } from '../../shared/time.ts';
import { z } from 'zod';
import {
  describeSubmission,
  readDeclaration,
  readSummary,
  type Store,
  type StoredFiling,
  type Tables,
} from '../store/index.ts';

/**
 * A filing as a face shows it.
 * @param gateAt when the gate opens next, for those that wait before it
 */
export function toRow(filing: StoredFiling, gateAt: EpochMs | null): FilingRow {
  return {
    id: filing.id,
    reference: filing.reference,
    declarationNo: filing.declarationNo,
    kind: filing.kind,
    part: filing.part,
    originalId: filing.originalId,
    priority: filing.priority,
    summary: readSummary(filing),
    transport: filing.transport,
    customs: filing.customs,
    receiptNo: filing.receiptNo,
    attempts: filing.attempts,
    nextAttemptAt: filing.transport === 'queued' ? gateAt : filing.inquireAt,
    deadline: filing.deadline,
    lastError: filing.lastError,
    createdAt: filing.createdAt,
    updatedAt: filing.updatedAt,
  };
}

/**
 * Everything about one filing.
 * @throws {NaruError} `not-found`
 */
export function readDetail(store: Store, id: FilingId, gateAt: EpochMs | null): FilingDetail {
  return store.read((tables) => {
    const filing = tables.filings.byId(id);
    if (filing === null) throw new NaruError('not-found', { what: String(id) });
    return detailOf(tables, filing, gateAt);
  });
}

export function detailOf(
  tables: Tables,
  filing: StoredFiling,
  gateAt: EpochMs | null,
): FilingDetail {
  const attempts = attemptsOf(tables, filing);
  return {
    row: toRow(filing, gateAt),
    declaration: z.json().parse(readDeclaration(tables, filing)),
    timeline: tables.journal.timeline(filing.journalSeq),
    attempts,
    submissions: tables.submissions.chain(filing.submissionId).map(describeSubmission),
    notices: tables.notices.of(filing.declarationNo).filter(isAbout(filing)),
    errors: attempts.findLast((attempt) => attempt.errors.length > 0)?.errors ?? [],
    stale: staleOf(tables, filing),
    parts: tables.filings
      .partsOf(filing.declarationNo)
      .filter(({ originalId }) => originalId === filing.id)
      .map((part) => toRow(part, gateAt)),
  };
}

/** A declaration is shown with every notice of its number, a part with those about it. */
function isAbout({ part }: StoredFiling): (notice: Pick<Notice, 'part'>) => boolean {
  if (part.is === 'declaration') return () => true;
  return (notice) => notice.part?.is === part.is && sequenceOf(notice.part) === sequenceOf(part);
}

/** What went stale, while it waits for a person. */
function staleOf(tables: Tables, filing: StoredFiling): FilingDetail['stale'] {
  const stale = filing.transport === 'recheck' ? tables.stales.get(filing.id) : null;
  if (stale === null) return null;
  const { at, findings, proposal } = stale;
  return { at, findings, hasProposal: proposal !== null };
}

/** All attempts, oldest first; the last may be on its way. */
function attemptsOf(tables: Tables, filing: StoredFiling): Attempt[] {
  const settled = tables.attempts.of(filing.id);
  const open = tables.attempts.open(filing);
  if (open === null) return settled;
  const { n, kind, submissionId, startedAt } = open;
  const nothingYet = {
    settledAt: null,
    outcome: null,
    cause: null,
    httpStatus: null,
    tookMs: null,
    retryAfterMs: null,
    answer: null,
    errors: [],
    receipt: null,
  };
  return [...settled, { n, kind, submissionId, startedAt, ...nothingYet }];
}
