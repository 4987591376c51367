import { createHmac, timingSafeEqual } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { NaruError } from '../../../shared/errors.ts';
import { readOwnFile, writeDurably } from '../durable-file.ts';
import { recipientOf, seal, sealedSchema, unseal } from './seal.ts';
import { scryptSchema, type ScryptSettings } from './passphrase.ts';

const common = { recipient: z.string().regex(/^[0-9a-f]{64}$/), sealed: sealedSchema };

/** One way to the key; all lead to the same one. */
const slotSchema = z.discriminatedUnion('way', [
  /** `kept`: the slot's secret as the system's keychain encrypted it, base64. */
  z.strictObject({ way: z.literal('keychain'), kept: z.base64().max(20_000), ...common }),
  z.strictObject({ way: z.literal('passphrase'), scrypt: scryptSchema, ...common }),
  z.strictObject({ way: z.literal('recovery'), ...common }),
]);
export type Slot = z.output<typeof slotSchema>;

const keyFileSchema = z.strictObject({
  format: z.literal(1),
  slots: z
    .array(slotSchema)
    .min(1)
    .max(3)
    .refine((slots) => new Set(slots.map(({ way }) => way)).size === slots.length),
  /** HMAC under the key: a slot that somebody else put in would be given the next key. */
  mac: z.string().regex(/^[0-9a-f]{64}$/),
});
/** The wrapped key (naru.key.json): nothing in it opens the data without one of the secrets. */
export type KeyFile = z.output<typeof keyFileSchema>;

export const keyFileName = 'naru.key.json';
export const plainKeyName = 'naru.key';
/** Ending of what a rotation makes ready beside the old. */
export const nextEnding = '.next';

/** What a new slot is made of, before the key is sealed to it. */
export type NewSlot =
  | { way: 'keychain'; secret: Buffer; kept: string }
  | { way: 'passphrase'; secret: Buffer; scrypt: ScryptSettings }
  | { way: 'recovery'; secret: Buffer };

export function slotOf(made: NewSlot, key: Buffer): Slot {
  const recipient = recipientOf(made.secret);
  const common = { recipient, sealed: seal(key, recipient) };
  if (made.way === 'keychain') return { way: 'keychain', kept: made.kept, ...common };
  if (made.way === 'passphrase') return { way: 'passphrase', scrypt: made.scrypt, ...common };
  return { way: 'recovery', ...common };
}

function macOf(slots: readonly Slot[], key: Buffer): string {
  // Through the schema: its order of fields is the one that counts.
  const text = JSON.stringify(slotSchema.array().parse(slots));
  return createHmac('sha256', key).update('naru key file').update(text).digest('hex');
}

export function keyFileOf(slots: readonly Slot[], key: Buffer): KeyFile {
  return { format: 1, slots: [...slots], mac: macOf(slots, key) };
}

/** The same ways, all leading to another key. */
export function sealedAnew(file: KeyFile, key: Buffer): KeyFile {
  const slots = file.slots.map((slot) => ({ ...slot, sealed: seal(key, slot.recipient) }));
  return keyFileOf(slots, key);
}

/**
 * The key behind the slot of a secret; `null` where no slot is that secret's.
 * @throws {NaruError} `key-file-changed` where it was changed by somebody without the key
 */
export function openKeyFile(file: KeyFile, secret: Buffer, name: string): Buffer | null {
  const recipient = recipientOf(secret);
  const slot = file.slots.find((slot) => slot.recipient === recipient);
  if (slot === undefined) return null;
  const key = unseal(slot.sealed, secret);
  if (key === null) throw new NaruError('key-file-changed', { file: name });
  const own = Buffer.from(macOf(file.slots, key), 'hex');
  if (!timingSafeEqual(own, Buffer.from(file.mac, 'hex')))
    throw new NaruError('key-file-changed', { file: name });
  return key;
}

export function hasKeyFile(folder: string): boolean {
  return existsSync(join(folder, keyFileName));
}

/**
 * The wrapped key; `null` where there is none.
 * @throws {NaruError} `key-file-changed`, `file-unreadable`
 */
export function readKeyFile(folder: string, ending = ''): KeyFile | null {
  const file = join(folder, keyFileName + ending);
  if (!existsSync(file)) return null;
  const text = readOwnFile(file);
  try {
    return keyFileSchema.parse(JSON.parse(text));
  } catch (error) {
    throw new NaruError('key-file-changed', { file }, error);
  }
}

export function writeKeyFile(folder: string, file: KeyFile, ending = ''): void {
  writeDurably(join(folder, keyFileName + ending), `${JSON.stringify(file, null, 2)}\n`);
}
