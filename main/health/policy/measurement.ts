import type { Cause } from '../../../shared/filing/attempts.ts';
import type { Channel } from '../../../shared/sync/channels.ts';
import type { EpochMs } from '../../../shared/time.ts';

/**
 * What a use of a channel says of it: it did its work; it answered, and whether it does its work is
 * not known (wrong credentials, a connection alone); or it failed.
 */
export type Says = 'well' | 'reached' | 'ill';

/** One use of a channel, as it was seen; whose fault a failure was is judged later. */
export interface Seen {
  channel: Channel;
  says: Says;
  /** Why it failed; `null` where it did not. */
  cause: Cause | null;
  startedAt: EpochMs;
  at: EpochMs;
  /** Milliseconds until the answer; `null` where nothing was timed. */
  tookMs: number | null;
  by: 'traffic' | 'probe';
}

/** What counts for a channel. */
export interface Measurement extends Pick<Seen, 'channel' | 'says' | 'cause' | 'at' | 'tookMs'> {
  /**
   * Made on this channel; on a sibling, of the way that both share; or by a probe of that way. What
   * is not its own proves at most that nobody can be reached.
   */
  from: 'own' | 'sibling' | 'probe';
}

/**
 * What each cause says of the other side. Our own faults say nothing against it: refused documents
 * are an answer, wrong credentials too, and what never left or was called off measured nothing.
 */
const saysOf: Readonly<Record<Cause, Says | 'nothing'>> = {
  receipt: 'well',
  'receipt-again': 'well',
  'in-queue': 'well',
  'invalid-document': 'well',
  'number-used': 'well',
  'in-progress': 'well',
  'declaration-unknown': 'well',
  'not-found': 'well',
  unauthorized: 'reached',
  forbidden: 'reached',
  'other-digest': 'reached',
  'too-many-requests': 'ill',
  unavailable: 'ill',
  'server-error': 'ill',
  'bad-gateway': 'ill',
  'gateway-timeout': 'ill',
  'name-not-resolved': 'ill',
  'connection-refused': 'ill',
  'no-route': 'ill',
  'proxy-failed': 'ill',
  'tls-failed': 'ill',
  'connect-timeout': 'ill',
  'connection-reset': 'ill',
  timeout: 'ill',
  'cut-off': 'ill',
  'not-json': 'ill',
  'other-number': 'ill',
  'unexpected-answer': 'ill',
  redirected: 'ill',
  'handed-over': 'nothing',
  'lies-there-already': 'nothing',
  'never-handed-over': 'nothing',
  'folder-unreachable': 'nothing',
  'folder-full': 'nothing',
  'no-answer-yet': 'nothing',
  'told-by-notice': 'nothing',
  'told-by-cargo-progress': 'nothing',
  'told-by-synchronisation': 'nothing',
  'not-offered': 'nothing',
  'told-to-wait': 'nothing',
  'process-ended': 'nothing',
  'cancelled-by-us': 'nothing',
};

/** What the outcome of a request says of the system that was asked; `null` where it says nothing. */
export function readCause(cause: Cause): { says: Says; cause: Cause | null } | null {
  const says = saysOf[cause];
  if (says === 'nothing') return null;
  return { says, cause: says === 'ill' ? cause : null };
}

/** No connection came to stand: it speaks of the way to the host, whatever was to be asked there. */
const connectCauses: ReadonlySet<Cause> = new Set([
  'connection-refused',
  'no-route',
  'proxy-failed',
  'tls-failed',
  'connect-timeout',
]);
export const isOfTheWay = (cause: Cause): boolean => connectCauses.has(cause);

/** What a line that is gone looks like; an answer, however bad, came over a line that is there. */
const lineCauses: ReadonlySet<Cause> = new Set([
  ...connectCauses,
  'name-not-resolved',
  'connection-reset',
  'timeout',
  'cut-off',
]);
export const mayBeTheLine = (cause: Cause): boolean => lineCauses.has(cause);
