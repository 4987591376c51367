import { createPrivateKey, generateKeyPairSync, hash, sign } from 'node:crypto';
import { z } from 'zod';
import { fingerprintOf } from '../../shared/evidence/index.ts';
import type { EpochMs } from '../../shared/time.ts';
import type { Store } from '../store/index.ts';

const storedSchema = z.strictObject({
  /** PKCS #8, base64; the database is encrypted. */
  privateKey: z.base64(),
  /** 32 bytes, hex. */
  publicKey: z.string().regex(/^[0-9a-f]{64}$/),
});

/** What signs the packs of one database (서명 열쇠); practice has one of its own. */
export interface SigningKey {
  /** 32 bytes, hex. */
  publicKey: string;
  fingerprint: string;
  /** Ed25519 signature, hex. */
  sign(message: Uint8Array): string;
}

/** The key that is there; `null` before its first use. */
export function findSigningKey(store: Store): SigningKey | null {
  const stored = store.read(({ settings }) => settings.get('evidence-key'));
  return stored === null ? null : keyOf(storedSchema.parse(stored));
}

/** The key, made on its first use; that it was made stands in the journal. */
export function signingKey(store: Store, now: EpochMs): SigningKey {
  const found = findSigningKey(store);
  if (found !== null) return found;
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const stored = {
    privateKey: privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64'),
    // The 32 bytes are the end of the SPKI form (RFC 8410).
    publicKey: publicKey.export({ format: 'der', type: 'spki' }).subarray(-32).toString('hex'),
  };
  const key = keyOf(stored);
  store.transaction(({ settings, journal }) => {
    settings.set('evidence-key', stored);
    const data = { publicKey: stored.publicKey, fingerprint: key.fingerprint };
    journal.append({ at: now, filingId: null, before: null, kind: 'evidence-key-made', data });
  });
  return key;
}

function keyOf({ privateKey, publicKey }: z.output<typeof storedSchema>): SigningKey {
  const key = createPrivateKey({
    key: Buffer.from(privateKey, 'base64'),
    format: 'der',
    type: 'pkcs8',
  });
  return {
    publicKey,
    fingerprint: fingerprintOf(hash('sha256', Buffer.from(publicKey, 'hex'))),
    sign: (message) => sign(null, message, key).toString('hex'),
  };
}
