import type { EpochMs } from '../../shared/time.ts';
import { openNoticePoll } from './notice-poll.ts';
import { pacerEventOf } from './pacer-event.ts';
import type { PacerEvent } from './policy/index.ts';
import { pause, requestOf, type Means, type Step } from './visits.ts';

/** Visits that fetch what customs has since decided. */
export interface NoticeVisits {
  fetch(signal: AbortSignal | undefined): Promise<Step>;
  nextAt(now: EpochMs): EpochMs;
  /** A write went through: nothing is left to tell. */
  onWritten(): void;
  /** What is on disk was read again; what the gate learned since must not be forgotten. */
  afterReopen(): void;
}

export function noticeVisits(means: Means): NoticeVisits {
  const { store, gateway, clock, random, settings, gate, disk } = means;
  const notices = openNoticePoll(store, gateway.destination);
  /** What the gate learned and could not write down. */
  let untold: { event: PacerEvent; at: EpochMs } | null = null;

  return {
    nextAt: notices.nextAt,
    onWritten() {
      untold = null;
    },
    afterReopen() {
      if (untold !== null) gate.note(untold.event, untold.at);
    },
    async fetch(signal) {
      const now = clock.now();
      // On disk before it leaves: no attempt tells of it after a crash.
      const asked = disk.write(() => gate.stepNow({ type: 'request' }, now));
      if (!asked.ok) return pause(means);
      const from = clock.monotonic();
      const request = requestOf(means, signal);
      const outcome = await gateway.notices(notices.after(), notices.pageSize, request);
      const at = clock.now();
      const event = pacerEventOf(outcome, clock.monotonic() - from);
      const written = disk.write(() =>
        store.transaction((tables) => {
          const changed = notices.take(tables, outcome, at, settings, random);
          return { changed, keep: gate.step(tables, event, at, false) };
        }),
      );
      if (!written.ok) {
        gate.note(event, at);
        untold = { event, at };
        notices.reload();
        return pause(means);
      }
      written.value.keep();
      if (written.value.changed.length > 0) means.onChange(written.value.changed);
      return { did: 'notices' };
    },
  };
}
