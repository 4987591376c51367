import type { FilingId } from '../../shared/filing/numbers.ts';
import { koreanDate, type CivilDate, type Clock } from '../../shared/time.ts';
import { readDeclaration, type Store, type StoredFiling } from '../store/index.ts';
import { frozenFor } from './freeze.ts';
import type { Readiness, Ready } from './readiness.ts';

/** A filing whose turn it is; `ready` is `null` where nobody looks and no time has passed. */
export interface Turn {
  filing: StoredFiling;
  ready: Ready | null;
}

/** Looks at declarations before they are frozen, so that a slow look holds nobody else back. */
export interface Looks {
  /**
   * The first of the waiting that was looked at, or that needs no look; `null` where none is. The
   * look at the very first gets some patience before others overtake it.
   * @throws {NaruError} as `Store.read`
   */
  turn(signal: AbortSignal | undefined): Promise<Turn | null>;
  /**
   * The very first of the waiting, where nothing is left to be looked at; `null` where it is not so.
   * @throws {NaruError} as `Store.read`
   */
  known(): Turn | null;
}

export interface LooksOptions {
  store: Store;
  clock: Clock;
  readiness: Readiness;
}

/** Filings that are looked at at the same time. */
const atOnce = 4;
/** Filings that are announced, so that what they need is looked up together. */
const announcedAtOnce = 20;
/** How long the most urgent is waited for while others could go, in milliseconds. */
const patienceMs = 1000;
/** An answer is good for this long, in milliseconds: the gate may shut before it is used. */
const goodForMs = 60_000;

/** A document that is frozen for this day goes as it is. */
const asItIs: Ready = { is: 'ready', notes: [] };

/**
 * What was frozen longer ago, and is known not to have been taken, is looked at again, in
 * milliseconds: its code may have been reissued while the central system was away.
 */
const frozenGoodForMs = 10 * 60_000;

/** A look on its way, or its answer. */
interface Look {
  declarationSeq: number;
  day: CivilDate;
  startedAt: number;
  answer: { ready: Ready; at: number } | null;
  /** Resolves with the answer; rejects by a fault of the program alone. */
  ended: Promise<void>;
}

export function openLooks({ store, clock, readiness }: LooksOptions): Looks {
  const looks = new Map<FilingId, Look>();
  const announced = new Set<FilingId>();
  let sinceAnnounced = 0;

  function isGood(look: Look, filing: StoredFiling): boolean {
    const age = clock.monotonic() - (look.answer?.at ?? look.startedAt);
    return (
      look.declarationSeq === filing.declarationSeq &&
      look.day === koreanDate(clock.now()) &&
      (look.answer === null || age <= goodForMs)
    );
  }

  function begin(filing: StoredFiling, signal: AbortSignal | undefined): void {
    const before = looks.get(filing.id);
    if (before !== undefined && isGood(before, filing)) return;
    const declaration = store.read((tables) => readDeclaration(tables, filing));
    const look: Look = {
      declarationSeq: filing.declarationSeq,
      day: koreanDate(clock.now()),
      startedAt: clock.monotonic(),
      answer: null,
      ended: readiness.look(filing, declaration, signal).then((ready) => {
        look.answer = { ready, at: clock.monotonic() };
      }),
    };
    // Told to whoever waits for it; nobody may, where the person took the filing away meanwhile.
    look.ended.catch(() => {});
    looks.set(filing.id, look);
  }

  function announce(first: StoredFiling): void {
    sinceAnnounced += 1;
    if (announced.has(first.id) && sinceAnnounced < announcedAtOnce / 2) return;
    const waiting = store.read(({ queue }) => queue.waiting(announcedAtOnce));
    sinceAnnounced = 0;
    announced.clear();
    for (const { id } of waiting) announced.add(id);
    readiness.ahead(waiting.filter(needsLook));
  }

  function needsLook(filing: StoredFiling): boolean {
    // What may have been taken under this number is not touched any more.
    if (filing.part.is !== 'declaration' || filing.lastError === 'number-used') return false;
    if (filing.receiptNo !== null) return false;
    const day = koreanDate(clock.now());
    const frozen = store.read((tables) => frozenFor(tables, filing, day));
    return frozen === null || clock.now() - frozen.frozenAt > frozenGoodForMs;
  }

  /** The first that may go; its answer is used up by that. */
  function firstOf(waiting: readonly StoredFiling[]): Turn | null {
    for (const filing of waiting) {
      if (!needsLook(filing)) return { filing, ready: asItIs };
      const look = looks.get(filing.id);
      if (look === undefined || look.answer === null || !isGood(look, filing)) continue;
      looks.delete(filing.id);
      return { filing, ready: look.answer.ready };
    }
    return null;
  }

  /** Waits for the first alone, as long as it has patience left. */
  async function beCourteous(look: Look): Promise<void> {
    if (look.answer !== null) return;
    // What is known already comes at once.
    await Promise.race([look.ended, new Promise((resolve) => setImmediate(resolve))]);
    const patience = patienceMs - (clock.monotonic() - look.startedAt);
    if (look.answer !== null || patience <= 0) return;
    await waitFor([look], patience);
  }

  /** Until one of the looks has ended, but no longer than this: other visits want their turn too. */
  async function waitFor(pending: readonly Look[], ms: number): Promise<void> {
    const enough = new AbortController();
    const ended = pending.map((look) => look.ended);
    await Promise.race([...ended, clock.sleep(ms, enough.signal)]);
    enough.abort();
  }

  return {
    async turn(signal) {
      const waiting = store.read(({ queue }) => queue.waiting(atOnce));
      const [first] = waiting;
      if (first === undefined) return null;

      const kept = new Set(waiting.map(({ id }) => id));
      for (const id of looks.keys()) if (!kept.has(id)) looks.delete(id);
      const unseen = waiting.filter(needsLook);
      if (unseen.length > 0) announce(first);
      for (const filing of unseen) begin(filing, signal);
      const look = looks.get(first.id);
      if (look !== undefined) await beCourteous(look);
      const turn = firstOf(waiting);
      if (turn !== null) return turn;
      const pending = waiting.map(({ id }) => looks.get(id) ?? null);
      await waitFor(
        pending.filter((each) => each !== null),
        patienceMs,
      );
      return firstOf(waiting);
    },
    known: () => firstOf(store.read(({ queue }) => queue.waiting(1))),
  };
}
