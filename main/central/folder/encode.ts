import iconv from 'iconv-lite';
import type { FolderGateway } from '../../../shared/contract/gateway.ts';

export type Encoded = { ok: true; bytes: Uint8Array } | { ok: false; characters: string[] };

const declared = /^(<\?xml[^>]*?\bencoding\s*=\s*["'])[\w.-]+(["'])/;

/**
 * A frozen UTF-8 document in the encoding that the sending program wants, with the XML declaration
 * that belongs to it. CP949 is declared as EUC-KR where it is that, for programs know that name
 * best. Characters that CP949 does not have are named, never replaced.
 */
export function encodeDocument(bytes: Uint8Array, encoding: FolderGateway['encoding']): Encoded {
  if (encoding === 'utf-8') return { ok: true, bytes };
  const text = new TextDecoder().decode(bytes);
  const foreign = [...new Set(text)].filter((char) => !isInCp949(char));
  if (foreign.length > 0) return { ok: false, characters: foreign };
  const name = [...new Set(text)].every(isInEucKr) ? 'EUC-KR' : 'CP949';
  const declaring = text.replace(declared, `$1${name}$2`);
  return { ok: true, bytes: iconv.encode(declaring, 'cp949') };
}

function isInCp949(char: string): boolean {
  return iconv.decode(iconv.encode(char, 'cp949'), 'cp949') === char;
}

/** CP949 holds EUC-KR in the rows from A1 on. */
function isInEucKr(char: string): boolean {
  return iconv.encode(char, 'cp949').every((byte) => byte < 0x80 || byte >= 0xa1);
}
