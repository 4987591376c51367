import {
  mayGo,
  newPacerState,
  step,
  type PacerEvent,
  type PacerState,
  type PacingSettings,
} from '../../main/outbox/policy/index.ts';
import { epochMs, type EpochMs, type Random } from '../../shared/time.ts';

/** How a modelled central system answers; it stays as it is. */
export interface Temper {
  /** Middle of the time to answer, in milliseconds; its spread is log-normal. */
  latencyMs: number;
  spread: number;
  /** Share of the requests that it turns away. */
  turnsAway: number;
}

interface Answer {
  at: number;
  isGood: boolean;
  tookMs: number;
}

/** Filings that go by the real pacer to a modelled central system, on a clock of their own. */
export class DrainModel {
  state: PacerState;
  now: EpochMs;
  waiting: number;
  /** When each was settled that came to something. */
  readonly settledAt: EpochMs[] = [];
  readonly leftAt: EpochMs[] = [];
  readonly failedAt: EpochMs[] = [];
  readonly #settings: PacingSettings;
  readonly #random: Random;
  readonly #temper: Temper;
  #open: Answer[] = [];

  constructor(
    given: { start: EpochMs; waiting: number; random: Random; temper: Temper },
    settings: PacingSettings,
  ) {
    this.now = given.start;
    this.waiting = given.waiting;
    this.#random = given.random;
    this.#temper = given.temper;
    this.#settings = settings;
    this.state = newPacerState(given.start, settings);
  }

  #happen(event: PacerEvent): void {
    const { now } = this;
    this.state = step(this.state, event, {
      now,
      random: this.#random,
      settings: this.#settings,
      urgentPending: false,
    });
  }

  /** Lives until a moment, or until nothing waits and nothing is on its way. */
  liveUntil(end: number): void {
    while (this.now < end && (this.waiting > 0 || this.#open.length > 0)) {
      const may = mayGo(this.state, 'declarations', this.now, this.#settings);
      if (this.waiting > 0 && may.go) {
        this.#send();
        continue;
      }
      const answerAt = this.#open[0]?.at ?? Number.POSITIVE_INFINITY;
      const goesAt = this.waiting > 0 && !may.go && may.at !== null ? may.at : Infinity;
      const next = Math.min(answerAt, Math.max(goesAt, this.now + 1), end);
      this.now = epochMs(Math.ceil(next));
      if (answerAt <= this.now) this.#hear();
    }
  }

  #send(): void {
    this.#happen({ type: 'request', lane: 'declarations' });
    this.leftAt.push(this.now);
    this.waiting -= 1;
    const { latencyMs, spread, turnsAway } = this.#temper;
    const normal =
      Math.sqrt(-2 * Math.log(1 - this.#random())) * Math.cos(2 * Math.PI * this.#random());
    const tookMs = Math.max(1, latencyMs * Math.exp(spread * normal));
    const isGood = this.#random() >= turnsAway;
    const answer = { at: this.now + tookMs, isGood, tookMs };
    this.#open = [...this.#open, answer].toSorted((a, b) => a.at - b.at);
  }

  #hear(): void {
    const [answer, ...rest] = this.#open;
    if (answer === undefined) return;
    this.#open = rest;
    const { tookMs, isGood } = answer;
    if (isGood) {
      this.settledAt.push(this.now);
      this.#happen({ type: 'success', lane: 'declarations', latencyMs: tookMs });
      return;
    }
    this.waiting += 1;
    this.failedAt.push(this.now);
    this.#happen({
      type: 'congestion',
      lane: 'declarations',
      cause: 'unavailable',
      retryAfterMs: null,
      tookMs,
    });
  }
}
