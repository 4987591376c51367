import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
  verify,
  type KeyObject,
} from 'node:crypto';
import { NaruError } from '../../shared/errors.ts';

/**
 * Ed25519 over the metadata of a release, under the name of its file: what was signed for one
 * platform or channel is worth nothing under the name of another. Whoever controls the server can
 * keep a release back, and no more.
 */

/** What stands before the 32 bytes of a public key in its SPKI form (RFC 8410). */
const spkiHead = Buffer.from('302a300506032b6570032100', 'hex');

/** File beside the metadata that holds its signature. */
export const signatureName = (name: string): string => `${name}.sig`;

function signed(name: string, content: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from(`naru update metadata 1\n${name}\n`), content]);
}

/**
 * Reads a public key: base64 of its 32 bytes or of its SPKI form, with PEM's lines or without.
 * @throws {NaruError} `update-key-wrong`
 */
export function readUpdateKey(text: string): KeyObject {
  const base64 = text.replaceAll(/-----[A-Z ]+-----|\s/g, '');
  const bytes = Buffer.from(base64, 'base64');
  const hasHead = bytes.length === 44 && bytes.subarray(0, 12).equals(spkiHead);
  const raw = hasHead ? bytes.subarray(12) : bytes;
  if (raw.length !== 32 || bytes.toString('base64') !== base64)
    throw new NaruError('update-key-wrong');
  return createPublicKey({ key: Buffer.concat([spkiHead, raw]), format: 'der', type: 'spki' });
}

/** @param privateKey PEM of an Ed25519 key @returns a line with the signature, as the file holds it */
export function signMetadata(name: string, content: Uint8Array, privateKey: string): string {
  const key = createPrivateKey(privateKey);
  if (key.asymmetricKeyType !== 'ed25519') throw new Error('not an Ed25519 key');
  return `${sign(null, signed(name, content), key).toString('base64')}\n`;
}

/** Whether one of the keys has signed this content under this name. */
export function isSigned(
  name: string,
  content: Uint8Array,
  signature: string,
  keys: readonly KeyObject[],
): boolean {
  const line = /^([A-Za-z0-9+/]{86}==)\n?$/.exec(signature)?.[1];
  if (line === undefined) return false;
  const bytes = Buffer.from(line, 'base64');
  return keys.some((key) => verify(null, signed(name, content), key, bytes));
}

/** A new key to sign with: the private one as PEM, the public one as base64 of its 32 bytes. */
export function newReleaseKey(): { privateKey: string; publicKey: string } {
  const pair = generateKeyPairSync('ed25519');
  const spki = pair.publicKey.export({ type: 'spki', format: 'der' });
  return {
    privateKey: pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    publicKey: spki.subarray(spkiHead.length).toString('base64'),
  };
}
