import { readFile, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { contentDigest } from '../content-digest.ts';
import type { FrozenDocument } from '../gateway.ts';
import { mostDocumentBytes, readNoticeDocument } from '../notice-documents/index.ts';
import { submissionCode } from './file-name.ts';
import { codeOf } from './hand-over.ts';
import { createListing, filesBelow } from './listing.ts';

/** Looks for documents that lie with the sending program already. */
export interface Lying {
  /**
   * A file that is this document, or another one of the same declaration that this store knows
   * nothing of, e.g. after an older copy of the data was taken back. `null` where there is none.
   * @param own names of files that this document was handed over under before, and is known not to
   *   have been taken: they count only while they still wait to be sent
   * @throws where a folder cannot be read: then nobody knows
   */
  find(
    document: FrozenDocument,
    encoded: Uint8Array,
    own: readonly string[],
  ): Promise<string | null>;
  /** Whether a file with that name waits to be picked up. @throws as `find` */
  waits(name: string): Promise<boolean>;
  /** Whether any file there has that name. After `find`. */
  isTaken(name: string): boolean;
}

export interface LyingOptions {
  sendFolder: string;
  sentFolder: string | null;
}

/** The sent documents of years are looked through this often at most, in milliseconds. */
const sentEveryMs = 60_000;
const numberIn = /[0-9A-Z]{5}\d{8}[A-Z]/gi;

export function openLying({ sendFolder, sentFolder }: LyingOptions): Lying {
  const listing = createListing();
  let sent = new Map<string, string[]>();
  let names = new Set<string>();
  let waiting: readonly string[] = [];
  let lookedAt = Number.NEGATIVE_INFINITY;

  async function lookThroughSent(): Promise<void> {
    if (sentFolder === null || performance.now() - lookedAt < sentEveryMs) return;
    const files = await filesBelowOrNone(sentFolder);
    sent = new Map();
    names = new Set(files.map((file) => basename(file)));
    for (const file of files)
      for (const [number] of basename(file).matchAll(numberIn)) {
        const key = number.toUpperCase();
        sent.set(key, [...(sent.get(key) ?? []), file]);
      }
    lookedAt = performance.now();
  }

  /** Always read anew: a file that is missed here may be handed over twice. */
  async function filesWaiting(): Promise<readonly string[]> {
    listing.forget(sendFolder);
    return (await listing.list(sendFolder)).files;
  }

  /** A folder that the sending program has not made yet has nothing in it. */
  async function filesBelowOrNone(folder: string): Promise<string[]> {
    try {
      return await filesBelow(listing, folder);
    } catch (error) {
      if (codeOf(error) !== 'ENOENT') throw error;
      // Its parent has to be there: a drive that is not mounted looks the same.
      await stat(dirname(folder));
      return [];
    }
  }

  return {
    async find(document, encoded, own) {
      waiting = await filesWaiting();
      await lookThroughSent();
      const no = document.declarationNo;
      for (const name of waiting.filter((file) => file.toUpperCase().includes(no))) {
        const file = join(sendFolder, name);
        if (own.includes(name) || (await isSame(file, document, encoded))) return file;
      }
      for (const file of sent.get(no) ?? [])
        if (!own.includes(basename(file)) && (await isSame(file, document, encoded))) return file;
      return null;
    },
    async waits(name) {
      return (await filesWaiting()).includes(name);
    },
    isTaken: (name) => waiting.includes(name) || names.has(name),
  };
}

/**
 * Whether a file is this document: by its bytes; of a declaration by its number and kind alone, for
 * a number is used only once.
 */
async function isSame(
  file: string,
  { bytes, declarationNo, kind, part }: FrozenDocument,
  encoded: Uint8Array,
): Promise<boolean> {
  let content: Uint8Array;
  try {
    const { size } = await stat(file);
    if (size > mostDocumentBytes) return false;
    content = await readFile(file);
  } catch (error) {
    // Sent or tidied away meanwhile.
    if (codeOf(error) === 'ENOENT') return false;
    throw error;
  }
  const digest = contentDigest(content);
  if (digest === contentDigest(bytes) || digest === contentDigest(encoded)) return true;
  if (part.is !== 'declaration') return false;
  const reading = readNoticeDocument(content);
  return (
    reading.is === 'submission' &&
    `GOVCBR${reading.code}` === submissionCode(kind, part) &&
    reading.numbers.includes(declarationNo)
  );
}
