import { open, rename, stat, unlink, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import type { Cause } from '../../../shared/filing/attempts.ts';
import { temporaryName } from './file-name.ts';

export type HandOver =
  | { is: 'handed-over' }
  /** The sending program cannot have seen it, and nothing of it is left. */
  | { is: 'not-done'; cause: Cause; detail: string }
  /** Nobody can tell whether the sending program has it. */
  | { is: 'not-known'; detail: string };

export interface HandingOver {
  folder: string;
  name: string;
  bytes: Uint8Array;
  /**
   * Called right before the file gets its name; writes down, durably, that it does so now. Where it
   * throws the file gets no name.
   */
  begin(): void;
}

/**
 * Puts a file into the sending folder, whole or not at all: written under a name that nobody picks
 * up, synced, then renamed. Never rejects.
 */
export async function handOver(handing: HandingOver): Promise<HandOver> {
  const { folder, name, bytes, begin } = handing;
  const temporary = join(folder, temporaryName(name));
  try {
    await writeSynced(temporary, bytes);
    begin();
  } catch (error) {
    await removeQuietly(temporary);
    return { is: 'not-done', cause: causeOf(error), detail: codeOf(error) };
  }
  try {
    await rename(temporary, join(folder, name));
  } catch (error) {
    return afterFailedRename(handing, temporary, error);
  }
  await syncFolderQuietly(folder);
  return { is: 'handed-over' };
}

/**
 * Takes a file back that was written and did not get its name.
 * @returns whether it is certain that it never got it
 */
export async function takeBack(folder: string, name: string): Promise<boolean> {
  const target = await look(join(folder, name));
  if (target !== 'not-there') return false;
  try {
    // What is gone under this name can get no other.
    await unlink(join(folder, temporaryName(name)));
    return true;
  } catch {
    return false;
  }
}

async function writeSynced(file: string, bytes: Uint8Array): Promise<void> {
  const handle: FileHandle = await open(file, 'w', 0o666);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** A network drive may report an error of what it has done all the same: only a look tells. */
async function afterFailedRename(
  { folder, name }: HandingOver,
  temporary: string,
  error: unknown,
): Promise<HandOver> {
  const detail = codeOf(error);
  const target = await look(join(folder, name));
  if (target === 'there') {
    await removeQuietly(temporary);
    return { is: 'handed-over' };
  }
  if (target === 'not-there' && (await takeBack(folder, name)))
    return { is: 'not-done', cause: causeOf(error), detail };
  return { is: 'not-known', detail };
}

export async function look(file: string): Promise<'there' | 'not-there' | 'not-known'> {
  try {
    await stat(file);
    return 'there';
  } catch (error) {
    return codeOf(error) === 'ENOENT' ? 'not-there' : 'not-known';
  }
}

async function removeQuietly(file: string): Promise<void> {
  try {
    await unlink(file);
  } catch {
    // It is cleaned away when it is old.
  }
}

/** Windows has no such call and needs none; some network drives refuse it. */
async function syncFolderQuietly(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  try {
    const handle = await open(folder, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch {
    // The file has its name; a power cut may cost it, and then no notice will come.
  }
}

/** The system's name of an error, e.g. `EACCES`. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}

export function causeOf(error: unknown): Cause {
  const code = codeOf(error);
  return code === 'ENOSPC' || code === 'EDQUOT' ? 'folder-full' : 'folder-unreachable';
}
