import { observed } from './answer.ts';
import type { Answer } from './answer.ts';
import { pendingBody, receiptBody, rejectionBody } from './bodies.ts';
import type { InquiryOutcome } from './gateway.ts';
import { judgeCommon, notBelieved, readProblem, refusalErrors } from './judge-common.ts';
import type { WholeAnswer } from './judge-common.ts';

/**
 * What an inquiry came to. The receipt's digest is passed on unjudged: the outbox alone knows
 * every submission of the filing.
 */
export function judgeInquiry(answer: Answer, declarationNo: string): InquiryOutcome {
  const common = judgeCommon(answer);
  if (common !== null) return common;
  if (answer.ended !== 'answered') return { ...observed(answer, answer.cause), outcome: 'unknown' };
  if (answer.status === 200) return judgeKnown(answer, declarationNo);
  if (answer.status === 404) return judgeMissing(answer);
  return { ...observed(answer, 'unexpected-answer'), outcome: 'unknown' };
}

function judgeKnown(answer: WholeAnswer, declarationNo: string): InquiryOutcome {
  const body = answer.json?.value;
  const receipt = receiptBody.safeParse(body);
  const pending = pendingBody.safeParse(body);
  const rejection = rejectionBody.safeParse(body);
  const named = receipt.data ?? pending.data ?? rejection.data;
  if (named === undefined) return notBelieved(answer);
  if (named.declarationNo !== declarationNo)
    return { ...observed(answer, 'other-number'), outcome: 'unknown' };
  if (receipt.success)
    return { ...observed(answer, 'receipt'), outcome: 'taken', receipt: receipt.data };
  if (pending.success) return { ...observed(answer, 'in-queue'), outcome: 'pending' };
  const said = { code: 'rejected', errors: rejection.data?.errors ?? [], text: undefined };
  return {
    ...observed(answer, 'invalid-document'),
    outcome: 'refused',
    errors: refusalErrors(answer, said),
  };
}

/** Only the gateway's own 404 says "never taken"; a wrong address answers 404 too. */
function judgeMissing(answer: WholeAnswer): InquiryOutcome {
  const type = readProblem(answer)?.type;
  if (type === 'not-found' || type === 'declaration-unknown')
    return { ...observed(answer, type), outcome: 'not-found' };
  return { ...observed(answer, 'unexpected-answer'), outcome: 'unknown' };
}
