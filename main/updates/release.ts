import type { KeyObject } from 'node:crypto';
import { parse } from 'yaml';
import { z } from 'zod';
import { NaruError } from '../../shared/errors.ts';
import type { UpdateChannel } from '../../shared/updates.ts';
import { isSigned } from './signature.ts';
import { compareVersions, readVersion } from './version.ts';

/** More than the metadata of a release ever is, in bytes. */
export const metadataLimit = 64 * 1024;

const sha512Schema = z
  .base64()
  .refine((text) => Buffer.from(text, 'base64').length === 64, { error: 'no SHA-512' });

/** What electron-builder writes beside the installers, of which nothing may be missing. */
const releaseSchema = z.strictObject({
  version: z.string().refine((text) => readVersion(text) !== null, { error: 'no version' }),
  files: z
    .array(
      z.strictObject({
        /** A name alone: what is installed lies where its metadata lies. */
        url: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,199}$/),
        sha512: sha512Schema,
        size: z.number().int().positive(),
        blockMapSize: z.number().int().positive().optional(),
        isAdminRightsRequired: z.literal(false).optional(),
      }),
    )
    .min(1)
    .max(20),
  path: z.string().max(200),
  sha512: z.string().max(200),
  releaseDate: z.iso.datetime(),
  /** Of how many computers in a hundred it is the turn. */
  stagingPercentage: z.number().min(0).max(100).optional(),
  minimumSystemVersion: z.string().max(50).optional(),
  releaseName: z.string().max(200).nullish(),
  releaseNotes: z.string().max(20_000).nullish(),
});
export type Release = z.output<typeof releaseSchema>;

export type UpdatePlatform = 'win32' | 'darwin' | 'linux';

/** File that says what the newest version is, as electron-builder names it. */
export function metadataName(
  channel: UpdateChannel,
  platform: UpdatePlatform,
  arch: string,
): string {
  const suffix = {
    win32: '',
    darwin: '-mac',
    linux: `-linux${arch === 'x64' ? '' : `-${arch}`}`,
  }[platform];
  return `${channel}${suffix}.yml`;
}

/**
 * Opens the metadata of a release. Nothing of it is read before its signature has been found good.
 * @throws {NaruError} `update-unsigned` where there is no signature, `update-forged`,
 *   `update-unreadable`
 */
export function openRelease(
  name: string,
  content: Uint8Array,
  signature: string | null,
  keys: readonly KeyObject[],
): Release {
  if (signature === null || signature.trim() === '') throw new NaruError('update-unsigned');
  if (!isSigned(name, content, signature, keys)) throw new NaruError('update-forged');
  const release = releaseSchema.safeParse(parsed(content));
  if (!release.success)
    throw new NaruError('update-unreadable', {
      detail: z.prettifyError(release.error).slice(0, 200),
    });
  return release.data;
}

function parsed(content: Uint8Array): unknown {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(content);
    return parse(text, { maxAliasCount: 0, schema: 'core', uniqueKeys: true });
  } catch (error) {
    const detail = error instanceof Error ? error.message.slice(0, 200) : '';
    throw new NaruError('update-unreadable', { detail });
  }
}

/** What is to be done about a release. */
export type Judged = 'take' | 'current' | 'not-yet';

/**
 * @param running the version that runs
 * @param turn the stable number of this installation: from 0 up to, but not, 100
 * @throws {NaruError} `update-older` where it would be a way back
 */
export function judgeRelease(release: Release, running: string, turn: number): Judged {
  const [found, own] = [readVersion(release.version), readVersion(running)];
  if (found === null || own === null)
    throw new NaruError('update-unreadable', { detail: `${release.version}, ${running}` });
  const order = compareVersions(found, own);
  if (order === 0) return 'current';
  if (order < 0) throw new NaruError('update-older', { found: release.version, running });
  return turn < (release.stagingPercentage ?? 100) ? 'take' : 'not-yet';
}
