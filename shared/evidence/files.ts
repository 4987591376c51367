/** Names of the files in an evidence pack (증빙 자료). */
export const packFiles = {
  report: '증빙.pdf',
  sheets: '증빙.xlsx',
  journal: 'journal.jsonl',
  /** A digest for each line of the journal: it tells which line is not as it was. */
  lines: 'journal.sha256',
  page: '확인.html',
  manifest: 'manifest.json',
  signature: 'manifest.sig',
} as const;

/** Endings that an attachment keeps: a program that only shows it opens it. */
const openEndings =
  /\.(pdf|png|jpg|jpeg|gif|webp|tif|tiff|bmp|txt|csv|hwp|hwpx|doc|docx|xls|xlsx|ppt|pptx|eml|msg)$/i;

/**
 * What a file that a person added to an incident is called in a pack (첨부): its own name may be
 * anything, and what could be run by a click loses its ending.
 * @param remark id of the remark that it belongs to
 */
export function attachmentName(remark: number, name: string): string {
  const ending = openEndings.exec(name)?.[1]?.toLowerCase() ?? 'bin';
  return `첨부-${remark}.${ending}`;
}

/** A file of a pack, by its name alone: a pack has no folders within. */
export interface PackFile {
  name: string;
  bytes: Uint8Array;
}

/** What checking needs of the place where it runs. */
export interface Digests {
  /** SHA-256, hex. */
  sha256(bytes: Uint8Array): string | Promise<string>;
  /** Whether an Ed25519 signature is good; `null` where this place cannot tell. */
  isSigned(
    publicKey: Uint8Array,
    signature: Uint8Array,
    message: Uint8Array,
  ): boolean | null | Promise<boolean | null>;
}

/** Some systems take the letters of a Korean name apart. */
export const plainName = (name: string): string => name.normalize('NFC');
