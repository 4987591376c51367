import { draws } from '../draws.ts';

/** Reissues of personal customs codes from 30 November to 4 December 2025, day by day. */
export const surgeDays = [123_302, 298_742, 339_274, 203_087, 166_950] as const;
/** A day of then passes in so much practice, in milliseconds: who practises sees the codes change
 * while a batch is still going out. */
export const surgeDayMs = 12_000;
/** Codes that practice customs has given out: nearly half of them are reissued in the end. */
const codesGivenOut = 2_400_000;

/** Codes reissued after so much time in the surge; it ends with the fifth day. */
export function reissuedAfter(surgeMs: number): number {
  let left = Math.max(0, surgeMs);
  let reissued = 0;
  for (const day of surgeDays) {
    reissued += day * Math.min(1, left / surgeDayMs);
    left = Math.max(0, left - surgeDayMs);
  }
  return Math.round(reissued);
}

/** Whether a code's holder has had it reissued by then. Pure: the same seed, the same holders. */
export function isReissued(seed: number, code: string, surgeMs: number): boolean {
  return draws(seed, 'reissued', code)() < reissuedAfter(surgeMs) / codesGivenOut;
}
