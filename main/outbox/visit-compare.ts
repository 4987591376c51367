import type { FilingId } from '../../shared/filing/numbers.ts';
import { nextTransport } from '../../shared/filing/transitions.ts';
import { epochMs, type EpochMs } from '../../shared/time.ts';
import type { InquiryOutcome } from '../central/gateway.ts';
import { moveTransport, record, type StoredFiling, type Tables } from '../store/index.ts';
import { pacerEventOf } from './pacer-event.ts';
import { pause, requestOf, type Begun, type Means } from './visits.ts';
import { compare, type Comparison } from './watchdog/compare.ts';
import { isComparable, noteRun } from './watchdog/reconcile.ts';

/** Visits that ask about filings whose fate we think we know (대조). */
export interface CompareVisits {
  /** When the next question may go, if nothing else wants to; `null` where none is planned. */
  nextAt(): EpochMs | null;
  ask(signal: AbortSignal | undefined): Begun;
  /** Whether a filing is being asked about: nothing else is sent about it meanwhile. */
  isAsking(id: FilingId): boolean;
}

export function compareVisits(means: Means): CompareVisits {
  const { store, gateway, clock, gate, disk, onChange } = means;
  let lastAt: EpochMs | null = null;
  let asking: FilingId | null = null;

  async function go(
    running: { id: number; place: number; asked: StoredFiling },
    signal: AbortSignal | undefined,
  ): Promise<void> {
    const { asked } = running;
    const from = clock.monotonic();
    const request = requestOf(means, 'inquiries', signal);
    let outcome: InquiryOutcome;
    try {
      outcome = await gateway.inquire(
        { declarationNo: asked.declarationNo, part: asked.part },
        request,
      );
    } finally {
      asking = null;
    }
    const at = clock.now();
    const event = pacerEventOf('inquiries', outcome, clock.monotonic() - from);
    const written = disk.write(() =>
      store.transaction((tables) => {
        put(tables, running, outcome, at);
        return gate.answered(tables, [event], at, false);
      }),
    );
    if (written.ok) written.value.keep();
    else gate.note(event, at);
    onChange([asked.id]);
  }

  return {
    isAsking: (id) => asking === id,
    nextAt() {
      const running = store.read(({ reconciliations }) => reconciliations.running());
      if (running === null || asking !== null) return null;
      // The clock was set back since.
      if (lastAt !== null && lastAt > clock.now()) lastAt = clock.now();
      return lastAt === null ? clock.now() : epochMs(lastAt + running.spacingMs);
    },
    ask(signal) {
      const now = clock.now();
      const planned = store.read(({ reconciliations, filings }) => {
        const running = reconciliations.running();
        const next = running === null ? null : reconciliations.next(running.id);
        if (running === null || next === null) return null;
        return { id: running.id, place: next.place, asked: filings.byId(next.filingId) };
      });
      if (planned === null) return pause(means);
      const { id, place, asked } = planned;
      if (asked === null || !isComparable(asked)) {
        const skipped = disk.write(() =>
          store.transaction((tables) => {
            tables.reconciliations.mark(id, place, 'moved');
            finishWhenDone(tables, id, now);
          }),
        );
        return skipped.ok ? { did: 'set-aside' } : pause(means);
      }
      // On disk before it leaves: no attempt tells of it after a crash.
      const noted = disk.write(() => gate.stepNow({ type: 'request', lane: 'inquiries' }, now));
      if (!noted.ok) return pause(means);
      lastAt = now;
      asking = asked.id;
      return { did: 'compare', ended: go({ id, place, asked }, signal) };
    },
  };
}

/**
 * Keeps a difference. What they have and we would send, or hold for ended, is put in doubt at once:
 * the outbox asks, and takes the receipt.
 */
function keep(
  tables: Tables,
  filing: StoredFiling,
  { what, ours, theirs }: Extract<Comparison, { is: 'different' }>,
  reconciliation: number,
  at: EpochMs,
): void {
  const entry = { kind: 'compared', data: { what, ours, theirs, reconciliation } } as const;
  const mayBeLost = what === 'they-have-it' && nextTransport(filing.transport, 'lose') !== null;
  if (mayBeLost) moveTransport(tables, filing, 'lose', entry, at, { inquireAt: at, inquiries: 0 });
  else record(tables, filing, entry, at);
  tables.reconciliations.differ(
    { filingId: filing.id, what, ours, theirs, foundAt: at },
    reconciliation,
  );
}

function put(
  tables: Tables,
  { id, place, asked }: { id: number; place: number; asked: StoredFiling },
  outcome: InquiryOutcome,
  at: EpochMs,
): void {
  const filing = tables.filings.byId(asked.id);
  const hasMoved = filing === null || filing.journalSeq !== asked.journalSeq;
  if (hasMoved) tables.reconciliations.mark(id, place, 'moved');
  else {
    const own = tables.submissions.chain(filing.submissionId).map(({ digest }) => digest);
    const compared = compare(filing, outcome, own);
    tables.reconciliations.mark(id, place, compared.is);
    if (compared.is === 'same') tables.reconciliations.agree(filing.id);
    if (compared.is === 'different') keep(tables, filing, compared, id, at);
  }
  finishWhenDone(tables, id, at);
}

function finishWhenDone(tables: Tables, id: number, at: EpochMs): void {
  if (tables.reconciliations.next(id) !== null) return;
  tables.reconciliations.finish(id, at);
  const last = tables.reconciliations.last();
  if (last === null) return;
  const { same, different, unanswered } = last;
  noteRun(tables, id, 'ended', { same, different, unanswered }, at);
}
