import {
  isWithinBounds,
  pacingNames,
  type ChosenPacing,
  type PacingName,
  type PacingView,
} from '../../../shared/sync/pacing.ts';
import type { PacingSettings } from './settings.ts';

type Origin = PacingView['values'][number]['origin'];

export interface MergedPacing {
  settings: PacingSettings;
  /** Where each value comes from. */
  origins: Readonly<Record<PacingName, Origin>>;
}

/**
 * The defaults, under what a signed file says of the whole fleet, under the office's own. A value
 * beyond its bounds counts in no layer: whoever wrote it, and however it came to be on disk.
 */
export function mergePacing(
  base: PacingSettings,
  fleet: ChosenPacing,
  office: ChosenPacing,
): MergedPacing {
  const settings = { ...base };
  const origins = fromDefault();
  for (const name of pacingNames)
    for (const origin of ['fleet', 'office'] as const) {
      const layer = origin === 'fleet' ? fleet : office;
      const value = Object.hasOwn(layer, name) ? layer[name] : undefined;
      if (value === undefined || !isWithinBounds(name, value)) continue;
      settings[name] = value;
      origins[name] = origin;
    }
  return { settings, origins };
}

/** The first value beyond its bounds; `null` where there is none. */
export function outOfBounds(chosen: ChosenPacing): PacingName | null {
  const wrong = pacingNames.find((name) => {
    const value = chosen[name];
    return value !== undefined && !isWithinBounds(name, value);
  });
  return wrong ?? null;
}

function fromDefault(): Record<PacingName, Origin> {
  return {
    minIntervalMs: 'default',
    maxIntervalMs: 'default',
    maxBusyIntervalMs: 'default',
    maxOpen: 'default',
    limitPerSecond: 'default',
    limitPerMinute: 'default',
    urgentScale: 'default',
    startSpreadMs: 'default',
    firstTimeoutMs: 'default',
    minTimeoutMs: 'default',
    maxTimeoutMs: 'default',
  };
}
