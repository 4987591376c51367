import { epochMs, type EpochMs } from '../../shared/time.ts';
import type { StoredFiling } from './filings.ts';
import type { Tables } from './tables.ts';

/** Our clock and theirs tick apart by a little, in milliseconds. */
const marginMs = 50;

/**
 * When a filing may be asked about at the soonest, whatever hurries it: not before what an answer about
 * it asked for (202 with Retry-After). A clock that was set back since does not lengthen that.
 */
export function soonestInquiry(
  { attempts }: Pick<Tables, 'attempts'>,
  { id, transport }: Pick<StoredFiling, 'id' | 'transport'>,
  now: EpochMs,
): EpochMs {
  if (transport !== 'processing') return now;
  const asked = attempts
    .of(id)
    .flatMap(({ settledAt, retryAfterMs }) =>
      settledAt === null || retryAfterMs === null
        ? []
        : [Math.min(settledAt, now) + retryAfterMs + marginMs],
    );
  return epochMs(Math.max(now, ...asked));
}
