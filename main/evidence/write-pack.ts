import { mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import { NaruError } from '../../shared/errors.ts';
import type { EvidenceSpan } from './input.ts';
import type { MadePack } from './pack.ts';

const koreaMs = 9 * 3_600_000;

/** E.g. `20251201-0900`, as clocks in Korea show it. */
const inName = (at: number): string =>
  new Date(at + koreaMs).toISOString().slice(0, 16).replaceAll(/[-:]/g, '').replace('T', '-');

/** Where a pack lies: the folder, and the same as one file beside it. */
export interface PackPlace {
  folder: string;
  zip: string;
}

/**
 * Writes a pack into a folder of its own, whole or not at all; one of the same name stays.
 * @param parent made where it is not there
 * @throws {NaruError} `folder-unusable`, `disk-full`
 */
export async function writePack(
  parent: string,
  span: EvidenceSpan,
  { files, zip }: Pick<MadePack, 'files' | 'zip'>,
): Promise<PackPlace> {
  if (!isAbsolute(parent))
    throw new NaruError('folder-unusable', { folder: parent, detail: 'C:\\… /…' });
  const making = join(parent, `.making-${process.pid}-${span.from}-${span.to}`);
  try {
    await mkdir(making, { recursive: true });
    for (const { name, bytes } of files)
      await writeFile(join(making, name), bytes, { flush: true });
    const makingZip = join(making, 'pack.zip');
    await writeFile(makingZip, zip, { flush: true });
    const place = await freePlace(parent, `증빙-${inName(span.from)}-${inName(span.to)}`);
    await rename(makingZip, place.zip);
    await rename(making, place.folder);
    return place;
  } catch (error) {
    await rm(making, { recursive: true, force: true });
    throw failure(parent, error);
  }
}

/** The first name that nothing has yet. */
async function freePlace(parent: string, name: string): Promise<PackPlace> {
  for (let n = 1; ; n += 1) {
    const folder = join(parent, n === 1 ? name : `${name}-${n}`);
    const place = { folder, zip: `${folder}.zip` };
    if (!(await isThere(place.folder)) && !(await isThere(place.zip))) return place;
  }
}

const isThere = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    (error: unknown) => !(error instanceof Error && 'code' in error && error.code === 'ENOENT'),
  );

function failure(folder: string, error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : null;
  if (code === null) return error;
  return code === 'ENOSPC' || code === 'EDQUOT'
    ? new NaruError('disk-full', {}, error)
    : new NaruError('folder-unusable', { folder, detail: code }, error);
}
