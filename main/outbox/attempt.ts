import type { FieldError } from '../../shared/errors.ts';
import type { Attempt } from '../../shared/filing/attempts.ts';
import type { FilingId } from '../../shared/filing/numbers.ts';
import type { EpochMs } from '../../shared/time.ts';
import type { FrozenDocument } from '../central/gateway.ts';
import {
  moveTransport,
  record,
  type StoredFiling,
  type StoredSubmission,
  type Tables,
} from '../store/index.ts';
import { freeze, type Render } from './freeze.ts';

/** An attempt that is on disk; its first byte may leave. */
export interface Claim {
  kind: Attempt['kind'];
  filingId: FilingId;
  n: number;
  startedAt: EpochMs;
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
  const n = frozen.filing.attempts + 1;
  const entry = { kind: 'attempt-started', data: { n, attempt: 'send' } } as const;
  moveTransport(tables, frozen.filing, 'claim', entry, now, {
    attempts: n,
    inquiries: 0,
    submissionId: frozen.submission.id,
  });
  return { ok: true, claim: start(tables, frozen.filing, frozen.submission, 'send', n, now) };
}

/** Writes an inquiry down, within the caller's transaction; the filing stays where it is. */
export function claimInquiry(tables: Tables, filing: StoredFiling, now: EpochMs): Claim {
  const submission =
    filing.submissionId === null ? null : tables.submissions.byId(filing.submissionId);
  if (submission === null) throw new RangeError(`filing ${filing.id} in doubt was never sent`);
  const n = filing.attempts + 1;
  record(tables, filing, { kind: 'attempt-started', data: { n, attempt: 'inquiry' } }, now, {
    attempts: n,
  });
  return start(tables, filing, submission, 'inquiry', n, now);
}

function start(
  tables: Tables,
  filing: StoredFiling,
  submission: StoredSubmission,
  kind: Attempt['kind'],
  n: number,
  now: EpochMs,
): Claim {
  tables.attempts.start({
    filingId: filing.id,
    n,
    kind,
    submissionId: submission.id,
    startedAt: now,
  });
  return {
    kind,
    filingId: filing.id,
    n,
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
