import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import type { UpdatePlatform } from '../../updates/release.ts';

/** How this program was installed, as far as it decides how another version takes its place. */
export type Installation =
  | { is: 'nsis'; publishers: readonly string[] }
  | { is: 'mac' }
  | { is: 'app-image'; file: string }
  | { is: 'deb' };

export interface Surroundings {
  platform: string;
  isPackaged: boolean;
  env: Readonly<Record<string, string | undefined>>;
  /** Electron's `process.resourcesPath`. */
  resources: string;
}

/** `null` where nothing can be replaced: run from the sources, or unpacked by hand. */
export function installationOf(surroundings: Surroundings): Installation | null {
  const { platform, isPackaged, env, resources } = surroundings;
  if (!isPackaged) return null;
  if (platform === 'win32') return { is: 'nsis', publishers: publishersIn(resources) };
  if (platform === 'darwin') return { is: 'mac' };
  if (platform !== 'linux') return null;
  const file = env['APPIMAGE'];
  if (file?.startsWith('/') === true) return { is: 'app-image', file };
  return read(join(resources, 'package-type'))?.trim() === 'deb' ? { is: 'deb' } : null;
}

export const platformOf = ({ is }: Installation): UpdatePlatform =>
  is === 'nsis' ? 'win32' : is === 'mac' ? 'darwin' : 'linux';

const configSchema = z.looseObject({
  publisherName: z.union([z.string().transform((name) => [name]), z.array(z.string())]),
});

/** Whose signature the running program was packed with; none where it was not signed. */
function publishersIn(resources: string): readonly string[] {
  const text = read(join(resources, 'app-update.yml'));
  if (text === null) return [];
  try {
    return configSchema.parse(parse(text, { maxAliasCount: 0 })).publisherName;
  } catch {
    return [];
  }
}

function read(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
