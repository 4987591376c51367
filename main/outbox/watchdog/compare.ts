import type { DifferenceKind } from '../../../shared/sync/watch.ts';
import type { CustomsState } from '../../../shared/filing/states.ts';
import type { InquiryOutcome } from '../../central/gateway.ts';
import type { StoredFiling } from '../../store/index.ts';

export type Comparison =
  | { is: 'same' }
  | { is: 'unanswered' }
  | { is: 'different'; what: DifferenceKind; ours: string; theirs: string };

/** States of customs that a receipt has a word for; the others lie between those. */
const worded: ReadonlySet<CustomsState> = new Set([
  'received',
  'documents-required',
  'inspection',
  'released',
  'withdrawn',
]);
const none = '–';

/**
 * Holds ours against what the central system says of a filing.
 * @param own digests of all documents that were ever frozen for it
 */
export function compare(
  filing: Pick<StoredFiling, 'receiptNo' | 'customs' | 'transport'>,
  outcome: InquiryOutcome,
  own: readonly string[],
): Comparison {
  const { receiptNo, customs, transport } = filing;
  const ours = receiptNo ?? none;
  switch (outcome.outcome) {
    case 'taken': {
      const { receipt } = outcome;
      const differs = (what: DifferenceKind): Comparison => ({
        is: 'different',
        what,
        ours,
        theirs: receipt.receiptNo,
      });
      if (!own.includes(receipt.digest)) return differs('other-document');
      if (receiptNo === null) return differs('they-have-it');
      // A number that was read from a notice or the cargo's progress may only stand for theirs.
      const isDirect = outcome.cause === 'receipt' || outcome.cause === 'receipt-again';
      if (isDirect && receipt.receiptNo !== receiptNo) return differs('other-receipt');
      if (worded.has(customs) ? customs === receipt.state : isBetween(customs, receipt.state))
        return { is: 'same' };
      return { is: 'different', what: 'other-state', ours: customs, theirs: receipt.state };
    }
    case 'pending':
      return receiptNo === null
        ? { is: 'different', what: 'they-have-it', ours, theirs: 'processing' }
        : { is: 'different', what: 'still-processing', ours, theirs: 'processing' };
    case 'refused':
      if (receiptNo === null || customs === 'rejected' || transport === 'refused')
        return { is: 'same' };
      return { is: 'different', what: 'they-refused', ours, theirs: outcome.cause };
    case 'not-found':
      if (receiptNo === null) return { is: 'same' };
      return { is: 'different', what: 'they-do-not-know', ours, theirs: none };
    case 'busy':
    case 'not-sent':
    case 'not-allowed':
    case 'unknown':
      return { is: 'unanswered' };
  }
}

/** Under review or amended: taken, and neither withdrawn nor unknown. */
function isBetween(customs: CustomsState, theirs: string): boolean {
  return (customs === 'under-review' || customs === 'amended') && theirs !== 'withdrawn';
}
