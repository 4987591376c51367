import type { FieldError } from '../../shared/errors.ts';
import type { Attempt } from '../../shared/filing/attempts.ts';
import type { EpochMs } from '../../shared/time.ts';
import type { FrozenDocument } from '../central/gateway.ts';
import {
  moveTransport,
  record,
  type Entry,
  type OpenAttempt,
  type StoredFiling,
  type StoredSubmission,
  type Tables,
} from '../store/index.ts';
import { freeze, type Render } from './freeze.ts';

/** An attempt that is on disk; its first byte may leave. */
export interface Claim extends OpenAttempt {
  document: FrozenDocument;
}

export type Claiming = { ok: true; claim: Claim } | { ok: false; errors: FieldError[] };

/**
 * Freezes the document and writes the attempt down, within the caller's transaction. A declaration
 * that can no longer be rendered is set aside as invalid.
 */
export function claimSending(
  tables: Tables,
  filing: StoredFiling,
  render: Render,
  now: EpochMs,
): Claiming {
  const frozen = freeze(tables, filing, render, now);
  if (!frozen.ok) {
    const [error] = frozen.errors;
    const entry = { kind: 'attempt-settled', data: { cause: 'invalid-document' } } as const;
    moveTransport(tables, filing, 'find-invalid', entry, now, {
      lastError: `${error?.code ?? 'invalid'}:${error?.field ?? ''}`,
    });
    return frozen;
  }
  const { filing: sent, submission } = frozen;
  const n = sent.attempts + 1;
  moveTransport(tables, sent, 'claim', started(n, 'send', submission), now, {
    attempts: n,
    inquiries: 0,
    submissionId: submission.id,
  });
  return { ok: true, claim: claimOf(sent, submission, 'send', n, now) };
}

/** Writes an inquiry down, within the caller's transaction; the filing stays where it is. */
export function claimInquiry(tables: Tables, filing: StoredFiling, now: EpochMs): Claim {
  const submission =
    filing.submissionId === null ? null : tables.submissions.byId(filing.submissionId);
  if (submission === null) throw new RangeError(`filing ${filing.id} in doubt was never sent`);
  const n = filing.attempts + 1;
  record(tables, filing, started(n, 'inquiry', submission), now, { attempts: n });
  return claimOf(filing, submission, 'inquiry', n, now);
}

function started(n: number, kind: Attempt['kind'], submission: StoredSubmission): Entry {
  return { kind: 'attempt-started', data: { n, attempt: kind, submission: submission.id } };
}

function claimOf(
  filing: StoredFiling,
  submission: StoredSubmission,
  kind: Attempt['kind'],
  n: number,
  now: EpochMs,
): Claim {
  return {
    kind,
    filingId: filing.id,
    n,
    submissionId: submission.id,
    startedAt: now,
    document: {
      declarationNo: filing.declarationNo,
      part: { is: 'declaration' },
      kind: filing.kind,
      bytes: submission.body,
      digest: submission.digest,
    },
  };
}
