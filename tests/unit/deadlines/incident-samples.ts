import type { Incident } from '../../../shared/sync/incidents.ts';
import { epochMs } from '../../../shared/time.ts';

/** A moment in Korea, e.g. `2026-11-26 15:00`. */
export const at = (text: string) => epochMs(Date.parse(`${text.replace(' ', 'T')}:00+09:00`));

/** A stop of customs' systems, measured well. */
export function stop(
  id: number,
  from: string,
  to: string | null,
  change: Partial<Incident> = {},
): Incident {
  return {
    id,
    startedAt: at(from),
    endedAt: to === null ? null : at(to),
    grade: 'stopped',
    confidence: 'high',
    side: 'central',
    channels: ['declarations'],
    changes: [],
    errors: [],
    filings: 1,
    remarks: [],
    ...change,
  };
}
