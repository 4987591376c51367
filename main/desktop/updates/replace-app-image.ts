import {
  chmodSync,
  closeSync,
  copyFileSync,
  fsyncSync,
  openSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { dirname } from 'node:path';

/**
 * Puts a new AppImage in the place of the one that runs. It is copied beside it and synced first,
 * and takes its name in one step: cut off anywhere, the old program is there or the new one.
 * (electron-updater 6.8 removes the old one before it moves the new one over, maybe from another
 * disk.) The name stays as it is, because menus and shortcuts know it.
 * @throws the system's error; the old one is where it was
 */
export function replaceAppImage(fetched: string, running: string): void {
  const beside = `${running}.new`;
  try {
    rmSync(beside, { force: true });
    copyFileSync(fetched, beside);
    chmodSync(beside, 0o755);
    sync(beside, 'r+');
    renameSync(beside, running);
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  }
  sync(dirname(running), 'r');
}

function sync(path: string, flags: 'r' | 'r+'): void {
  const descriptor = openSync(path, flags);
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
