import { addDays, koreanDate, type EpochMs } from '../../shared/time.ts';
import type { StoredFiling } from '../store/index.ts';
import { claimInquiry, claimSending, type Claim, type Claiming } from './attempt.ts';
import type { Turn } from './looks.ts';
import { pacerEventOf } from './pacer-event.ts';
import { settle, type AttemptOutcome, type Result } from './settle.ts';
import { pause, requestOf, type Means, type Step } from './visits.ts';

/** Visits that try to hand a filing in, or ask what became of it. */
export interface AttemptVisits {
  send(turn: Turn, signal: AbortSignal | undefined): Promise<Step>;
  inquire(filing: StoredFiling, signal: AbortSignal | undefined): Promise<Step>;
  isInFlight(): boolean;
  /** Settles what the disk refused before; `false` where it still does. */
  settleRest(): boolean;
  /** What is on disk was read again: an attempt without its outcome is in doubt there. */
  afterReopen(): void;
}

export function attemptVisits(means: Means): AttemptVisits {
  const { store, gateway, clock, gate, disk, onChange } = means;
  let unsettled: Result | null = null;
  let inFlight = false;

  function finish(result: Result): void {
    unsettled = result;
    if (disk.isDoubtful()) return;
    const now = result.settledAt;
    const written = disk.write(() =>
      store.transaction((tables) => {
        settle(tables, result, means.inquireIn);
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
    onChange([result.claim.filingId]);
  }

  async function go(claim: Claim, signal: AbortSignal | undefined): Promise<void> {
    // The attempt is on disk; that a request left is forgotten only with the process, and no
    // process starts within the limits' spacing.
    gate.note({ type: 'request' }, claim.startedAt);
    const from = clock.monotonic();
    const request = requestOf(means, signal);
    inFlight = true;
    let outcome: AttemptOutcome;
    try {
      outcome =
        claim.kind === 'send'
          ? await gateway.submit(claim.document, request)
          : await gateway.inquire(claim.document, request);
    } finally {
      inFlight = false;
    }
    finish({ claim, outcome, settledAt: clock.now(), tookMs: clock.monotonic() - from });
  }

  return {
    async send(turn, signal) {
      const now = clock.now();
      const written = disk.write(() =>
        store.transaction((tables): Claiming => claimSending(tables, turn, means, now)),
      );
      onChange([turn.filing.id]);
      if (!written.ok) return pause(means);
      if (!written.value.ok) return { did: 'set-aside' };
      await go(written.value.claim, signal);
      return { did: 'send' };
    },
    async inquire(filing, signal) {
      const now = clock.now();
      const written = disk.write(() =>
        store.transaction((tables) => claimInquiry(tables, filing, now)),
      );
      onChange([filing.id]);
      if (!written.ok) return pause(means);
      await go(written.value, signal);
      return { did: 'inquire' };
    },
    isInFlight: () => inFlight,
    settleRest() {
      if (unsettled !== null) finish(unsettled);
      return unsettled === null;
    },
    afterReopen() {
      if (unsettled === null) return;
      const { claim, outcome, tookMs, settledAt } = unsettled;
      gate.note(pacerEventOf(outcome, tookMs), settledAt);
      unsettled = null;
      onChange([claim.filingId]);
    },
  };
}

/** Whether a legal deadline is near, or a person said so. */
function isUrgent(filing: StoredFiling | null, now: EpochMs): boolean {
  if (filing === null) return false;
  const tomorrow = addDays(koreanDate(now), 1);
  return filing.priority === 'urgent' || (filing.deadline !== null && filing.deadline <= tomorrow);
}
