import type { FilingId } from '../../shared/filing/numbers.ts';
import { addDays, koreanDate, type EpochMs } from '../../shared/time.ts';
import type { StoredFiling } from '../store/index.ts';
import { claimInquiry, claimSending, type Claim, type Claiming } from './attempt.ts';
import type { Turn } from './looks.ts';
import { pacerEventOf } from './pacer-event.ts';
import { settle, type AttemptOutcome, type Result } from './settle.ts';
import type { Lane } from './policy/index.ts';
import { pause, requestOf, type Begun, type Means } from './visits.ts';

/** Visits that try to hand a filing in, or ask what became of it. */
export interface AttemptVisits {
  send(turn: Turn, signal: AbortSignal | undefined): Begun;
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

const laneOf = { send: 'declarations', inquiry: 'inquiries' } as const satisfies Record<
  Claim['kind'],
  Lane
>;

export function attemptVisits(means: Means): AttemptVisits {
  const { store, gateway, clock, gate, disk, onChange, settings } = means;
  /** Outcomes that are not on disk. */
  const unsettled = new Set<Result>();
  const inFlight = new Set<FilingId>();

  function finish(result: Result): void {
    unsettled.add(result);
    if (disk.isDoubtful()) return;
    // The pace goes by when it is told: what the disk refused at first may be long past, and a step
    // back in time would be taken for a clock that was set back.
    const now = clock.now();
    const written = disk.write(() =>
      store.transaction((tables) => {
        settle(tables, result, means.inquireIn);
        const lane = laneOf[result.claim.kind];
        const event = pacerEventOf(lane, result.outcome, result.tookMs);
        const isUnhurried =
          event.type === 'congestion' || gate.state()[lane].intervalMs > settings.troubleIntervalMs;
        const urgent = isUnhurried && isUrgent(tables.queue.nextToSend(), now);
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
    if (written.ok) {
      unsettled.delete(result);
      written.value();
      tellMeasured(result);
    }
    onChange([result.claim.filingId]);
  }

  function tellMeasured({ claim, outcome, settledAt, tookMs }: Result): void {
    const { cause } = outcome;
    const isNew = outcome.outcome === 'handed-over' && cause === 'handed-over';
    const handedOver = isNew ? outcome.answer : null;
    means.onMeasured?.({ lane: laneOf[claim.kind], cause, at: settledAt, tookMs, handedOver });
  }

  async function go(claim: Claim, signal: AbortSignal | undefined): Promise<void> {
    const from = clock.monotonic();
    const request = requestOf(means, laneOf[claim.kind], signal);
    let outcome: AttemptOutcome;
    try {
      outcome =
        claim.kind === 'send'
          ? await gateway.submit(claim.document, request)
          : await gateway.inquire(claim.document, request);
    } finally {
      inFlight.delete(claim.filingId);
    }
    finish({ claim, outcome, settledAt: clock.now(), tookMs: clock.monotonic() - from });
  }

  function begin(claim: Claim, signal: AbortSignal | undefined): Promise<void> {
    // The attempt is on disk, and after a crash its request is counted from there.
    gate.note({ type: 'request', lane: laneOf[claim.kind] }, claim.startedAt);
    inFlight.add(claim.filingId);
    return go(claim, signal);
  }

  return {
    send(turn, signal) {
      const now = clock.now();
      const written = disk.write(() =>
        store.transaction((tables): Claiming => claimSending(tables, turn, means, now)),
      );
      onChange([turn.filing.id]);
      if (!written.ok) return pause(means);
      if (!written.value.ok) return { did: 'set-aside' };
      return { did: 'send', ended: begin(written.value.claim, signal) };
    },
    inquire(filing, signal) {
      const now = clock.now();
      const written = disk.write(() =>
        store.transaction((tables) => claimInquiry(tables, filing, now)),
      );
      onChange([filing.id]);
      if (!written.ok) return pause(means);
      return { did: 'inquire', ended: begin(written.value, signal) };
    },
    inFlight: () => inFlight.size,
    toInquire: () =>
      store
        .read(({ queue }) => queue.toInquire(inFlight.size + 1))
        .find(({ id }) => !inFlight.has(id)) ?? null,
    settleRest() {
      for (const result of unsettled) {
        finish(result);
        if (unsettled.has(result)) return false;
      }
      return true;
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

/** Whether a legal deadline is near, or a person said so. */
function isUrgent(filing: StoredFiling | null, now: EpochMs): boolean {
  if (filing === null) return false;
  const tomorrow = addDays(koreanDate(now), 1);
  return filing.priority === 'urgent' || (filing.deadline !== null && filing.deadline <= tomorrow);
}
