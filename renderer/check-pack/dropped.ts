import {
  isArchive,
  isDropping,
  unzipPack,
  type PackFile,
  type PackFinding,
} from '../../shared/evidence/index.ts';
import { webDigests } from './web-digests.ts';

/** All files of what was dropped, those within folders too. */
export async function droppedFiles(transfer: DataTransfer): Promise<File[]> {
  // Entries must be taken at once: afterwards the browser has forgotten them.
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry());
  const found = await Promise.all(entries.filter((entry) => entry !== null).map(filesIn));
  return found.flat();
}

async function filesIn(entry: FileSystemEntry): Promise<File[]> {
  if (entry instanceof FileSystemFileEntry)
    return [await new Promise<File>((resolve, reject) => entry.file(resolve, reject))];
  if (!(entry instanceof FileSystemDirectoryEntry)) return [];
  const reader = entry.createReader();
  const files: File[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (some.length === 0) return files;
    for (const one of some) files.push(...(await filesIn(one)));
  }
}

/** The pack that some files are: one archive, or the files themselves. */
export async function packOf(
  files: readonly File[],
): Promise<{ files: PackFile[]; findings: PackFinding[] }> {
  const [only] = files;
  if (files.length === 1 && only !== undefined && isArchive(only.name))
    return unzipPack(await bytesOf(only), webDigests);
  const pack: PackFile[] = [];
  for (const file of files)
    if (!isDropping(file.name)) pack.push({ name: file.name, bytes: await bytesOf(file) });
  return { files: pack, findings: [] };
}

const bytesOf = async (file: File): Promise<Uint8Array> => new Uint8Array(await file.arrayBuffer());
