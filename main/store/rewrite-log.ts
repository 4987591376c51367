import { closeSync, existsSync, fsyncSync, openSync, readSync, writeSync } from 'node:fs';

const chunk = 1_048_576;

/**
 * Writes a database's log over itself and syncs it, before it is opened and under the folder's lock.
 * After a sync that failed, the system's cache shows frames that are not on disk and that no later
 * sync brings there; a checkpoint of them that a power cut interrupts would damage the database.
 * Written again they are on disk before the checkpoint begins.
 */
export function rewriteLog(file: string): void {
  const log = `${file}-wal`;
  if (!existsSync(log)) return;
  try {
    rewrite(log);
  } catch {
    // A disk that refuses tells so when the database itself is opened; nothing is worse than before.
  }
}

function rewrite(log: string): void {
  const descriptor = openSync(log, 'r+');
  try {
    const buffer = Buffer.alloc(chunk);
    for (let at = 0; ;) {
      const read = readSync(descriptor, buffer, 0, chunk, at);
      if (read === 0) break;
      for (let done = 0; done < read;)
        done += writeSync(descriptor, buffer, done, read - done, at + done);
      at += read;
    }
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
