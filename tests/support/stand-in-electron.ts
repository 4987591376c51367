import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { z } from 'zod';

/**
 * A folder that electron-builder takes for an Electron distribution where none can be fetched:
 * the names that it looks for, and a program with a fuse wire to flip and resources to edit.
 */

/** Marks the fuse wire in Electron's program; then its version, its length and a digit for each. */
const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
/** As Electron is delivered, so that every fuse that is decided otherwise has to be flipped. */
const delivered = '101100110';
const fuseWire = Buffer.concat([
  Buffer.from(sentinel),
  Buffer.from([1, delivered.length]),
  Buffer.from(delivered),
]);

export const standInPlatforms = ['linux', 'win', 'mac'] as const;
export type StandInPlatform = (typeof standInPlatforms)[number];

export function writeStandIn(folder: string, platform: StandInPlatform, version: string): void {
  const write = (path: string, content: string | Buffer): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  };
  write('version', version);
  write('LICENSE', 'licence of the stand-in');
  write('LICENSES.chromium.html', 'licences of the stand-in');
  if (platform === 'mac') {
    writeMacApplication(write);
    return;
  }
  for (const language of ['de', 'en-US', 'ko']) write(`locales/${language}.pak`, language);
  mkdirSync(join(folder, 'resources'));
  if (platform === 'win') {
    write('electron.exe', windowsProgram());
    return;
  }
  write('electron', Buffer.concat([Buffer.from('#!/bin/sh\nexit 0\n'), fuseWire]));
  chmodSync(join(folder, 'electron'), 0o755);
}

function writeMacApplication(write: (path: string, content: string | Buffer) => void): void {
  const contents = 'Electron.app/Contents';
  const frameworks = `${contents}/Frameworks`;
  write(`${contents}/Info.plist`, propertyList('Electron'));
  write(`${contents}/MacOS/Electron`, '#!/bin/sh\n');
  const framework = `${frameworks}/Electron Framework.framework`;
  write(`${framework}/Electron Framework`, fuseWire);
  for (const language of ['de', 'en', 'ko']) {
    write(`${contents}/Resources/${language}.lproj/locale.pak`, language);
    write(`${framework}/Versions/A/Resources/${language}.lproj/locale.pak`, language);
  }
  for (const kind of ['', ' (GPU)', ' (Plugin)', ' (Renderer)']) {
    const name = `Electron Helper${kind}`;
    write(`${frameworks}/${name}.app/Contents/Info.plist`, propertyList(name));
    write(`${frameworks}/${name}.app/Contents/MacOS/${name}`, '#!/bin/sh\n');
  }
}

const propertyList = (name: string): string => `<?xml version="1.0" encoding="UTF-8"?>
<plist version="1.0"><dict>
<key>CFBundleExecutable</key><string>${name}</string>
<key>CFBundleName</key><string>${name}</string>
<key>CFBundlePackageType</key><string>APPL</string>
</dict></plist>
`;

interface ResourceEntry {
  type: string;
  id: number;
  lang: number;
  codepage: number;
  bin: Uint8Array;
}
/** Of `resedit`, electron-builder's own editor of resources, what is used here. */
interface Resedit {
  NtExecutable: { createEmpty(is32Bit: boolean, isLibrary: boolean): Executable };
  NtExecutableResource: {
    from(executable: Executable): {
      entries: ResourceEntry[];
      outputResource(executable: Executable): void;
    };
  };
  Resource: {
    VersionInfo: {
      createEmpty(): {
        setStringValues(
          language: { lang: number; codepage: number },
          values: Record<string, string>,
        ): void;
        outputToResourceEntries(entries: ResourceEntry[]): void;
      };
    };
  };
}
interface Executable {
  generate(): ArrayBuffer;
}

/** A program file of Windows that does nothing, with a version and the fuse wire in it. */
function windowsProgram(): Buffer {
  const builder = createRequire(createRequire(import.meta.url).resolve('electron-builder'));
  const library: unknown = createRequire(builder.resolve('app-builder-lib'))('resedit');
  const resedit = z.custom<Resedit>((value) => typeof value === 'object').parse(library);
  const executable = resedit.NtExecutable.createEmpty(false, false);
  const resource = resedit.NtExecutableResource.from(executable);
  const language = { lang: 1033, codepage: 1200 };
  const info = resedit.Resource.VersionInfo.createEmpty();
  info.setStringValues(language, { FileDescription: 'stand-in' });
  info.outputToResourceEntries(resource.entries);
  resource.entries.push({ type: 'FUSES', id: 1, ...language, bin: fuseWire });
  resource.outputResource(executable);
  return Buffer.from(executable.generate());
}
