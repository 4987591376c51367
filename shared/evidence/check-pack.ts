import { strFromU8 } from 'fflate';
import { checkChain } from './check-chain.ts';
import { compareLines } from './check-lines.ts';
import { packFiles, plainName, type Digests, type PackFile } from './files.ts';
import type { PackFinding, PackFindingCode } from './findings.ts';
import { lineDigestLength, splitLines } from './journal-line.ts';
import { manifestSchema, manifestText, type Manifest } from './manifest.ts';
import { bytesOfHex, fingerprintOf, plainFingerprint, readSignature } from './signature.ts';

export interface PackCheck {
  /** What is wrong; empty where the pack is as it was made. */
  findings: PackFinding[];
  /** `null` where it cannot be read. */
  manifest: Manifest | null;
  /** Of the key that signed; `null` where there is none. Whose key it is, only its owner can tell. */
  fingerprint: string | null;
}

/** Most findings that are told. */
const most = 200;

/**
 * Checks a pack: signature, every file, every line of the journal and its chain. The same code
 * checks on the command line and in the page that lies in the pack.
 * @param expected fingerprint of the key that should have signed; `null` where it is not known
 */
export async function checkPack(
  given: readonly PackFile[],
  digests: Digests,
  expected: string | null,
): Promise<PackCheck> {
  const findings: PackFinding[] = [];
  const find = (code: PackFindingCode, params: PackFinding['params'] = {}): void => {
    findings.push({ code, params });
  };
  const files = new Map<string, Uint8Array>();
  for (const { name, bytes } of given) {
    const plain = plainName(name);
    if (files.has(plain)) find('file-twice', { file: plain });
    else files.set(plain, bytes);
  }

  const { manifest, fingerprint } = await checkManifest(files, digests, expected, find);
  if (manifest !== null) {
    const whole = await checkFiles(files, manifest, digests, find);
    await checkJournal(files, manifest, whole, digests, findings);
  }
  return { findings: findings.slice(0, most), manifest, fingerprint };
}

type Files = ReadonlyMap<string, Uint8Array>;
type Find = (code: PackFindingCode, params?: PackFinding['params']) => void;

/** Whether the manifest is what was signed, and by whom. */
async function checkManifest(
  files: Files,
  digests: Digests,
  expected: string | null,
  find: Find,
): Promise<{ manifest: Manifest | null; fingerprint: string | null }> {
  const bytes = files.get(packFiles.manifest);
  const manifest = bytes === undefined ? null : readManifest(bytes);
  if (bytes === undefined) find('manifest-missing', { file: packFiles.manifest });

  const signed = files.get(packFiles.signature);
  const signature = signed === undefined ? null : readSignature(textOf(signed));
  if (signed === undefined) find('signature-missing', { file: packFiles.signature });
  else if (signature === null) find('signature-unreadable', { file: packFiles.signature });
  if (signature === null || bytes === undefined) {
    if (bytes !== undefined && manifest === null)
      find('manifest-unreadable', { file: packFiles.manifest });
    return { manifest, fingerprint: null };
  }

  const key = bytesOfHex(signature.publicKey);
  const fingerprint = fingerprintOf(await digests.sha256(key));
  const isManifestItself = (await digests.sha256(bytes)) === signature.manifestSha256;
  const isSigned = await digests.isSigned(key, bytesOfHex(signature.signature), bytes);
  if (isSigned === null) find('signature-unchecked', { file: packFiles.signature });
  if (isSigned !== true && !isManifestItself)
    find('manifest-changed', { file: packFiles.manifest });
  else if (isSigned === false || !isManifestItself)
    find('signature-changed', { file: packFiles.signature });
  else if (manifest === null) find('manifest-unreadable', { file: packFiles.manifest });

  if (expected !== null && plainFingerprint(expected) !== plainFingerprint(fingerprint))
    find('other-key', { found: fingerprint, expected });
  else if (manifest !== null && manifest.publicKey !== signature.publicKey) {
    const named = await digests.sha256(bytesOfHex(manifest.publicKey));
    find('other-key', { found: fingerprint, expected: fingerprintOf(named) });
  }
  return { manifest, fingerprint };
}

function readManifest(bytes: Uint8Array): Manifest | null {
  const text = textOf(bytes);
  try {
    const manifest = manifestSchema.safeParse(JSON.parse(text));
    // Exactly as it is written: nothing hides in a key that is named twice.
    return manifest.success && manifestText(manifest.data) === text ? manifest.data : null;
  } catch {
    return null;
  }
}

const textOf = (bytes: Uint8Array): string => strFromU8(bytes);

/** Holds every file against the manifest; returns the names of those that are as they were. */
async function checkFiles(
  files: Files,
  manifest: Manifest,
  digests: Digests,
  find: Find,
): Promise<ReadonlySet<string>> {
  const whole = new Set<string>();
  const named = new Set<string>([packFiles.manifest, packFiles.signature]);
  for (const { name, size, sha256 } of manifest.files) {
    named.add(name);
    const bytes = files.get(name);
    if (bytes === undefined) find('file-missing', { file: name });
    else if (bytes.byteLength !== size || (await digests.sha256(bytes)) !== sha256)
      find('file-changed', { file: name });
    else whole.add(name);
  }
  for (const name of files.keys()) if (!named.has(name)) find('file-extra', { file: name });
  return whole;
}

async function checkJournal(
  files: Files,
  manifest: Manifest,
  whole: ReadonlySet<string>,
  digests: Digests,
  findings: PackFinding[],
): Promise<void> {
  const journal = files.get(packFiles.journal);
  if (journal === undefined) return;
  const lines = splitLines(journal);
  const list = files.get(packFiles.lines);
  if (!whole.has(packFiles.journal) && list !== undefined && whole.has(packFiles.lines)) {
    // The list is as it was signed, so it alone tells every line that is not.
    const written = splitLines(list).map(textOf);
    const found: string[] = [];
    for (const line of lines) found.push((await digests.sha256(line)).slice(0, lineDigestLength));
    findings.push(...compareLines(written, found, manifest.journal.before.seq + 1));
    return;
  }
  findings.push(...(await checkChain(lines, manifest.journal, digests)));
}
