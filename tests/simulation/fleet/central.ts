import type { Random } from '../../../shared/time.ts';
import { phaseStarts, type Phase, type Scenario } from './scenario.ts';

export type Ask = 'send' | 'inquire';

/** What becomes of a request. */
export interface Fate {
  outcome:
    | 'answered'
    /** 503: turned away. */
    | 'busy'
    /** No connection: certainly not taken. */
    | 'refused'
    /** 502: may have been taken. */
    | 'bad-gateway'
    /** Nothing comes. */
    | 'silence';
  /** Milliseconds until the answer. */
  latencyMs: number;
  /** Whether the work was done, whatever the client gets to know of it. */
  done: boolean;
}

/** Wait in the queue from which on everybody is turned away, in milliseconds; nobody up to half of it. */
const fullMs = 10_000;
const usualMs = 200;
/** What an inquiry costs of a sending. */
const inquiryCost = 0.5;
/** Share of answers that are lost while the system is overloaded … */
const lostWhenFull = 0.3;
/** … and of them those whose work was done all the same. */
const doneThough = 2 / 3;

/**
 * One central system: a queue that is worked off at its capacity. A request that is turned away
 * costs work too, so that enough of them leave none for anybody.
 */
export class Central {
  readonly #scenario: Scenario;
  readonly #starts: number[];
  readonly #random: Random;
  #phase = 0;
  /** Requests that wait, as work. */
  #backlog = 0;
  #at = 0;

  constructor(scenario: Scenario, random: Random) {
    this.#scenario = scenario;
    this.#starts = phaseStarts(scenario.phases);
    this.#random = random;
  }

  get phase(): number {
    return this.#phase;
  }

  /** A request arrives at `now`, which never goes back. */
  arrive(now: number, ask: Ask): Fate {
    const phase = this.#flow(now);
    const random = this.#random;
    if (phase.health === 0)
      return phase.says503 === true
        ? { outcome: 'busy', latencyMs: 30 + 50 * random(), done: false }
        : dead(random);
    const capacity = this.#scenario.capacity * phase.health;
    const waitMs = (this.#backlog / capacity) * 1000;
    if (random() < 2 * (waitMs / fullMs) - 1) {
      this.#backlog += this.#scenario.rejectionCost;
      return { outcome: 'busy', latencyMs: 50 + 100 * random(), done: false };
    }
    if (ask === 'inquire' && phase.inquiriesDead === true) return dead(random);
    const latencyMs = waitMs + usualMs * (0.5 + random());
    const lost = Math.max(waitMs > fullMs / 2 ? lostWhenFull : 0, phase.losses ?? 0);
    if (random() >= lost) {
      this.#backlog += ask === 'send' ? 1 : inquiryCost;
      return { outcome: 'answered', latencyMs, done: true };
    }
    const done = random() < doneThough;
    if (done) this.#backlog += ask === 'send' ? 1 : inquiryCost;
    return { outcome: 'bad-gateway', latencyMs, done };
  }

  #flow(now: number): Phase {
    const { phases, capacity } = this.#scenario;
    for (;;) {
      const phase = phases[this.#phase];
      if (phase === undefined) throw new RangeError('the scenario is over');
      const end = this.#starts[this.#phase + 1] ?? 0;
      const until = Math.min(now, end);
      const worked = ((until - this.#at) / 1000) * capacity * phase.health;
      // Whoever dies forgets those who waited.
      this.#backlog = phase.health === 0 ? 0 : Math.max(0, this.#backlog - worked);
      this.#at = until;
      if (now < end || this.#phase === phases.length - 1) return phase;
      this.#phase += 1;
    }
  }
}

function dead(random: Random): Fate {
  const luck = random();
  if (luck < 0.7) return { outcome: 'refused', latencyMs: 5 + 20 * random(), done: false };
  if (luck < 0.9) return { outcome: 'bad-gateway', latencyMs: 50 + 500 * random(), done: false };
  return { outcome: 'silence', latencyMs: Number.POSITIVE_INFINITY, done: false };
}
