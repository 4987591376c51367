import { readFile, stat } from 'node:fs/promises';
import { isAbsolute } from 'node:path';
import { exchange } from './exchange.ts';
import { directly, type Outward } from './outward.ts';

/** A pacing file is a few hundred bytes; anything much larger is something else. */
export const maxPacingFileBytes = 64 * 1024;

export type PacingFileRead =
  | { is: 'read'; bytes: Uint8Array }
  | { is: 'too-large' }
  /** `detail` is the system's or the server's own short word, e.g. `ENOENT` or `HTTP 404`. */
  | { is: 'unreached'; detail: string };

export interface ReadPacingFileOptions {
  userAgent: string;
  timeoutMs: number;
  signal?: AbortSignal;
  outward?: Outward;
}

/** Whether a text can be the address of a pacing file: https without credentials, or a full path. */
export function isPacingFileAddress(address: string): boolean {
  return readUrl(address) !== null || isAbsolute(address);
}

function readUrl(address: string): URL | null {
  const url = URL.parse(address);
  if (url?.protocol !== 'https:' || url.username !== '' || url.password !== '') return null;
  return url;
}

/**
 * Reads a pacing file over https or from a folder. No redirect is followed: where the file is, is
 * what the person has typed in. Never rejects.
 */
export async function readPacingFile(
  address: string,
  options: ReadPacingFileOptions,
): Promise<PacingFileRead> {
  const url = readUrl(address);
  const read = url === null ? await fromFile(address, options) : await fromUrl(url, options);
  return read.is === 'read' && read.bytes.byteLength > maxPacingFileBytes
    ? { is: 'too-large' }
    : read;
}

async function fromUrl(url: URL, options: ReadPacingFileOptions): Promise<PacingFileRead> {
  const { userAgent, timeoutMs, signal, outward = directly } = options;
  const headers = { Accept: 'application/json', 'User-Agent': userAgent };
  const request = { method: 'GET' as const, url, headers, body: null };
  const ended = await exchange(
    request,
    { timeoutMs, ...(signal === undefined ? {} : { signal }) },
    outward,
  );
  if (ended.ended !== 'answered') return { is: 'unreached', detail: ended.cause };
  if (ended.head.status !== 200) return { is: 'unreached', detail: `HTTP ${ended.head.status}` };
  return { is: 'read', bytes: ended.body };
}

async function fromFile(path: string, options: ReadPacingFileOptions): Promise<PacingFileRead> {
  const timeout = AbortSignal.timeout(options.timeoutMs);
  const signal =
    options.signal === undefined ? timeout : AbortSignal.any([timeout, options.signal]);
  try {
    const found = await stat(path);
    // A device has no size and no end.
    if (!found.isFile()) return { is: 'unreached', detail: 'no file' };
    if (found.size > maxPacingFileBytes) return { is: 'too-large' };
    return { is: 'read', bytes: await readFile(path, { signal }) };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    return { is: 'unreached', detail: code };
  }
}
