import type { Scenario } from '../../shared/contract/practice.ts';
import type { Random } from '../../shared/time.ts';
import { flow, joined, refusalCost, waitMs, type Load, type Queue } from './capacity.ts';
import { between, draws } from './draws.ts';
import { served, type Ask, type Pend, type Plan, type RetryAfter } from './plan.ts';

const easy: Load = { capacity: 400, background: 40, swing: 20, swingMs: 60_000, fullMs: 10_000 };

export const loads: Readonly<Record<Scenario, Load>> = {
  calm: easy,
  // Swings around its capacity: jammed for about half of each minute.
  brownout: { capacity: 12, background: 12, swing: 5, swingMs: 60_000, fullMs: 6000 },
  outage: easy,
  'lost-replies': easy,
  // Everybody has their code reissued, on the servers that also take declarations.
  surge: { capacity: 20, background: 15, swing: 7, swingMs: 60_000, fullMs: 7000 },
};

/** The gateway in front gives up here and says 504; the work behind it goes on. */
const gatewayMs = 4500;

/** The fate of a request in a scenario. Pure: the same seed, asks and times give the same fates. */
export function scenarioPlan(
  scenario: Scenario,
  seed: number,
  ask: Ask,
  queue: Queue,
): { plan: Plan; queue: Queue } {
  const load = loads[scenario];
  const random = draws(seed, scenario, ask.want, ask.subject, ask.nth);
  const now = flow(queue, load, seed, ask.now);
  const wait = waitMs(now, load);
  if (random() < fullness(wait, load)) {
    return { plan: turnedAway(random), queue: joined(now, refusalCost) };
  }
  const plan = {
    calm: () => served(wait + between(random, 8, 35)),
    brownout: () => brownout(ask, wait + between(random, 120, 600), random),
    outage: () => outage(random),
    'lost-replies': () => lostReplies(ask, wait + between(random, 15, 90), random),
    surge: () => surge(ask, wait, random),
  }[scenario]();
  return { plan, queue: joined(now, 1) };
}

/** The share that is turned away: none up to half of a full queue, all at a full one. */
function fullness(wait: number, load: Load): number {
  return Math.max(0, Math.min(1, (2 * wait) / load.fullMs - 1));
}

function turnedAway(random: Random): Plan {
  const afterMs = between(random, 10, 150);
  return {
    ...served(0),
    workMs: null,
    answer: { is: 'busy', status: 503, afterMs, retryAfter: retryAfter(random, 2, 6) },
  };
}

function retryAfter(random: Random, from: number, to: number): RetryAfter {
  return {
    seconds: Math.floor(between(random, from, to + 1)),
    form: random() < 0.5 ? 'seconds' : 'date',
  };
}

function pend(ask: Ask, random: Random, share: number): Pend | null {
  if (ask.want !== 'submit' || random() >= share) return null;
  return {
    forMs: between(random, 2000, 8000),
    ends: random() < 0.05 ? 'rejection' : 'receipt',
    retryAfter: random() < 0.5 ? { seconds: 2, form: 'seconds' } : null,
  };
}

function repeats(random: Random): number {
  return random() < 0.2 ? Math.floor(between(random, 1, 4)) : 0;
}

function brownout(ask: Ask, workMs: number, random: Random): Plan {
  const plan: Plan = {
    ...served(workMs),
    ifAbandoned: random() < 0.5 ? 'finish' : 'drop',
    pend: pend(ask, random, 0.12),
    repeatNotices: repeats(random),
  };
  if (ask.want === 'status') return plan;
  const luck = random();
  const afterMs = Math.min(workMs, gatewayMs);
  if (luck < 0.04) return { ...plan, workMs: null, answer: { is: 'error', status: 502, afterMs } };
  if (luck < 0.08) return { ...plan, answer: { is: 'error', status: 502, afterMs } };
  if (luck < 0.1) return { ...plan, answer: { is: 'silence' } };
  if (workMs > gatewayMs) return { ...plan, answer: { is: 'error', status: 504, afterMs } };
  return plan;
}

/** The code service bears the brunt: late, or not at all behind its gateway; filing is slow. */
function surge(ask: Ask, waitMs: number, random: Random): Plan {
  if (ask.want !== 'look-up') return brownout(ask, waitMs + between(random, 150, 900), random);
  const luck = random();
  if (luck < 0.2)
    return {
      ...served(0),
      workMs: null,
      answer: { is: 'error', status: 502, afterMs: between(random, 50, gatewayMs) },
    };
  if (luck < 0.25) return { ...served(0), workMs: null, answer: { is: 'silence' } };
  return served(waitMs + between(random, 400, 3000));
}

function outage(random: Random): Plan {
  const luck = random();
  const afterMs = between(random, 0, 900);
  const nothing: Plan = { ...served(0), workMs: null, answer: { is: 'silence' } };
  if (luck < 0.4) return { ...nothing, answer: { is: 'reset', afterMs } };
  if (luck < 0.66)
    return { ...nothing, answer: { is: 'busy', status: 503, afterMs, retryAfter: null } };
  if (luck < 0.94) return nothing;
  const workMs = between(random, 800, 3500);
  if (luck < 0.97) return served(workMs);
  return { ...served(workMs), answer: { is: 'result', delivery: 'reset', lie: null } };
}

function lostReplies(ask: Ask, workMs: number, random: Random): Plan {
  const plan: Plan = {
    ...served(workMs),
    pend: pend(ask, random, 0.08),
    repeatNotices: repeats(random),
  };
  if (ask.want === 'status') return plan;
  // Asking is answered more often than sending: this is how a filing's fate comes to be known.
  const scale = ask.want === 'submit' ? 1 : 0.4;
  const luck = random() / scale;
  if (luck < 0.2) return { ...plan, answer: { is: 'result', delivery: 'reset', lie: null } };
  if (luck < 0.36) return { ...plan, answer: { is: 'result', delivery: 'cut', lie: null } };
  if (luck < 0.45) return { ...plan, answer: { is: 'silence' } };
  return plan;
}
