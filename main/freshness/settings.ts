import {
  defaultFreshness,
  freshnessSettingsSchema,
  type FreshnessSettings,
} from '../../shared/filing/stale.ts';
import type { Tables } from '../store/index.ts';

/** What the office wants where a value went stale; the usual where it has not said. */
export function readFreshnessSettings(tables: Tables): FreshnessSettings {
  const stored = freshnessSettingsSchema.safeParse(tables.settings.get('freshness'));
  return stored.success ? stored.data : defaultFreshness;
}
