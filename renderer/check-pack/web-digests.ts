import type { Digests } from '../../shared/evidence/index.ts';

const hexOf = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

/** Bytes of their own: what is shared with others cannot be handed to the browser. */
const own = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => Uint8Array.from(bytes);

/** What the browser itself can do; an older one knows no Ed25519. */
export const webDigests: Digests = {
  async sha256(bytes) {
    return hexOf(new Uint8Array(await crypto.subtle.digest('SHA-256', own(bytes))));
  },
  async isSigned(publicKey, signature, message) {
    const algorithm = { name: 'Ed25519' };
    let key: CryptoKey;
    try {
      key = await crypto.subtle.importKey('raw', own(publicKey), algorithm, false, ['verify']);
    } catch (error) {
      if (error instanceof DOMException && error.name === 'NotSupportedError') return null;
      // Thirty-two bytes that are no key have signed nothing.
      return false;
    }
    return crypto.subtle.verify(algorithm, key, own(signature), own(message));
  },
};
