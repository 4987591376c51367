import { zipSync, type Zippable } from 'fflate';
import type { PackFile } from '../../shared/evidence/index.ts';

/** Already packed within; packing them again would take time and gain nothing. */
const packed = /\.(?:pdf|xlsx)$/;

/** One archive of some files; the same files make the same archive. */
export function zipFiles(files: readonly PackFile[]): Uint8Array {
  const entries: Zippable = {};
  for (const { name, bytes } of files)
    entries[name] = [bytes, { level: packed.test(name) ? 0 : 6 }];
  const zip = zipSync(entries);
  forgetTimes(zip);
  return zip;
}

/** Records that name a file of an archive, with where they keep the time. */
const records = { local: { mark: 0x04034b50, time: 10 }, listed: { mark: 0x02014b50, time: 12 } };
const endLength = 22;
/** 1 January 1980, as archives write it. */
const earliest = 0x00210000;

/**
 * Sets the time of every file of an archive to the earliest, in place.
 * @param zip without a comment, as libraries write it
 */
export function forgetTimes(zip: Uint8Array): void {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength);
  const end = zip.byteLength - endLength;
  let at = view.getUint32(end + 16, true);
  while (at < end && view.getUint32(at, true) === records.listed.mark) {
    view.setUint32(at + records.listed.time, earliest, true);
    const file = view.getUint32(at + 42, true);
    if (view.getUint32(file, true) === records.local.mark)
      view.setUint32(file + records.local.time, earliest, true);
    at +=
      46 +
      view.getUint16(at + 28, true) +
      view.getUint16(at + 30, true) +
      view.getUint16(at + 32, true);
  }
}
