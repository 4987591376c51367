import {
  closeSync,
  existsSync,
  fstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  statSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';

export interface LogFileOptions {
  /** Of the logs; it is made where its parent is there. */
  folder: string;
  /** Without an ending, e.g. `engine`. */
  name: string;
  now(): number;
  /** A file that would grow beyond this begins anew. */
  maxBytes: number;
  /** Files of before that are kept, whatever their age. */
  maxFiles: number;
}

/** A file of lines that begins anew when it is large or a day old, and keeps few of before. */
export interface LogFile {
  /** Takes lines; false where the disk does not. It never throws. */
  write(text: string): boolean;
  /** Removes files of before that are older than so many days. */
  purge(keepDays: number): void;
  close(): void;
}

const dayMs = 86_400_000;
/** After a write that failed the disk is left alone for so long. */
const restMs = 30_000;

/**
 * Lines reach the system with the call that takes them: what was written before a crash is there.
 * A disk that is full or read-only is no error of the program's work, only of its log.
 */
export function openLogFile(options: LogFileOptions): LogFile {
  const { folder, name, now, maxBytes, maxFiles } = options;
  const path = join(folder, `${name}.log`);
  let file: { descriptor: number; size: number; day: number } | null = null;
  let restUntil = 0;

  function open(): { descriptor: number; size: number; day: number } {
    // A data folder that is not there is not for a log to make.
    if (!existsSync(folder)) mkdirSync(folder, { mode: 0o700 });
    const descriptor = openSync(path, 'a', 0o600);
    const { size, mtimeMs } = fstatSync(descriptor);
    return { descriptor, size, day: dayOf(size === 0 ? now() : mtimeMs) };
  }
  function close(): void {
    if (file === null) return;
    const { descriptor } = file;
    file = null;
    closeSync(descriptor);
  }
  function beginAnew(): void {
    close();
    renameSync(path, join(folder, `${name}.${stamp(now())}.log`));
    for (const old of filesOfBefore(folder, name).slice(maxFiles)) unlinkSync(join(folder, old));
  }

  return {
    write(text) {
      const at = now();
      // A clock that was set back keeps nobody waiting for longer than the rest.
      if (at < restUntil && restUntil - at <= restMs) return false;
      try {
        file ??= open();
        const bytes = Buffer.byteLength(text);
        if (file.size > 0 && (file.size + bytes > maxBytes || dayOf(at) > file.day)) {
          beginAnew();
          file = open();
        }
        const written = writeSync(file.descriptor, text);
        file.size += written;
        if (written < bytes) throw new Error('the disk took a part');
        restUntil = 0;
        return true;
      } catch {
        restUntil = at + restMs;
        try {
          close();
        } catch {
          // What cannot even be closed is left to the system.
        }
        return false;
      }
    },
    purge(keepDays) {
      try {
        for (const old of filesOfBefore(folder, name)) {
          const oldPath = join(folder, old);
          if (now() - statSync(oldPath).mtimeMs > keepDays * dayMs) unlinkSync(oldPath);
        }
      } catch {
        // They are looked at again at the next start.
      }
    },
    close() {
      try {
        close();
      } catch {
        // As above.
      }
    },
  };
}

/** Names of the files of before, the newest first. */
export function filesOfBefore(folder: string, name: string): string[] {
  const pattern = new RegExp(`^${name}\\.\\d{8}T\\d{9}Z\\.log$`);
  return readdirSync(folder)
    .filter((file) => pattern.test(file))
    .toSorted()
    .toReversed();
}

/** The folder of the logs within a data folder. */
export const logFolder = (dataFolder: string): string => join(dataFolder, 'logs');

/** Whether there is a data folder to write a log into. */
export const hasPlace = (folder: string): boolean => existsSync(dirname(folder));

const dayOf = (at: number): number => Math.floor(at / dayMs);
const stamp = (at: number): string => new Date(at).toISOString().replaceAll(/[-:.]/g, '');
