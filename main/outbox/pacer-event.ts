import type { NoticesOutcome } from '../central/gateway.ts';
import type { Lane, PacerEvent } from './policy/index.ts';
import type { AttemptOutcome } from './settle.ts';

/** What an outcome on a lane tells about the central system's load. */
export function pacerEventOf(
  lane: Lane,
  outcome: AttemptOutcome | NoticesOutcome,
  tookMs: number,
): PacerEvent {
  switch (outcome.outcome) {
    case 'taken':
    case 'pending':
    case 'handed-over':
    case 'not-found':
    case 'page':
    case 'refused':
      return { type: 'success', lane, latencyMs: tookMs };
    case 'not-allowed':
      return { type: 'not-allowed', lane, cause: outcome.cause };
    case 'unknown':
      // Nobody was asked: it is only not known here yet.
      if (isAskedOfNobody(outcome.cause)) return { type: 'success', lane, latencyMs: tookMs };
      // An answer about the number itself says nothing against the central system's health.
      if (isAboutTheNumber(outcome.cause) && outcome.retryAfterMs === null)
        return { type: 'success', lane, latencyMs: tookMs };
      return congestion(lane, outcome, tookMs);
    case 'not-sent':
      if (outcome.cause === 'told-to-wait') return { type: 'withheld', lane };
      return congestion(lane, outcome, tookMs);
    case 'busy':
      return congestion(lane, outcome, tookMs);
  }
}

/** Folders without an answer are looked into at no cost to anybody. */
export function isAskedOfNobody(cause: AttemptOutcome['cause']): boolean {
  return ['no-answer-yet', 'lies-there-already', 'not-offered'].includes(cause);
}

function isAboutTheNumber(cause: AttemptOutcome['cause']): boolean {
  return cause === 'number-used' || cause === 'in-progress';
}

function congestion(
  lane: Lane,
  outcome: AttemptOutcome | NoticesOutcome,
  tookMs: number,
): PacerEvent {
  return {
    type: 'congestion',
    lane,
    cause: outcome.cause,
    retryAfterMs: outcome.retryAfterMs,
    tookMs,
  };
}
