import { createPublicKey, hash, verify } from 'node:crypto';
import type { Digests } from '../../shared/evidence/index.ts';

/** What stands before the 32 bytes of an Ed25519 public key in its SPKI form (RFC 8410). */
const spkiHead = Buffer.from('302a300506032b6570032100', 'hex');

export const nodeDigests: Digests = {
  sha256: (bytes) => hash('sha256', bytes),
  isSigned(publicKey, signature, message) {
    const key = Buffer.concat([spkiHead, publicKey]);
    const spki = createPublicKey({ key, format: 'der', type: 'spki' });
    return verify(null, message, spki, signature);
  },
};
