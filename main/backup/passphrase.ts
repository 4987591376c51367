import {
  createCipheriv,
  createDecipheriv,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  randomBytes,
  scryptSync,
  type KeyObject,
} from 'node:crypto';
import { z } from 'zod';
import { NaruError } from '../../shared/errors.ts';

const base64 = z
  .string()
  .regex(/^[A-Za-z0-9+/]+={0,2}$/)
  .max(200);

/**
 * To whom backups are sealed: a key pair (X25519) that follows from the passphrase alone. Only its
 * public half is kept, so a scheduled backup needs no passphrase, and a rotated database key is
 * sealed as well as the first.
 */
export const recipientSchema = z.strictObject({
  /** Costs of scrypt; bounded, for a file from outside must not take all the memory. */
  logN: z.number().int().min(14).max(20),
  r: z.number().int().min(1).max(16),
  p: z.number().int().min(1).max(4),
  salt: base64,
  publicKey: base64,
});
export type Recipient = z.output<typeof recipientSchema>;

export const sealedKeySchema = z.strictObject({
  recipient: recipientSchema,
  ephemeral: base64,
  nonce: base64,
  sealed: base64,
});
export type SealedKey = z.output<typeof sealedKeySchema>;

/** Fewest characters of a passphrase. */
export const leastPassphrase = 12;
const costs = { logN: 17, r: 8, p: 1 } as const;
/** What stands before the 32 bytes of an X25519 key in DER (RFC 8410). */
const privateHead = Buffer.from('302e020100300506032b656e04220420', 'hex');
const publicHead = Buffer.from('302a300506032b656e032100', 'hex');
const tagBytes = 16;

/** @throws {NaruError} `backup-passphrase-short` */
export function recipientOf(passphrase: string): Recipient {
  if (passphrase.normalize('NFC').length < leastPassphrase)
    throw new NaruError('backup-passphrase-short', { least: leastPassphrase });
  const cost = { ...costs, salt: randomBytes(16).toString('base64') };
  const own = keyPairOf(passphrase, cost);
  return { ...cost, publicKey: rawPublic(own).toString('base64') };
}

/** Seals the database's key so that only the passphrase opens it. */
export function sealKey(key: Buffer, recipient: Recipient): SealedKey {
  const { privateKey, publicKey } = generateKeyPairSync('x25519');
  const theirs = publicFrom(Buffer.from(recipient.publicKey, 'base64'));
  const ephemeral = rawPublic(publicKey);
  const nonce = randomBytes(12);
  const shared = diffieHellman({ privateKey, publicKey: theirs });
  const cipher = createCipheriv('aes-256-gcm', derive(shared, ephemeral, recipient), nonce);
  const sealed = Buffer.concat([cipher.update(key), cipher.final(), cipher.getAuthTag()]);
  return {
    recipient,
    ephemeral: ephemeral.toString('base64'),
    nonce: nonce.toString('base64'),
    sealed: sealed.toString('base64'),
  };
}

/** @throws {NaruError} `backup-passphrase-wrong` */
export function openKey({ recipient, ephemeral, nonce, sealed }: SealedKey, passphrase: string) {
  const own = keyPairOf(passphrase, recipient);
  const theirs = Buffer.from(ephemeral, 'base64');
  const bytes = Buffer.from(sealed, 'base64');
  try {
    const shared = diffieHellman({ privateKey: own, publicKey: publicFrom(theirs) });
    const iv = Buffer.from(nonce, 'base64');
    const decipher = createDecipheriv('aes-256-gcm', derive(shared, theirs, recipient), iv);
    decipher.setAuthTag(bytes.subarray(-tagBytes));
    return Buffer.concat([decipher.update(bytes.subarray(0, -tagBytes)), decipher.final()]);
  } catch (error) {
    throw new NaruError('backup-passphrase-wrong', {}, error);
  }
}

function keyPairOf(passphrase: string, { logN, r, p, salt }: Omit<Recipient, 'publicKey'>) {
  const options = { N: 2 ** logN, r, p, maxmem: 256 * 2 ** logN * r };
  // Composed: the same Korean text is typed in two forms by two systems.
  const seed = scryptSync(passphrase.normalize('NFC'), Buffer.from(salt, 'base64'), 32, options);
  const key = Buffer.concat([privateHead, seed]);
  return createPrivateKey({ key, format: 'der', type: 'pkcs8' });
}

function publicFrom(raw: Buffer): KeyObject {
  const key = Buffer.concat([publicHead, raw]);
  return createPublicKey({ key, format: 'der', type: 'spki' });
}

function rawPublic(key: KeyObject): Buffer {
  const own = key.type === 'private' ? createPublicKey(key) : key;
  return own.export({ format: 'der', type: 'spki' }).subarray(-32);
}

function derive(shared: Buffer, ephemeral: Buffer, { publicKey }: Recipient): Buffer {
  const salt = Buffer.concat([ephemeral, Buffer.from(publicKey, 'base64')]);
  return Buffer.from(hkdfSync('sha256', shared, salt, 'naru backup key 1', 32));
}
