import type { Attempt } from '../../shared/filing/attempts.ts';
import type { Receipt, RemoteError } from '../../shared/filing/receipts.ts';
import type { TransportEvent } from '../../shared/filing/transitions.ts';
import type { InquiryOutcome, SendOutcome } from '../central/gateway.ts';

/** What an outcome means for the filing. */
export type Verdict =
  | { event: Extract<TransportEvent, 'take'>; receipt: Receipt }
  | { event: Extract<TransportEvent, 'refuse'>; errors: RemoteError[]; rejected: boolean }
  | { event: Extract<TransportEvent, 'pend' | 'lose' | 'return'> }
  /** Still not known: ask again later. */
  | { event: null };

/** How often in a row the same foreign digest must be named before a person has to look. */
const foreignAnswersBelieved = 3;

/** Meaning of a sending's outcome (the interface tells three: taken, certainly not taken, not known). */
export function judgeSending(outcome: SendOutcome): Verdict {
  switch (outcome.outcome) {
    case 'taken':
      return { event: 'take', receipt: outcome.receipt };
    case 'pending':
      return { event: 'pend' };
    case 'refused':
      return { event: 'refuse', errors: outcome.errors, rejected: false };
    case 'busy':
    case 'not-sent':
    case 'not-allowed':
      return { event: 'return' };
    case 'handed-over':
    case 'unknown':
      return { event: 'lose' };
  }
}

/**
 * Meaning of an inquiry's outcome for a filing in doubt.
 * @param own digests of all documents that were ever frozen for it: any of them is ours
 * @param earlier its attempts before this one, oldest first
 */
export function judgeInquiry(
  outcome: InquiryOutcome,
  own: readonly string[],
  earlier: readonly Attempt[],
): Verdict {
  switch (outcome.outcome) {
    case 'taken':
      if (own.includes(outcome.receipt.digest)) return { event: 'take', receipt: outcome.receipt };
      return isSteadilyForeign(outcome.receipt.digest, earlier) ? numberUsed() : { event: null };
    case 'pending':
      return { event: 'pend' };
    case 'refused':
      // A notice has moved customs' side already, where it was a rejection and not an error.
      return {
        event: 'refuse',
        errors: outcome.errors,
        rejected: outcome.cause !== 'told-by-notice',
      };
    case 'not-found':
      // It said that the number is used, and now that it never took it: only a person can tell.
      return lastSending(earlier)?.cause === 'number-used' ? numberUsed() : { event: 'return' };
    case 'busy':
    case 'not-sent':
    case 'not-allowed':
    case 'unknown':
      return { event: null };
  }
}

function numberUsed(): Verdict {
  return { event: 'refuse', errors: [], rejected: false };
}

/** One wrong digest may be a garbled answer; the same one again and again is another document. */
function isSteadilyForeign(digest: string, earlier: readonly Attempt[]): boolean {
  const before = earlier
    .filter((attempt) => attempt.kind === 'inquiry' && attempt.receipt !== null)
    .slice(1 - foreignAnswersBelieved);
  return (
    before.length === foreignAnswersBelieved - 1 &&
    before.every((attempt) => attempt.receipt?.digest === digest)
  );
}

function lastSending(attempts: readonly Attempt[]): Attempt | undefined {
  return attempts.findLast((attempt) => attempt.kind === 'send');
}
