import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Random } from '../../shared/time.ts';
import {
  defaultUpdateSettings,
  updateSettingsSchema,
  type UpdateSettings,
} from '../../shared/updates.ts';
import { writeDurably } from '../store/durable-file.ts';

const keptSchema = z.strictObject({
  settings: updateSettingsSchema,
  /** From 0 up to, but not, 100; drawn once, so that a roll-out in steps only grows. */
  turn: z.number().min(0).lt(100),
});

/** What this installation remembers about its updates; it belongs to no data folder. */
export interface KeptUpdates {
  readonly settings: UpdateSettings;
  readonly turn: number;
  /** @throws {NaruError} `disk-full`, `data-not-writable`, `disk-error` */
  keep(settings: UpdateSettings): void;
}

/** Reads the file, or begins it: a damaged one means no address, and so no updates. */
export function openKept(file: string, random: Random): KeptUpdates {
  const found = read(file);
  let { settings } = found ?? { settings: defaultUpdateSettings };
  const turn = found?.turn ?? Math.floor(random() * 10_000) / 100;
  const write = (): void => writeDurably(file, `${JSON.stringify({ settings, turn })}\n`);
  let isWritten = found !== null;
  return {
    get settings() {
      return settings;
    },
    get turn() {
      if (isWritten) return turn;
      isWritten = true;
      try {
        write();
      } catch {
        // It is drawn anew at the next start; a full disk is told elsewhere.
      }
      return turn;
    },
    keep(next) {
      const before = settings;
      settings = next;
      try {
        write();
      } catch (error) {
        settings = before;
        throw error;
      }
    },
  };
}

function read(file: string): z.output<typeof keptSchema> | null {
  try {
    return keptSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return null;
  }
}
