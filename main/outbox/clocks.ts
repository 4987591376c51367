import type { Clock, EpochMs } from '../../shared/time.ts';
import type { Store } from '../store/index.ts';
import type { Gate } from './gate.ts';

/** Notices a wall clock that was set while something waits by it. */
export interface Clocks {
  /** A clock that was set forward must not make room within the limits. */
  keepLimits(now: EpochMs): void;
  /**
   * A clock that was set back moves every wait with it, or a minute would become a day.
   * @throws {NaruError} as `Store.transaction`
   */
  keepWaits(now: EpochMs): void;
  /** @throws {NaruError} as `Store.read` */
  wereSetBack(now: EpochMs): boolean;
  /** Whether the clock was not set since the limits were last kept. */
  areSteady(now: EpochMs): boolean;
}

/** Smaller differences are the clock being kept right. */
const noticeableMs = 2000;

export function watchClocks({
  store,
  clock,
  gate,
}: {
  store: Store;
  clock: Clock;
  gate: Gate;
}): Clocks {
  /** What the wall clock is ahead of the one that does not jump. */
  let ahead = clock.now() - clock.monotonic();

  return {
    keepLimits(now) {
      const jumped = now - clock.monotonic() - ahead;
      ahead += jumped;
      if (jumped > noticeableMs) gate.note({ type: 'clock-set-forward', byMs: jumped }, now);
    },
    keepWaits(now) {
      const { savedAt } = gate.state();
      if (savedAt > now) gate.stepNow({ type: 'clock-set-back' }, now);
      store.transaction(({ queue, journal }) => {
        const brought = queue.keepWaits(now);
        if (brought === 0 && savedAt - now < noticeableMs) return;
        const data = { setBackMs: Math.max(0, savedAt - now), filings: brought };
        journal.append({ at: now, filingId: null, before: null, kind: 'clock-changed', data });
      });
    },
    wereSetBack(now) {
      // The counts spare the look where nothing is in doubt.
      const { unconfirmed, processing } = store.counts.transport;
      const inDoubt =
        unconfirmed + processing === 0 ? null : store.read(({ queue }) => queue.nextToInquire());
      return (
        gate.state().savedAt - now > noticeableMs ||
        (inDoubt?.inquireSetAt ?? now) - now > noticeableMs
      );
    },
    areSteady: (now) => Math.abs(now - clock.monotonic() - ahead) <= noticeableMs,
  };
}
