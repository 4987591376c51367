import {
  defaultLogSettings,
  logSettingsSchema,
  type LogSettings,
} from '../../../shared/log/levels.ts';
import type { Tables } from '../../store/index.ts';

/** What the office has chosen of the logs; the usual where it has not. */
export function readLogSettings({ settings }: Pick<Tables, 'settings'>): LogSettings {
  const stored = logSettingsSchema.safeParse(settings.get('log'));
  return stored.success ? stored.data : defaultLogSettings;
}

/** Keeps it; within the caller's transaction. */
export function keepLogSettings({ settings }: Pick<Tables, 'settings'>, to: LogSettings): void {
  settings.set('log', to);
}
