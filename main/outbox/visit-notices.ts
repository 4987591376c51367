import { readDeclarationNo, type DeclarationNo } from '../../shared/filing/numbers.ts';
import type { EpochMs } from '../../shared/time.ts';
import type { NoticesOutcome } from '../central/gateway.ts';
import type { Tables } from '../store/index.ts';
import { countNotices, openNoticePoll } from './notice-poll.ts';
import { pacerEventOf } from './pacer-event.ts';
import type { PacerEvent } from './policy/index.ts';
import { noteNamed } from './restored-mark.ts';
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

/** Notices of one transaction: more would hold up whoever edits or reads meanwhile. */
const atOnce = 40;

export function noticeVisits(means: Means): NoticeVisits {
  const { store, gateway, clock, random, settings, gate, disk } = means;
  const notices = openNoticePoll(store, gateway.destination);
  /** What the gate learned and could not write down. */
  let untold: PacerEvent | null = null;

  async function go(signal: AbortSignal | undefined): Promise<void> {
    const from = clock.monotonic();
    const request = requestOf(means, 'notices', signal);
    const outcome = await gateway.notices(notices.after(), notices.pageSize, request);
    const tookMs = clock.monotonic() - from;
    const event = pacerEventOf('notices', outcome, tookMs);
    const rest = await takeEarly(outcome);
    const at = clock.now();
    const written =
      rest === null
        ? ({ ok: false } as const)
        : disk.write(() =>
            store.transaction((tables) => {
              const taken = notices.take(tables, rest, at, settings, random);
              if (outcome.outcome === 'page') noteAll(tables, outcome, at);
              return { ...taken, gate: gate.step(tables, event, at, false) };
            }),
          );
    if (!written.ok) {
      gate.note(event, at);
      untold = event;
      return;
    }
    written.value.keep();
    written.value.gate.keep();
    const { cause } = outcome;
    means.onMeasured?.({ lane: 'notices', cause, at, tookMs, handedOver: null });
    if (written.value.changed.length > 0) means.onChange(written.value.changed);
  }

  /**
   * Takes in all of a page but its last notices, a few at a time, so that nobody waits for the whole.
   * @returns what is left of it; `null` where the disk refuses
   */
  async function takeEarly(outcome: NoticesOutcome): Promise<NoticesOutcome | null> {
    if (outcome.outcome !== 'page') return outcome;
    let left = outcome.notices;
    while (left.length > atOnce) {
      const early = left.slice(0, atOnce);
      const written = disk.write(() =>
        store.transaction((tables) => notices.takeEarly(tables, early, clock.now())),
      );
      if (!written.ok) return null;
      if (written.value.length > 0) means.onChange(written.value);
      left = left.slice(atOnce);
      await clock.sleep(0);
    }
    return { ...outcome, notices: left };
  }

  function noteAll(
    tables: Tables,
    page: Extract<NoticesOutcome, { outcome: 'page' }>,
    at: EpochMs,
  ): void {
    // A short page is the last one, where nothing else is said.
    const isEnd = page.isEnd ?? countNotices(page) < notices.pageSize;
    noteNamed(tables, namedIn(page), isEnd, at);
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
