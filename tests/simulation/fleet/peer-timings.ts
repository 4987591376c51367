import type { Random } from '../../../shared/time.ts';
import { fullJitter, type Timing } from './serial-client.ts';

export const second = 1000;
export const minute = 60 * second;
/** Where a library publishes no time-out. */
export const usualTimeoutMs = 60_000;
/** Where a library gives up after some tries, the application around it looks again this often. */
const pollMs = 5 * minute;

/** Milliseconds to an application's next look; each office has its own phase, for programs start at different times. */
export function nextPoll(random: Random): (now: number) => number {
  const phase = random() * pollMs;
  return (now) => pollMs - ((now + phase) % pollMs);
}

export function axiosRetry(random: Random): Timing {
  const poll = nextPoll(random);
  let retries = 0;
  return {
    timeoutMs: usualTimeoutMs,
    pauseMs(_failures, known, now) {
      if (known === 'refused' && retries < 3) {
        retries += 1;
        return 0;
      }
      retries = 0;
      return poll(now);
    },
    answered() {
      retries = 0;
    },
  };
}

export function awsSdk(random: Random): Timing {
  const [attempts, most, cost] = [3, 500, 14];
  const poll = nextPoll(random);
  let [capacity, retries] = [most, 0];
  return {
    timeoutMs: usualTimeoutMs,
    pauseMs(_failures, _known, now) {
      if (retries + 1 < attempts && capacity >= cost) {
        capacity -= cost;
        retries += 1;
        return fullJitter(random, 50, 20 * second, retries - 1);
      }
      retries = 0;
      return poll(now);
    },
    answered() {
      capacity = Math.min(most, capacity + (retries > 0 ? cost : 1));
      retries = 0;
    },
  };
}

export function opossum(): Timing {
  const recent = new Recent(10, second);
  let isHalfOpen = false;
  return {
    timeoutMs: 10 * second,
    pauseMs(_failures, _known, now) {
      recent.add(now, false);
      const { requests, accepts } = recent.counts(now);
      const opens = isHalfOpen || (requests - accepts) / requests > 0.5;
      isHalfOpen = opens;
      return opens ? 30 * second : 0;
    },
    answered(now) {
      recent.add(now, true);
      isHalfOpen = false;
    },
  };
}

export function sreThrottling(random: Random): Timing {
  const recent = new Recent(12, 10 * second);
  const k = 2;
  let failures = 0;
  const pause = (): number => {
    failures += 1;
    return fullJitter(random, second, minute, failures - 1);
  };
  return {
    timeoutMs: usualTimeoutMs,
    pauseMs(_failures, _known, now) {
      recent.add(now, false);
      return pause();
    },
    answered(now) {
      recent.add(now, true);
      failures = 0;
    },
    holdMs(now) {
      const { requests, accepts } = recent.counts(now);
      if (random() >= (requests - k * accepts) / (requests + 1)) return 0;
      recent.add(now, false);
      return Math.max(1, pause());
    },
  };
}

/** Requests and answers of late, counted in slices of time. */
class Recent {
  readonly #sliceMs: number;
  readonly #requests: number[];
  readonly #accepts: number[];
  #slice = 0;

  constructor(slices: number, sliceMs: number) {
    this.#sliceMs = sliceMs;
    this.#requests = Array.from({ length: slices }, () => 0);
    this.#accepts = Array.from({ length: slices }, () => 0);
  }

  add(now: number, accepted: boolean): void {
    this.#forget(now);
    const at = this.#slice % this.#requests.length;
    this.#requests[at] = (this.#requests[at] ?? 0) + 1;
    if (accepted) this.#accepts[at] = (this.#accepts[at] ?? 0) + 1;
  }

  counts(now: number): { requests: number; accepts: number } {
    this.#forget(now);
    let [requests, accepts] = [0, 0];
    for (const count of this.#requests) requests += count;
    for (const count of this.#accepts) accepts += count;
    return { requests, accepts };
  }

  #forget(now: number): void {
    const slice = Math.floor(now / this.#sliceMs);
    const slices = this.#requests.length;
    for (let gone = Math.max(this.#slice, slice - slices) + 1; gone <= slice; gone += 1) {
      this.#requests[gone % slices] = 0;
      this.#accepts[gone % slices] = 0;
    }
    this.#slice = slice;
  }
}
