import { epochMs, type EpochMs } from '../../../shared/time.ts';

const koreaOffsetMs = 9 * 3_600_000;

/** An instant as the field for day and time holds it, in Korean time: `2026-11-24T09:12`. */
export function koreanMinute(at: EpochMs): string {
  return new Date(at + koreaOffsetMs).toISOString().slice(0, 16);
}

/** The instant of what such a field holds; `null` where it is empty. */
export function koreanInstant(text: string): EpochMs | null {
  const at = Date.parse(`${text}Z`);
  return Number.isNaN(at) ? null : epochMs(at - koreaOffsetMs);
}
