import { epochMs, type EpochMs, type Random } from '../../../shared/time.ts';

const minute = 60_000;
/** Probes follow each other no closer than this, in trouble and in quiet times. */
const troubledMs = minute;
const quietMs = 5 * minute;
/** They are drawn out by up to this share, so that many offices do not probe together. */
const jitter = 0.4;

/** When the gateway may be probed next: never while real traffic speaks. */
export function nextProbeAt(
  last: { trafficAt: EpochMs | null; probeAt: EpochMs | null; openedAt: EpochMs },
  isTroubled: boolean,
  random: Random,
): EpochMs {
  const from = Math.max(last.trafficAt ?? 0, last.probeAt ?? 0, last.openedAt);
  const everyMs = isTroubled ? troubledMs : quietMs;
  return epochMs(Math.ceil(from + everyMs * (1 + jitter * random())));
}
