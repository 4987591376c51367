import { closeSync, openSync, readSync } from 'node:fs';
import { z } from 'zod';

/** A file in an asar archive. */
export interface ArchivedFile {
  /** With `/`, from the archive's root. */
  path: string;
  bytes: number;
  /** Lies beside the archive, in `app.asar.unpacked`. */
  unpacked: boolean;
  /** Where it begins in the archive; `null` where it lies beside it. */
  offset: number | null;
}

interface Folder {
  files: Record<string, Folder | z.output<typeof fileSchema>>;
}
const fileSchema = z.object({
  size: z.number().int().nonnegative(),
  offset: z.string().regex(/^\d+$/).optional(),
  unpacked: z.boolean().optional(),
  integrity: z.object({ algorithm: z.literal('SHA256'), hash: z.string() }),
});
const folderSchema: z.ZodType<Folder> = z.object({
  files: z.record(z.string(), z.union([z.lazy(() => folderSchema), fileSchema])),
});

/**
 * Lists an asar archive: four words, of which the second is the size of what comes before the
 * files and the fourth that of the JSON; then the JSON; then the files one after another.
 * @throws where it is none
 */
export function listArchive(archive: string): ArchivedFile[] {
  const head = readAt(archive, 0, 16);
  const headSize = head.readUInt32LE(4);
  const json: unknown = JSON.parse(readAt(archive, 16, head.readUInt32LE(12)).toString('utf8'));
  const begin = 8 + headSize;
  function filesOf(folder: Folder, path: string): ArchivedFile[] {
    return Object.entries(folder.files).flatMap(([name, node]) => {
      const here = path === '' ? name : `${path}/${name}`;
      if ('files' in node) return filesOf(node, here);
      const unpacked = node.unpacked ?? false;
      const offset = node.offset === undefined ? null : begin + Number(node.offset);
      return [{ path: here, bytes: node.size, unpacked, offset }];
    });
  }
  return filesOf(folderSchema.parse(json), '');
}

/** What a file of the archive holds. @throws where it lies beside the archive */
export function readArchived(archive: string, file: ArchivedFile): Buffer {
  if (file.offset === null) throw new Error(`${file.path} lies beside the archive`);
  return readAt(archive, file.offset, file.bytes);
}

function readAt(file: string, position: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  const descriptor = openSync(file, 'r');
  try {
    if (readSync(descriptor, bytes, 0, length, position) !== length)
      throw new Error(`${file} is no archive`);
    return bytes;
  } finally {
    closeSync(descriptor);
  }
}
