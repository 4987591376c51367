import type { Connection } from './connection.ts';

/** Names of what is kept once per database. */
export const settingNames = [
  'office',
  'gateway',
  'connection',
  'search-upto',
  'practice',
  'draft-counter',
  'numbers',
  'open-api',
  'freshness',
  'hot-folder',
  'pacing',
  'holidays',
  'deadline-calendar',
  'health-rolled',
  'incident-counter',
  'incidents-upto',
  'attention',
  'evidence-key',
  'log',
  'sizes',
  'last-check',
  'restored',
  'listening',
  'backup',
  'backup-last',
  'moved-away',
  'soundness',
  'salvaged',
] as const;
export type SettingName = (typeof settingNames)[number];

export interface Settings {
  get(name: SettingName): unknown;
  set(name: SettingName, value: unknown): void;
}

export function openSettings(connection: Connection): Settings {
  const select = connection
    .prepare<[string], string>('SELECT value FROM setting WHERE key = ?')
    .pluck();
  const upsert = connection.prepare(
    'INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value',
  );
  return {
    get(name) {
      const text = select.get(name);
      if (text === undefined) return null;
      const value: unknown = JSON.parse(text);
      return value;
    },
    set: (name, value) => void upsert.run(name, JSON.stringify(value)),
  };
}
