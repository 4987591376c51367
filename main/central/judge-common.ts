import type { RemoteError } from '../../shared/filing/receipts.ts';
import { observed } from './answer.ts';
import type { Answer } from './answer.ts';
import { problemBody } from './bodies.ts';
import type { ProblemBody } from './bodies.ts';
import type { Observation } from './gateway.ts';
import { plainText } from './plain-text.ts';

/** An answer that came back whole. */
export type WholeAnswer = Extract<Answer, { ended: 'answered' }>;

/** What every call can come to, whatever was asked. */
type CommonOutcome = Observation & {
  outcome: 'not-sent' | 'unknown' | 'busy' | 'not-allowed';
};

/** Judges what means the same in every call; `null` where the call itself has to judge. */
export function judgeCommon(answer: Answer): CommonOutcome | null {
  if (answer.ended === 'not-sent')
    return { ...observed(answer, answer.cause), outcome: 'not-sent' };
  if (answer.ended === 'broken') return { ...observed(answer, answer.cause), outcome: 'unknown' };
  const { status } = answer;
  if (status === 401) return { ...observed(answer, 'unauthorized'), outcome: 'not-allowed' };
  if (status === 403) return { ...observed(answer, 'forbidden'), outcome: 'not-allowed' };
  if (status === 429) return { ...observed(answer, 'too-many-requests'), outcome: 'busy' };
  if (status === 503) return { ...observed(answer, 'unavailable'), outcome: 'busy' };
  if (status === 502) return { ...observed(answer, 'bad-gateway'), outcome: 'unknown' };
  if (status === 504) return { ...observed(answer, 'gateway-timeout'), outcome: 'unknown' };
  if (status >= 500) return { ...observed(answer, 'server-error'), outcome: 'unknown' };
  if (status >= 300 && status < 400)
    return { ...observed(answer, 'redirected'), outcome: 'unknown' };
  return null;
}

/** Nothing that can be believed. A body that is no JSON is named as such. */
export function notBelieved(answer: WholeAnswer): CommonOutcome {
  const cause = answer.json === null ? 'not-json' : 'unexpected-answer';
  return { ...observed(answer, cause), outcome: 'unknown' };
}

/** The central system's problem report (RFC 9457), where the body is one. */
export function readProblem(answer: WholeAnswer): ProblemBody | null {
  const parsed = problemBody.safeParse(answer.json?.value);
  return parsed.success ? parsed.data : null;
}

/** Why it was refused, in the central system's words; never empty. */
export function refusalErrors(
  answer: WholeAnswer,
  said: { code: string; errors: readonly RemoteError[]; text: string | undefined } | null,
): RemoteError[] {
  if (said !== null && said.errors.length > 0) return [...said.errors];
  const words = said?.text ?? plainText(answer.text.trim(), 2000);
  const message = words === '' ? `HTTP ${answer.status}` : words;
  return [{ code: plainText(said?.code ?? `http-${answer.status}`, 200), message }];
}

/** A problem report's part in `refusalErrors`. */
export function saidBy(problem: ProblemBody | null): Parameters<typeof refusalErrors>[1] {
  if (problem === null) return null;
  return {
    code: problem.type,
    errors: problem.errors ?? [],
    text: problem.detail ?? problem.title,
  };
}
