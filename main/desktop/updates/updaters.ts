import {
  AppImageUpdater,
  DebUpdater,
  MacUpdater,
  NsisUpdater,
  type AppUpdater,
  type ResolvedUpdateFileInfo,
  type UpdateInfo,
} from 'electron-updater';
import type { Release } from '../../updates/release.ts';
import type { Installation } from './installation.ts';
import { replaceAppImage } from './replace-app-image.ts';
import { publisherProblem, type RunPowerShell } from './windows-publisher.ts';

/** An updater of electron-updater that installs what lies at a path, and says whether it could. */
export type Updater = AppUpdater & {
  install?(isSilent?: boolean, isForceRunAfter?: boolean): boolean;
};

/** As electron-updater's, but never without a program in between. */
export class SteadyAppImageUpdater extends AppImageUpdater {
  protected override doInstall({ isForceRunAfter }: { isForceRunAfter: boolean }): boolean {
    const running = process.env['APPIMAGE'];
    const fetched = this.installerPath;
    if (fetched === null || running?.startsWith('/') !== true) return false;
    replaceAppImage(fetched, running);
    if (isForceRunAfter) void this.spawnLog(running, [], { ...process.env });
    return true;
  }
}

export function newUpdater(installation: Installation): Updater {
  switch (installation.is) {
    case 'nsis':
      return new NsisUpdater();
    case 'mac':
      return new MacUpdater();
    case 'app-image':
      return new SteadyAppImageUpdater();
    case 'deb':
      return new DebUpdater();
  }
}

/**
 * Sets an updater up to fetch this one release, whose metadata has been found good, and to do
 * nothing of its own accord.
 */
export function prepare(
  updater: Updater,
  installation: Installation,
  release: Release,
  folder: URL,
  run: RunPowerShell,
): void {
  updater.autoDownload = false;
  updater.autoInstallOnAppQuit = false;
  updater.allowDowngrade = false;
  updater.disableWebInstaller = true;
  // Its maps of blocks are not signed; the whole file is checked against the digest that is.
  updater.disableDifferentialDownload = true;
  updater.logger = null;
  // Whose turn it is was decided before.
  updater.isUserWithinRollout = () => true;
  if (installation.is === 'nsis' && updater instanceof NsisUpdater)
    updater.verifyUpdateCodeSignature = (_named, file) =>
      publisherProblem(installation.publishers, file, run);
  updater.setFeedURL({
    provider: 'custom',
    updateProvider: class {
      /** Asked for by electron-updater: nothing is added to its requests. */
      readonly fileExtraDownloadHeaders = null;
      readonly isUseMultipleRangeRequest = false;
      setRequestHeaders(): void {}
      async getLatestVersion(): Promise<UpdateInfo> {
        return updateInfo(release);
      }
      resolveFiles({ files }: UpdateInfo): ResolvedUpdateFileInfo[] {
        return files.map((info) => ({ url: new URL(info.url, folder), info }));
      }
    },
  });
}

function updateInfo(release: Release): UpdateInfo {
  const { version, files, path, sha512, releaseDate, minimumSystemVersion } = release;
  return {
    version,
    files: files.map(({ url, sha512: digest, size }) => ({ url, sha512: digest, size })),
    path,
    sha512,
    releaseDate,
    ...(minimumSystemVersion === undefined ? {} : { minimumSystemVersion }),
  };
}
