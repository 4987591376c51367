import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
  verify,
  type KeyObject,
} from 'node:crypto';
import { z } from 'zod';
import { NaruError } from '../../shared/errors.ts';
import {
  chosenPacingSchema,
  inShownUnit,
  pacingBounds,
  pacingNoteSchema,
  type PacingName,
} from '../../shared/sync/pacing.ts';
import { epochMs, type EpochMs } from '../../shared/time.ts';
import { outOfBounds } from '../outbox/policy/index.ts';

const instant = z.iso
  .datetime({ offset: true })
  .transform((text): EpochMs => epochMs(Date.parse(text)));

/** What a pacing file says. */
const contentSchema = z
  .strictObject({
    version: z.literal(1),
    /** Grows with every file of an issuer; only a higher one replaces. */
    serial: z.number().int().min(1).max(Number.MAX_SAFE_INTEGER),
    issuedAt: instant,
    /** After this the defaults hold again. */
    validUntil: instant,
    settings: chosenPacingSchema,
    note: pacingNoteSchema,
  })
  .refine((content) => content.issuedAt < content.validUntil, {
    error: 'validUntil is after issuedAt',
  });
export type PacingFile = z.output<typeof contentSchema>;

/** The exact bytes that were signed, beside their signature; both base64. */
const envelopeSchema = z.strictObject({ payload: z.base64(), signature: z.base64() });

/** What stands before the 32 bytes of an Ed25519 public key in its SPKI form (RFC 8410). */
const spkiHead = Buffer.from('302a300506032b6570032100', 'hex');

/**
 * Reads a public key: base64 of its 32 bytes or of its SPKI form, with PEM's lines or without.
 * @returns base64 of the 32 bytes
 * @throws {NaruError} `pacing-key-wrong`
 */
export function readPublicKey(text: string): string {
  const base64 = text.replaceAll(/-----[A-Z ]+-----|\s/g, '');
  const bytes = Buffer.from(base64, 'base64');
  const hasHead = bytes.length === 44 && bytes.subarray(0, 12).equals(spkiHead);
  const raw = hasHead ? bytes.subarray(12) : bytes;
  if (raw.length !== 32 || bytes.toString('base64') !== base64)
    throw new NaruError('pacing-key-wrong');
  return raw.toString('base64');
}

function keyOf(publicKey: string): KeyObject {
  const raw = Buffer.from(readPublicKey(publicKey), 'base64');
  return createPublicKey({ key: Buffer.concat([spkiHead, raw]), format: 'der', type: 'spki' });
}

/**
 * Opens a pacing file. Nothing of it is read before its signature has been found good.
 * @param publicKey as `readPublicKey` gives it
 * @throws {NaruError} `pacing-file-unreadable`, `pacing-file-forged`, `pacing-out-of-bounds`
 */
export function openPacingFile(bytes: Uint8Array, publicKey: string): PacingFile {
  const envelope = envelopeSchema.safeParse(parse(bytes));
  if (!envelope.success) throw unreadable(z.prettifyError(envelope.error));
  const payload = Buffer.from(envelope.data.payload, 'base64');
  const signature = Buffer.from(envelope.data.signature, 'base64');
  if (!verify(null, payload, keyOf(publicKey), signature))
    throw new NaruError('pacing-file-forged');
  return readContent(payload);
}

/**
 * Signs what a pacing file shall say, byte by byte as it is given.
 * @param privateKey PEM, as `newIssuerKey` gives it
 * @throws {NaruError} as `openPacingFile`, and `pacing-key-wrong`
 */
export function signPacingFile(
  content: Uint8Array,
  privateKey: string,
): { serial: number; signed: string } {
  const { serial } = readContent(content);
  const payload = Buffer.from(content);
  const signature = sign(null, payload, readPrivateKey(privateKey));
  const envelope = {
    payload: payload.toString('base64'),
    signature: signature.toString('base64'),
  } satisfies z.input<typeof envelopeSchema>;
  return { serial, signed: `${JSON.stringify(envelope)}\n` };
}

/** A new key of an issuer: the private one as PEM, the public one as `readPublicKey` gives it. */
export function newIssuerKey(): { privateKey: string; publicKey: string } {
  const pair = generateKeyPairSync('ed25519');
  const spki = pair.publicKey.export({ type: 'spki', format: 'der' });
  return {
    privateKey: pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    publicKey: readPublicKey(spki.toString('base64')),
  };
}

function readPrivateKey(pem: string): KeyObject {
  try {
    const key = createPrivateKey(pem);
    if (key.asymmetricKeyType === 'ed25519') return key;
  } catch (error) {
    throw new NaruError('pacing-key-wrong', {}, error);
  }
  throw new NaruError('pacing-key-wrong');
}

function readContent(payload: Uint8Array): PacingFile {
  const content = contentSchema.safeParse(parse(payload));
  if (!content.success) throw unreadable(z.prettifyError(content.error));
  const wrong = outOfBounds(content.data.settings);
  if (wrong !== null) throw boundsProblem(wrong);
  return content.data;
}

/** JSON alone, in UTF-8, and no key that would be an object's own parent. */
function parse(bytes: Uint8Array): unknown {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return JSON.parse(text, (key, value: unknown) => {
      if (key === '__proto__') throw new SyntaxError('__proto__');
      return value;
    });
  } catch (error) {
    throw unreadable(error instanceof Error ? error.message : String(error));
  }
}

function unreadable(detail: string): NaruError {
  return new NaruError('pacing-file-unreadable', { detail: detail.slice(0, 200) });
}

/** The refusal of a value: names it and what it may be. */
export function boundsProblem(name: PacingName): NaruError {
  const { min, max } = pacingBounds[name];
  const bounds = { min: inShownUnit(name, min), max: inShownUnit(name, max) };
  return new NaruError('pacing-out-of-bounds', { pacing: name, ...bounds });
}
