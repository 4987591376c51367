import { createHash } from 'node:crypto';
import { isSupportedKind, partDocumentCode } from '../../../shared/documents/index.ts';
import type { DeclarationKind } from '../../../shared/filing/numbers.ts';
import type { Part } from '../../../shared/filing/part.ts';
import type { FrozenDocument } from '../gateway.ts';

/**
 * KCS's code of a document that a declarant sends, e.g. `GOVCBR929`; without its last three
 * characters where none is known.
 */
export function submissionCode(kind: DeclarationKind, part: Part): string {
  const code = isSupportedKind(kind) ? partDocumentCode(kind, part) : null;
  return code ?? 'GOVCBR';
}

const partLetters = { declaration: 'D', amendment: 'A', withdrawal: 'W', synchronisation: 'S' };

/** E.g. `D`, `A2`. */
const partWord = (part: Part): string =>
  `${partLetters[part.is]}${'sequence' in part ? part.sequence : ''}`;

/** A pattern that gives each document a name of its own, which every file system takes. */
export function isFileNamePattern(pattern: string): boolean {
  const words = ['{code}', '{number}', '{part}', '{digest}'];
  const rest = words.reduce((text, word) => text.replaceAll(word, ''), pattern);
  return (
    pattern.includes('{number}') &&
    (pattern.includes('{part}') || pattern.includes('{digest}')) &&
    !/[\\/:*?"<>|{}]|\p{Cc}/u.test(rest) &&
    !/^[.~]|[.\s]$/.test(pattern) &&
    !isTemporary(pattern)
  );
}

/**
 * Name of a document's file in the sending folder.
 * @param taken whether a file with that name was there already: it gets a number behind it
 */
export function fileNameOf(
  pattern: string,
  document: FrozenDocument,
  taken: (name: string) => boolean,
): string {
  const name = pattern
    .replaceAll('{code}', submissionCode(document.kind, document.part))
    .replaceAll('{number}', document.declarationNo)
    .replaceAll('{part}', partWord(document.part))
    .replaceAll('{digest}', createHash('sha256').update(document.bytes).digest('hex').slice(0, 12));
  for (let n = 1; ; n += 1) {
    const own = n === 1 ? name : name.replace(/(\.[^.]+)?$/, `-${n}$1`);
    if (!taken(own)) return own;
  }
}

/**
 * Name under which a file is written before it gets its own: hidden and no `.xml`, so that no
 * sending program picks it up. The same for the same file, so that it can be found after a crash.
 */
export function temporaryName(name: string): string {
  const mark = createHash('sha256').update(name).digest('hex').slice(0, 24);
  return `.naru-${mark}.tmp`;
}

export const isOwnTemporary = (name: string): boolean => /^\.naru-[0-9a-f]{24}\.tmp$/.test(name);

/** Names that programs give to files which are not whole yet. */
export const isTemporary = (name: string): boolean =>
  /^[.~]|\.(?:tmp|temp|part|partial|filepart|crdownload)$/i.test(name);
