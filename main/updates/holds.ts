import { standingPhases, type SyncState } from '../../shared/sync/sync-state.ts';
import type { UpdateHold } from '../../shared/updates.ts';

/** How the engine is, seen by its host: it says so, it has not yet, or it cannot be had. */
export type EngineSeen = { is: 'starting' } | { is: 'running'; sync: SyncState } | { is: 'failed' };

/** Troubles with which a new version could not copy the data before it changes them. */
const diskTroubles: ReadonlySet<string> = new Set([
  'disk-full',
  'disk-error',
  'data-read-only',
  'data-not-writable',
]);

/**
 * What keeps a version that is ready from being installed. A queue that moves is drained first:
 * the hours after an outage are the worst to be without the program. One that stands anyway (no
 * address, wrong credentials, data that has moved away) waits as well with the program closed, and an engine that does not
 * start may be what the new version mends.
 */
export function holdsInstall(engine: EngineSeen): UpdateHold[] {
  if (engine.is === 'starting') return ['starting'];
  if (engine.is === 'failed') return [];
  const { gate, counts, troubles, mode } = engine.sync;
  const holds: UpdateHold[] = [];
  if (gate.inFlight || (counts.transport.sending ?? 0) > 0) holds.push('sending');
  const stands = standingPhases.has(gate.phase);
  if (mode === 'real' && (counts.transport.queued ?? 0) > 0 && !stands) holds.push('draining');
  if (troubles.some(({ code }) => diskTroubles.has(code))) holds.push('disk');
  return holds;
}
