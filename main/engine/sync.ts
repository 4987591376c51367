import { NaruError, type Problem } from '../../shared/errors.ts';
import { officeSchema } from '../../shared/contract/index.ts';
import type { Mode, SyncState } from '../../shared/sync/sync-state.ts';
import { epochMs, type EpochMs } from '../../shared/time.ts';
import {
  centralGrade,
  gatePhase,
  lanes,
  type PacerState,
  type PacingSettings,
} from '../outbox/policy/index.ts';
import { recoveryTroubles } from './recovery-troubles.ts';
import type { Gate, Outbox } from '../outbox/index.ts';
import type { Store } from '../store/index.ts';

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
  const { stored, problem: unread } = readStored(store, now);
  const trouble = outbox?.trouble() ?? unread;
  return {
    now,
    mode,
    office: stored.office,
    counts: { transport: { ...store.counts.transport }, customs: { ...store.counts.customs } },
    oldestQueuedAt: stored.oldestQueuedAt,
    oldestUnconfirmedAt: stored.oldestUnconfirmedAt,
    nearestDeadline: stored.nearestDeadline,
    gate: gateState(sources, stored.nextWorkAt),
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
  /** When the outbox itself has something to do; `null` where it has not. */
  nextWorkAt: EpochMs | null;
};
const nothingRead: Stored = {
  office: null,
  oldestQueuedAt: null,
  oldestUnconfirmedAt: null,
  nearestDeadline: null,
  lastReceiptAt: null,
  nextWorkAt: null,
};

function readStored(store: Store, now: EpochMs): { stored: Stored; problem: Problem | null } {
  const { queued, unconfirmed, processing } = store.counts.transport;
  try {
    const stored = store.read(({ queue, settings }) => {
      const office = officeSchema.safeParse(settings.get('office'));
      const inquireAt =
        unconfirmed + processing === 0 ? null : (queue.nextToInquire()?.inquireAt ?? null);
      return {
        office: office.success ? office.data : null,
        oldestQueuedAt: queued > 0 ? queue.oldest('queued') : null,
        oldestUnconfirmedAt: unconfirmed > 0 ? queue.oldest('unconfirmed') : null,
        nearestDeadline: queue.nearestDeadline(),
        lastReceiptAt: queue.lastReceiptAt(),
        nextWorkAt: queued > 0 ? now : inquireAt,
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
  nextWorkAt: EpochMs | null,
): SyncState['gate'] {
  if (outbox === null)
    return { phase: 'no-gateway', nextTryAt: null, intervalMs: 0, inFlight: false };
  const pacer = outbox.gate.state();
  const may = outbox.gate.mayGo('declarations', now);
  const base = { intervalMs: pacer.declarations.intervalMs, inFlight: outbox.inFlight() };
  if (outbox.trouble() !== null) return { ...base, phase: 'paused', nextTryAt: null };
  const phase = gatePhase(pacer, now, settings);
  const gateAt = may.go ? now : may.at;
  const nextTryAt =
    nextWorkAt === null || gateAt === null ? null : epochMs(Math.max(gateAt, nextWorkAt));
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
