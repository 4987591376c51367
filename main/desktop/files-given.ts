import { readFile, stat } from 'node:fs/promises';
import { basename, extname, isAbsolute, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fileKinds, largestFile } from '../../shared/contract/index.ts';
import type { HostOutput } from '../../shared/desktop/host-calls.ts';
import { NaruError } from '../../shared/errors.ts';

/** What begins so is no path; the letter of a drive is no scheme. */
const address = /^[a-z][a-z0-9+.-]+:\/\//i;
const kinds: ReadonlySet<string> = new Set(fileKinds.map((kind) => `.${kind}`));

/**
 * The files among a program's arguments: what ends as a kind that is taken in. Switches, addresses and
 * the program's own path are none. Desktops of Linux name a file of this computer by its `file:` address.
 * @param folder where the program was called
 */
export function filesGiven(argv: readonly string[], folder: string): string[] {
  return argv
    .slice(1)
    .map(ofThisComputer)
    .filter((argument) => !argument.startsWith('-') && !address.test(argument))
    .filter((argument) => kinds.has(extname(argument).toLowerCase()))
    .map((argument) => (isAbsolute(argument) ? argument : resolve(folder, argument)));
}

/** The path that a `file:` address names; anything else stays as it is. */
function ofThisComputer(argument: string): string {
  const url = address.test(argument) && URL.canParse(argument) ? new URL(argument) : null;
  if (url === null || url.protocol !== 'file:' || url.host !== '') return argument;
  try {
    return fileURLToPath(url);
  } catch {
    return argument;
  }
}

/** Files that were opened with Naru and wait until the page takes them, one by one. */
export interface GivenFiles {
  add(paths: readonly string[]): void;
  /** Reads the next one. Never rejects: what cannot be read is told with its cure. */
  next(): Promise<HostOutput<'desktop.nextFile'>>;
}

/** More than a person opens at once; the rest would only fill the memory. */
const mostWaiting = 200;

export function openGivenFiles(onAdded: () => void): GivenFiles {
  let waiting: string[] = [];
  return {
    add(paths) {
      const fresh = paths.filter((path) => !waiting.includes(path));
      if (fresh.length === 0) return;
      waiting = [...waiting, ...fresh].slice(0, mostWaiting);
      onAdded();
    },
    async next() {
      const path = waiting.shift();
      if (path === undefined) return { is: 'none' };
      const name = basename(path);
      try {
        const { size } = await measured(path, name);
        const limit = Math.floor(largestFile / 1_048_576);
        if (size > largestFile)
          throw new NaruError('file-too-large', { name, size: Math.ceil(size / 1_048_576), limit });
        return { is: 'file', name, bytes: new Uint8Array(await readFile(path)) };
      } catch (error) {
        if (error instanceof NaruError) return { is: 'refused', problem: error.problem };
        const detail = error instanceof Error && 'code' in error ? String(error.code) : '';
        return { is: 'refused', problem: { code: 'file-unreadable', params: { name, detail } } };
      }
    },
  };
}

/** Only what is a file by itself: reading a device or a pipe might never end. */
async function measured(path: string, name: string): Promise<{ size: number }> {
  const found = await stat(path);
  if (!found.isFile()) throw new NaruError('file-unreadable', { name, detail: 'EISDIR' });
  return found;
}
