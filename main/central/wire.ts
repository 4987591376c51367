import type { Clock } from '../../shared/time.ts';

/** How requests travel where time is not the computer's own, as in a drill (훈련). */
export interface Wire {
  /** Deadlines run by it. */
  clock: Clock;
  /** Makes a request and watches over it, so that time does not go on while it is on its way. */
  travel<T>(request: () => Promise<T>): Promise<T>;
}
