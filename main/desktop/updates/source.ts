import { createHash, type KeyObject } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { NaruError } from '../../../shared/errors.ts';
import type { UpdateChannel } from '../../../shared/updates.ts';
import { fetchSmall, readUpdateAddress, type Fetch } from '../../updates/address.ts';
import { metadataLimit, metadataName, openRelease, type Release } from '../../updates/release.ts';
import { signatureName } from '../../updates/signature.ts';
import { platformOf, type Installation } from './installation.ts';
import type * as Updaters from './updaters.ts';
import type { Updater } from './updaters.ts';
import type { RunPowerShell } from './windows-publisher.ts';

/** Where new versions come from, and how one takes the place of this one. */
export interface UpdateSource {
  /** Whether ending the program may install: macOS starts the new one again whether asked or not. */
  readonly atEnd: boolean;
  /**
   * Reads what the newest version is, and believes none that is not signed.
   * @throws {NaruError} `update-unreached`, `update-unsigned`, `update-forged`,
   *   `update-unreadable`, `update-address-wrong`, `update-publisher-missing`
   */
  look(address: string, channel: UpdateChannel, keys: readonly KeyObject[]): Promise<Release>;
  /**
   * Fetches the installer; what does not have the digest that was signed is thrown away.
   * @throws {NaruError} `update-damaged`, `update-publisher-wrong`, `update-failed`
   */
  fetch(release: Release, address: string, onPercent: (percent: number) => void): Promise<void>;
  /**
   * Looks once more at what was fetched, then installs it; the program ends after this.
   * @returns who ends it: on macOS the system, once it has what it starts
   * @throws {NaruError} `update-damaged`, `update-failed`
   */
  install(restart: boolean): Promise<'we-end' | 'system-ends'>;
}

export interface SourceOptions {
  installation: Installation;
  arch: string;
  fetch: Fetch;
  run: RunPowerShell;
  /** Loaded when it is first needed: a start does not wait for it. */
  load(): Promise<typeof Updaters>;
  /** Hands what was fetched to macOS, which ends the program by itself then. */
  handOver(updater: Updater): Promise<void>;
  newUpdater?: (installation: Installation) => Updater;
}

interface Fetched {
  updater: Updater;
  release: Release;
  file: string;
}

export function updateSource(options: SourceOptions): UpdateSource {
  const { installation, arch } = options;
  let fetched: Fetched | null = null;

  return {
    atEnd: installation.is !== 'mac',
    async look(address, channel, keys) {
      if (installation.is === 'nsis' && installation.publishers.length === 0)
        throw new NaruError('update-publisher-missing');
      const folder = readUpdateAddress(address);
      const name = metadataName(channel, platformOf(installation), arch);
      const content = await fetchSmall(options.fetch, new URL(name, folder), metadataLimit);
      if (content === null)
        throw new NaruError('update-unreached', { address: folder.origin, detail: name });
      const signature = await fetchSmall(options.fetch, new URL(signatureName(name), folder), 1024);
      return openRelease(name, content, signature?.toString('latin1') ?? null, keys);
    },
    async fetch(release, address, onPercent) {
      fetched = null;
      const updaters = await options.load();
      const updater = (options.newUpdater ?? updaters.newUpdater)(installation);
      // Without a listener an error would end the program; the promises tell it as well.
      updater.on('error', () => undefined);
      updater.on('download-progress', ({ percent }) => onPercent(percent));
      updaters.prepare(updater, installation, release, readUpdateAddress(address), options.run);
      try {
        const found = await updater.checkForUpdates();
        if (found?.isUpdateAvailable !== true)
          throw new NaruError('update-failed', { detail: '-' });
        const [file] = await updater.downloadUpdate();
        if (file === undefined) throw new NaruError('update-failed', { detail: 'no file' });
        await requireDigest(file, release);
        fetched = { updater, release, file };
      } catch (error) {
        throw inWords(error);
      }
    },
    async install(restart) {
      if (fetched === null) throw new NaruError('update-failed', { detail: 'nothing fetched' });
      const { updater, release, file } = fetched;
      // It may have lain there for days.
      await requireDigest(file, release);
      try {
        if (updater.install === undefined) {
          await options.handOver(updater);
          return 'system-ends';
        }
        if (!updater.install(true, restart))
          throw new NaruError('update-failed', { detail: installation.is });
        return 'we-end';
      } catch (error) {
        throw inWords(error);
      }
    },
  };
}

/** @throws {NaruError} `update-damaged` where the file is none of the release's */
async function requireDigest(file: string, release: Release): Promise<void> {
  const hash = createHash('sha512');
  try {
    for await (const part of createReadStream(file)) hash.update(part);
  } catch (error) {
    throw new NaruError('update-damaged', { version: release.version }, error);
  }
  const digest = hash.digest('base64');
  if (!release.files.some(({ sha512 }) => sha512 === digest))
    throw new NaruError('update-damaged', { version: release.version });
}

function inWords(error: unknown): NaruError {
  if (error instanceof NaruError) return error;
  const code = error instanceof Error && 'code' in error ? error.code : null;
  if (code === 'ERR_CHECKSUM_MISMATCH') return new NaruError('update-damaged', { version: '' });
  const detail = error instanceof Error ? error.message.slice(0, 300) : String(error);
  if (code === 'ERR_UPDATER_INVALID_SIGNATURE')
    return new NaruError('update-publisher-wrong', { detail });
  if (code === 'ENOSPC' || code === 'EDQUOT') return new NaruError('disk-full', {}, error);
  return new NaruError('update-failed', { detail }, error);
}
