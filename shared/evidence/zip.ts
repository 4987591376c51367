import { strFromU8, strToU8, unzipSync, type UnzipFileInfo } from 'fflate';
import { packFiles, type Digests, type PackFile } from './files.ts';
import type { PackFinding } from './findings.ts';

/** Stands before a digest of the archive itself, in its comment. */
const sealHead = 'naru-sha256:';
const sealLength = sealHead.length + 64;
/** An archive's last record without its comment, in bytes. */
const endLength = 22;
const endSignature = 0x06054b50;
/** No pack is larger, in bytes. */
const mostUnpacked = 2 * 1024 ** 3;
/** Deflate cannot pack more than this to one. */
const largestRatio = 1032;

/** What systems leave in folders by themselves. */
const droppings: ReadonlySet<string> = new Set(['.DS_Store', 'Thumbs.db', 'desktop.ini']);
export const isDropping = (name: string): boolean => droppings.has(name);

/**
 * Writes a digest of an archive into its comment: what lies between and beside the files, and is
 * covered by no other digest, cannot change unseen either.
 * @param zip without a comment
 */
export async function sealZip(zip: Uint8Array, digests: Digests): Promise<Uint8Array> {
  const sealed = new Uint8Array(zip.byteLength + sealLength);
  sealed.set(zip);
  new DataView(sealed.buffer).setUint16(zip.byteLength - 2, sealLength, true);
  const digest = await digests.sha256(sealed.subarray(0, zip.byteLength));
  sealed.set(strToU8(sealHead + digest), zip.byteLength);
  return sealed;
}

/** The files of a pack that came as one archive, whoever has packed it. */
export async function unzipPack(
  bytes: Uint8Array,
  digests: Digests,
): Promise<{ files: PackFile[]; findings: PackFinding[] }> {
  const findings: PackFinding[] = [];
  const files = unpack(bytes);
  if (files === null) return { files: [], findings: [{ code: 'zip-unreadable', params: {} }] };
  if (!(await isSealWhole(bytes, digests))) findings.push({ code: 'zip-changed', params: {} });
  return { files, findings };
}

/** Where the last record begins; `null` where the bytes do not end with one and its comment. */
function endOf(bytes: Uint8Array): number | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const last = bytes.byteLength - endLength;
  for (let at = last; at >= Math.max(0, last - 65_535); at -= 1)
    if (view.getUint32(at, true) === endSignature)
      return at + endLength + view.getUint16(at + 20, true) === bytes.byteLength ? at : null;
  return null;
}

/** An archive without a comment was packed by another program, which is allowed. */
async function isSealWhole(bytes: Uint8Array, digests: Digests): Promise<boolean> {
  const end = endOf(bytes);
  if (end === null) return false;
  const comment = bytes.subarray(end + endLength);
  if (comment.byteLength === 0) return true;
  const digest = await digests.sha256(bytes.subarray(0, end + endLength));
  return strFromU8(comment) === sealHead + digest;
}

/** `null` where it is no whole archive. */
function unpack(bytes: Uint8Array): PackFile[] | null {
  if (endOf(bytes) === null) return null;
  const twice: PackFile[] = [];
  const seen = new Set<string>();
  let unpacked = 0;
  function isWanted({ name, size, originalSize }: UnzipFileInfo): boolean {
    if (name.endsWith('/') || name.startsWith('__MACOSX/')) return false;
    unpacked += originalSize;
    if (originalSize > (size + 1) * largestRatio || unpacked > mostUnpacked)
      throw new RangeError('larger than any pack');
    // The library keeps files by name in an object, where this one would vanish.
    const vanishes = name === '__proto__';
    if (vanishes || seen.has(name)) twice.push({ name, bytes: new Uint8Array() });
    seen.add(name);
    return !vanishes;
  }
  try {
    const files = Object.entries(unzipSync(bytes, { filter: isWanted }));
    return [...files.map(([name, content]) => ({ name, bytes: content })), ...twice]
      .map(({ name, bytes: content }) => ({ name: name.split('/').at(-1) ?? name, bytes: content }))
      .filter(({ name }) => !isDropping(name));
  } catch {
    return null;
  }
}

/** Whether a name is that of a pack as one archive. */
export const isArchive = (name: string): boolean => name.toLowerCase().endsWith('.zip');

/** Names without which a folder is no pack. */
export const packMarks: readonly string[] = [
  packFiles.manifest,
  packFiles.signature,
  packFiles.journal,
];
