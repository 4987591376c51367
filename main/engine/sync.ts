import { NaruError, type Problem } from '../../shared/errors.ts';
import { officeSchema } from '../../shared/contract/index.ts';
import type { Mode, SyncState } from '../../shared/sync/sync-state.ts';
import { epochMs, type EpochMs } from '../../shared/time.ts';
import {
  centralGrade,
  gatePhase,
  lanes,
  type Lane,
  type PacerState,
  type PacingSettings,
} from '../outbox/policy/index.ts';
import { recoveryTroubles } from './recovery-troubles.ts';
import type { Gate, Outbox } from '../outbox/index.ts';
import { heldBackBy, type Store } from '../store/index.ts';

/** What of an outbox the sync state shows; also of one that another process runs. */
export interface Sending extends Pick<Outbox, 'trouble' | 'inFlight' | 'ownWord'> {
  gate: Pick<Gate, 'state' | 'mayGo'>;
}

export interface SyncSources {
  store: Store;
  mode: Mode;
  /** `null` where there is no gateway to send to. */
  outbox: Sending | null;
  settings: PacingSettings;
  now: EpochMs;
  /** What was set up wrong, and is done without. */
  setUpWrong?: Problem | null;
}

/**
 * The sync state of everything, read from what is on disk and from the gate. What cannot be read
 * is told among the troubles: the state is how a face learns of them.
 */
export function readSyncState(sources: SyncSources): SyncState {
  const { store, mode, outbox, now } = sources;
  const { stored, problem: unread } = readStored(store);
  const trouble = outbox?.trouble() ?? unread;
  return {
    now,
    mode,
    office: stored.office,
    counts: { transport: { ...store.counts.transport }, customs: { ...store.counts.customs } },
    oldestQueuedAt: stored.oldestQueuedAt,
    oldestUnconfirmedAt: stored.oldestUnconfirmedAt,
    nearestDeadline: stored.nearestDeadline,
    gate: gateState(sources, stored),
    central: centralState(sources),
    lastReceiptAt: stored.lastReceiptAt,
    troubles: [trouble, sources.setUpWrong ?? null, ...recoveryTroubles(store, now)].filter(
      (problem) => problem !== null,
    ),
  };
}

type Stored = Pick<
  SyncState,
  'office' | 'oldestQueuedAt' | 'oldestUnconfirmedAt' | 'nearestDeadline' | 'lastReceiptAt'
> & {
  /** Whether something waits to be sent. */
  isWaiting: boolean;
  /** When the first in doubt is to be inquired about; `null` where none is. */
  inquireAt: EpochMs | null;
  heldBackBy: ReturnType<typeof heldBackBy>;
};
const nothingRead: Stored = {
  office: null,
  oldestQueuedAt: null,
  oldestUnconfirmedAt: null,
  nearestDeadline: null,
  lastReceiptAt: null,
  isWaiting: false,
  inquireAt: null,
  heldBackBy: null,
};

function readStored(store: Store): { stored: Stored; problem: Problem | null } {
  const { queued, unconfirmed, processing } = store.counts.transport;
  try {
    const stored = store.read((tables) => {
      const { queue, settings } = tables;
      const office = officeSchema.safeParse(settings.get('office'));
      const inquireAt =
        unconfirmed + processing === 0 ? null : (queue.nextToInquire()?.inquireAt ?? null);
      return {
        office: office.success ? office.data : null,
        oldestQueuedAt: queued > 0 ? queue.oldest('queued') : null,
        oldestUnconfirmedAt: unconfirmed > 0 ? queue.oldest('unconfirmed') : null,
        nearestDeadline: queue.nearestDeadline(),
        lastReceiptAt: queue.lastReceiptAt(),
        isWaiting: queued > 0,
        inquireAt,
        heldBackBy: heldBackBy(tables),
      };
    });
    return { stored, problem: null };
  } catch (error) {
    if (!(error instanceof NaruError)) throw error;
    return { stored: nothingRead, problem: error.problem };
  }
}

function gateState(
  { outbox, settings, now }: SyncSources,
  stored: Pick<Stored, 'isWaiting' | 'inquireAt' | 'heldBackBy'>,
): SyncState['gate'] {
  if (outbox === null)
    return { phase: 'no-gateway', nextTryAt: null, intervalMs: 0, inFlight: false };
  const pacer = outbox.gate.state();
  const opensAt = (lane: Lane): EpochMs | null => {
    const may = outbox.gate.mayGo(lane, now);
    return may.go ? now : may.at;
  };
  const base = { intervalMs: pacer.declarations.intervalMs, inFlight: outbox.inFlight() };
  if (outbox.trouble() !== null) return { ...base, phase: 'paused', nextTryAt: null };
  const phase = gatePhase(pacer, now, settings);
  if (stored.heldBackBy !== null) {
    // After a restore the central system is asked meanwhile; else nothing goes before a person acts.
    const nextTryAt = stored.heldBackBy === 'asking' ? opensAt('inquiries') : null;
    return { ...base, phase: phase === 'not-allowed' ? phase : 'held-back', nextTryAt };
  }
  if (stored.isWaiting) return { ...base, phase, nextTryAt: opensAt('declarations') };
  // Nothing waits but answers: they are asked for on a lane of their own.
  const { inquireAt } = stored;
  const askAt = inquireAt === null ? null : opensAt('inquiries');
  const nextTryAt =
    inquireAt === null || askAt === null ? null : epochMs(Math.max(askAt, inquireAt));
  return { ...base, phase, nextTryAt };
}

function centralState({ outbox, now }: SyncSources): SyncState['central'] {
  if (outbox === null) {
    return {
      grade: 'unknown',
      since: null,
      lastSuccessAt: null,
      lastFailure: null,
      latencyMs: null,
      ownWord: null,
    };
  }
  const pacer = outbox.gate.state();
  const { grade, since } = centralGrade(pacer, now);
  return {
    grade,
    since,
    lastSuccessAt: latest(lanes.map((lane) => pacer[lane].lastSuccessAt)),
    lastFailure: lastFailure(pacer),
    latencyMs: pacer.declarations.latencyMs ?? pacer.inquiries.latencyMs ?? pacer.notices.latencyMs,
    ownWord: outbox.ownWord(),
  };
}

function latest(times: readonly (EpochMs | null)[]): EpochMs | null {
  const known = times.filter((at) => at !== null);
  return known.toSorted((a, b) => b - a)[0] ?? null;
}

function lastFailure(pacer: PacerState): SyncState['central']['lastFailure'] {
  const known = lanes.map((lane) => pacer[lane].lastFailure).filter((each) => each !== null);
  return known.toSorted((a, b) => b.at - a.at)[0] ?? null;
}
