import type { Attempt } from '../../shared/filing/attempts.ts';
import type { EpochMs } from '../../shared/time.ts';
import type { FrozenDocument, Gateway } from '../central/gateway.ts';
import {
  moveTransport,
  record,
  type Entry,
  type OpenAttempt,
  type StoredFiling,
  type StoredSubmission,
  type Tables,
} from '../store/index.ts';
import { twinThatMayBeThere } from './directives/standing.ts';
import { freeze, type Describe, type Render } from './freeze.ts';
import type { Turn } from './looks.ts';
import { applyLook } from './look-result.ts';
import { numberForThisYear } from './renumber.ts';

/** An attempt that is on disk; its first byte may leave. */
export interface Claim extends OpenAttempt {
  document: FrozenDocument;
}

/** Not `ok`: it stayed here, for a person to look at or because one was faster. */
export type Claiming = { ok: true; claim: Claim } | { ok: false };

/** What a claim needs; by the gateway's name it is known later which way the attempt went. */
export interface ClaimMeans {
  render: Render;
  describe: Describe;
  gateway: Pick<Gateway, 'destination'>;
}

/**
 * Makes the declaration true again, freezes the document and writes the attempt down, within the
 * caller's transaction. A declaration that can no longer be rendered is set aside as invalid, one
 * that went stale for a person, one whose other number customs has or may have is held.
 */
export function claimSending(
  tables: Tables,
  turn: Turn,
  { render, describe, gateway }: ClaimMeans,
  now: EpochMs,
): Claiming {
  const twin = twinThatMayBeThere(tables, turn.filing.id);
  if (twin !== null) {
    const data = { why: 'twin-taken', twin: twin.declarationNo };
    const entry = { kind: 'held', data } as const;
    const filing = tables.filings.byId(turn.filing.id) ?? turn.filing;
    if (filing.transport === 'queued')
      moveTransport(tables, filing, 'hold', entry, now, { lastError: 'twin-taken' });
    return { ok: false };
  }
  const looked = applyLook(tables, turn, describe, now);
  if (looked === null) return { ok: false };
  const numbered = numberForThisYear(tables, looked, now);
  if (numbered === null) return { ok: false };
  const frozen = freeze(tables, numbered, render, now);
  if (!frozen.ok) {
    const [error] = frozen.errors;
    const entry = { kind: 'attempt-settled', data: { cause: 'invalid-document' } } as const;
    moveTransport(tables, numbered, 'find-invalid', entry, now, {
      lastError: `${error?.code ?? 'invalid'}:${error?.field ?? ''}`,
    });
    return { ok: false };
  }
  const { filing: sent, submission } = frozen;
  const n = sent.attempts + 1;
  const entry = started(n, 'send', submission, { via: gateway.destination });
  moveTransport(tables, sent, 'claim', entry, now, {
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

function started(
  n: number,
  kind: Attempt['kind'],
  submission: StoredSubmission,
  more: { via?: string } = {},
): Entry {
  const data = { n, attempt: kind, submission: submission.id, ...more };
  return { kind: 'attempt-started', data };
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
      part: filing.part,
      kind: filing.kind,
      bytes: submission.body,
      digest: submission.digest,
    },
  };
}
