import type { Cause } from '../../../shared/filing/attempts.ts';
import type { ChannelState } from '../../../shared/sync/channels.ts';
import type { SyncState } from '../../../shared/sync/sync-state.ts';
import { channelSituationOf, type ChannelSituation } from './channels-situation.ts';

/** What the first page says in one sentence; its words stand under `screens.situation.<kind>`. */
export const situationKinds = [
  'trouble',
  'no-office',
  'no-gateway',
  'not-allowed',
  'our-network',
  'unreachable',
  'stopped',
  'unsteady',
  'slow',
  'recovering',
  'sending',
  'asking',
  'quiet',
  'untried',
] as const;
export type SituationKind = (typeof situationKinds)[number];

export interface Situation {
  kind: SituationKind;
  tone: 'plain' | 'warn' | 'bad';
}

/**
 * Is it them or us: what keeps this office itself from working, then what each channel measured on
 * its own, and where nothing is known of channels what our own traffic says.
 */
export function wholeSituationOf(
  sync: SyncState,
  channels: readonly ChannelState[],
): Situation | ChannelSituation {
  const ofTraffic = situationOf(sync);
  if (officeKinds.has(ofTraffic.kind)) return ofTraffic;
  return channelSituationOf(channels) ?? ofTraffic;
}

/** What a person must set right here before anything else counts. */
const officeKinds: ReadonlySet<SituationKind> = new Set([
  'trouble',
  'no-office',
  'no-gateway',
  'not-allowed',
]);

/** Failures that begin before this computer's network has been left. */
const ours: ReadonlySet<Cause> = new Set(['name-not-resolved', 'no-route', 'proxy-failed']);
/** Failures that may lie on either side. */
const between: ReadonlySet<Cause> = new Set([
  'connection-refused',
  'connect-timeout',
  'tls-failed',
]);

/** Is it them or us, and how bad: what stands in the way of most comes first. */
export function situationOf(sync: SyncState): Situation {
  const { transport } = sync.counts;
  if (sync.troubles.length > 0) return { kind: 'trouble', tone: 'bad' };
  if (sync.office === null) return { kind: 'no-office', tone: 'warn' };
  if (sync.gate.phase === 'no-gateway') return { kind: 'no-gateway', tone: 'warn' };
  if (sync.central.grade === 'not-allowed' || sync.gate.phase === 'not-allowed')
    return { kind: 'not-allowed', tone: 'bad' };
  if (sync.central.grade === 'stopped') return { kind: stoppedBy(sync), tone: 'bad' };
  if (sync.central.grade === 'unsteady') return { kind: 'unsteady', tone: 'warn' };
  if (sync.central.grade === 'slow') return { kind: 'slow', tone: 'warn' };
  if (transport.queued + transport.sending > 0)
    return { kind: sync.gate.phase === 'paced' ? 'recovering' : 'sending', tone: 'plain' };
  if (transport.unconfirmed + transport.processing > 0) return { kind: 'asking', tone: 'plain' };
  return { kind: sync.central.grade === 'unknown' ? 'untried' : 'quiet', tone: 'plain' };
}

function stoppedBy({ central }: SyncState): 'our-network' | 'unreachable' | 'stopped' {
  const cause = central.lastFailure?.cause;
  if (cause === undefined) return 'stopped';
  if (ours.has(cause)) return 'our-network';
  return between.has(cause) ? 'unreachable' : 'stopped';
}
