import { promisify } from 'node:util';
import { crc32, inflateRaw } from 'node:zlib';

const inflate = promisify(inflateRaw);

/** Why an archive is not unpacked. */
export class ZipRefused extends Error {
  /** What it would unpack to, in bytes; `null` where it is simply damaged. */
  readonly unpacked: number | null;
  constructor(unpacked: number | null = null, cause?: unknown) {
    super('zip refused', { cause });
    this.name = 'ZipRefused';
    this.unpacked = unpacked;
  }
}

export interface ZipEntry {
  readonly name: string;
  readonly unpacked: number;
  readonly packed: number;
  readonly method: number;
  readonly crc: number;
  readonly at: number;
}

const stored = 0;
const deflated = 8;
/** Beyond this an entry is a bomb whatever it says: deflate cannot pack more than 1032 to 1. */
const largestRatio = 1032;
/** Sheets of an office pack 10 to 50 to one; what packs much better is there to unpack. */
const usualRatio = 250;
/** Up to this size an archive may pack as it will, in bytes. */
const harmless = 32 * 1024 * 1024;

/**
 * Reads an archive's list of contents, and unpacks nothing.
 * @throws {ZipRefused} where it is no whole archive, has too many entries, or says that it unpacks
 * to more than `most` bytes.
 */
export function listZip(
  bytes: Uint8Array,
  limits: { entries: number; unpacked: number },
): ZipEntry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = findEnd(view);
  const count = view.getUint16(end + 10, true);
  const listBytes = view.getUint32(end + 12, true);
  let at = view.getUint32(end + 16, true);
  if (count > limits.entries || at + listBytes > end) throw new ZipRefused();
  const entries: ZipEntry[] = [];
  for (let i = 0; i < count; i += 1) {
    if (at + 46 > end || view.getUint32(at, true) !== 0x02014b50) throw new ZipRefused();
    const encrypted = (view.getUint16(at + 8, true) & 1) === 1;
    const nameLength = view.getUint16(at + 28, true);
    const entry = {
      name: new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength)),
      method: view.getUint16(at + 10, true),
      crc: view.getUint32(at + 16, true),
      packed: view.getUint32(at + 20, true),
      unpacked: view.getUint32(at + 24, true),
      at: view.getUint32(at + 42, true),
    };
    const known = entry.method === stored || entry.method === deflated;
    if (encrypted || !known || entry.unpacked > (entry.packed + 1) * largestRatio)
      throw new ZipRefused();
    entries.push(entry);
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  const packed = entries.reduce((all, entry) => all + entry.packed, 0);
  const unpacked = entries.reduce((all, entry) => all + entry.unpacked, 0);
  const isBomb = unpacked > harmless && unpacked > packed * usualRatio;
  if (unpacked > limits.unpacked || isBomb) throw new ZipRefused(unpacked);
  // Files that lie over each other unpack the same bytes again and again.
  if (packed > bytes.byteLength) throw new ZipRefused();
  return entries;
}

/** Where the end record of the list stands: it is the last thing but a comment. */
function findEnd(view: DataView): number {
  const last = view.byteLength - 22;
  for (let at = last; at >= Math.max(0, last - 65_535); at -= 1)
    if (view.getUint32(at, true) === 0x06054b50) return at;
  throw new ZipRefused();
}

/**
 * Unpacks one entry, never to more than its list says.
 * @throws {ZipRefused} where it is damaged or larger than it says.
 */
export async function unpackEntry(bytes: Uint8Array, entry: ZipEntry): Promise<Uint8Array> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (entry.at + 30 > bytes.byteLength || view.getUint32(entry.at, true) !== 0x04034b50)
    throw new ZipRefused();
  const begin =
    entry.at + 30 + view.getUint16(entry.at + 26, true) + view.getUint16(entry.at + 28, true);
  if (begin + entry.packed > bytes.byteLength) throw new ZipRefused();
  const packed = bytes.subarray(begin, begin + entry.packed);
  const content = entry.method === stored ? packed : await inflateWithin(packed, entry.unpacked);
  if (content.byteLength !== entry.unpacked || crc32(content) !== entry.crc) throw new ZipRefused();
  return content;
}

async function inflateWithin(packed: Uint8Array, most: number): Promise<Uint8Array> {
  try {
    return await inflate(packed, { maxOutputLength: Math.max(most, 1) });
  } catch (error) {
    throw new ZipRefused(null, error);
  }
}
