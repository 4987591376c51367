import type { Problem } from '../../shared/errors.ts';
import type { DeclarationNo, FilingId } from '../../shared/filing/numbers.ts';
import type { Part } from '../../shared/filing/part.ts';
import { epochMs, type Clock, type EpochMs, type Random } from '../../shared/time.ts';
import type { Gateway, OwnWord } from '../central/gateway.ts';
import type { KeptDeclaration, Store } from '../store/index.ts';
import { watchClocks } from './clocks.ts';
import { watchDisk } from './disk.ts';
import type { Describe, Render } from './freeze.ts';
import { openGate, type Gate } from './gate.ts';
import { openLooks, type Turn } from './looks.ts';
import type { Measured } from './measured.ts';
import {
  lanes,
  nextInquiryAt,
  type PacerState,
  type PacingSettings,
  type Visit,
  type WorkLoad,
} from './policy/index.ts';
import type { Readiness } from './readiness.ts';
import { recover } from './recover.ts';
import type { InquiryPlan } from './settle.ts';
import { compareVisits } from './visit-compare.ts';
import { attemptVisits, type OnWay } from './visit-attempt.ts';
import { noticeVisits } from './visit-notices.ts';
import { ownWordVisits } from './visit-own-word.ts';
import { restoredVisits } from './visit-restored.ts';
import { pause, type Begun, type Following, type Means, type Step } from './visits.ts';

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
  /** What a database that was kept aside knows of a number; absent: nothing was kept. */
  kept?(no: DeclarationNo, part: Part, digest: string): KeptDeclaration | null;
  /** Is told of filings that changed on disk. */
  onChange(ids: readonly FilingId[]): void;
  /** Is told what each request showed, once it is on disk. */
  onMeasured?(measured: Measured): void;
  /** Whether the central system's own status page is looked at. */
  watchOwnWord?: boolean;
}

/** Brings every filing through, visit by visit. */
export interface Outbox {
  /**
   * Begins a visit to the central system, or none where its time has not come. To be called again
   * only once it has resolved; the visit itself goes on meanwhile. Where it is a sending, others may
   * follow it.
   */
  begin(signal?: AbortSignal, following?: Following): Promise<Begun>;
  /** One visit from its beginning to its end. */
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

/** How soon is looked again while a filing is being asked about, in milliseconds. */
const whileAskingMs = 500;

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
    mayReopen: () => attempts.inFlight() === 0,
    reopen() {
      store.reopen();
      start();
      notices.afterReopen();
      attempts.afterReopen();
    },
    onWritten: () => notices.onWritten(),
  });
  const means: Means = { ...options, gate, disk, inquireIn };
  const attempts = attemptVisits(means, nextTurn);
  const notices = noticeVisits(means);
  const compares = compareVisits(means);
  const restored = restoredVisits(means);
  const { readiness } = options;
  const looks = readiness === undefined ? null : openLooks({ store, clock, readiness });
  const clocks = watchClocks({ store, clock, gate });
  let lastDid: Visit | null = null;
  let lastTurn: WorkLoad['lastTurn'] = null;

  /** @returns whether an answer may have died with the process, and a Retry-After with it */
  function start(): boolean {
    const now = clock.now();
    clocks.keepWaits(now);
    const recovered = recover(store, now, inquireIn);
    gate.reload(now);
    const unwritten = countUnwritten(gate.state().savedAt);
    const state = gate.state();
    const isUnheard =
      recovered.inFlight + unwritten > 0 || lanes.some((lane) => state[lane].open > 0);
    gate.stepNow({ type: 'started', ...recovered, unwritten }, now);
    return isUnheard;
  }
  // Its page is on no lane: what the lanes wait for after such an end it waits for by itself.
  const firstLookAt = clock.now() + (start() ? settings.unheardPauseMs : 0);
  const ownWord = ownWordVisits(means, options.watchOwnWord === true ? epochMs(firstLookAt) : null);

  /** Requests that left after the gate's state was last written; their attempts are on disk. */
  function countUnwritten(since: EpochMs): number {
    return store.read(({ journal }) => journal.countLatest('attempt-started', since));
  }

  /** Sends the first that is still true; while one is looked at nothing is sent. */
  async function send(onWay: OnWay): Promise<Begun> {
    const { signal } = onWay;
    if (looks === null) {
      const first = disk.read(firstToSend);
      if (!first.ok || first.value === null) return pause(means);
      if (compares.isAsking(first.value.filing.id)) return whileAsking();
      return attempts.send(first.value, onWay);
    }
    const turn = await disk.readLater(() => looks.turn(signal));
    if (!turn.ok || turn.value === null) return pause(means);
    // A look that was given up for the program's end tells nothing of the filing.
    if (signal?.aborted === true) return pause(means);
    const may = gate.mayGo('declarations', clock.now());
    if (!may.go) return { did: null, until: may.at, why: 'pace' };
    if (compares.isAsking(turn.value.filing.id)) return whileAsking();
    return attempts.send(turn.value, onWay);
  }

  /** The sending that follows one which was taken, where it is a sending's turn again at once. */
  function nextTurn(state: PacerState, now: EpochMs): Turn | null {
    if (!clocks.areSteady(now) || gate.choose(workLoad(now), state).visit !== 'send') return null;
    const turn = looks === null ? firstToSend() : looks.known();
    return turn === null || compares.isAsking(turn.filing.id) ? null : turn;
  }

  function firstToSend(): Turn | null {
    const filing = store.read(({ queue }) => queue.nextToSend());
    return filing === null ? null : { filing, ready: null };
  }

  /** A filing is in one request at a time. */
  function whileAsking(): Begun {
    return { did: null, until: epochMs(clock.now() + whileAskingMs), why: 'pace' };
  }

  /** A question of the comparison, where nothing else may go and inquiries are answered. */
  function compareOr(rest: Extract<Begun, { did: null }>, signal: AbortSignal | undefined): Begun {
    const at = disk.read(compares.nextAt);
    if (!at.ok || at.value === null) return rest;
    const now = clock.now();
    const may = gate.mayGo('inquiries', now);
    const isCalm = gate.state().inquiries.failuresInRow === 0;
    if (at.value <= now && may.go && isCalm) return compares.ask(signal);
    const next = Math.max(at.value, now + whileAskingMs, may.go ? 0 : (may.at ?? 0));
    const until = rest.until === null || next < rest.until ? epochMs(next) : rest.until;
    return { ...rest, until };
  }

  async function visit(what: Visit, onWay: OnWay): Promise<Begun> {
    const { signal } = onWay;
    switch (what) {
      case 'notices':
        return notices.fetch(signal);
      case 'own-word':
        return ownWord.ask(signal);
      case 'send':
        return send(onWay);
      case 'inquire': {
        // After an older copy was put in place, what became of everything comes first.
        const questions = disk.read(restored.look);
        if (!questions.ok) return pause(means);
        const { askAt } = questions.value;
        if (askAt !== null && askAt <= clock.now()) return restored.ask(signal);
        const first = disk.read(attempts.toInquire);
        if (!first.ok || first.value === null) return pause(means);
        if (compares.isAsking(first.value.id)) return whileAsking();
        return attempts.inquire(first.value, signal);
      }
    }
  }

  function isWell(): void {
    gate.save();
    store.read(({ queue }) => queue.nextToSend());
  }

  /** What the gate chooses among. */
  function workLoad(now: EpochMs): WorkLoad {
    const { queued, unconfirmed, processing } = store.counts.transport;
    // The counts spare the look where nothing is in doubt.
    const inDoubt = unconfirmed + processing === 0 ? null : attempts.toInquire();
    const { holds, askAt } = restored.look();
    const doubtAt = holds ? null : (inDoubt?.inquireAt ?? null);
    return {
      now,
      inquireAt: askAt === null || (doubtAt !== null && doubtAt < askAt) ? doubtAt : askAt,
      isWaiting: queued > 0 && !holds,
      lastDid,
      lastTurn,
      noticesAt: notices.nextAt(now),
      ownWordAt: ownWord.nextAt(),
    };
  }

  function keepTurns(did: Visit): void {
    lastDid = did;
    if (did === 'send' || did === 'inquire') lastTurn = did;
  }

  function inTurn({ mayFollow, follows }: Following): Following {
    return {
      mayFollow,
      follows(ended) {
        keepTurns('send');
        follows(ended);
      },
    };
  }

  async function begin(
    signal: AbortSignal | undefined,
    following: Following | undefined,
  ): Promise<Begun> {
    const now = clock.now();
    // Nothing leaves before the disk has taken a write again, and tells what waits.
    if (disk.trouble() !== null && !disk.write(isWell).ok) return pause(means);
    const looked = disk.read(() => clocks.wereSetBack(now));
    if (!looked.ok) return pause(means);
    if (looked.value && !disk.write(() => clocks.keepWaits(now)).ok) return pause(means);
    clocks.keepLimits(now);
    if (!attempts.settleRest()) return pause(means);
    const load = disk.read(() => workLoad(now));
    if (!load.ok) return pause(means);
    const choice = gate.choose(load.value);
    if (choice.visit === null)
      return compareOr({ did: null, until: choice.at, why: choice.why }, signal);
    const begun = await visit(choice.visit, { signal, following: following && inTurn(following) });
    if (begun.did !== null && begun.did !== 'set-aside' && begun.did !== 'compare')
      keepTurns(begun.did);
    return begun;
  }

  return {
    gate,
    synchronises: gateway.synchronises === true,
    inFlight: () => attempts.inFlight() > 0,
    ownWord: ownWord.last,
    trouble: disk.trouble,
    begin,
    async step(signal) {
      const begun = await begin(signal, undefined);
      if (begun.did === null || begun.did === 'set-aside') return begun;
      await begun.ended;
      return { did: begun.did };
    },
    sendNow() {
      const now = clock.now();
      const before = gate.state();
      const written = disk.write(() => gate.stepNow({ type: 'send-now' }, now));
      return written.ok && gate.state().lastSendNowAt !== before.lastSendNowAt;
    },
    resume() {
      disk.write(() => gate.stepNow({ type: 'resume' }, clock.now()));
    },
  };
}
