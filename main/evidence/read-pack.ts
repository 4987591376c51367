import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { NaruError } from '../../shared/errors.ts';
import {
  checkPack,
  isArchive,
  isDropping,
  packMarks,
  plainName,
  unzipPack,
  type PackCheck,
  type PackFile,
} from '../../shared/evidence/index.ts';
import { nodeDigests } from './node-digests.ts';

/** Whether a path leads to a pack: an archive, or a folder with what only packs have. */
export async function isPack(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => null);
  if (found === null) return false;
  if (found.isFile()) return isArchive(path);
  const names = new Set((await readdir(path)).map(plainName));
  return packMarks.some((mark) => names.has(mark));
}

/**
 * Checks a pack as a folder or as one archive.
 * @param expected fingerprint of the key that should have signed; `null` where it is not known
 * @throws {NaruError} `file-unreadable`
 */
export async function checkPackAt(path: string, expected: string | null): Promise<PackCheck> {
  const { files, findings } = await readPack(path);
  const check = await checkPack(files, nodeDigests, expected);
  return { ...check, findings: [...findings, ...check.findings] };
}

async function readPack(path: string): ReturnType<typeof unzipPack> {
  try {
    if ((await stat(path)).isFile()) return await unzipPack(await readFile(path), nodeDigests);
    const files: PackFile[] = [];
    for (const entry of await readdir(path, { withFileTypes: true }))
      if (!isDropping(entry.name))
        // A folder within has no place here: it is named as what does not belong.
        files.push({
          name: entry.name,
          bytes: entry.isFile() ? await readFile(join(path, entry.name)) : new Uint8Array(),
        });
    return { files, findings: [] };
  } catch (error) {
    const detail = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new NaruError('file-unreadable', { name: path, detail }, error);
  }
}
