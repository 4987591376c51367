import { between, draws } from '../draws.ts';
import type { Conduct } from '../index.ts';
import { served, type Ask, type Plan, type PlannedAnswer } from '../plan.ts';
import { manners, mannerOf, phaseAt, type Manner } from './phases.ts';
import type { Script } from './script.ts';

/** Gateways in front give up after this, in milliseconds; the work behind them goes on. */
const gatewayMs = 5000;

/** The central system's conduct by a script. Pure: the same seed, asks and times, the same fates. */
export function conductOf(script: Script): Conduct {
  const { seed, startAt, phases, credentials } = script;
  return {
    fate: (ask) => fate(seed, ask, manners[mannerOf(phaseAt(phases, ask.now - startAt), ask.want)]),
    ownWord(now) {
      const { word, from } = phaseAt(phases, now - startAt);
      if (word === 'normal') return { state: 'normal' };
      return { state: word, message: words[word], since: new Date(startAt + from).toISOString() };
    },
    token: (now) => (now - startAt < credentials.expireAt ? credentials.before : credentials.after),
  };
}

const words = {
  degraded: '이용량 증가로 처리가 지연되고 있습니다.',
  down: '중앙시스템 장애로 서비스가 중단되었습니다.',
} as const;

function fate(seed: number, ask: Ask, manner: Manner): Plan {
  const random = draws(seed, 'drill', ask.want, ask.subject, ask.nth);
  const workMs = between(random, ...manner.workMs);
  const done: Plan = { ...served(workMs), pend: late(seed, ask) };
  const undone: Plan = { ...served(0), workMs: null };
  const luck = random();
  const afterMs = between(random, 20, 900);
  const retryAfter =
    random() < 0.5
      ? null
      : ({ seconds: Math.floor(between(random, 5, 91)), form: 'seconds' } as const);
  const fates: readonly (readonly [share: number, plan: Plan, answer: PlannedAnswer])[] = [
    [manner.turnedAway, undone, { is: 'busy', status: 503, afterMs, retryAfter }],
    [manner.badGateway, undone, { is: 'error', status: 502, afterMs }],
    [manner.behindGateway, done, behindGateway(workMs)],
    [manner.silence, undone, { is: 'silence' }],
    [manner.reset, undone, { is: 'reset', afterMs }],
    [
      manner.lostAnswer,
      done,
      { is: 'result', delivery: random() < 0.5 ? 'cut' : 'reset', lie: null },
    ],
  ];
  let passed = 0;
  for (const [share, plan, answer] of fates) {
    passed += share;
    if (luck < passed) return { ...plan, answer };
  }
  return done;
}

function behindGateway(workMs: number): PlannedAnswer {
  const afterMs = Math.min(workMs, gatewayMs);
  return { is: 'error', status: workMs > gatewayMs ? 504 : 502, afterMs };
}

/** A few documents are found wrong only later, in the system's own queue: a person must look. */
function late(seed: number, { want, subject }: Ask): Plan['pend'] {
  if (want !== 'submit') return null;
  const random = draws(seed, 'drill-late', subject);
  if (random() >= 0.02) return null;
  return { forMs: between(random, 5000, 60_000), ends: 'rejection', retryAfter: null };
}
