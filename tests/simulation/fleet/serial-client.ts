import type { Random } from '../../../shared/time.ts';
import type { Client, Known, Waiting } from './client.ts';

/** What a retry library decides: how long to wait after a failure. */
export interface Timing {
  /** How long an answer is waited for, in milliseconds. */
  readonly timeoutMs: number;
  /** Milliseconds to wait after the first in line has failed this many times in a row, 1 and up. */
  pauseMs(failures: number, known: Known, now: number): number;
  answered?(now: number): void;
  /** Milliseconds for which a request that could leave now is held back; 0 where it may leave. */
  holdMs?(now: number): number;
}

/**
 * What the libraries are given that they do not have themselves: one line, first in, first out,
 * one request at a time, tried for ever. Whatever did not get an answer is sent again unasked.
 */
export class SerialClient implements Client {
  readonly #timing: Timing;
  #isBusy = false;
  #failures = 0;
  #readyAt = 0;

  constructor(timing: Timing) {
    this.#timing = timing;
  }

  next(now: number, { urgent, normal }: Waiting): ReturnType<Client['next']> {
    if (this.#isBusy || urgent + normal === 0) return { go: null, at: null };
    if (now < this.#readyAt) return { go: null, at: this.#readyAt };
    const held = this.#timing.holdMs?.(now) ?? 0;
    if (held === 0) return { go: 'send' };
    this.#readyAt = now + held;
    return { go: null, at: this.#readyAt };
  }

  timeoutMs(): number {
    return this.#timing.timeoutMs;
  }

  left(): void {
    this.#isBusy = true;
  }

  ended(now: number, _ask: 'send' | 'inquire', known: Known): void {
    this.#isBusy = false;
    if (known === 'answered') {
      this.#failures = 0;
      this.#timing.answered?.(now);
      return;
    }
    this.#failures += 1;
    this.#readyAt = now + this.#timing.pauseMs(this.#failures, known, now);
  }

  inquireAt(): null {
    return null;
  }
}

/** Full jitter: anything from nothing to the exponential wait. */
export function fullJitter(random: Random, baseMs: number, capMs: number, retry: number): number {
  return random() * Math.min(capMs, baseMs * 2 ** Math.min(retry, 30));
}
