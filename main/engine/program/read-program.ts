import { statSync } from 'node:fs';
import { z } from 'zod';
import {
  dataCheckSchema,
  type DataCheck,
  type Program,
  type Running,
} from '../../../shared/contract/index.ts';
import type { Mode } from '../../../shared/sync/sync-state.ts';
import type { EpochMs } from '../../../shared/time.ts';
import { version } from '../../../shared/version.ts';
import { measureLogs } from '../../log/index.ts';
import type { Store, Tables } from '../../store/index.ts';
import { readDisk } from './disk.ts';
import { growthPerDay, readSizes } from './growth.ts';

export interface ProgramSources {
  store: Store;
  mode: Mode;
  dataFolder: string;
  now: EpochMs;
  running: Running | null;
  /** When data was last copied; `null` where it never was. */
  lastBackupAt: EpochMs | null;
}

/** How the program itself is, from what is on disk and what its process tells. */
export function readProgram(sources: ProgramSources): Program {
  const { store, mode, dataFolder, now, running, lastBackupAt } = sources;
  const { sizes, lastCheck, entries, schema, sqlite } = store.read((tables) => ({
    sizes: readSizes(tables),
    lastCheck: readCheck(tables),
    entries: tables.journal.head().seq,
    schema: z.number().parse(tables.connection.pragma('user_version', { simple: true })),
    sqlite: z.string().parse(tables.connection.prepare('SELECT sqlite_version()').pluck().get()),
  }));
  const growth = growthPerDay(sizes);
  return {
    now,
    mode,
    versions: {
      naru: version,
      node: process.versions.node,
      electron: process.versions['electron'] ?? null,
      sqlite,
      schema,
      platform: process.platform,
      arch: process.arch,
    },
    running,
    database: {
      bytes: sizeOf(store.file),
      walBytes: sizeOf(`${store.file}-wal`),
      growthPerDay: growth,
      filings: Object.values(store.counts.transport).reduce((sum, count) => sum + count, 0),
      entries,
    },
    disk: readDisk(dataFolder, growth),
    logs: measureLogs(dataFolder),
    lastBackupAt,
    lastCheck,
  };
}

export function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

/** What the last check found; `null` where none was made. */
export function readCheck({ settings }: Pick<Tables, 'settings'>): DataCheck | null {
  const stored = dataCheckSchema.safeParse(settings.get('last-check'));
  return stored.success ? stored.data : null;
}
