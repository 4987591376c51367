import type { Problem } from '../../shared/errors.ts';
import { NaruError } from '../../shared/errors.ts';
import type { FilingId } from '../../shared/filing/numbers.ts';
import {
  addDays,
  epochMs,
  koreanDate,
  type Clock,
  type EpochMs,
  type Random,
} from '../../shared/time.ts';
import type { Gateway, OwnWord } from '../central/gateway.ts';
import type { Store, StoredFiling } from '../store/index.ts';
import { claimInquiry, claimSending, type Claim } from './attempt.ts';
import type { Render } from './freeze.ts';
import { openGate, type Gate } from './gate.ts';
import { openNoticePoll } from './notice-poll.ts';
import { pacerEventOf } from './pacer-event.ts';
import {
  nextInquiryAt,
  requestTimeoutMs,
  type PacerEvent,
  type PacingSettings,
} from './policy/index.ts';
import { recover } from './recover.ts';
import { settle, type AttemptOutcome, type InquiryPlan, type Result } from './settle.ts';
import { planWork, type Work } from './work.ts';

export interface OutboxOptions {
  store: Store;
  gateway: Gateway;
  clock: Clock;
  random: Random;
  settings: PacingSettings;
  render: Render;
  /** Is told of filings that changed on disk. */
  onChange(ids: readonly FilingId[]): void;
  /** Whether the central system's own status page is looked at. */
  watchOwnWord?: boolean;
}

/** What a step did, or until when there is nothing to do. */
export type Step =
  | { did: Work['do'] }
  | { did: null; until: EpochMs | null; why: 'pace' | 'no-work' | 'trouble' };

/** Brings every filing through, one visit at a time. */
export interface Outbox {
  /** One visit to the central system, or none where its time has not come. */
  step(signal?: AbortSignal): Promise<Step>;
  /** Asks for the next visit to be sooner; it costs a visit like any other. */
  sendNow(): boolean;
  /** Lets a lane go on that wrong credentials had stopped. */
  resume(): void;
  readonly gate: Gate;
  inFlight(): boolean;
  ownWord(): (OwnWord & { at: EpochMs }) | null;
  /** What keeps this computer from its work; `null` where nothing does. */
  trouble(): Problem | null;
}

/** Pause after the disk refused a write, in milliseconds. */
const troublePauseMs = 5000;
const ownWordEveryMs = 60_000;
/** Smaller differences are the clock being kept right. */
const noticeableMs = 2000;
/** Up to this pace, in milliseconds between visits, notices do not cost filings theirs. */
const openIntervalMs = 2000;

/**
 * Opens the outbox and makes its states true again after whatever end the last run had.
 * @throws {NaruError} as `Store.transaction`
 */
export function openOutbox(options: OutboxOptions): Outbox {
  const { store, gateway, clock, random, settings, render } = options;
  const gate = openGate({ store, destination: gateway.destination, settings, random }, clock.now());
  const notices = openNoticePoll(store, gateway.destination);
  let trouble: NaruError | null = null;
  let unsettled: Result | null = null;
  /** What the gate learned and could not write down; a reload must not forget it. */
  let untold: { event: PacerEvent; at: EpochMs } | null = null;
  /** After a disk error: what is on disk has to be read again before anything else. */
  let stale = false;
  let inFlight = false;
  let lastDid: Work['do'] | null = null;
  let ownWord: (OwnWord & { at: EpochMs }) | null = null;
  let ownWordAt = options.watchOwnWord === true ? clock.now() : epochMs(Number.MAX_SAFE_INTEGER);

  const inquireIn: InquiryPlan = (now, inquiries, retryAfterMs) =>
    nextInquiryAt({ now, random, inquiries, retryAfterMs, settings });

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

  /** Runs a write; a disk that refuses is a trouble to wait for, not an end. */
  function write<T>(work: () => T): { ok: true; value: T } | { ok: false } {
    try {
      // An attempt on its way would be taken for one that was given up.
      if (stale && inFlight) return { ok: false };
      if (stale) reopen();
      const value = work();
      trouble = null;
      untold = null;
      return { ok: true, value };
    } catch (error) {
      if (!(error instanceof NaruError)) throw error;
      trouble = error;
      stale ||= error.problem.code === 'disk-error';
      return { ok: false };
    }
  }

  /** Runs a read; one that fails is a trouble too. */
  function look<T>(work: () => T): { ok: true; value: T } | { ok: false } {
    try {
      return { ok: true, value: work() };
    } catch (error) {
      if (!(error instanceof NaruError)) throw error;
      trouble = error;
      return { ok: false };
    }
  }

  /** A commit that failed by a disk error may be there or not: what is on disk counts. */
  function reopen(): void {
    store.reopen();
    begin();
    stale = false;
    if (untold !== null) gate.note(untold.event, untold.at);
    if (unsettled === null) return;
    const { claim, outcome, tookMs, settledAt } = unsettled;
    gate.note(pacerEventOf(outcome, tookMs), settledAt);
    unsettled = null;
    options.onChange([claim.filingId]);
  }

  function claim(work: Extract<Work, { filing: StoredFiling }>, now: EpochMs): Claim | null {
    const written = write(() =>
      store.transaction((tables) => {
        if (work.do === 'inquire') return claimInquiry(tables, work.filing, now);
        const claiming = claimSending(tables, work.filing, render, now);
        return claiming.ok ? claiming.claim : null;
      }),
    );
    options.onChange([work.filing.id]);
    return written.ok ? written.value : null;
  }

  function finish(result: Result): void {
    unsettled = result;
    if (stale) return;
    const now = result.settledAt;
    const written = write(() =>
      store.transaction((tables) => {
        settle(tables, result, inquireIn);
        const event = pacerEventOf(result.outcome, result.tookMs);
        const urgent = event.type === 'congestion' && isUrgent(tables.queue.nextToSend(), now);
        const keep = gate.answered(tables, event, now, urgent);
        if (event.type === 'not-allowed') {
          const data = { cause: result.outcome.cause };
          tables.journal.append({
            at: now,
            filingId: null,
            before: null,
            kind: 'lane-stopped',
            data,
          });
        }
        return keep;
      }),
    );
    unsettled = written.ok ? null : result;
    if (written.ok) written.value();
    options.onChange([result.claim.filingId]);
  }

  async function attempt(
    work: Extract<Work, { filing: StoredFiling }>,
    signal: AbortSignal | undefined,
  ): Promise<Step> {
    const claimed = claim(work, clock.now());
    if (claimed === null) return pause();
    // The attempt is on disk; that a request left is forgotten only with the process, and no
    // process starts within the limits' spacing.
    gate.note({ type: 'request' }, claimed.startedAt);
    const from = clock.monotonic();
    const request = {
      timeoutMs: requestTimeoutMs(gate.state().latencyMs, settings),
      ...(signal === undefined ? {} : { signal }),
    };
    inFlight = true;
    let outcome: AttemptOutcome;
    try {
      outcome =
        claimed.kind === 'send'
          ? await gateway.submit(claimed.document, request)
          : await gateway.inquire(claimed.document, request);
    } finally {
      inFlight = false;
    }
    finish({
      claim: claimed,
      outcome,
      settledAt: clock.now(),
      tookMs: clock.monotonic() - from,
    });
    return { did: work.do };
  }

  async function lookAtNotices(signal: AbortSignal | undefined): Promise<Step> {
    const now = clock.now();
    // On disk before it leaves: no attempt tells of it after a crash.
    const asked = write(() => gate.stepNow({ type: 'request' }, now));
    if (!asked.ok) return pause();
    const from = clock.monotonic();
    const request = {
      timeoutMs: requestTimeoutMs(gate.state().latencyMs, settings),
      ...(signal === undefined ? {} : { signal }),
    };
    const outcome = await gateway.notices(notices.after(), notices.pageSize, request);
    const at = clock.now();
    const event = pacerEventOf(outcome, clock.monotonic() - from);
    const written = write(() =>
      store.transaction((tables) => {
        const changed = notices.take(tables, outcome, at, settings, random);
        return { changed, keep: gate.step(tables, event, at, false) };
      }),
    );
    if (!written.ok) {
      gate.note(event, at);
      untold = { event, at };
      notices.reload();
      return pause();
    }
    written.value.keep();
    if (written.value.changed.length > 0) options.onChange(written.value.changed);
    return { did: 'notices' };
  }

  async function askOwnWord(signal: AbortSignal | undefined): Promise<Step> {
    const now = clock.now();
    ownWordAt = epochMs(now + ownWordEveryMs);
    gate.note({ type: 'request' }, now);
    const word = await gateway.ownWord({
      timeoutMs: 10_000,
      ...(signal === undefined ? {} : { signal }),
    });
    ownWord = word === null ? null : { ...word, at: clock.now() };
    return { did: 'own-word' };
  }

  function pause(): Step {
    if (trouble === null) return { did: null, until: clock.now(), why: 'pace' };
    return { did: null, until: epochMs(clock.now() + troublePauseMs), why: 'trouble' };
  }

  return {
    gate,
    inFlight: () => inFlight,
    ownWord: () => ownWord,
    trouble: () => trouble?.problem ?? null,
    async step(signal) {
      const now = clock.now();
      // Nothing leaves before the disk has taken a write again.
      if (trouble !== null && !write(() => gate.save()).ok) return pause();
      const looked = look(() => wasSetBack(now));
      if (!looked.ok) return pause();
      if (looked.value && !write(() => keepWaits(now)).ok) return pause();
      if (unsettled !== null) {
        finish(unsettled);
        if (unsettled !== null) return pause();
      }
      const planned = look(() =>
        store.read(({ queue }) =>
          planWork({
            now,
            inDoubt: queue.nextToInquire(),
            waiting: queue.nextToSend(),
            lastDid,
            gateOpen: gate.state().intervalMs <= openIntervalMs,
            noticesAt: notices.nextAt(now),
            ownWordAt,
          }),
        ),
      );
      if (!planned.ok) return pause();
      const { work, at } = planned.value;
      if (work === null) return { did: null, until: at, why: 'no-work' };
      const may = gate.mayGo(now);
      if (!may.go) return { did: null, until: may.at, why: 'pace' };
      const did =
        work.do === 'notices'
          ? await lookAtNotices(signal)
          : work.do === 'own-word'
            ? await askOwnWord(signal)
            : await attempt(work, signal);
      if (did.did !== null) lastDid = did.did;
      return did;
    },
    sendNow() {
      const now = clock.now();
      const before = gate.state();
      const written = write(() => gate.stepNow({ type: 'send-now' }, now));
      return written.ok && gate.state().nextAt !== before.nextAt;
    },
    resume() {
      write(() => gate.stepNow({ type: 'resume' }, clock.now()));
    },
  };
}

/** Whether a legal deadline is near, or a person said so. */
function isUrgent(filing: StoredFiling | null, now: EpochMs): boolean {
  if (filing === null) return false;
  const tomorrow = addDays(koreanDate(now), 1);
  return filing.priority === 'urgent' || (filing.deadline !== null && filing.deadline <= tomorrow);
}
