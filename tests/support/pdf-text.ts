import { inflateSync } from 'node:zlib';

/** The text of a report, read back by its fonts' own tables of letters; a line for each piece. */
export function pdfText(pdf: Buffer): string {
  const latin = pdf.toString('latin1');
  const streams = new Map<string, string>();
  for (const match of latin.matchAll(/(\d+) 0 obj\n<<((?:(?!endobj)[^])*?)>>\nstream\n/g)) {
    const [whole, id = '', entries = ''] = match;
    const begin = match.index + whole.length;
    const raw = pdf.subarray(begin, begin + Number(/\/Length (\d+)/.exec(entries)?.[1]));
    const content = entries.includes('FlateDecode') ? inflateSync(raw) : raw;
    streams.set(id, content.toString('latin1'));
  }
  const fonts = new Map<string, ReadonlyMap<string, string>>();
  for (const [, name = '', id = ''] of latin.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
    if (fonts.has(name)) continue;
    const font = new RegExp(`\\n${id} 0 obj\\n([^]*?)\\nendobj`).exec(latin)?.[1] ?? '';
    fonts.set(name, lettersOf(streams.get(/\/ToUnicode (\d+) 0 R/.exec(font)?.[1] ?? '') ?? ''));
  }
  const pieces: string[] = [];
  for (const content of streams.values()) {
    let letters: ReadonlyMap<string, string> = new Map();
    for (const [, font, shown] of content.matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g)) {
      if (font !== undefined) letters = fonts.get(font) ?? letters;
      if (shown === undefined) continue;
      const glyphs = [...shown.matchAll(/<([0-9a-f]+)>/g)].flatMap(
        ([, hex = '']) => hex.match(/..../g) ?? [],
      );
      pieces.push(glyphs.map((glyph) => letters.get(glyph) ?? '?').join(''));
    }
  }
  return pieces.join('\n');
}

/** Letters by glyph, of a table that gives them in ranges of lists. */
function lettersOf(table: string): ReadonlyMap<string, string> {
  const letters = new Map<string, string>();
  for (const [, from = '', list = ''] of table.matchAll(
    /<([0-9a-f]{4})> <[0-9a-f]{4}> \[([^\]]*)\]/g,
  ))
    for (const [index, [, hex = '']] of [...list.matchAll(/<([0-9a-f ]*)>/g)].entries()) {
      const glyph = (Number.parseInt(from, 16) + index).toString(16).padStart(4, '0');
      const units = (hex.match(/[0-9a-f]{4}/g) ?? []).map((unit) => Number.parseInt(unit, 16));
      letters.set(glyph, String.fromCharCode(...units));
    }
  return letters;
}
