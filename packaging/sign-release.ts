import { createHash } from 'node:crypto';
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { parseDocument } from 'yaml';
import { openRelease } from '../main/updates/release.ts';
import {
  newReleaseKey,
  readUpdateKey,
  signatureName,
  signMetadata,
} from '../main/updates/signature.ts';

/** Metadata of releases in a folder, as electron-builder names it. */
function metadataIn(folder: string): string[] {
  const pattern = /^(latest|beta)(-mac|-linux(-arm64)?)?\.yml$/;
  return globSync('*.yml', { cwd: folder })
    .filter((name) => pattern.test(name))
    .toSorted();
}

/**
 * Looks whether every release in the folder is signed by one of the keys and every installer that
 * it names lies there with its digest.
 * @returns the names of the metadata that was looked at
 * @throws where one is not, or none is there
 */
export function checkReleases(folder: string, publicKeys: readonly string[]): string[] {
  const keys = publicKeys.map(readUpdateKey);
  const names = metadataIn(folder);
  if (names.length === 0) throw new Error(`no metadata of a release in ${folder}`);
  for (const name of names) {
    const signature = readFileSync(join(folder, signatureName(name)), 'latin1');
    const { files } = openRelease(name, readFileSync(join(folder, name)), signature, keys);
    for (const { url, sha512 } of files) {
      const digest = createHash('sha512')
        .update(readFileSync(join(folder, url)))
        .digest('base64');
      if (digest !== sha512) throw new Error(`${name}: ${url} is not what it says`);
    }
  }
  return names;
}

/**
 * Signs every release in the folder.
 * @param percent of how many computers in a hundred it is the turn; all where left out
 * @throws where an installer is not what its metadata says
 */
export function signReleases(
  folder: string,
  privateKey: string,
  publicKey: string,
  percent?: number,
): string[] {
  for (const name of metadataIn(folder)) {
    const file = join(folder, name);
    if (percent !== undefined) {
      const document = parseDocument(readFileSync(file, 'utf8'));
      document.set('stagingPercentage', percent);
      writeFileSync(file, document.toString());
    }
    const signature = signMetadata(name, readFileSync(file), privateKey);
    writeFileSync(join(folder, signatureName(name)), signature);
  }
  return checkReleases(folder, [publicKey]);
}

const usage = `usage, after npm run package:
  sign-release.ts FOLDER --key FILE --public KEY [--percent 1…100]
  sign-release.ts FOLDER --check --public KEY[,KEY]
  sign-release.ts --new-key FILE        the public key is printed; the file belongs into a safe`;

if (import.meta.main) {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: {
      key: { type: 'string' },
      public: { type: 'string' },
      percent: { type: 'string' },
      check: { type: 'boolean' },
      'new-key': { type: 'string' },
    },
  });
  const [folder] = positionals;
  const { key, public: publicKey, percent, check, 'new-key': newKey } = values;
  if (newKey !== undefined) {
    const inside = relative(resolve(import.meta.dirname, '..'), resolve(newKey));
    if (!inside.startsWith('..')) throw new Error('a private key has no place among the sources');
    const pair = newReleaseKey();
    writeFileSync(newKey, pair.privateKey, { mode: 0o600, flag: 'wx' });
    console.log(pair.publicKey);
  } else if (folder !== undefined && publicKey !== undefined && check === true) {
    console.log(checkReleases(folder, publicKey.split(',')).join('\n'));
  } else if (folder !== undefined && publicKey !== undefined && key !== undefined) {
    const turn = percent === undefined ? undefined : Number(percent);
    if (turn !== undefined && !(turn >= 1 && turn <= 100)) throw new Error(usage);
    console.log(signReleases(folder, readFileSync(key, 'utf8'), publicKey, turn).join('\n'));
  } else {
    console.error(usage);
    process.exitCode = 2;
  }
}
