import { randomBytes } from 'node:crypto';
import { readdir, stat, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { folderTroubles, FolderGateway } from '../../../shared/contract/gateway.ts';
import { temporaryName } from './file-name.ts';

export interface FolderTrouble {
  folder: string;
  trouble: (typeof folderTroubles)[number];
}

/** Tries whether the folders can be worked with; leaves nothing behind. */
export async function tryFolders(folders: FolderGateway): Promise<FolderTrouble[]> {
  const { sendFolder, sentFolder, receiveFolders } = folders;
  const tried = [
    tryFolder(sendFolder, true),
    ...[...(sentFolder === null ? [] : [sentFolder]), ...receiveFolders].map((folder) =>
      tryFolder(folder, false),
    ),
  ];
  return (await Promise.all(tried)).filter((trouble) => trouble !== null);
}

async function tryFolder(folder: string, write: boolean): Promise<FolderTrouble | null> {
  try {
    if (!(await stat(folder)).isDirectory()) return { folder, trouble: 'not-a-folder' };
  } catch {
    return { folder, trouble: 'missing' };
  }
  try {
    await readdir(folder);
  } catch {
    return { folder, trouble: 'not-readable' };
  }
  return write && !(await canWrite(folder)) ? { folder, trouble: 'not-writable' } : null;
}

async function canWrite(folder: string): Promise<boolean> {
  const file = join(folder, temporaryName(randomBytes(16).toString('hex')));
  try {
    await writeFile(file, '', { flag: 'wx' });
    await unlink(file);
    return true;
  } catch {
    return false;
  }
}
