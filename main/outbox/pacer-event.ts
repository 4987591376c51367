import type { NoticesOutcome } from '../central/gateway.ts';
import type { PacerEvent } from './policy/index.ts';
import type { AttemptOutcome } from './settle.ts';

/** What an outcome tells about the central system's load. */
export function pacerEventOf(outcome: AttemptOutcome | NoticesOutcome, tookMs: number): PacerEvent {
  switch (outcome.outcome) {
    case 'taken':
    case 'pending':
    case 'not-found':
    case 'page':
      return { type: 'success', latencyMs: tookMs };
    case 'refused':
      return { type: 'reached', latencyMs: tookMs };
    case 'not-allowed':
      return { type: 'not-allowed', cause: outcome.cause };
    case 'unknown':
      // An answer about the number itself says nothing against the central system's health.
      if (isAboutTheNumber(outcome.cause) && outcome.retryAfterMs === null)
        return { type: 'reached', latencyMs: tookMs };
      return congestion(outcome, tookMs);
    case 'busy':
    case 'not-sent':
      return congestion(outcome, tookMs);
  }
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
