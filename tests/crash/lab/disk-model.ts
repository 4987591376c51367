import { folderOf, type Op } from './trace.ts';

/**
 * What a disk may hold after the power went, as far as a journalling file system on a disk that
 * honours a flush allows it:
 *
 * - What was written to a file before its last sync is there. What came after it may be there,
 *   in any part and in any order, down to sectors of 512 bytes: writes may pass one another.
 * - A truncation that was not synced may be missing; then nothing that was written to that file
 *   after it is there either, for its blocks were given out only by it.
 * - Names (made, moved, removed) become durable in their order: with a sync of their folder, or,
 *   for a new name, with a sync of its file (as ext4, XFS and Btrfs do). Some may be lost, none
 *   overtakes another. A rename has happened or not.
 * - A sync that ends in an error may have thrown away what it was to write (Linux marks such pages
 *   clean): it can be read until the power goes, and no later sync brings it to the disk unless
 *   its page is written again.
 * - The data folder itself is there. The shared memory file beside a write-ahead log is not: it is
 *   never synced, and SQLite makes it anew.
 */
export interface DiskModel {
  apply(op: Op): void;
  /** Files with their content, by name. */
  image(kind: ImageKind, random: () => number): Map<string, Buffer>;
}

/**
 * - `synced`: only what must be there
 * - `written`: everything, as after the end of the process alone
 * - `some`: of what was not synced any part, write by write
 * - `torn`: everything, but of each file's last write only some sectors
 */
export const imageKinds = ['synced', 'written', 'some', 'torn'] as const;
export type ImageKind = (typeof imageKinds)[number];

type Change = { at: number; data: Buffer } | { size: number };

interface File {
  /** What can be read while the power is there. */
  cached: Content;
  /** What is on disk for sure. */
  durable: Content;
  /** What came after. */
  open: Change[];
}

interface Content {
  /** At least `size` of them. */
  bytes: Buffer;
  size: number;
}

type Naming =
  | { is: 'add'; name: string; file: number }
  | { is: 'remove'; name: string }
  | { is: 'move'; name: string; to: string };

const sectorBytes = 512;
/** What the system writes back at once. */
const pageBytes = 4096;

/**
 * @param there files that can be read in the beginning, by name; they are numbered from 1
 * @param synced what is on disk of them for sure, where that is not all
 */
export function diskModel(
  there: ReadonlyMap<string, Buffer>,
  synced: ReadonlyMap<string, Buffer> = there,
): DiskModel {
  const files = new Map<number, File>();
  /** Names that are there for sure. */
  const durable = new Map<string, number>();
  /** Changes of names that may be lost, in their order. */
  let open: Naming[] = [];
  for (const [name, bytes] of there) {
    const id = durable.size + 1;
    durable.set(name, id);
    const onDisk = contentWith(synced.get(name) ?? Buffer.alloc(0));
    files.set(id, { cached: contentWith(bytes), durable: onDisk, open: [] });
  }

  function fileOf(id: number): File {
    const known = files.get(id);
    if (known !== undefined) return known;
    const nothing = Buffer.alloc(0);
    const file = { cached: contentWith(nothing), durable: contentWith(nothing), open: [] };
    files.set(id, file);
    return file;
  }
  function change(id: number, change: Change): void {
    const file = fileOf(id);
    put(file.cached, change);
    file.open.push(change);
  }
  /** Makes the changes of names up to and with one of them durable. */
  function settleNames(count: number): void {
    for (const naming of open.slice(0, count)) rename(durable, naming);
    open = open.slice(count);
  }

  return {
    apply(op) {
      switch (op.op) {
        case 'create':
          fileOf(op.file);
          open.push({ is: 'add', name: op.name, file: op.file });
          return;
        case 'write':
          change(op.file, { at: op.at, data: op.data });
          return;
        case 'truncate':
          change(op.file, { size: op.size });
          return;
        case 'sync': {
          const file = fileOf(op.file);
          for (const change of file.open) put(file.durable, pagesOf(change, file.cached));
          file.open = [];
          settleNames(open.findIndex((n) => n.is === 'add' && n.file === op.file) + 1);
          return;
        }
        case 'sync-failed': {
          const file = fileOf(op.file);
          file.open = file.open.filter((change) => 'size' in change);
          return;
        }
        case 'sync-folder':
          settleNames(open.findLastIndex((naming) => folderOf(last(naming)) === op.name) + 1);
          return;
        case 'unlink':
          open.push({ is: 'remove', name: op.name });
          return;
        case 'rename':
          open.push({ is: 'move', name: op.name, to: op.to });
          return;
        case 'tell':
          return;
      }
    },
    image(kind, random) {
      const names = new Map(durable);
      const kept = kind === 'synced' ? 0 : open.length;
      const count = kind === 'some' ? Math.floor(random() * (open.length + 1)) : kept;
      for (const naming of open.slice(0, count)) rename(names, naming);
      const image = new Map<string, Buffer>();
      for (const [name, id] of names) {
        if (name.endsWith('-shm')) continue;
        image.set(name, contentOf(fileOf(id), kind, random));
      }
      return image;
    },
  };
}

/** The name that a folder has because of it, or had. */
const last = (naming: Naming): string => (naming.is === 'move' ? naming.to : naming.name);

function rename(names: Map<string, number>, naming: Naming): void {
  if (naming.is === 'add') names.set(naming.name, naming.file);
  if (naming.is === 'remove') names.delete(naming.name);
  if (naming.is !== 'move') return;
  const file = names.get(naming.name);
  names.delete(naming.name);
  if (file !== undefined) names.set(naming.to, file);
}

function contentOf(file: File, kind: ImageKind, random: () => number): Buffer {
  const { cached, durable, open } = file;
  if (kind === 'written') return Buffer.from(cached.bytes.subarray(0, cached.size));
  const content = { bytes: Buffer.from(durable.bytes), size: durable.size };
  if (kind === 'synced') return content.bytes.subarray(0, content.size);
  // How much comes through is chance too: else nearly all or nearly none would be rare.
  const share = random();
  const last = open.findLastIndex((change) => 'data' in change);
  for (const [i, change] of open.entries()) {
    if ('size' in change) {
      if (kind === 'some' && random() < 0.5) break;
      put(content, change);
    } else if (isTorn(kind, i === last, random)) {
      for (const part of sectorsOf(change)) if (random() < 0.5) put(content, part);
    } else if (kind !== 'some' || random() < share) put(content, change);
  }
  return content.bytes.subarray(0, content.size);
}

function isTorn(kind: ImageKind, isLast: boolean, random: () => number): boolean {
  return (kind === 'torn' && isLast) || (kind === 'some' && random() < 0.1);
}

function sectorsOf({ at, data }: { at: number; data: Buffer }): { at: number; data: Buffer }[] {
  const parts: { at: number; data: Buffer }[] = [];
  for (let from = 0; from < data.length;) {
    const to = Math.min(data.length, from + sectorBytes - ((at + from) % sectorBytes));
    parts.push({ at: at + from, data: data.subarray(from, to) });
    from = to;
  }
  return parts;
}

/** What a sync brings to the disk of a change: the pages that it touched, as they are by then. */
function pagesOf(change: Change, { bytes, size }: Content): Change {
  if ('size' in change) return change;
  const from = change.at - (change.at % pageBytes);
  const to = Math.ceil((change.at + change.data.length) / pageBytes) * pageBytes;
  return { at: from, data: bytes.subarray(from, Math.max(from, Math.min(to, size))) };
}

const contentWith = (bytes: Buffer): Content => ({
  bytes: Buffer.from(bytes),
  size: bytes.length,
});

function put(content: Content, change: Change): void {
  if ('size' in change) {
    grow(content, change.size);
    content.bytes.fill(0, change.size, Math.max(content.size, change.size));
    content.size = change.size;
    return;
  }
  if (change.data.length === 0) return;
  const end = change.at + change.data.length;
  grow(content, end);
  change.data.copy(content.bytes, change.at);
  content.size = Math.max(content.size, end);
}

/** What lies between the end and a later write reads as noughts. */
function grow(content: Content, size: number): void {
  if (size <= content.bytes.length) return;
  const bytes = Buffer.alloc(Math.max(size, 2 * content.bytes.length));
  content.bytes.copy(bytes);
  content.bytes = bytes;
}
