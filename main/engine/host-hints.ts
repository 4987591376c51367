import type { HostHint } from '../../shared/port/host-line.ts';
import type { Session } from './session.ts';

/**
 * How long nothing new is begun at most after the host has announced an end or a sleep that did not
 * come, in milliseconds: a hint must not keep filings waiting.
 */
export const longestHoldMs = 60_000;

export interface Heeded {
  session(): Pick<Session, 'hold' | 'wake' | 'health'>;
  /** Time may have jumped: what goes by the calendar looks again. */
  lookAtCalendar(): void;
  onFault(error: unknown): void;
}

/** What the engine makes of a hint. None is believed: it only looks sooner, or begins nothing new. */
export function heed(hint: HostHint, { session, lookAtCalendar, onFault }: Heeded): void {
  const { hold, wake, health } = session();
  switch (hint) {
    case 'asleep':
    case 'ending':
      hold(longestHoldMs);
      return;
    case 'staying':
      hold(0);
      return;
    case 'awake':
      hold(0);
      wake();
      lookAtCalendar();
      health.lookNow().catch(onFault);
      return;
    case 'network':
      health.lookNow().catch(onFault);
  }
}
