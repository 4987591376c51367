import type { NoticesOutcome } from '../central/gateway.ts';
import type { PacerEvent } from './policy/index.ts';
import type { AttemptOutcome } from './settle.ts';

/** What an outcome tells about the central system's load. */
export function pacerEventOf(outcome: AttemptOutcome | NoticesOutcome, tookMs: number): PacerEvent {
  switch (outcome.outcome) {
    case 'taken':
    case 'pending':
    case 'handed-over':
    case 'not-found':
    case 'page':
      return { type: 'success', latencyMs: tookMs };
    case 'refused':
      return { type: 'reached', latencyMs: tookMs };
    case 'not-allowed':
      return { type: 'not-allowed', cause: outcome.cause };
    case 'unknown':
      // Nobody was asked: it is only not known here yet.
      if (isAskedOfNobody(outcome.cause)) return { type: 'success', latencyMs: tookMs };
      // An answer about the number itself says nothing against the central system's health.
      if (isAboutTheNumber(outcome.cause) && outcome.retryAfterMs === null)
        return { type: 'reached', latencyMs: tookMs };
      return congestion(outcome, tookMs);
    case 'busy':
    case 'not-sent':
      return congestion(outcome, tookMs);
  }
}

/** Folders without an answer are looked into at no cost to anybody. */
export function isAskedOfNobody(cause: AttemptOutcome['cause']): boolean {
  return ['no-answer-yet', 'lies-there-already', 'not-offered'].includes(cause);
}

function isAboutTheNumber(cause: AttemptOutcome['cause']): boolean {
  return cause === 'number-used' || cause === 'in-progress';
}

function congestion(outcome: AttemptOutcome | NoticesOutcome, tookMs: number): PacerEvent {
  return {
    type: 'congestion',
    cause: outcome.cause,
    retryAfterMs: outcome.retryAfterMs,
    tookMs,
  };
}
