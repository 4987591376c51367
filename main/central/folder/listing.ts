import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** What a folder has in it, by name. */
export interface Listed {
  files: readonly string[];
  folders: readonly string[];
  /** Files that were not there at the last look. */
  added: readonly string[];
  /** By the file system's clock. */
  modifiedAt: number;
}

/** Folders, read again only where they changed. */
export interface Listing {
  /** @throws what `stat` and `readdir` throw */
  list(folder: string): Promise<Listed>;
  forget(folder: string): void;
}

/** A folder may change again within its clock's tick: one this young is always read, in ms. */
const tickMs = 3000;

export function createListing(): Listing {
  const known = new Map<string, Omit<Listed, 'added'> & { listedAt: number }>();
  return {
    async list(folder) {
      const { mtimeMs: modifiedAt } = await stat(folder);
      const before = known.get(folder);
      if (before?.modifiedAt === modifiedAt && before.listedAt - modifiedAt > tickMs)
        return { ...before, added: [] };
      const listedAt = Date.now();
      const entries = await readdir(folder, { withFileTypes: true });
      const files = entries.filter((entry) => entry.isFile()).map(({ name }) => name);
      const now = {
        files,
        folders: entries.filter((entry) => entry.isDirectory()).map(({ name }) => name),
        modifiedAt,
        listedAt,
      };
      known.set(folder, now);
      const had = new Set(before?.files);
      return { ...now, added: files.filter((name) => !had.has(name)) };
    },
    forget: (folder) => void known.delete(folder),
  };
}

/** Deeper than any program's dated subfolders. */
export const deepestFolder = 6;

/** All files below a folder, with their paths; the newest dates first. */
export async function filesBelow(
  listing: Listing,
  folder: string,
  depth = deepestFolder,
): Promise<string[]> {
  const { files, folders } = await listing.list(folder);
  const own = files.map((name) => join(folder, name));
  if (depth === 0) return own;
  for (const name of folders.toSorted().toReversed())
    own.push(...(await filesBelow(listing, join(folder, name), depth - 1)));
  return own;
}
