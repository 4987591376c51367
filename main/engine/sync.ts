import type { Problem } from '../../shared/errors.ts';
import { officeSchema } from '../../shared/contract/index.ts';
import type { Mode, SyncState } from '../../shared/sync/sync-state.ts';
import { epochMs, type EpochMs } from '../../shared/time.ts';
import { centralGrade, gatePhase, type PacingSettings } from '../outbox/policy/index.ts';
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
}

/** The sync state of everything, read from what is on disk and from the gate. */
export function readSyncState(sources: SyncSources): SyncState {
  const { store, mode, outbox, now } = sources;
  return store.read(({ queue, settings }) => {
    const office = officeSchema.safeParse(settings.get('office'));
    return {
      now,
      mode,
      office: office.success ? office.data : null,
      counts: { transport: { ...store.counts.transport }, customs: { ...store.counts.customs } },
      oldestQueuedAt: store.counts.transport.queued > 0 ? queue.oldest('queued') : null,
      oldestUnconfirmedAt:
        store.counts.transport.unconfirmed > 0 ? queue.oldest('unconfirmed') : null,
      nearestDeadline: queue.nearestDeadline(),
      gate: gateState(sources),
      central: centralState(sources),
      lastReceiptAt: queue.lastReceiptAt(),
      troubles: troublesOf(outbox),
    };
  });
}

function troublesOf(outbox: Sending | null): Problem[] {
  const trouble = outbox?.trouble() ?? null;
  return trouble === null ? [] : [trouble];
}

function gateState({ store, outbox, settings, now }: SyncSources): SyncState['gate'] {
  if (outbox === null)
    return { phase: 'no-gateway', nextTryAt: null, intervalMs: 0, inFlight: false };
  const pacer = outbox.gate.state();
  const may = outbox.gate.mayGo(now);
  const waiting = nextWork(store, now);
  const base = { intervalMs: pacer.intervalMs, inFlight: outbox.inFlight() };
  if (outbox.trouble() !== null) return { ...base, phase: 'paused', nextTryAt: null };
  const phase = gatePhase(pacer, now, settings);
  const gateAt = may.go ? now : may.at;
  const nextTryAt = waiting === null || gateAt === null ? null : epochMs(Math.max(gateAt, waiting));
  return { ...base, phase, nextTryAt };
}

/** When the outbox itself has something to do; `null` where it has not. */
function nextWork(store: Store, now: EpochMs): EpochMs | null {
  const { transport } = store.counts;
  if (transport.queued > 0) return now;
  if (transport.unconfirmed + transport.processing === 0) return null;
  return store.tables.queue.nextToInquire()?.inquireAt ?? null;
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
    lastSuccessAt: pacer.lastSuccessAt,
    lastFailure: pacer.lastFailure,
    latencyMs: pacer.latencyMs,
    ownWord: outbox.ownWord(),
  };
}
