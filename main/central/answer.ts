import type { Cause } from '../../shared/filing/attempts.ts';
import type { EpochMs } from '../../shared/time.ts';
import type { Exchange } from './exchange.ts';
import type { Observation } from './gateway.ts';
import { plainText, withoutToken } from './plain-text.ts';
import { readRetryAfter } from './retry-after.ts';

/** An exchange, read: what the judges go by. No credentials are left in it. */
export type Answer =
  | { ended: 'answered'; status: number; retryAfterMs: number | null; text: string; json: Json }
  | {
      ended: 'broken';
      cause: Cause;
      status: number | null;
      retryAfterMs: number | null;
      text: string;
    }
  | { ended: 'not-sent'; cause: Cause };

/** A body as JSON, or the fact that it is none. */
type Json = { value: unknown } | null;

const answerLength = 2000;

/** Decodes an exchange's body and head; `token` is what must not be seen in it. */
export function readAnswer(exchange: Exchange, token: string | null, now: EpochMs): Answer {
  if (exchange.ended === 'not-sent') return exchange;
  const { head } = exchange;
  const text = new TextDecoder().decode(exchange.body);
  const retryAfterMs = head === null ? null : readRetryAfter(head.retryAfter, head.date, now);
  const shown = withoutToken(text, token);
  if (exchange.ended === 'broken')
    return {
      ended: 'broken',
      cause: exchange.cause,
      status: head?.status ?? null,
      retryAfterMs,
      text: shown,
    };
  return {
    ended: 'answered',
    status: exchange.head.status,
    retryAfterMs,
    text: shown,
    json: readJson(text, token),
  };
}

function readJson(text: string, token: string | null): Json {
  try {
    const value: unknown = JSON.parse(text, (_key, part: unknown) =>
      typeof part === 'string' ? withoutToken(part, token) : part,
    );
    return { value };
  } catch {
    // Also where it is nested beyond the stack.
    return null;
  }
}

/** What is put on record of an answer. */
export function observed(answer: Answer, cause: Cause): Observation {
  if (answer.ended === 'not-sent')
    return { cause, httpStatus: null, retryAfterMs: null, answer: null };
  return {
    cause,
    httpStatus: answer.status,
    retryAfterMs: answer.retryAfterMs,
    answer: answer.text === '' ? null : plainText(answer.text, answerLength),
  };
}
