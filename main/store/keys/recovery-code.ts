import { hkdfSync } from 'node:crypto';

/**
 * The recovery code (복구 코드): 130 random bits as 26 letters of Crockford's base32 and two
 * letters of checksum, in seven groups of four. It is shown once and never stored.
 */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const randomLetters = 26;
const checkLetters = 2;
const groupLetters = 4;

/** Prime, and below 32²; 37 generates all of its residues, so no two weights are the same. */
const modulus = 1021;
const base = 37;

/** Any one wrong letter, and any two of the 26 that changed places, are noticed. */
function checksum(values: readonly number[]): number {
  return values.reduce((sum, value) => (sum * base + value + 1) % modulus, 0);
}

/** @param random at least 26 bytes; five bits of each are used */
export function formatRecoveryCode(random: Uint8Array): string {
  const values = Array.from(random.subarray(0, randomLetters), (byte) => byte & 31);
  if (values.length < randomLetters) throw new RangeError('too few random bytes');
  const check = checksum(values);
  const letters = [...values, check >> 5, check & 31].map((value) => alphabet.charAt(value));
  return (letters.join('').match(new RegExp(`.{${groupLetters}}`, 'g')) ?? []).join('-');
}

/**
 * Reads a code as a person types it: small letters, spaces, O for 0, I and L for 1.
 * @returns its letters, or `null` where it is none
 */
export function readRecoveryCode(text: string): string | null {
  const letters = text
    .toUpperCase()
    .replaceAll(/[\s-]/g, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1');
  const values = Array.from(letters, (letter) => alphabet.indexOf(letter));
  if (values.length !== randomLetters + checkLetters || values.includes(-1)) return null;
  const [high = 0, low = 0] = values.slice(randomLetters);
  const told = high * 32 + low;
  return checksum(values.slice(0, randomLetters)) === told ? letters : null;
}

/** The secret (32 bytes) of a code that was read; its own randomness needs no slow derivation. */
export function recoverySecret(letters: string): Buffer {
  const random = letters.slice(0, randomLetters);
  return Buffer.from(hkdfSync('sha256', random, '', 'naru recovery code', 32));
}
