/** Containers of icons: both hold whole PNG images behind a table of contents. */

export interface Picture {
  /** Of a square, in pixels. */
  size: number;
  png: Buffer;
}

/** Of the PNG at this size. @throws where it was not drawn */
function pictureOf(pictures: readonly Picture[], size: number): Picture {
  const found = pictures.find((picture) => picture.size === size);
  if (found === undefined) throw new Error(`no picture of ${size} pixels`);
  return found;
}

export const icoSizes = [16, 24, 32, 48, 64, 128, 256] as const;

/** An icon of Windows. */
export function icoFile(pictures: readonly Picture[]): Buffer {
  const chosen = icoSizes.map((size) => pictureOf(pictures, size));
  const head = Buffer.alloc(6 + 16 * chosen.length);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(chosen.length, 4);
  let offset = head.length;
  for (const [index, { size, png }] of chosen.entries()) {
    const at = 6 + 16 * index;
    // A byte has no room for 256: 0 means it.
    head.writeUInt8(size % 256, at);
    head.writeUInt8(size % 256, at + 1);
    head.writeUInt16LE(1, at + 4);
    head.writeUInt16LE(32, at + 6);
    head.writeUInt32LE(png.length, at + 8);
    head.writeUInt32LE(offset, at + 12);
    offset += png.length;
  }
  return Buffer.concat([head, ...chosen.map(({ png }) => png)]);
}

/** Kind of an entry of an ICNS file, and the pixels of its picture: `ic13` is 128 points, twice. */
export const icnsKinds = [
  ['icp4', 16],
  ['icp5', 32],
  ['ic11', 32],
  ['ic12', 64],
  ['ic07', 128],
  ['ic13', 256],
  ['ic08', 256],
  ['ic14', 512],
  ['ic09', 512],
  ['ic10', 1024],
] as const;

/** An icon of macOS. */
export function icnsFile(pictures: readonly Picture[]): Buffer {
  const entries = icnsKinds.map(([kind, size]) => entry(kind, pictureOf(pictures, size).png));
  return entry('icns', Buffer.concat(entries));
}

function entry(kind: string, content: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.write(kind, 'latin1');
  head.writeUInt32BE(head.length + content.length, 4);
  return Buffer.concat([head, content]);
}
