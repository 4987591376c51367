import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { listArchive, readArchived, type ArchivedFile } from '../../packaging/archive.ts';
import { writeStandIn, type StandInPlatform } from './stand-in-electron.ts';

const root = join(import.meta.dirname, '..', '..');
const packageSchema = z.object({ devDependencies: z.object({ electron: z.string() }) });

/** What electron-builder made of a stand-in for Electron. */
export interface Packed {
  /** The folder that would be installed. */
  application: string;
  /** What the fuses are flipped in. */
  program: string;
  resources: string;
  archive: string;
  files: ArchivedFile[];
}

const places: Readonly<
  Record<StandInPlatform, { arch: 'x64' | 'arm64'; folder: string; program: string }>
> = {
  linux: { arch: 'x64', folder: 'linux-unpacked', program: 'naru' },
  win: { arch: 'x64', folder: 'win-unpacked', program: 'Naru.exe' },
  mac: {
    arch: 'arm64',
    folder: 'mac-arm64',
    program: 'Naru.app/Contents/Frameworks/Electron Framework.framework/Electron Framework',
  },
};

/** Runs electron-builder as `npm run package` does, up to the unpacked folder. @throws its log */
export function packWithStandIn(folder: string, platform: StandInPlatform): Packed {
  const { arch, folder: name, program } = places[platform];
  const { devDependencies } = packageSchema.parse(
    JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')),
  );
  const standIn = join(folder, `electron-${platform}`);
  const output = join(folder, `dist-${platform}`);
  writeStandIn(standIn, platform, devDependencies.electron);
  const builder = createRequire(import.meta.url).resolve('electron-builder/package.json');
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [
      join(dirname(builder), 'cli.js'),
      '--config=electron-builder.yml',
      `--${platform}`,
      'dir',
      `--${arch}`,
      '--publish=never',
      `-c.electronDist=${standIn}`,
      `-c.directories.output=${output}`,
      // `codesign` is Apple's, and a stand-in is no program that it would sign.
      '-c.electronFuses.resetAdHocDarwinSignature=false',
    ],
    {
      cwd: root,
      encoding: 'utf8',
      env: { ...process.env, CSC_IDENTITY_AUTO_DISCOVERY: 'false' },
    },
  );
  if (status !== 0) throw new Error(`electron-builder: ${status}\n${stdout}\n${stderr}`);
  const application = join(output, name);
  const resources = join(
    application,
    platform === 'mac' ? 'Naru.app/Contents/Resources' : 'resources',
  );
  const archive = join(resources, 'app.asar');
  return {
    application,
    program: join(application, program),
    resources,
    archive,
    files: listArchive(archive),
  };
}

/** Writes all that the archive holds, and what lies beside it, into a folder: Node reads no archive. */
export function unpack(packed: Packed, folder: string): void {
  for (const file of packed.files) {
    const target = join(folder, file.path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, contentOf(packed, file));
  }
}

export function contentOf({ archive }: Packed, file: ArchivedFile): Buffer {
  return file.unpacked
    ? readFileSync(join(`${archive}.unpacked`, file.path))
    : readArchived(archive, file);
}
