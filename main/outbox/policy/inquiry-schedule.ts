import { epochMs } from '../../../shared/time.ts';
import type { EpochMs, Random } from '../../../shared/time.ts';
import { clamp, retryAfterJitter, retryAfterMarginMs } from './pacer-state.ts';
import type { PacingSettings } from './settings.ts';

export interface InquiryOccasion {
  now: EpochMs;
  random: Random;
  /** Inquiries made since the outcome became unknown or the central system took the filing into its queue. */
  inquiries: number;
  /** What the last answer asked for (202 and `processing`). */
  retryAfterMs: number | null;
  settings: PacingSettings;
}

/**
 * When an unconfirmed or processing filing is asked about next: a settling delay first, then
 * 2, 4, 8 … s with jitter up to a bound, never before Retry-After. The pacer holds back what is due
 * when the gate is shut.
 */
export function nextInquiryAt(occasion: InquiryOccasion): EpochMs {
  const { now, random, inquiries, settings } = occasion;
  const retryAfter = clamp(occasion.retryAfterMs ?? 0, 0, settings.retryAfterCapMs);
  const word =
    retryAfter === 0 ? 0 : retryAfter * (1 + retryAfterJitter * random()) + retryAfterMarginMs;
  const delay =
    inquiries === 0
      ? settings.inquirySettleMs * (1 + 0.5 * random())
      : // Beyond 2^30 the bound has long been reached.
        Math.min(
          settings.inquiryMaxMs,
          settings.inquiryFirstMs * 2 ** Math.min(inquiries - 1, 30),
        ) *
        (0.5 + random());
  return epochMs(Math.ceil(now + Math.max(delay, word)));
}
