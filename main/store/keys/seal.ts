import {
  createCipheriv,
  createDecipheriv,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  randomBytes,
  type KeyObject,
} from 'node:crypto';
import { z } from 'zod';

/**
 * A 32-byte key sealed to the public half (X25519) of a secret: who holds the secret opens it, and
 * anybody who has the public half can seal the next key to it. So the database's key is replaced
 * without asking for the passphrase, the keychain and the recovery code anew, and who has learnt an
 * old key learns nothing of the next one.
 */
export const sealedSchema = z.strictObject({
  /** X25519 public key made for this one seal, hex. */
  ephemeral: z.string().regex(/^[0-9a-f]{64}$/),
  nonce: z.string().regex(/^[0-9a-f]{24}$/),
  /** AES-256-GCM: 32 bytes and the tag of 16, hex. */
  box: z.string().regex(/^[0-9a-f]{96}$/),
});
export type Sealed = z.output<typeof sealedSchema>;

/** How the 32 bytes stand in PKCS #8 and SPKI (RFC 8410). */
const privatePrefix = Buffer.from('302e020100300506032b656e04220420', 'hex');
const publicPrefix = Buffer.from('302a300506032b656e032100', 'hex');
const tagBytes = 16;

function privateOf(secret: Buffer): KeyObject {
  const key = Buffer.concat([privatePrefix, secret]);
  return createPrivateKey({ key, format: 'der', type: 'pkcs8' });
}

function publicOf(recipient: string): KeyObject {
  const key = Buffer.concat([publicPrefix, Buffer.from(recipient, 'hex')]);
  return createPublicKey({ key, format: 'der', type: 'spki' });
}

const rawHex = (key: KeyObject): string =>
  key.export({ format: 'der', type: 'spki' }).subarray(-32).toString('hex');

/** The public half of a secret, hex. */
export function recipientOf(secret: Buffer): string {
  return rawHex(createPublicKey(privateOf(secret)));
}

/** Both public keys go in: a seal that was moved to another recipient does not open. */
function boxKey(shared: Buffer, ephemeral: string, recipient: string): Buffer {
  const salt = Buffer.from(ephemeral + recipient, 'hex');
  return Buffer.from(hkdfSync('sha256', shared, salt, 'naru key slot', 32));
}

export function seal(key: Buffer, recipient: string): Sealed {
  const { privateKey, publicKey } = generateKeyPairSync('x25519');
  const ephemeral = rawHex(publicKey);
  const shared = diffieHellman({ privateKey, publicKey: publicOf(recipient) });
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', boxKey(shared, ephemeral, recipient), nonce);
  const box = Buffer.concat([cipher.update(key), cipher.final(), cipher.getAuthTag()]);
  return { ephemeral, nonce: nonce.toString('hex'), box: box.toString('hex') };
}

/** The key; `null` where the seal is not one to this secret, or was changed. */
export function unseal(sealed: Sealed, secret: Buffer): Buffer | null {
  const box = Buffer.from(sealed.box, 'hex');
  try {
    const shared = diffieHellman({
      privateKey: privateOf(secret),
      publicKey: publicOf(sealed.ephemeral),
    });
    const own = boxKey(shared, sealed.ephemeral, recipientOf(secret));
    const decipher = createDecipheriv('aes-256-gcm', own, Buffer.from(sealed.nonce, 'hex'), {
      authTagLength: tagBytes,
    });
    decipher.setAuthTag(box.subarray(-tagBytes));
    return Buffer.concat([decipher.update(box.subarray(0, -tagBytes)), decipher.final()]);
  } catch {
    return null;
  }
}
