import type { FilingId } from '../../shared/filing/numbers.ts';
import type { StoredFiling } from '../store/index.ts';
import { claimInquiry, claimSending, type Claim, type Claiming } from './attempt.ts';
import type { Turn } from './looks.ts';
import { pacerEventOf } from './pacer-event.ts';
import type { AttemptOutcome, Result } from './settle.ts';
import { claimFollowers, laneOf, settleAll, type NextTurn } from './settle-together.ts';
import { pause, requestOf, type Begun, type Following, type Means } from './visits.ts';

/** What goes with a sending on its way. */
export interface OnWay {
  signal: AbortSignal | undefined;
  following: Following | undefined;
}

/** Visits that try to hand a filing in, or ask what became of it. */
export interface AttemptVisits {
  send(turn: Turn, onWay: OnWay): Begun;
  inquire(filing: StoredFiling, signal: AbortSignal | undefined): Begun;
  /** Attempts whose answer is still to come. */
  inFlight(): number;
  /** The first to be inquired about that is not being asked about now. */
  toInquire(): StoredFiling | null;
  /** Settles what the disk refused before; `false` where it still does. */
  settleRest(): boolean;
  /** What is on disk was read again: an attempt without its outcome is in doubt there. */
  afterReopen(): void;
}

/** Answers of one transaction while all goes well: more would hold up whoever edits or reads. */
const mostTogether = 8;

export function attemptVisits(means: Means, nextTurn: NextTurn): AttemptVisits {
  const { store, gateway, clock, gate, disk, onChange } = means;
  /** Outcomes that are not on disk. */
  const unsettled = new Set<Result>();
  const inFlight = new Set<FilingId>();
  /** Answers of this turn of the event loop: one sync serves them all. */
  const gathered: Result[] = [];
  let settling: Promise<void> | null = null;

  /** @param onWay where other sendings may follow in the same transaction */
  function finish(results: readonly Result[], onWay: OnWay | null): void {
    const ids = results.map(({ claim }) => claim.filingId);
    for (const result of results) unsettled.add(result);
    for (const id of ids) inFlight.delete(id);
    if (disk.isDoubtful()) return;
    // The pace goes by when it is told: what the disk refused at first may be long past, and a step
    // back in time would be taken for a clock that was set back.
    const now = clock.now();
    const written = disk.write(() =>
      store.transaction((tables) => {
        const kept = settleAll(tables, means, results, now);
        const may = onWay?.following?.mayFollow() === true ? results.length : 0;
        return { kept, ...claimFollowers(tables, means, nextTurn, kept.state, may, now) };
      }),
    );
    if (!written.ok) {
      // Room for the answers there may be without the next documents.
      if (onWay !== null) finish(results, null);
      else onChange(ids);
      return;
    }
    const { kept, claims, touched } = written.value;
    kept.keep();
    for (const result of results) {
      unsettled.delete(result);
      tellMeasured(result);
    }
    if (onWay !== null) for (const claim of claims) onWay.following?.follows(begin(claim, onWay));
    onChange([...ids, ...touched]);
  }

  async function settleSoon(result: Result, onWay: OnWay): Promise<void> {
    gathered.push(result);
    if (mayBeFollowed(result, onWay)) {
      settling ??= settleGathered(onWay);
      await settling;
      return;
    }
    // What slows or stops is known before anything else may leave.
    finish(gathered.splice(0), null);
    // What the disk does not take yet holds back what is about to leave all the same.
    const { retryAfterMs } = result.outcome;
    if (unsettled.has(result) && retryAfterMs !== null)
      gate.note({ type: 'asked-to-wait', retryAfterMs }, clock.now());
  }

  /** What else comes in this turn of the event loop is settled with it. */
  async function settleGathered(onWay: OnWay): Promise<void> {
    try {
      do {
        await clock.sleep(0);
        const together = gathered.splice(0, mostTogether);
        if (together.length > 0) finish(together, onWay);
      } while (gathered.length > 0);
    } finally {
      settling = null;
    }
  }

  function tellMeasured({ claim, outcome, settledAt, tookMs }: Result): void {
    const { cause } = outcome;
    const isNew = outcome.outcome === 'handed-over' && cause === 'handed-over';
    const handedOver = isNew ? outcome.answer : null;
    means.onMeasured?.({ lane: laneOf[claim.kind], cause, at: settledAt, tookMs, handedOver });
  }

  async function go(claim: Claim, onWay: OnWay): Promise<void> {
    const from = clock.monotonic();
    const request = requestOf(means, laneOf[claim.kind], onWay.signal);
    let outcome: AttemptOutcome;
    try {
      outcome =
        claim.kind === 'send'
          ? await gateway.submit(claim.document, request)
          : await gateway.inquire(claim.document, request);
    } catch (error) {
      inFlight.delete(claim.filingId);
      throw error;
    }
    const tookMs = clock.monotonic() - from;
    await settleSoon({ claim, outcome, settledAt: clock.now(), tookMs }, onWay);
  }

  function begin(claim: Claim, onWay: OnWay): Promise<void> {
    // The attempt is on disk, and after a crash its request is counted from there.
    gate.note({ type: 'request', lane: laneOf[claim.kind] }, claim.startedAt);
    inFlight.add(claim.filingId);
    return go(claim, onWay);
  }

  return {
    send(turn, onWay) {
      const now = clock.now();
      const written = disk.write(() =>
        store.transaction((tables): Claiming => claimSending(tables, turn, means, now)),
      );
      onChange([turn.filing.id]);
      if (!written.ok) return pause(means);
      if (!written.value.ok) return { did: 'set-aside' };
      return { did: 'send', ended: begin(written.value.claim, onWay) };
    },
    inquire(filing, signal) {
      const now = clock.now();
      const written = disk.write(() =>
        store.transaction((tables) => claimInquiry(tables, filing, now)),
      );
      onChange([filing.id]);
      if (!written.ok) return pause(means);
      return { did: 'inquire', ended: begin(written.value, { signal, following: undefined }) };
    },
    inFlight: () => inFlight.size,
    toInquire: () =>
      store
        .read(({ queue }) => queue.toInquire(inFlight.size + 1))
        .find(({ id }) => !inFlight.has(id)) ?? null,
    settleRest() {
      if (unsettled.size > 0) finish([...unsettled], null);
      return unsettled.size === 0;
    },
    afterReopen() {
      for (const { claim, outcome, tookMs } of unsettled) {
        gate.note(pacerEventOf(laneOf[claim.kind], outcome, tookMs), clock.now());
        onChange([claim.filingId]);
      }
      unsettled.clear();
    },
  };
}

/** After an answer that is none there is nothing to hurry for, and the gate is asked anew. */
function mayBeFollowed({ claim, outcome }: Result, { signal, following }: OnWay): boolean {
  const isTaken = claim.kind === 'send' && outcome.outcome === 'taken';
  return isTaken && following !== undefined && signal?.aborted !== true;
}
