import type { EpochMs } from '../../../shared/time.ts';
import { limitRate } from './drain-limits.ts';
import { isCalm, type LaneState } from './lane-state.ts';
import type { PacingSettings } from './settings.ts';

/** What the central system has lately managed. */
export interface Lately {
  /** From when on it is known. */
  since: EpochMs;
  /** When a filing was settled that had been sent, oldest first. */
  settledAt: readonly EpochMs[];
  /** How many sendings came to nothing in that time. */
  failed: number;
}

/** Filings a minute, as a range, and what it goes by in a word. */
export interface DrainRate {
  low: number;
  likely: number;
  high: number;
  why: 'limits' | 'pace' | 'lately' | 'untried';
}

const minute = 60_000;
/** Fewer than this tell no rate. */
const fewest = 8;
/** Nor does less time than this, in milliseconds. */
const leastMs = 45_000;
/** How far the rate of the next hours may be from what the last minutes show: at the limits, … */
const steady: Spread = { slower: 0.8, faster: 1.25 };
/** … where the central system's own slowness paces, … */
const slow: Spread = { slower: 0.3, faster: 2.5 };
/** … and where it turns a few away. */
const rough: Spread = { slower: 0.15, faster: 4 };
/** So many of the last few turned away, such a share lately, or pauses this long after one … */
const [manyTurnedAway, shareTurnedAway, longPauseMs] = [2, 0.1, 5000];
// … and nobody can know: each one more lengthens the pauses.
/** A range wider than this tells nothing: it is not told. */
const widest = 60;
/** While less than this is known, it may be faster yet, in milliseconds. */
const youngMs = 180_000;
/** From this share of the limits on it is they that hold back. */
const nearLimits = 0.85;

/** Why there is no rate: nothing gets through, or now and then something does. */
export type NoRate = 'down' | 'unsteady';

/** The range of the rate while things stay as they are, or why nobody can know one. */
export function drainRate(
  lane: LaneState,
  lately: Lately,
  now: EpochMs,
  settings: PacingSettings,
): DrainRate | NoRate {
  const most = fastest(lane, settings);
  if (lane.grade.grade === 'stopped') return 'down';
  if (lane.failuresInRow > 0 && lately.settledAt.length === 0) return 'down';
  const turnedAway = lane.recentFailures.filter((failed) => failed).length;
  if (turnedAway >= manyTurnedAway) return 'unsteady';
  if (turnedAway > 0 && lane.intervalMs >= longPauseMs) return 'unsteady';
  const { failed, settledAt } = lately;
  if (failed > 1 && failed / (failed + settledAt.length) > shareTurnedAway) return 'unsteady';
  const seen = seenRates(lately, now);
  if (seen === null) return told(untried(lane, lately, now, most, settings));
  const fits = (rate: number): number => Math.min(rate, most);
  const likely = fits(seen.likely);
  // A visit that goes well opens its window wider with every answer.
  const grows = !isCalm(lane, settings) && lane.run > 0 && lane.window < settings.maxOpen;
  const isNearLimits = likely >= limitRate(settings) * nearLimits;
  const { slower, faster } = turnedAway > 0 ? rough : isNearLimits ? steady : slow;
  return told({
    low: fits(Math.min(...seen.rates) * slower),
    likely,
    high: grows || seen.knownMs < youngMs ? most : fits(Math.max(...seen.rates) * faster),
    why: isNearLimits ? 'limits' : 'lately',
  });
}

interface Spread {
  slower: number;
  faster: number;
}

function told(rate: DrainRate): DrainRate | NoRate {
  return rate.low > 0 && rate.high / rate.low <= widest ? rate : 'unsteady';
}

/** Rates of all the time that is known, of its later half, and of its last quarter. */
function seenRates(
  { settledAt }: Lately,
  now: EpochMs,
): { rates: number[]; likely: number; knownMs: number } | null {
  const [first] = settledAt;
  // Before the first there was silence: an outage that is over, or nothing to send.
  if (first === undefined || settledAt.length < fewest || now - first < leastMs) return null;
  const rateSince = (ms: number): number =>
    (settledAt.filter((at) => at > now - ms).length / ms) * minute;
  const whole = now - first;
  const spans = [whole, whole / 2, whole / 4].filter((ms) => ms >= leastMs);
  const rates = spans.map((ms) => rateSince(ms));
  return { rates, likely: rates[1] ?? rates[0] ?? 0, knownMs: whole };
}

/** Where too little is known: from what the pace promises at least to what it allows at best. */
function untried(
  lane: LaneState,
  lately: Lately,
  now: EpochMs,
  most: number,
  settings: PacingSettings,
): DrainRate {
  if (isCalm(lane, settings)) {
    const isKnown = lane.latencyMs !== null && lane.lastSuccessAt !== null;
    const why = !isKnown ? 'untried' : most >= limitRate(settings) ? 'limits' : 'pace';
    return { low: most / (isKnown ? 3 : 10), likely: most * nearLimits, high: most, why };
  }
  // A visit hands in one filing at least, and how many more shows only once it is there.
  const perVisit = minute / Math.max(lane.intervalMs * 1.25, settings.minGapMs);
  const perMinute = (lately.settledAt.length / Math.max(now - lately.since, minute)) * minute;
  const low = Math.min(most, Math.max(perVisit, perMinute) / 4);
  return { low, likely: Math.sqrt(low * most), high: most, why: 'pace' };
}

/** Filings a minute at the most: by the limits, by the requests that may be on their way at once. */
function fastest(lane: LaneState, settings: PacingSettings): number {
  const latencyMs = Math.max(1, lane.usualMs ?? lane.latencyMs ?? 1);
  const byWindow = (settings.maxOpen / latencyMs) * minute;
  return Math.min(limitRate(settings), byWindow);
}
