import { mkdir, readdir, stat } from 'node:fs/promises';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import { z } from 'zod';
import { NaruError, type Problem } from '../../shared/errors.ts';
import { languages } from '../../shared/i18n/index.ts';
import type { CallHandlers } from '../../shared/port/index.ts';
import { isReadable } from '../intake/index.ts';
import type { Engaged } from './engaged.ts';
import { storedAddress } from './gateway-address.ts';
import { readingPatience, type Patience } from './patience.ts';
import { subfolders, takeHotFile } from './hot-file.ts';

/** Pause between two looks, in milliseconds. A share that tells of no changes is looked at too. */
const everyMs = 3000;
const firstLookMs = 1000;
/** Where there is no folder to look into; another session may have one. */
const withoutMs = 20_000;

const settingSchema = z.object({ folder: z.string(), language: z.enum(languages) });
export type HotFolderSetting = z.output<typeof settingSchema>;

type HotFolderHandlers = Pick<CallHandlers, 'hotFolder.get' | 'hotFolder.set'>;

/** A folder whose files are taken in by themselves. */
export interface HotFolder {
  handlers: HotFolderHandlers;
  /** Looks once; files that stand as they stood at the last look are taken in. */
  look(): Promise<void>;
  start(): void;
  /** Ends after the file that is being taken in; what was read of it and not stored is left. */
  stop(): Promise<void>;
}

export function openHotFolder(engaged: Engaged, patience: Patience = readingPatience): HotFolder {
  const { session, changes } = engaged;
  /** Size and time of change by path, as of the last look. */
  let seen = new Map<string, string>();
  let trouble: Problem | null = null;
  let timer: NodeJS.Timeout | null = null;
  let looking: Promise<void> = Promise.resolve();
  const stopping = new AbortController();

  function setting(): HotFolderSetting | null {
    const stored = session().store.read(({ settings }) => settings.get('hot-folder'));
    const read = settingSchema.safeParse(stored);
    return read.success ? read.data : null;
  }

  /** Folders of the exchange with a sending program, whose files are not ours to move. */
  function exchangeFolders(): string[] {
    const address = storedAddress(session().store.read(({ settings }) => settings.get('gateway')));
    if (address?.is !== 'folder') return [];
    const { sendFolder, sentFolder, receiveFolders } = address.folders;
    return [sendFolder, ...(sentFolder === null ? [] : [sentFolder]), ...receiveFolders];
  }

  async function look(): Promise<void> {
    const hot = setting();
    trouble = hot === null ? null : await told(() => lookInto(hot));
  }

  async function lookInto(hot: HotFolderSetting): Promise<void> {
    refuseExchanged(hot.folder, exchangeFolders());
    const found = await listFiles(hot.folder);
    const settled = [...found].filter(([path, state]) => seen.get(path) === state);
    seen = found;
    let first: NaruError | null = null;
    for (const [path] of settled) {
      if (stopping.signal.aborted) return;
      try {
        await takeHotFile(path, hot, engaged, stopping.signal, patience);
        seen.delete(path);
      } catch (error) {
        if (!(error instanceof NaruError)) throw error;
        // One that a program holds open keeps the others from nothing, and is tried again.
        first ??= error;
      }
      changes.sync();
    }
    if (first !== null) throw first;
  }

  function again(ms: number): void {
    timer = setTimeout(() => {
      timer = null;
      looking = look().then(() => {
        if (!stopping.signal.aborted) again(setting() === null ? withoutMs : everyMs);
      });
    }, ms);
  }

  /** The look that is planned comes soon; one on its way plans the next itself. */
  function lookSoon(): void {
    if (timer === null) return;
    clearTimeout(timer);
    again(firstLookMs);
  }

  return {
    handlers: {
      'hotFolder.get': () => ({
        folder: setting()?.folder ?? null,
        trouble,
        recent: session().store.read(({ hotFiles }) => hotFiles.recent(20)),
      }),
      'hotFolder.set': async ({ folder, language }) => {
        if (folder !== null) await prepare(folder, exchangeFolders());
        const value = folder === null ? null : ({ folder, language } satisfies HotFolderSetting);
        session().store.transaction(({ settings }) => settings.set('hot-folder', value));
        seen = new Map();
        trouble = null;
        lookSoon();
        return {};
      },
    },
    look,
    start: () => again(firstLookMs),
    async stop() {
      stopping.abort();
      if (timer !== null) clearTimeout(timer);
      await looking;
    },
  };
}

/** What of an error a person can mend; `null` where all is well. */
async function told(work: () => Promise<void>): Promise<Problem | null> {
  try {
    await work();
    return null;
  } catch (error) {
    if (error instanceof NaruError) return error.problem;
    throw error;
  }
}

/** Files that spreadsheets and file managers put beside a file while it is open. */
const passing = /^(?:~\$|\.|~)|\.(?:tmp|part|crdownload)$/i;

/** Size and time of change of every file that intake reads. @throws {NaruError} `folder-unusable` */
async function listFiles(folder: string): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  for (const entry of await orUnusable(folder, readdir(folder, { withFileTypes: true }))) {
    if (!entry.isFile() || passing.test(entry.name) || !isReadable(entry.name)) continue;
    const path = join(folder, entry.name);
    const state = await stat(path).catch(() => null);
    if (state !== null && state.size > 0) files.set(path, `${state.size} ${state.mtimeMs}`);
  }
  return files;
}

/** @throws {NaruError} `folder-exchanged` where a folder lies in one of those of the exchange */
function refuseExchanged(folder: string, exchanged: readonly string[]): void {
  for (const other of exchanged) {
    const way = relative(resolve(other), resolve(folder));
    const isInside = !isAbsolute(way) && way.split(sep)[0] !== '..';
    if (isInside) throw new NaruError('folder-exchanged', { folder, other });
  }
}

/** @throws {NaruError} `folder-unusable`, `folder-exchanged` */
async function prepare(folder: string, exchanged: readonly string[]): Promise<void> {
  if (!isAbsolute(folder)) throw new NaruError('folder-unusable', { folder, detail: 'C:\\… /…' });
  refuseExchanged(folder, exchanged);
  await orUnusable(folder, readdir(folder));
  for (const name of subfolders)
    await orUnusable(folder, mkdir(join(folder, name), { recursive: true }));
}

async function orUnusable<T>(folder: string, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    const detail = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new NaruError('folder-unusable', { folder, detail }, error);
  }
}
