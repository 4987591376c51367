import iconv from 'iconv-lite';

export type NoticeEncoding = 'UTF-8' | 'UTF-16LE' | 'UTF-16BE' | 'EUC-KR' | 'CP949';

/** Why a file is no notice document that can be read. */
export type DocumentTrouble =
  | 'incomplete'
  | 'not-xml'
  | 'encoding'
  | 'malformed'
  | 'doctype'
  | 'too-large';

export type Decoded =
  | { ok: true; text: string; encoding: NoticeEncoding }
  | { ok: false; trouble: DocumentTrouble };

/**
 * Text of a notice document: by its byte order mark, else as its XML declaration says, else UTF-8
 * or CP949, whichever it is. A file that does not end with its root's end tag is `incomplete`.
 */
export function decodeNotice(bytes: Uint8Array): Decoded {
  const wide = wideEncoding(bytes);
  if (wide !== null) {
    // A half character at the end shows as one that is missing, and its tag as cut off.
    const text = new TextDecoder(wide).decode(bytes);
    const trouble = shapeTrouble(text);
    return trouble === null ? { ok: true, text, encoding: wide } : { ok: false, trouble };
  }
  // Tags are ASCII in all that is left: whether it is whole can be told before it is decoded.
  const trouble = shapeTrouble(Buffer.from(bytes).toString('latin1').replace(/^ï»¿/, ''));
  if (trouble !== null) return { ok: false, trouble };
  return decodeNarrow(bytes);
}

function wideEncoding([first, second]: Uint8Array): 'UTF-16LE' | 'UTF-16BE' | null {
  if (first === 0xff && second === 0xfe) return 'UTF-16LE';
  return first === 0xfe && second === 0xff ? 'UTF-16BE' : null;
}

const beginning = /^\s*(?:<\?[^]*?\?>\s*|<!--[^]*?-->\s*)*/;

function shapeTrouble(text: string): DocumentTrouble | null {
  const rest = text.slice(beginning.exec(text)?.[0].length ?? 0);
  if (rest === '' || /^<(?:$|[!?])/.test(rest))
    return /^<!DOCTYPE/i.test(rest) ? 'doctype' : 'incomplete';
  if (rest[0] === '\u0000') return 'incomplete';
  const root = /^<([^\s<>/!?]+)/.exec(rest)?.[1];
  if (root === undefined) return 'not-xml';
  const end = withoutTrailer(rest);
  const last = end.slice(Math.max(0, end.lastIndexOf('</')));
  if (/^<\/([^\s<>]+)\s*>$/.exec(last)?.[1] === root) return null;
  return /^<[^<>]*\/>$/.test(end) ? null : 'incomplete';
}

/** Without the blanks and comments that may follow the root. */
function withoutTrailer(text: string): string {
  let end = text.trimEnd();
  while (end.endsWith('-->')) {
    const from = end.lastIndexOf('<!--');
    if (from < 0) return end;
    end = end.slice(0, from).trimEnd();
  }
  return end;
}

function decodeNarrow(bytes: Uint8Array): Decoded {
  const utf8 = strictUtf8(bytes);
  const declared = declaredKorean(bytes);
  if (utf8 !== null && (declared === null || isRatherUtf8(utf8)))
    return { ok: true, text: utf8, encoding: 'UTF-8' };
  const text = iconv.decode(Buffer.from(bytes), 'cp949');
  if (text.includes('\uFFFD')) return { ok: false, trouble: 'encoding' };
  return { ok: true, text, encoding: declared ?? 'CP949' };
}

function strictUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** The Korean encoding that the XML declaration names; `null` where it names none. */
function declaredKorean(bytes: Uint8Array): 'EUC-KR' | 'CP949' | null {
  const head = Buffer.from(bytes.subarray(0, 200)).toString('latin1');
  const name = /^[^<]*<\?xml[^>]*\bencoding\s*=\s*["']([\w.-]+)["']/i.exec(head)?.[1];
  if (name === undefined) return null;
  if (/^(?:euc[-_]?kr|ks_c_5601.*|ksc5601.*|iso-ir-149)$/i.test(name)) return 'EUC-KR';
  return /^(?:cp949|ms949|x-windows-949|windows-949|uhc)$/i.test(name) ? 'CP949' : null;
}

/** Declared Korean, and made UTF-8 by a program that left the declaration as it was. */
const isRatherUtf8 = (text: string): boolean => /\p{Script=Hangul}/u.test(text);

/** Text of whatever was kept, for a person to look at; what cannot be decoded is marked. */
export function noticeText(bytes: Uint8Array): string {
  const decoded = decodeNotice(bytes);
  if (decoded.ok) return decoded.text;
  const wide = wideEncoding(bytes);
  if (wide !== null) return new TextDecoder(wide).decode(bytes);
  return strictUtf8(bytes) ?? iconv.decode(Buffer.from(bytes), 'cp949');
}
