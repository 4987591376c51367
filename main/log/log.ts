import {
  logEvents,
  type LogEventName,
  type LogFields,
  type LogProcess,
} from '../../shared/log/events.ts';
import { defaultLogSettings, logLevels, type LogSettings } from '../../shared/log/levels.ts';
import { encodeLine } from './encode.ts';
import { hasPlace, logFolder, openLogFile, type LogFile } from './log-file.ts';

export interface Log {
  /** Takes an event; it never throws and never waits for the disk longer than one write. */
  write<Name extends LogEventName>(event: Name, fields: LogFields<Name>): void;
  set(settings: LogSettings): void;
  /** Lines that the disk did not take, since the start. */
  lost(): number;
  /** Whether the last write reached the disk. */
  isWriting(): boolean;
  /** Hands the system what is still held. */
  flush(): void;
  close(): void;
}

/** No file is larger, in bytes, and of each process so many of before are kept. */
export const logBounds = { maxBytes: 2 * 1024 * 1024, maxFiles: 8 } as const;

/** Lines are held for so long, so that a busy moment costs one write, in milliseconds. */
const holdMs = 500;
const mostHeld = 64 * 1024;

export interface LogOptions {
  dataFolder: string;
  process: LogProcess;
  pid?: number;
  now?: () => number;
  file?: LogFile;
}

export function openLog(options: LogOptions): Log {
  const { dataFolder, process: name, pid = process.pid, now = Date.now } = options;
  const folder = logFolder(dataFolder);
  const file = options.file ?? openLogFile({ folder, name, now, ...logBounds });
  const who = { process: name, pid };
  let least = logLevels.indexOf(defaultLogSettings.level);
  let held = '';
  let heldLines = 0;
  let timer: NodeJS.Timeout | null = null;
  let lost = 0;
  let untold = 0;
  let isWriting = true;

  function flush(): void {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    if (held === '') return;
    const [text, lines] = [held, heldLines];
    held = '';
    heldLines = 0;
    // Before the data folder is there, nothing is kept: there is nothing to tell of yet.
    if (options.file === undefined && !hasPlace(folder)) return;
    const resumed = untold === 0 ? '' : encodeLine(now(), who, 'log-resumed', { dropped: untold });
    isWriting = file.write(resumed + text);
    if (isWriting) untold = 0;
    else {
      lost += lines;
      untold += lines;
    }
  }

  return {
    write(event, fields) {
      const { level } = logEvents[event];
      if (logLevels.indexOf(level) < least) return;
      held += encodeLine(now(), who, event, fields);
      heldLines += 1;
      // What is grave may be the last that is written.
      if (level === 'error' || held.length > mostHeld) flush();
      else if (timer === null) {
        timer = setTimeout(flush, holdMs);
        timer.unref();
      }
    },
    set({ level, keepDays }) {
      least = logLevels.indexOf(level);
      file.purge(keepDays);
    },
    lost: () => lost,
    isWriting: () => isWriting,
    flush,
    close() {
      flush();
      file.close();
    },
  };
}

/** For whoever needs a log and has no folder for one. */
export const silentLog: Log = {
  write: () => undefined,
  set: () => undefined,
  lost: () => 0,
  isWriting: () => true,
  flush: () => undefined,
  close: () => undefined,
};
