import { crc32, deflateSync } from 'node:zlib';
import type { TrayPicture } from './tray-state.ts';

/**
 * Draws the pictures of the tray: the ferry of the brand, and a sign whose shape tells the state. They
 * lie as files beside this one; a test draws them anew and compares.
 */

type Point = readonly [x: number, y: number];
type Inside = (x: number, y: number) => boolean;
type Colour = readonly [red: number, green: number, blue: number];

const brand: Colour = [59, 143, 214];
const black: Colour = [0, 0, 0];
const signs: Readonly<Record<TrayPicture, { colour: Colour; shape: Inside | null }>> = {
  calm: { colour: brand, shape: null },
  waiting: { colour: [110, 150, 190], shape: circle(12, 12, 3.6) },
  slow: { colour: [224, 145, 47], shape: polygon([12, 8], [16, 15.6], [8, 15.6]) },
  stopped: {
    colour: [213, 73, 61],
    shape: polygon([8.4, 8.4], [15.6, 8.4], [15.6, 15.6], [8.4, 15.6]),
  },
  trouble: { colour: [213, 73, 61], shape: polygon([12, 7.4], [16, 11.8], [12, 16], [8, 11.8]) },
};
/** A bar in the sign of what stands still, and a stroke in that of trouble: told apart without colour. */
const marks: Partial<Record<TrayPicture, Inside>> = {
  stopped: polygon([9.8, 11.2], [14.2, 11.2], [14.2, 12.8], [9.8, 12.8]),
  trouble: polygon([11.4, 9.4], [12.6, 9.4], [12.4, 14], [11.6, 14]),
};

const largeSail = polygon([3, 10], [8, 2], [8, 10]);
const smallSail = polygon([9, 4.6], [9, 10], [13, 10]);
const wave: Inside = (x, y) =>
  x >= 1 && x <= 15 && Math.abs(y - (12.6 - 0.9 * Math.sin((x / 16) * 4 * Math.PI))) <= 0.85;

/**
 * One picture as PNG.
 * @param size edge in pixels; the drawing is 16 units wide
 * @param isTemplate in black alone: macOS gives it its colour
 */
export function drawPicture(picture: TrayPicture, size: number, isTemplate: boolean): Buffer {
  const { colour, shape } = signs[picture];
  const mark = marks[picture];
  const scale = 16 / size;
  const pixels = Buffer.alloc(size * size * 4);
  for (let row = 0; row < size; row += 1)
    for (let column = 0; column < size; column += 1) {
      const so = { red: 0, green: 0, blue: 0, alpha: 0 };
      for (let part = 0; part < samples * samples; part += 1) {
        const x = (column + ((part % samples) + 0.5) / samples) * scale;
        const y = (row + (Math.floor(part / samples) + 0.5) / samples) * scale;
        const here = colourAt(x, y);
        if (here === null) continue;
        so.red += here[0];
        so.green += here[1];
        so.blue += here[2];
        so.alpha += 1;
      }
      if (so.alpha === 0) continue;
      const at = (row * size + column) * 4;
      pixels[at] = Math.round(so.red / so.alpha);
      pixels[at + 1] = Math.round(so.green / so.alpha);
      pixels[at + 2] = Math.round(so.blue / so.alpha);
      pixels[at + 3] = Math.round((so.alpha / samples ** 2) * 255);
    }
  return png(size, pixels);

  function colourAt(x: number, y: number): Colour | null {
    if (shape !== null) {
      if (mark?.(x, y) === true) return isTemplate ? null : [255, 255, 255];
      if (shape(x, y)) return isTemplate ? black : colour;
      // A clear edge around the sign keeps it from running into the ferry.
      if (around(shape, x, y)) return null;
    }
    return largeSail(x, y) || smallSail(x, y) || wave(x, y) ? (isTemplate ? black : brand) : null;
  }
}

/** Samples of a pixel along an edge, for smooth outlines. */
const samples = 4;

function around(shape: Inside, x: number, y: number): boolean {
  return [-1, 0, 1].some((dx) => [-1, 0, 1].some((dy) => shape(x + dx, y + dy)));
}

function circle(cx: number, cy: number, radius: number): Inside {
  return (x, y) => Math.hypot(x - cx, y - cy) <= radius;
}

function polygon(...corners: readonly Point[]): Inside {
  return (x, y) => {
    let isInside = false;
    for (const [index, [ax, ay]] of corners.entries()) {
      const [bx, by] = corners[(index + 1) % corners.length] ?? [ax, ay];
      if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) isInside = !isInside;
    }
    return isInside;
  };
}

/** A PNG (RFC 2083) of 8-bit RGBA. */
function png(size: number, pixels: Buffer): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(size, 0);
  head.writeUInt32BE(size, 4);
  head.set([8, 6, 0, 0, 0], 8);
  const rows = Buffer.concat(
    Array.from({ length: size }, (_, row) =>
      Buffer.concat([Buffer.of(0), pixels.subarray(row * size * 4, (row + 1) * size * 4)]),
    ),
  );
  return Buffer.concat([
    Buffer.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(kind: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(kind, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}
