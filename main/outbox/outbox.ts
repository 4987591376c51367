import type { Problem } from '../../shared/errors.ts';
import type { FilingId } from '../../shared/filing/numbers.ts';
import type { Clock, EpochMs, Random } from '../../shared/time.ts';
import type { Gateway, OwnWord } from '../central/gateway.ts';
import type { Store, StoredFiling } from '../store/index.ts';
import { watchDisk } from './disk.ts';
import type { Describe, Render } from './freeze.ts';
import { openGate, type Gate } from './gate.ts';
import { openLooks } from './looks.ts';
import { nextInquiryAt, type PacingSettings } from './policy/index.ts';
import type { Readiness } from './readiness.ts';
import { recover } from './recover.ts';
import type { InquiryPlan } from './settle.ts';
import { attemptVisits } from './visit-attempt.ts';
import { noticeVisits } from './visit-notices.ts';
import { ownWordVisits } from './visit-own-word.ts';
import { pause, type Means, type Step } from './visits.ts';
import { planWork, type Work } from './work.ts';

export interface OutboxOptions {
  store: Store;
  gateway: Gateway;
  clock: Clock;
  random: Random;
  settings: PacingSettings;
  render: Render;
  describe: Describe;
  /** Whether declarations are still true when their turn comes; absent: they always are. */
  readiness?: Readiness;
  /** Is told of filings that changed on disk. */
  onChange(ids: readonly FilingId[]): void;
  /** Whether the central system's own status page is looked at. */
  watchOwnWord?: boolean;
}

/** Brings every filing through, one visit at a time. */
export interface Outbox {
  /** One visit to the central system, or none where its time has not come. */
  step(signal?: AbortSignal): Promise<Step>;
  /** Asks for the next visit to be sooner; it costs a visit like any other. */
  sendNow(): boolean;
  /** Lets a lane go on that wrong credentials had stopped. */
  resume(): void;
  readonly gate: Gate;
  /** Whether its gateway carries requests to synchronise (동기화 요청). */
  readonly synchronises: boolean;
  inFlight(): boolean;
  ownWord(): (OwnWord & { at: EpochMs }) | null;
  /** What keeps this computer from its work; `null` where nothing does. */
  trouble(): Problem | null;
}

/** Smaller differences are the clock being kept right. */
const noticeableMs = 2000;
/** Up to this pace, in milliseconds between visits, notices do not cost filings theirs. */
const openIntervalMs = 2000;

/**
 * Opens the outbox and makes its states true again after whatever end the last run had.
 * @throws {NaruError} as `Store.transaction`
 */
export function openOutbox(options: OutboxOptions): Outbox {
  const { store, gateway, clock, random, settings } = options;
  const gate = openGate({ store, destination: gateway.destination, settings, random }, clock.now());
  const inquireIn: InquiryPlan = (now, inquiries, retryAfterMs) =>
    nextInquiryAt({ now, random, inquiries, retryAfterMs, settings });
  const disk = watchDisk({
    mayReopen: () => !attempts.isInFlight(),
    reopen() {
      store.reopen();
      begin();
      notices.afterReopen();
      attempts.afterReopen();
    },
    onWritten: () => notices.onWritten(),
  });
  const means: Means = { ...options, gate, disk, inquireIn };
  const attempts = attemptVisits(means);
  const notices = noticeVisits(means);
  const ownWord = ownWordVisits(means, options.watchOwnWord === true);
  const { readiness } = options;
  const looks = readiness === undefined ? null : openLooks({ store, clock, readiness });
  let lastDid: Work['do'] | null = null;

  function begin(): void {
    const now = clock.now();
    keepWaits(now);
    const recovered = recover(store, now, inquireIn);
    gate.reload(now);
    gate.stepNow({ type: 'started', ...recovered }, now);
  }
  begin();

  /** A clock that was set back moves every wait with it, or a minute would become a day. */
  function keepWaits(now: EpochMs): void {
    const { savedAt } = gate.state();
    if (savedAt > now) gate.stepNow({ type: 'clock-set-back' }, now);
    store.transaction((tables) => {
      const brought = tables.queue.keepWaits(now);
      if (brought === 0 && savedAt - now < noticeableMs) return;
      const data = { setBackMs: Math.max(0, savedAt - now), filings: brought };
      tables.journal.append({ at: now, filingId: null, before: null, kind: 'clock-changed', data });
    });
  }

  function wasSetBack(now: EpochMs): boolean {
    // The counts spare the look where nothing is in doubt.
    const { unconfirmed, processing } = store.counts.transport;
    const inDoubt =
      unconfirmed + processing === 0 ? null : store.read(({ queue }) => queue.nextToInquire());
    return (
      gate.state().savedAt - now > noticeableMs ||
      (inDoubt?.inquireSetAt ?? now) - now > noticeableMs
    );
  }

  /** Sends the first that is still true; while one is looked at nothing is sent. */
  async function send(filing: StoredFiling, signal: AbortSignal | undefined): Promise<Step> {
    if (looks === null) return attempts.send({ filing, ready: null }, signal);
    const turn = await disk.readLater(() => looks.turn(signal));
    if (!turn.ok || turn.value === null) return pause(means);
    // A look that was given up for the program's end tells nothing of the filing.
    if (signal?.aborted === true) return pause(means);
    const may = gate.mayGo(clock.now());
    if (!may.go) return { did: null, until: may.at, why: 'pace' };
    return attempts.send(turn.value, signal);
  }

  function visit(work: Work, signal: AbortSignal | undefined): Promise<Step> {
    switch (work.do) {
      case 'notices':
        return notices.fetch(signal);
      case 'own-word':
        return ownWord.ask(signal);
      case 'inquire':
        return attempts.inquire(work.filing, signal);
      case 'send':
        return send(work.filing, signal);
    }
  }

  return {
    gate,
    synchronises: gateway.synchronises === true,
    inFlight: attempts.isInFlight,
    ownWord: ownWord.last,
    trouble: disk.trouble,
    async step(signal) {
      const now = clock.now();
      // Nothing leaves before the disk has taken a write again.
      if (disk.trouble() !== null && !disk.write(() => gate.save()).ok) return pause(means);
      const looked = disk.read(() => wasSetBack(now));
      if (!looked.ok) return pause(means);
      if (looked.value && !disk.write(() => keepWaits(now)).ok) return pause(means);
      if (!attempts.settleRest()) return pause(means);
      const planned = disk.read(() =>
        store.read(({ queue }) =>
          planWork({
            now,
            inDoubt: queue.nextToInquire(),
            waiting: queue.nextToSend(),
            lastDid,
            gateOpen: gate.state().intervalMs <= openIntervalMs,
            noticesAt: notices.nextAt(now),
            ownWordAt: ownWord.nextAt(),
          }),
        ),
      );
      if (!planned.ok) return pause(means);
      const { work, at } = planned.value;
      if (work === null) return { did: null, until: at, why: 'no-work' };
      const may = gate.mayGo(now);
      if (!may.go) return { did: null, until: may.at, why: 'pace' };
      const step = await visit(work, signal);
      if (step.did !== null && step.did !== 'set-aside') lastDid = step.did;
      return step;
    },
    sendNow() {
      const now = clock.now();
      const before = gate.state();
      const written = disk.write(() => gate.stepNow({ type: 'send-now' }, now));
      return written.ok && gate.state().nextAt !== before.nextAt;
    },
    resume() {
      disk.write(() => gate.stepNow({ type: 'resume' }, clock.now()));
    },
  };
}
