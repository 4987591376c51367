import iconv from 'iconv-lite';
import { NaruError } from '../../shared/errors.ts';
import type { IntakeFile } from './reading.ts';

export interface DecodedText {
  text: string;
  encoding: 'UTF-8' | 'UTF-16LE' | 'UTF-16BE' | 'CP949';
}

/**
 * Text of a file: by its byte order mark, else strict UTF-8, else CP949 (which holds EUC-KR).
 * @throws {NaruError} `file-empty`, `file-damaged` where it is no text, `file-encoding-unknown`
 */
export function decodeText({ name, bytes }: IntakeFile): DecodedText {
  if (isForeign(bytes)) throw new NaruError('file-damaged', { name });
  const decoded = decode(bytes);
  if (decoded === null) throw new NaruError('file-encoding-unknown', { name });
  if (decoded.text.trim() === '') throw new NaruError('file-empty', { name });
  if (isBinary(decoded.text)) throw new NaruError('file-damaged', { name });
  return decoded;
}

/** First bytes of what people rename by mistake: ZIP, PDF, old Office, PNG, JPEG, GZIP. */
const foreignBeginnings = ['504b0304', '25504446', 'd0cf11e0', '89504e47', 'ffd8ff', '1f8b08'];

function isForeign(bytes: Uint8Array): boolean {
  const beginning = Buffer.from(bytes.subarray(0, 4)).toString('hex');
  return foreignBeginnings.some((foreign) => beginning.startsWith(foreign));
}

/** Text has no NUL, and hardly a control character. */
function isBinary(text: string): boolean {
  const sample = text.slice(0, 8192);
  const controls = sample.match(/[\p{Cc}--[\t\n\r]]/gv)?.length ?? 0;
  return text.includes('\u0000') || controls * 50 > sample.length;
}

function decode(bytes: Uint8Array): DecodedText | null {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return strictly(bytes, 'UTF-16LE');
  if (first === 0xfe && second === 0xff) return strictly(bytes, 'UTF-16BE');
  return strictly(bytes, 'UTF-8') ?? korean(bytes);
}

function strictly(bytes: Uint8Array, encoding: DecodedText['encoding']): DecodedText | null {
  try {
    return { text: new TextDecoder(encoding, { fatal: true }).decode(bytes), encoding };
  } catch {
    return null;
  }
}

/** `null` where a byte pair is no character of CP949. */
function korean(bytes: Uint8Array): DecodedText | null {
  const text = iconv.decode(bytes, 'cp949');
  return text.includes('\uFFFD') ? null : { text, encoding: 'CP949' };
}
