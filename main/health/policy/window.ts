import type { EpochMs } from '../../../shared/time.ts';
import type { Measurement } from './measurement.ts';
import type { ChannelMemory, Slot } from './memory.ts';
import { gradeSettings } from './settings.ts';

const slotMs = 10_000;
const mostSlots = 60;
const mostTook = 15;
/** Answers' times are kept no closer together than this once there are a few. */
const tookEveryMs = 2000;
const tookKeptMs = 30 * 60_000;

/** Slots with one measurement more. */
export function slotsAfter(slots: readonly Slot[], { says, at }: Measurement): Slot[] {
  const isIll = says === 'ill';
  const last = slots.at(-1);
  if (last === undefined || at - last.at >= slotMs) {
    const slot = { at, well: isIll ? 0 : 1, ill: isIll ? 1 : 0, firstIllAt: isIll ? at : null };
    return [...slots, slot].slice(-mostSlots);
  }
  const slot: Slot = {
    at: last.at,
    well: last.well + (isIll ? 0 : 1),
    ill: last.ill + (isIll ? 1 : 0),
    firstIllAt: last.firstIllAt ?? (isIll ? at : null),
  };
  return [...slots.slice(0, -1), slot];
}

export function tookAfter(
  took: ChannelMemory['took'],
  { tookMs, at }: Measurement,
): ChannelMemory['took'] {
  const last = took.at(-1);
  if (tookMs === null) return took;
  if (last !== undefined && took.length >= 5 && at - last.at < tookEveryMs) return took;
  const kept = took.filter((each) => at - each.at < tookKeptMs);
  return [...kept, { at, ms: tookMs }].slice(-mostTook);
}

export interface Window {
  well: number;
  ill: number;
  /** Share of failures; 0 where nothing was measured. */
  share: number;
  firstIllAt: EpochMs | null;
}

/** What was measured of late: in the last minutes, or the last few where they are rare. */
export function windowOf(slots: readonly Slot[], now: EpochMs): Window {
  let well = 0;
  let ill = 0;
  let firstIllAt: EpochMs | null = null;
  for (const slot of slots.toReversed()) {
    const ageMs = now - slot.at;
    if (ageMs > gradeSettings.oldestMs) break;
    if (ageMs > gradeSettings.windowMs && well + ill >= gradeSettings.fewest) break;
    well += slot.well;
    ill += slot.ill;
    firstIllAt = slot.firstIllAt ?? firstIllAt;
  }
  return { well, ill, share: well + ill === 0 ? 0 : ill / (well + ill), firstIllAt };
}

export function medianMs(took: ChannelMemory['took']): number | null {
  const sorted = took.map(({ ms }) => ms).toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? null;
}
