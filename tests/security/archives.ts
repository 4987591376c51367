import { crc32, deflateRawSync } from 'node:zlib';

/** One file of an archive as an attacker writes it: each field may lie. */
export interface Packed {
  name: string;
  /** Before packing. */
  content: Uint8Array | string;
  /** What the list of contents says it unpacks to, in bytes; absent: the truth. */
  saidSize?: number;
  /** Listed as often, each time with the same bytes. */
  times?: number;
}

const bytesOf = (content: Uint8Array | string): Uint8Array =>
  typeof content === 'string' ? Buffer.from(content) : content;

/** Writes an archive byte by byte, so that it can be wrong wherever it shall be. */
export function archiveOf(files: readonly Packed[]): Uint8Array {
  const parts: Buffer[] = [];
  const list: Buffer[] = [];
  let at = 0;
  for (const { name, content, saidSize, times = 1 } of files) {
    const bytes = bytesOf(content);
    const packed = deflateRawSync(bytes);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(8, 4);
    fields.writeUInt32LE(crc32(bytes), 10);
    fields.writeUInt32LE(packed.byteLength, 14);
    fields.writeUInt32LE(saidSize ?? bytes.byteLength, 18);
    const nameBytes = Buffer.from(name);
    fields.writeUInt16LE(nameBytes.byteLength, 22);
    fields.copy(local, 4);
    parts.push(local, nameBytes, packed);
    for (let n = 0; n < times; n += 1) {
      const listedName = times === 1 ? nameBytes : Buffer.from(name.replace('*', String(n)));
      const entry = Buffer.alloc(46);
      entry.writeUInt32LE(0x02014b50, 0);
      entry.writeUInt16LE(20, 4);
      fields.copy(entry, 6);
      entry.writeUInt16LE(listedName.byteLength, 28);
      entry.writeUInt32LE(at, 42);
      list.push(entry, listedName);
    }
    at += local.byteLength + nameBytes.byteLength + packed.byteLength;
  }
  const listed = Buffer.concat(list);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  const count = list.length / 2;
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(listed.byteLength, 12);
  end.writeUInt32LE(at, 16);
  return new Uint8Array(Buffer.concat([...parts, listed, end]));
}

const workbook =
  '<workbook xmlns:r="r"><sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>';
const relations =
  '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/>' +
  '<Relationship Id="rId2" Target="sharedStrings.xml"/><Relationship Id="rId3" Target="styles.xml"/></Relationships>';

/** A workbook of one sheet with whatever stands in it. */
export function workbookOf(parts: {
  sheet: Packed['content'];
  sharedStrings?: Packed['content'];
  more?: readonly Packed[];
  relations?: string;
}): Uint8Array {
  return archiveOf([
    { name: 'xl/workbook.xml', content: workbook },
    { name: 'xl/_rels/workbook.xml.rels', content: parts.relations ?? relations },
    { name: 'xl/worksheets/sheet1.xml', content: parts.sheet },
    ...(parts.sharedStrings === undefined
      ? []
      : [{ name: 'xl/sharedStrings.xml', content: parts.sharedStrings }]),
    ...(parts.more ?? []),
  ]);
}

/** A sheet with these rows of XML. */
export const sheetOf = (rows: string, dimension = 'A1:B2'): string =>
  `<worksheet><dimension ref="${dimension}"/><sheetData>${rows}</sheetData></worksheet>`;

export const textCell = (at: string, text: string): string =>
  `<c r="${at}" t="inlineStr"><is><t>${text}</t></is></c>`;
