import { randomBytes, scrypt } from 'node:crypto';
import { promisify } from 'node:util';
import { z } from 'zod';
import { NaruError } from '../../../shared/errors.ts';

/** What scrypt is given; bounds keep a foreign file from asking for all of the memory. */
export const scryptSchema = z.strictObject({
  /** Cost N; the memory is 128·N·r bytes. */
  n: z.union([z.literal(2 ** 15), z.literal(2 ** 16), z.literal(2 ** 17), z.literal(2 ** 18)]),
  r: z.literal(8),
  p: z.literal(1),
  salt: z.string().regex(/^[0-9a-f]{64}$/),
});
export type ScryptSettings = z.output<typeof scryptSchema>;

/** 128 MB and some tenths of a second for each guess (OWASP's first recommendation for scrypt). */
const usualCost = 2 ** 17;
export const shortestPassphrase = 10;
export const longestPassphrase = 200;

export function newScrypt(): ScryptSettings {
  return { n: usualCost, r: 8, p: 1, salt: randomBytes(32).toString('hex') };
}

const derive = promisify<string, Buffer, number, object, Buffer>(scrypt);

/**
 * The secret (32 bytes) that a passphrase (암호) stands for. Hangul typed on a Mac comes in parts
 * and on Windows whole; both are the same passphrase.
 */
export function passphraseSecret(passphrase: string, settings: ScryptSettings): Promise<Buffer> {
  const { n, r, p, salt } = settings;
  return derive(passphrase.normalize('NFKC'), Buffer.from(salt, 'hex'), 32, {
    N: n,
    r,
    p,
    maxmem: 256 * n * r,
  });
}

/** @throws {NaruError} `passphrase-weak` */
export function checkNewPassphrase(passphrase: string): void {
  const letters = Array.from(passphrase.normalize('NFKC'));
  const isWeak = letters.length < shortestPassphrase || new Set(letters).size < 5;
  if (isWeak || letters.length > longestPassphrase)
    throw new NaruError('passphrase-weak', { least: shortestPassphrase, most: longestPassphrase });
}
