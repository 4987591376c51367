import { closeSync, fstatSync, openSync, readdirSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { logProcesses } from '../../shared/log/events.ts';
import { decodeLine, type LogLine } from './encode.ts';
import { filesOfBefore, logFolder } from './log-file.ts';

/** Names of log files, the newest of each process first; nothing else that lies in the folder. */
function logFiles(folder: string): string[] {
  let names: string[];
  try {
    names = readdirSync(folder);
  } catch {
    return [];
  }
  return logProcesses.flatMap((name) => [
    ...names.filter((file) => file === `${name}.log`),
    ...filesOfBefore(folder, name),
  ]);
}

/** How much the logs take, in bytes, and how many files. */
export function measureLogs(dataFolder: string): { files: number; bytes: number } {
  const folder = logFolder(dataFolder);
  const sizes = logFiles(folder).map((file) => {
    const found = statSync(join(folder, file), { throwIfNoEntry: false });
    return found?.isFile() === true ? found.size : 0;
  });
  return { files: sizes.length, bytes: sizes.reduce((sum, size) => sum + size, 0) };
}

/** Most that is read of one file, from its end, in bytes. */
const mostRead = 4 * 1024 * 1024;

/**
 * The last lines of all logs in the order of their times. Lines that are no event of ours are passed
 * over, whoever wrote them.
 */
export function readLogs(dataFolder: string, limit: number): LogLine[] {
  const reading = readInPieces(dataFolder, limit);
  for (;;) {
    const { done, value } = reading.next();
    if (done === true) return value;
  }
}

/** The same for a process that has more to do: between two pieces others have their turn. */
export async function readLogsInTurns(dataFolder: string, limit: number): Promise<LogLine[]> {
  const reading = readInPieces(dataFolder, limit);
  for (;;) {
    const { done, value } = reading.next();
    if (done === true) return value;
    await nextTurn();
  }
}

/** So many lines are read at a time, in a few milliseconds. */
const pieceLines = 500;

function* readInPieces(dataFolder: string, limit: number): Generator<void, LogLine[]> {
  const folder = logFolder(dataFolder);
  const all: LogLine[] = [];
  for (const file of logFiles(folder)) {
    const texts = textsOf(join(folder, file));
    let found = 0;
    // From the end on: of a long file little is wanted.
    for (let at = texts.length - 1; at >= 0 && found < limit; at -= 1) {
      const line = decodeLine(texts[at] ?? '');
      if (line !== null) {
        all.push(line);
        found += 1;
      }
      if ((texts.length - at) % pieceLines === 0) yield;
    }
    yield;
  }
  return all
    .toReversed()
    .toSorted((a, b) => a.at - b.at)
    .slice(-limit);
}

function textsOf(path: string): string[] {
  let descriptor: number;
  try {
    descriptor = openSync(path, 'r');
  } catch {
    return [];
  }
  try {
    const found = fstatSync(descriptor);
    if (!found.isFile()) return [];
    const length = Math.min(found.size, mostRead);
    const bytes = Buffer.alloc(length);
    const read = readSync(descriptor, bytes, 0, length, found.size - length);
    return bytes.toString('utf8', 0, read).split('\n');
  } catch {
    return [];
  } finally {
    closeSync(descriptor);
  }
}
