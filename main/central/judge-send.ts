import { observed } from './answer.ts';
import type { Answer } from './answer.ts';
import { pendingBody, receiptBody } from './bodies.ts';
import type { FrozenDocument, SendOutcome } from './gateway.ts';
import { judgeCommon, notBelieved, readProblem, refusalErrors, saidBy } from './judge-common.ts';
import type { WholeAnswer } from './judge-common.ts';

/** What a PUT came to. Whatever is not certain is `unknown`, and is inquired about. */
export function judgeSend(
  answer: Answer,
  document: Pick<FrozenDocument, 'declarationNo' | 'digest'>,
): SendOutcome {
  const common = judgeCommon(answer);
  if (common !== null) return common;
  if (answer.ended !== 'answered') return { ...observed(answer, answer.cause), outcome: 'unknown' };
  switch (answer.status) {
    case 200:
    case 201:
      return judgeReceipt(answer, document);
    case 202:
      return judgePending(answer, document.declarationNo);
    case 400:
    case 413:
    case 415:
    case 422:
      return judgeRefusal(answer);
    case 409:
      return judgeConflict(answer);
    default:
      // Any other 4xx is not the gateway's word: a wrong address or a captive portal condemns no filing.
      return { ...observed(answer, 'unexpected-answer'), outcome: 'unknown' };
  }
}

function judgeReceipt(
  answer: WholeAnswer,
  document: Pick<FrozenDocument, 'declarationNo' | 'digest'>,
): SendOutcome {
  const parsed = receiptBody.safeParse(answer.json?.value);
  if (!parsed.success) return notBelieved(answer);
  const receipt = parsed.data;
  if (receipt.declarationNo !== document.declarationNo)
    return { ...observed(answer, 'other-number'), outcome: 'unknown' };
  if (receipt.digest !== document.digest)
    return { ...observed(answer, 'other-digest'), outcome: 'unknown' };
  const cause = answer.status === 201 ? 'receipt' : 'receipt-again';
  return { ...observed(answer, cause), outcome: 'taken', receipt };
}

function judgePending(answer: WholeAnswer, declarationNo: string): SendOutcome {
  const parsed = pendingBody.safeParse(answer.json?.value);
  if (!parsed.success) return notBelieved(answer);
  if (parsed.data.declarationNo !== declarationNo)
    return { ...observed(answer, 'other-number'), outcome: 'unknown' };
  return { ...observed(answer, 'in-queue'), outcome: 'pending' };
}

/** 400, 413, 415, 422: refused whatever the body says; the body only tells why. */
function judgeRefusal(answer: WholeAnswer): SendOutcome {
  const problem = readProblem(answer);
  const cause =
    problem?.type === 'declaration-unknown' ? 'declaration-unknown' : 'invalid-document';
  const errors = refusalErrors(answer, saidBy(problem));
  return { ...observed(answer, cause), outcome: 'refused', errors };
}

function judgeConflict(answer: WholeAnswer): SendOutcome {
  const problem = readProblem(answer);
  switch (problem?.type) {
    // The document that has the number may be ours: the outbox inquires and compares digests.
    case 'number-used':
    case 'in-progress':
      return { ...observed(answer, problem.type), outcome: 'unknown' };
    case 'declaration-unknown':
      return {
        ...observed(answer, 'declaration-unknown'),
        outcome: 'refused',
        errors: refusalErrors(answer, saidBy(problem)),
      };
    default:
      return { ...observed(answer, 'unexpected-answer'), outcome: 'unknown' };
  }
}
