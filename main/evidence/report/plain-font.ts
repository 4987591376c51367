/** Tables of contextual forms and kerning; Korean text in tables needs neither. */
const shaping: ReadonlySet<string> = new Set(['GSUB', 'GPOS', 'GDEF']);

/** Tables begin at multiples of four bytes. */
const padded = (length: number): number => Math.ceil(length / 4) * 4;

/**
 * An OpenType font without its rules of shaping. Applying them takes far most of the time that a
 * long table costs, and changes next to nothing in it.
 */
export function plainFont(font: Uint8Array): Uint8Array {
  const view = new DataView(font.buffer, font.byteOffset, font.byteLength);
  const tables = Array.from({ length: view.getUint16(4) }, (_, index) => {
    const at = 12 + index * 16;
    return {
      tag: new TextDecoder('latin1').decode(font.subarray(at, at + 4)),
      record: font.subarray(at, at + 8),
      offset: view.getUint32(at + 8),
      length: view.getUint32(at + 12),
    };
  }).filter(({ tag }) => !shaping.has(tag));

  let at = 12 + tables.length * 16;
  const size = tables.reduce((all, { length }) => all + padded(length), at);
  const plain = new Uint8Array(size);
  const out = new DataView(plain.buffer);
  plain.set(font.subarray(0, 4));
  const power = Math.floor(Math.log2(tables.length));
  out.setUint16(4, tables.length);
  out.setUint16(6, 2 ** power * 16);
  out.setUint16(8, power);
  out.setUint16(10, tables.length * 16 - 2 ** power * 16);
  for (const [index, { record, offset, length }] of tables.entries()) {
    const entry = 12 + index * 16;
    plain.set(record, entry);
    out.setUint32(entry + 8, at);
    out.setUint32(entry + 12, length);
    plain.set(font.subarray(offset, offset + length), at);
    at += padded(length);
  }
  return plain;
}
