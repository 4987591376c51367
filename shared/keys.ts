import { z } from 'zod';

/** Ways to the database's key (열쇠를 여는 길). */
export const keyWays = ['keychain', 'passphrase', 'recovery'] as const;
export const keyWaySchema = z.enum(keyWays);
export type KeyWay = z.output<typeof keyWaySchema>;

/** Errors about the key. */
export const keyErrorCodes = [
  'key-locked',
  'key-file-changed',
  'key-not-wrapped',
  'key-already-open',
  'passphrase-to-choose',
  'passphrase-weak',
  'passphrase-file',
  'wrong-passphrase',
  'wrong-recovery-code',
  'readers-open',
  'rotation-unfinished',
  'removal-changed',
] as const;

/** What the journal records of keys and of personal data. */
export const privacyEntryKinds = [
  'key-rotated',
  'key-way-set',
  'personal-shown',
  'bodies-removed',
] as const;
