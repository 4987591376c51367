import { generateKeyPairSync, hash, sign } from 'node:crypto';
import { makePack, type MadePack } from '../../main/evidence/pack.ts';
import { fingerprintOf } from '../../shared/evidence/index.ts';
import { evidenceSample, type SampleSize } from './evidence-samples.ts';

/** A key that signs packs in tests. */
export function packKey() {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const raw = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32);
  return {
    publicKey: raw.toString('hex'),
    fingerprint: fingerprintOf(hash('sha256', raw)),
    sign: (message: Uint8Array) => sign(null, message, privateKey).toString('hex'),
  };
}

export type PackKey = ReturnType<typeof packKey>;

/** A whole pack of an afternoon's outage. */
export function samplePack(
  key: PackKey,
  size: SampleSize = { attempts: 60, filings: 20 },
  page = '<!doctype html>',
): Promise<MadePack> {
  const { publicKey, fingerprint } = key;
  return makePack({ ...evidenceSample(size), page, publicKey, fingerprint }, key.sign);
}
