import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyQueue, flow, joined, waitMs } from '../../../main/practice/capacity.ts';
import { draws } from '../../../main/practice/draws.ts';
import type { Ask, Plan } from '../../../main/practice/plan.ts';
import { loads, scenarioPlan } from '../../../main/practice/scenario-plan.ts';
import { scenarios, type Scenario } from '../../../shared/contract/practice.ts';
import { faults, unkindPlan } from '../../support/unkind-plan.ts';
import { numberOf } from './client.ts';

const start = 1_800_000_000_000;
const wants = fc.constantFrom<Ask['want']>('submit', 'inquire', 'notices', 'status', 'look-up');
const asks = fc.array(
  fc.record({
    want: wants,
    subject: fc.integer({ min: 1, max: 5 }).map(numberOf),
    nth: fc.integer({ min: 1, max: 9 }),
    gap: fc.integer({ min: 0, max: 20_000 }),
  }),
  { maxLength: 60 },
);

/** Plays asks on a clock of its own. */
function play(scenario: Scenario, seed: number, list: (Omit<Ask, 'now'> & { gap: number })[]) {
  let queue = emptyQueue(start);
  let now = start;
  return list.map(({ gap, ...ask }) => {
    now += gap;
    const fate = scenarioPlan(scenario, seed, { ...ask, now }, queue);
    ({ queue } = fate);
    return fate.plan;
  });
}

function submits(amount: number, gap: number): (Omit<Ask, 'now'> & { gap: number })[] {
  return Array.from({ length: amount }, (_, index) => ({
    want: 'submit',
    subject: numberOf(index),
    nth: 1,
    gap,
  }));
}

const share = (plans: Plan[], is: (plan: Plan) => boolean): number =>
  plans.filter(is).length / plans.length;
const isServed = ({ answer }: Plan): boolean =>
  answer.is === 'result' && answer.delivery === 'whole';

describe('draws', () => {
  it('depend on seed and labels alone and lie evenly in [0, 1)', () => {
    const one = draws(7, 'a', 1);
    const first = [one(), one(), one()];
    const other = draws(7, 'a', 1);
    expect([other(), other(), other()]).toEqual(first);
    expect(draws(8, 'a', 1)()).not.toBe(first[0]);
    expect(draws(7, 'a', 2)()).not.toBe(first[0]);
    const numbers = Array.from({ length: 20_000 }, (_, index) => draws(3, 'x', index)());
    expect(numbers.every((number) => number >= 0 && number < 1)).toBe(true);
    for (let tenth = 0; tenth < 10; tenth += 1) {
      const inTenth = numbers.filter((number) => Math.floor(number * 10) === tenth).length;
      expect(inTenth).toBeGreaterThan(1800);
      expect(inTenth).toBeLessThan(2200);
    }
  });
});

describe('scenarios', () => {
  it('decide the same for the same seed, asks and times', () => {
    fc.assert(
      fc.property(fc.constantFrom(...scenarios), fc.integer(), asks, (scenario, seed, list) => {
        expect(play(scenario, seed, list)).toEqual(play(scenario, seed, list));
      }),
      { numRuns: 100 },
    );
  });

  it('decide otherwise for another seed', () => {
    const list = submits(200, 100);
    expect(play('lost-replies', 1, list)).not.toEqual(play('lost-replies', 2, list));
  });

  it('calm serves everybody at once', () => {
    const plans = play('calm', 1, submits(2000, 50));
    expect(share(plans, isServed)).toBe(1);
    expect(Math.max(...plans.map(({ workMs }) => workMs ?? Infinity))).toBeLessThan(100);
  });

  it('brownout is slow, turns away, fails at the gateway, and serves the rest', () => {
    const plans = play('brownout', 1, submits(3000, 1000));
    const answered = (is: Plan['answer']['is']): number =>
      share(plans, ({ answer }) => answer.is === is);
    expect(answered('busy')).toBeGreaterThan(0.2);
    expect(answered('error')).toBeGreaterThan(0.05);
    expect(answered('silence')).toBeGreaterThan(0.005);
    expect(share(plans, isServed)).toBeGreaterThan(0.35);
    expect(share(plans, ({ pend }) => pend !== null)).toBeGreaterThan(0.03);
    const forms = new Set(
      plans.map(({ answer }) => (answer.is === 'busy' ? answer.retryAfter?.form : undefined)),
    );
    expect(forms).toEqual(new Set([undefined, 'seconds', 'date']));
    const statuses = new Set(
      plans.map(({ answer }) => (answer.is === 'error' ? answer.status : undefined)),
    );
    expect(statuses).toEqual(new Set([undefined, 502, 504]));
    const waits = plans.map(({ workMs }) => workMs ?? 0);
    expect(Math.max(...waits)).toBeGreaterThan(3000);
  });

  it('outage lets mostly nothing through', () => {
    const plans = play('outage', 1, submits(2000, 100));
    const served = share(plans, isServed);
    expect(served).toBeGreaterThan(0);
    expect(served).toBeLessThan(0.06);
    expect(share(plans, ({ answer }) => answer.is === 'silence')).toBeGreaterThan(0.2);
    expect(share(plans, ({ answer }) => answer.is === 'reset')).toBeGreaterThan(0.3);
    const busy = plans.flatMap(({ answer }) => (answer.is === 'busy' ? [answer.retryAfter] : []));
    expect(new Set(busy)).toEqual(new Set([null]));
  });

  it('lost-replies takes every document and keeps a good part of the receipts', () => {
    const plans = play('lost-replies', 1, submits(2000, 100));
    expect(share(plans, ({ workMs }) => workMs !== null)).toBe(1);
    expect(share(plans, isServed)).toBeGreaterThan(0.45);
    expect(share(plans, isServed)).toBeLessThan(0.65);
    const inquiries = submits(2000, 100).map((ask) => ({ ...ask, want: 'inquire' as const }));
    expect(share(play('lost-replies', 1, inquiries), isServed)).toBeGreaterThan(0.75);
  });
});

const lookUps = (amount: number): (Omit<Ask, 'now'> & { gap: number })[] =>
  submits(amount, 500).map((ask) => ({ ...ask, want: 'look-up' as const }));
const meanMs = (plans: Plan[]): number =>
  plans.reduce((sum, { workMs }) => sum + (workMs ?? 0), 0) / plans.length;

describe('the surge of reissues', () => {
  it('makes filing slow, for its servers are the same, and still takes what comes', () => {
    const surge = play('surge', 1, submits(2000, 200));
    const calm = play('calm', 1, submits(2000, 200));
    expect(meanMs(surge)).toBeGreaterThan(20 * meanMs(calm));
    expect(share(surge, isServed)).toBeGreaterThan(0.3);
    expect(share(surge, isServed)).toBeLessThan(0.95);
  });

  it('answers questions about codes late, with 502 or not at all', () => {
    const plans = play('surge', 1, lookUps(2000));
    expect(share(plans, isServed)).toBeGreaterThan(0.4);
    expect(share(plans, isServed)).toBeLessThan(0.8);
    const kinds = new Set(plans.map(({ answer }) => answer.is));
    expect(kinds).toEqual(new Set(['result', 'error', 'silence']));
    expect(share(play('calm', 1, lookUps(2000)), isServed)).toBe(1);
  });

  it('counts questions into the same queue', () => {
    const alone = play('surge', 1, submits(1000, 400));
    const together = play(
      'surge',
      1,
      submits(1000, 200).flatMap((ask) => [ask, { ...ask, want: 'look-up' as const }]),
    ).filter((_, index) => index % 2 === 0);
    expect(share(together, isServed)).toBeLessThan(share(alone, isServed));
  });
});

describe('capacity', () => {
  const load = { ...loads.brownout, background: 0, swing: 0 };

  it('works off what waits and never owes', () => {
    const queue = joined(emptyQueue(start), 24);
    expect(waitMs(queue, load)).toBe(2000);
    expect(waitMs(flow(queue, load, 1, start + 1000), load)).toBeCloseTo(1000);
    expect(flow(queue, load, 1, start + 60_000).backlog).toBe(0);
  });

  it('grows under others, up to a bound, however long it was not looked at', () => {
    const jammed = { ...load, background: 30 };
    const later = flow(emptyQueue(start), jammed, 1, start + 2000);
    expect(later.backlog).toBeGreaterThan(24);
    const year = flow(later, jammed, 1, start + 365 * 86_400_000);
    expect(waitMs(year, jammed)).toBeCloseTo(jammed.fullMs * 1.1);
  });
});

describe('unkind plan', () => {
  const how = { seed: 5, share: 0.3, among: faults, workMs: [1, 2] as const };

  it('meets each fault, at the share that is asked for', () => {
    const met = submits(6000, 0).map(({ gap, ...ask }) => unkindPlan({ ...ask, now: gap }, how));
    const faulty = met.flatMap(({ fault }) => (fault === null ? [] : [fault]));
    expect(new Set(faulty)).toEqual(new Set(faults));
    expect(faulty.length / met.length).toBeGreaterThan(0.27);
    expect(faulty.length / met.length).toBeLessThan(0.33);
  });

  it('lets everything through at nought, and never touches the status page', () => {
    const ask = { subject: numberOf(1), nth: 1, now: 0 };
    expect(unkindPlan({ ...ask, want: 'submit' }, { ...how, share: 0 }).fault).toBeNull();
    expect(unkindPlan({ ...ask, want: 'status' }, { ...how, share: 1 }).fault).toBeNull();
    expect(unkindPlan({ ...ask, want: 'submit' }, { ...how, share: 1 }).fault).not.toBeNull();
  });
});
