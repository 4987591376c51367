import { readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { NaruError } from '../../../shared/errors.ts';
import { epochMs } from '../../../shared/time.ts';
import { contentDigest } from '../content-digest.ts';
import type { ReceivedFile } from '../gateway.ts';
import {
  mostDocumentBytes,
  readNoticeDocument,
  type NoticeDocument,
  type OwnPlaces,
} from '../notice-documents/index.ts';
import { isTemporary } from './file-name.ts';
import { codeOf } from './hand-over.ts';
import { createListing, deepestFolder } from './listing.ts';

/** Looks for notices in receiving folders; polls alone, so a network drive will do. */
export interface Receiving {
  look(options: LookOptions): Promise<Look>;
}

export interface LookOptions {
  /** Most files to read. */
  limit: number;
  /** Milliseconds after which the look ends with what it has. */
  forMs: number;
}

export interface Look {
  files: ReceivedFile[];
  /** There is more that can be read at once. */
  more: boolean;
  /** Some are still being written. */
  unfinished: boolean;
  /** Receiving folders that could not be read, and why. */
  troubles: { folder: string; detail: string }[];
}

export interface ReceivingOptions {
  folders: readonly string[];
  /** Folders below them that hold our own documents. */
  without: readonly string[];
  isRead(file: { path: string; size: number; modifiedAt: number }): boolean;
  places: OwnPlaces;
  /** A file that cannot be read is given this long to become whole, in milliseconds. */
  settleMs: number;
}

/** A file as it was last seen. */
interface Seen {
  size: number;
  modifiedAt: number;
}

interface Folder {
  path: string;
  depth: number;
  modifiedAt: number;
  /** When all of its files were looked at, by a clock that does not jump. */
  fullAt: number;
}

const newFolder = (path: string, depth: number): Folder => ({
  path,
  depth,
  modifiedAt: 0,
  fullAt: Number.NEGATIVE_INFINITY,
});

/** A folder in which something changed so lately is looked into at every look, in milliseconds. */
const recentMs = 15 * 60_000;
/** Of the other folders so many are looked into at a time, in turn. */
const othersAtOnce = 100;
/**
 * All files of a folder are looked at, and not just its new ones, at most this often, in
 * milliseconds: who writes into an old file leaves no trace in its folder.
 */
const fullEveryMs = 60_000;
const mostBytesAtOnce = 32 * 1024 * 1024;

export function openReceiving(options: ReceivingOptions): Receiving {
  const listing = createListing();
  /** Folders that are known, in the order in which they take turns. */
  let folders: Folder[] = [];
  /** Found and not yet taken in. */
  const waiting = new Map<string, Seen>();
  /** Could not be read when they looked like this, and since when. */
  const unsettled = new Map<string, Seen & { since: number }>();

  /** Looks into a folder; with `all`, also at files that were there before. */
  async function visit(folder: Folder, all: boolean): Promise<Folder[]> {
    const { files, added, folders: inside, modifiedAt } = await listing.list(folder.path);
    folder.modifiedAt = modifiedAt;
    if (all) folder.fullAt = performance.now();
    for (const name of all ? files : added)
      if (!isTemporary(name) && !(await notice(join(folder.path, name))))
        folder.fullAt = Number.NEGATIVE_INFINITY;
    if (folder.depth >= deepestFolder) return [];
    const known = new Set(folders.map(({ path }) => path));
    return inside
      .toSorted()
      .toReversed()
      .map((name) => join(folder.path, name))
      .filter((path) => !known.has(path) && !options.without.includes(path))
      .map((path) => newFolder(path, folder.depth + 1));
  }

  /** @returns whether it could be looked at */
  async function notice(path: string): Promise<boolean> {
    try {
      const seen = await seenAt(path);
      if (seen !== null && !options.isRead({ path, ...seen })) waiting.set(path, seen);
      return true;
    } catch (error) {
      if (error instanceof NaruError) throw error;
      return false;
    }
  }

  /** Goes through the folders: the roots, the lately changed, the new ones, and some of the rest. */
  async function explore(
    isOver: () => boolean,
  ): Promise<{ more: boolean; troubles: Look['troubles'] }> {
    const troubles: Look['troubles'] = [];
    for (const path of options.folders)
      if (!folders.some((folder) => folder.path === path)) folders.push(newFolder(path, 0));
    const now = Date.now();
    const isRecent = (folder: Folder): boolean =>
      folder.depth === 0 || folder.modifiedAt === 0 || now - folder.modifiedAt < recentMs;
    const rest = folders.filter((folder) => !isRecent(folder));
    const turn = rest.slice(0, othersAtOnce);
    const agenda = [...folders.filter(isRecent), ...turn];
    folders = [...folders.filter((folder) => !turn.includes(folder)), ...turn];
    for (let at = 0; at < agenda.length; at += 1) {
      const folder = agenda[at];
      if (folder === undefined || isOver()) return { more: true, troubles };
      try {
        const found = await visit(folder, performance.now() - folder.fullAt > fullEveryMs);
        folders.push(...found);
        agenda.push(...found);
      } catch (error) {
        if (error instanceof NaruError) throw error;
        listing.forget(folder.path);
        if (folder.depth === 0) troubles.push({ folder: folder.path, detail: codeOf(error) });
        // One that was tidied away is found again where it comes back.
        else folders = folders.filter(({ path }) => path !== folder.path);
      }
    }
    return { more: false, troubles };
  }

  /** `null` where it is gone, or not whole yet. */
  async function read(path: string): Promise<ReceivedFile | null> {
    const before = await seenAt(path);
    if (before === null) return forget(path);
    if (before.size > mostDocumentBytes) return unread(path, before, 'too-large');
    const body = await readFile(path);
    const after = await seenAt(path);
    if (after === null) return forget(path);
    waiting.set(path, after);
    const file = judge(path, after, body);
    if (file.says !== null) return file;
    const isSteady = before.size === after.size && before.modifiedAt === after.modifiedAt;
    if (!isSteady) return wait(path, after);
    return isFinal(file.trouble) ? file : settle(path, after, file);
  }

  function forget(path: string): null {
    waiting.delete(path);
    unsettled.delete(path);
    return null;
  }

  function judge(path: string, seen: Seen, body: Uint8Array): ReceivedFile {
    const { places } = options;
    const reading = readNoticeDocument(body, { fileName: basename(path), places });
    const kept = (code: string, encoding: string) => ({
      digest: contentDigest(body),
      code,
      encoding,
      body,
    });
    switch (reading.is) {
      case 'submission':
        return unread(path, seen, 'own-document');
      case 'unreadable': {
        const { trouble } = reading;
        const document = trouble === 'not-xml' || trouble === 'too-large' ? null : kept('?', '');
        return { path, ...seen, document, says: null, trouble };
      }
      case 'document': {
        const { document } = reading;
        return {
          path,
          ...seen,
          document: kept(document.code, document.encoding),
          says: saying(document, seen),
          trouble: null,
        };
      }
    }
  }

  /** What looks half-written is read again until it has not changed for a while. */
  function settle(path: string, seen: Seen, file: ReceivedFile): ReceivedFile | null {
    const before = unsettled.get(path);
    const isSame = before?.size === seen.size && before.modifiedAt === seen.modifiedAt;
    if (!isSame) return wait(path, seen);
    if (performance.now() - before.since < options.settleMs) return null;
    unsettled.delete(path);
    return file;
  }

  function wait(path: string, seen: Seen): null {
    unsettled.set(path, { ...seen, since: performance.now() });
    return null;
  }

  return {
    async look({ limit, forMs }) {
      const end = performance.now() + forMs;
      const isOver = (): boolean => performance.now() > end;
      for (const [path, seen] of waiting)
        if (options.isRead({ path, ...seen })) waiting.delete(path);
      const { more, troubles } = await explore(isOver);
      const oldestFirst = [...waiting].toSorted(([, a], [, b]) => a.modifiedAt - b.modifiedAt);
      const files: ReceivedFile[] = [];
      let bytes = 0;
      let looked = 0;
      for (const [path, { size }] of oldestFirst) {
        if (files.length >= limit || bytes > mostBytesAtOnce || isOver()) break;
        looked += 1;
        bytes += size;
        try {
          const file = await read(path);
          if (file !== null) files.push(file);
        } catch (error) {
          // Locked by whoever writes it: looked at again. One that is gone is forgotten.
          if (codeOf(error) === 'ENOENT') forget(path);
        }
      }
      return {
        files,
        more: more || looked < oldestFirst.length,
        unfinished: [...unsettled.keys()].some((path) => waiting.has(path)),
        troubles,
      };
    },
  };
}

/** Waiting longer mends nothing of these. */
const isFinal = (trouble: string | null): boolean =>
  trouble === 'own-document' ||
  trouble === 'not-xml' ||
  trouble === 'too-large' ||
  trouble === 'doctype';

function unread(path: string, seen: Seen, trouble: string): ReceivedFile {
  return { path, ...seen, document: null, says: null, trouble };
}

async function seenAt(path: string): Promise<Seen | null> {
  try {
    const { size, mtimeMs } = await stat(path);
    return { size, modifiedAt: Math.floor(mtimeMs) };
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
}

function saying(document: NoticeDocument, seen: Seen): ReceivedFile['says'] {
  const { id, kind, message, errors, code, answerBy, facts, numbers, isNamed, about, sequence } =
    document;
  const at = document.at ?? epochMs(seen.modifiedAt);
  return {
    notice: {
      id,
      kind,
      at: new Date(at).toISOString(),
      code,
      facts,
      ...(message === null ? {} : { message }),
      ...(errors.length === 0 ? {} : { errors }),
      ...(answerBy === null ? {} : { answerBy }),
    },
    numbers,
    isNamed,
    about,
    sequence,
  };
}
