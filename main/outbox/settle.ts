import { epochMs, type EpochMs } from '../../shared/time.ts';
import type { InquiryOutcome, SendOutcome } from '../central/gateway.ts';
import {
  customsAfter,
  followCustoms,
  moveTransport,
  record,
  type OtherChange,
  type StoredFiling,
  type Tables,
} from '../store/index.ts';
import type { Claim } from './attempt.ts';
import { afterReturn, isBuffered, isReplaced } from './directives/standing.ts';
import { judgeInquiry, judgeSending, type Verdict } from './judge.ts';
import { isAskedOfNobody } from './pacer-event.ts';

export type AttemptOutcome = SendOutcome | InquiryOutcome;

/** What was seen of an attempt, measured by the outbox. */
export interface Result {
  claim: Claim;
  outcome: AttemptOutcome;
  settledAt: EpochMs;
  /** Milliseconds by a clock that does not jump. */
  tookMs: number;
}

/** When a filing in doubt is asked about next. */
export type InquiryPlan = (now: EpochMs, inquiries: number, retryAfterMs: number | null) => EpochMs;

/**
 * Settles an attempt and moves its filing, within the caller's transaction.
 * @returns the filing as it is now
 */
export function settle(tables: Tables, result: Result, inquireIn: InquiryPlan): StoredFiling {
  const { claim, outcome, settledAt } = result;
  const filing = tables.filings.byId(claim.filingId);
  if (filing === null) throw new RangeError(`filing ${claim.filingId} is gone`);
  const judged = judge(tables, filing, claim, outcome);
  const isAnswered = claim.kind === 'inquiry' && judged.event === 'return';
  // It lies in a buffer, says the authority: that they do not know it proves nothing yet.
  const verdict: Verdict =
    isAnswered && isBuffered(tables, filing, settledAt) ? { event: null } : judged;

  tables.attempts.settle(claim, {
    settledAt,
    outcome: outcome.outcome,
    cause: outcome.cause,
    httpStatus: outcome.httpStatus,
    tookMs: Math.round(result.tookMs),
    retryAfterMs: outcome.retryAfterMs,
    answer: outcome.answer,
    errors: outcome.outcome === 'refused' ? outcome.errors : [],
    receipt: outcome.outcome === 'taken' ? outcome.receipt : null,
  });

  const entry = {
    kind: 'attempt-settled',
    data: {
      n: claim.n,
      attempt: claim.kind,
      outcome: outcome.outcome,
      cause: outcome.cause,
      ...(outcome.retryAfterMs === null ? {} : { retryAfterMs: outcome.retryAfterMs }),
    },
  } as const;
  const change = changeOf(filing, verdict, outcome, settledAt, inquireIn);
  // What a person accepted was for this declaration, and it has arrived.
  if (verdict.event === 'take') {
    tables.stales.drop(filing.id);
    const said = { at: change.receiptAt ?? settledAt, named: null };
    const customs = change.customs ?? filing.customs;
    followCustoms(tables, { ...filing, customs }, filing.customs, said, settledAt);
  }
  // A repeated word, e.g. still processing, moves nothing.
  if (verdict.event === null || (verdict.event === 'pend' && filing.transport === 'processing'))
    return record(tables, filing, entry, settledAt, change);
  if (verdict.event === 'return' && isReplaced(tables, filing))
    return moveTransport(tables, filing, 'replace', entry, settledAt, change);
  const moved = moveTransport(tables, filing, verdict.event, entry, settledAt, change);
  return isAnswered && verdict.event === 'return' ? afterReturn(tables, moved, settledAt) : moved;
}

function judge(
  tables: Tables,
  filing: StoredFiling,
  claim: Claim,
  outcome: AttemptOutcome,
): Verdict {
  if (outcome.outcome === 'handed-over')
    return claim.kind === 'send' ? { event: 'lose' } : { event: null };
  if (claim.kind === 'send') {
    // A sending is never answered by not-found; the port's types do not cross here.
    return outcome.outcome === 'not-found' ? { event: 'lose' } : judgeSending(outcome);
  }
  if (outcome.outcome === 'taken') {
    const own = tables.submissions.chain(filing.submissionId).map(({ digest }) => digest);
    return judgeInquiry(outcome, own, tables.attempts.of(filing.id));
  }
  return judgeInquiry(
    outcome,
    [],
    outcome.outcome === 'not-found' ? tables.attempts.of(filing.id) : [],
  );
}

function changeOf(
  filing: StoredFiling,
  verdict: Verdict,
  outcome: AttemptOutcome,
  at: EpochMs,
  inquireIn: InquiryPlan,
): OtherChange {
  switch (verdict.event) {
    case 'take':
      return {
        receiptNo: verdict.receipt.receiptNo,
        receiptAt: epochMs(Date.parse(verdict.receipt.receivedAt)),
        customs: customsAfter(filing.customs, verdict.receipt.state),
        lastError: null,
        inquiries: 0,
      };
    case 'refuse':
      return {
        lastError: outcome.outcome === 'refused' ? outcome.cause : 'number-used',
        inquiries: 0,
        ...(verdict.rejected ? { customs: customsAfter(filing.customs, 'rejected') } : {}),
      };
    case 'return':
      return { lastError: outcome.cause, inquiries: 0 };
    case 'pend':
    case 'lose':
    case null:
      return askAgain(filing, outcome, at, inquireIn);
  }
}

/**
 * An answer that did not tell lengthens the wait, and so does a look that cost nobody anything (a
 * folder without a notice); no answer is the gate's to pace.
 */
function askAgain(
  filing: StoredFiling,
  outcome: AttemptOutcome,
  at: EpochMs,
  inquireIn: InquiryPlan,
): OtherChange {
  const answered =
    outcome.outcome === 'taken' ||
    outcome.outcome === 'pending' ||
    outcome.outcome === 'not-found' ||
    (outcome.outcome === 'unknown' && isAskedOfNobody(outcome.cause));
  return {
    inquireAt: inquireIn(at, filing.inquiries, outcome.retryAfterMs),
    inquiries: answered ? filing.inquiries + 1 : filing.inquiries,
    lastError: outcome.outcome === 'pending' ? null : outcome.cause,
  };
}
