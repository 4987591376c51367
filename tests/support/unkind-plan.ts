import { between, draws } from '../../main/practice/draws.ts';
import { served, type Ask, type Plan, type PlannedAnswer } from '../../main/practice/plan.ts';
import type { Random } from '../../shared/time.ts';

/** Everything that an unkind central system does; `after` and `before` the document is taken. */
export const faults = [
  '503-seconds',
  '503-date',
  '503-bare',
  '429-seconds',
  '429-date',
  'reset-before',
  'reset-after',
  '502-before',
  '502-after',
  '504-before',
  '504-after',
  '500-before',
  '500-after',
  'html-before',
  'html-after',
  'cut',
  'other-digest',
  'other-number',
  'pending',
  'hang-before',
  'hang-after',
] as const;
export type Fault = (typeof faults)[number];

/** For a GET there is no before and after, nor a queue. */
const inquiryFaults: readonly Fault[] = faults.filter(
  (fault) => !fault.endsWith('-after') && fault !== 'pending',
);
/** A page of notices names no document of its own. */
const noticesFaults: readonly Fault[] = inquiryFaults.filter((fault) => !fault.startsWith('other'));

export interface Unkindness {
  seed: number;
  /** Share of requests that meet a fault, 0 to 1. */
  share: number;
  /** The faults to choose from. */
  among: readonly Fault[];
  /** How long work takes, in milliseconds. */
  workMs: readonly [number, number];
}

/** The fault that a request meets, or none. Pure: seed and ask decide. */
export function unkindPlan(ask: Ask, how: Unkindness): { fault: Fault | null; plan: Plan } {
  const random = draws(how.seed, 'unkind', ask.want, ask.subject, ask.nth);
  const kind = served(Math.round(between(random, ...how.workMs)));
  if (ask.want === 'status') return { fault: null, plan: kind };
  if (ask.want === 'notices' && random() < how.share) {
    kind.repeatNotices = Math.floor(between(random, 1, 6));
  }
  const possible = {
    submit: faults,
    inquire: inquiryFaults,
    notices: noticesFaults,
    'look-up': inquiryFaults,
  }[ask.want];
  const choice = possible.filter((fault) => how.among.includes(fault));
  const fault = choice[Math.floor(random() * choice.length)];
  if (fault === undefined || random() >= how.share) return { fault: null, plan: kind };
  return { fault, plan: faulty(fault, kind, random) };
}

function faulty(fault: Fault, kind: Plan, random: Random): Plan {
  const afterMs = kind.workMs ?? 0;
  const before = (answer: PlannedAnswer): Plan => ({ ...kind, workMs: null, answer });
  const after = (answer: PlannedAnswer): Plan => ({ ...kind, answer });
  const seconds = 1 + Math.floor(random() * 2);
  const busy = (status: 429 | 503, form: 'seconds' | 'date' | null): Plan =>
    before({
      is: 'busy',
      status,
      afterMs,
      retryAfter: form === null ? null : { seconds, form },
    });
  switch (fault) {
    case '503-seconds':
      return busy(503, 'seconds');
    case '503-date':
      return busy(503, 'date');
    case '503-bare':
      return busy(503, null);
    case '429-seconds':
      return busy(429, 'seconds');
    case '429-date':
      return busy(429, 'date');
    case 'reset-before':
      return before({ is: 'reset', afterMs });
    case 'reset-after':
      return after({ is: 'result', delivery: 'reset', lie: null });
    case '502-before':
      return before({ is: 'error', status: 502, afterMs });
    case '502-after':
      return after({ is: 'error', status: 502, afterMs });
    case '504-before':
      return before({ is: 'error', status: 504, afterMs });
    // The gateway gives up first; the document is taken behind its back.
    case '504-after':
      return { ...after({ is: 'error', status: 504, afterMs }), workMs: afterMs + 150 };
    case '500-before':
      return before({ is: 'error', status: 500, afterMs });
    case '500-after':
      return after({ is: 'error', status: 500, afterMs });
    case 'html-before':
      return before({ is: 'page', afterMs });
    case 'html-after':
      return after({ is: 'page', afterMs });
    case 'cut':
      return after({ is: 'result', delivery: 'cut', lie: null });
    case 'other-digest':
    case 'other-number':
      return after({ is: 'result', delivery: 'whole', lie: fault });
    case 'pending':
      return { ...kind, pend: { forMs: 1200, ends: 'receipt', retryAfter: pendRetry(random) } };
    case 'hang-before':
      return before({ is: 'silence' });
    case 'hang-after':
      return after({ is: 'silence' });
    default:
      return fault satisfies never;
  }
}

function pendRetry(random: Random): { seconds: number; form: 'seconds' } | null {
  return random() < 0.5 ? { seconds: 1, form: 'seconds' } : null;
}
