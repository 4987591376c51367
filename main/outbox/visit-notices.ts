import { readDeclarationNo, type DeclarationNo } from '../../shared/filing/numbers.ts';
import type { EpochMs } from '../../shared/time.ts';
import type { NoticesOutcome } from '../central/gateway.ts';
import { openNoticePoll } from './notice-poll.ts';
import { pacerEventOf } from './pacer-event.ts';
import type { PacerEvent } from './policy/index.ts';
import { noteNamed } from './visit-restored.ts';
import { pause, requestOf, type Begun, type Means } from './visits.ts';

/** Visits that fetch what customs has since decided. */
export interface NoticeVisits {
  fetch(signal: AbortSignal | undefined): Begun;
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
  let untold: PacerEvent | null = null;

  async function go(signal: AbortSignal | undefined): Promise<void> {
    const from = clock.monotonic();
    const request = requestOf(means, 'notices', signal);
    const outcome = await gateway.notices(notices.after(), notices.pageSize, request);
    const at = clock.now();
    const tookMs = clock.monotonic() - from;
    const event = pacerEventOf('notices', outcome, tookMs);
    const written = disk.write(() =>
      store.transaction((tables) => {
        const taken = notices.take(tables, outcome, at, settings, random);
        if (outcome.outcome === 'page') {
          // A short page is the last one, where nothing else is said.
          const isEnd = outcome.isEnd ?? outcome.notices.length < notices.pageSize;
          noteNamed(tables, namedIn(outcome), isEnd, at);
        }
        return { ...taken, keepGate: gate.step(tables, event, at, false) };
      }),
    );
    if (!written.ok) {
      gate.note(event, at);
      untold = event;
      return;
    }
    written.value.keep();
    written.value.keepGate();
    const { cause } = outcome;
    means.onMeasured?.({ lane: 'notices', cause, at, tookMs, handedOver: null });
    if (written.value.changed.length > 0) means.onChange(written.value.changed);
  }

  return {
    nextAt: notices.nextAt,
    onWritten() {
      untold = null;
    },
    afterReopen() {
      notices.reload();
      if (untold !== null) gate.note(untold, clock.now());
    },
    fetch(signal) {
      // On disk before it leaves: no attempt tells of it after a crash.
      const asked = disk.write(() =>
        gate.stepNow({ type: 'request', lane: 'notices' }, clock.now()),
      );
      return asked.ok ? { did: 'notices', ended: go(signal) } : pause(means);
    },
  };
}

/** The declarations that a page speaks of; a number that stands anywhere in a file may be anything. */
function namedIn({
  notices,
  files = [],
}: Extract<NoticesOutcome, { outcome: 'page' }>): DeclarationNo[] {
  const told = notices.map(({ declarationNo }) => readDeclarationNo(declarationNo));
  const read = files.map(({ says }) =>
    says !== null && (says.isNamed || says.numbers.length === 1) ? (says.numbers[0] ?? null) : null,
  );
  return [...told, ...read].filter((no) => no !== null);
}
