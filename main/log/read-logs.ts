import { closeSync, fstatSync, openSync, readdirSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
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
  const folder = logFolder(dataFolder);
  return logFiles(folder)
    .flatMap((file) => linesOf(join(folder, file)).slice(-limit))
    .toSorted((a, b) => a.at - b.at)
    .slice(-limit);
}

function linesOf(path: string): LogLine[] {
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
    return bytes
      .toString('utf8', 0, read)
      .split('\n')
      .map(decodeLine)
      .filter((line) => line !== null);
  } catch {
    return [];
  } finally {
    closeSync(descriptor);
  }
}
