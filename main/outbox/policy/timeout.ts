import { clamp } from './pacer-state.ts';
import type { PacingSettings } from './settings.ts';

/**
 * How long a request may take, in milliseconds: some multiple of what it usually takes. Whoever
 * gives up earlier on an overloaded system makes it do the work twice.
 */
export function requestTimeoutMs(latencyMs: number | null, settings: PacingSettings): number {
  if (latencyMs === null)
    return clamp(settings.firstTimeoutMs, settings.minTimeoutMs, settings.maxTimeoutMs);
  const usual = Math.round(latencyMs * settings.timeoutLatencies);
  return clamp(usual, settings.minTimeoutMs, settings.maxTimeoutMs);
}

/** The smoothed latency after one more answer, or one more request that ran out of time. */
export function smoothLatency(
  latencyMs: number | null,
  sampleMs: number,
  settings: PacingSettings,
): number {
  const sample = clamp(sampleMs, 0, settings.maxTimeoutMs);
  if (latencyMs === null) return sample;
  return latencyMs + settings.latencyWeight * (sample - latencyMs);
}

/** A quicker answer tells at once what is usual, slower ones only where they stay. */
const sooner = 0.3;
const later = 0.002;

/** What an answer usually takes, after one more. */
export function usualLatency(usualMs: number | null, sampleMs: number): number {
  if (usualMs === null) return sampleMs;
  return usualMs + (sampleMs < usualMs ? sooner : later) * (sampleMs - usualMs);
}
