import type { ErrorCode } from '../../errors.ts';
import type { EntryKind } from '../../filing/detail.ts';
import type { KeyWay } from '../../keys.ts';

/** The data's key: keychain, passphrase, recovery code, rotation. */
export const keys = {
  way: {
    keychain: "this computer's keychain",
    passphrase: 'passphrase',
    recovery: 'recovery code',
  } as const satisfies Record<KeyWay, string>,
  cli: {
    verb: "shows and changes the data's key, and sets passphrase and recovery code",
    ask: {
      passphrase: 'Passphrase',
      newPassphrase: 'New passphrase',
      recoveryCode: 'Recovery code',
    },
    plain:
      'The key lies unlocked beside the data: {{folder}}/naru.key. Whoever copies the folder can open the data. To set a passphrase: naru key passphrase',
    wrapped: 'The key is locked. Ways to open it: {{ways}}',
    rotated: 'The key has been changed. Fingerprint of the new one: {{fingerprint}}',
    passphraseSet: 'The passphrase is set. From now on it is asked for to open the data.',
    recoveryCode:
      'This is the recovery code. It is shown this once. Write it on paper and keep it away from the data. An earlier recovery code is void.',
  },
} as const;

export const keyErrors = {
  'key-locked':
    'The data is locked. Open it in the window of Naru, or give the passphrase if one is set. A key that is in the keychain alone opens only inside Naru itself.',
  'key-file-changed':
    'The key file was changed or is damaged: {{file}}. Put the same file back from a backup. The data is untouched.',
  'key-not-wrapped':
    'The key is not locked yet. Set a passphrase first. Until then a copy of the file naru.key is what recovers the data.',
  'key-already-open': 'The data is open already.',
  'passphrase-to-choose':
    'This computer has no keychain to keep the key. First choose a passphrase that protects the data.',
  'passphrase-weak':
    'The passphrase is too short or too simple. Take {{least}} to {{most}} characters, of different kinds.',
  'passphrase-file':
    'The passphrase cannot be read ({{variable}}, {{detail}}). Run this in a terminal, or put the path of a file whose first line is the passphrase into the variable {{variable}}.',
  'wrong-passphrase': 'The passphrase is wrong. Check the keyboard language and Caps Lock.',
  'wrong-recovery-code':
    'The recovery code is wrong. Check that all seven groups of four letters are there.',
  'readers-open':
    'Another command of Naru is reading the data, so the key was not changed. Try again when it has ended.',
  'rotation-unfinished':
    'The change of the key has not ended yet. Start Naru again and it will be finished. Check the disk and the rights of the folder. The data is all there.',
} as const satisfies Partial<Record<ErrorCode, string>>;

export const privacyEntries = {
  'key-rotated': "The data's key changed",
  'key-way-set': 'A way to the key set',
  'personal-shown': 'Personal data shown',
  'bodies-removed': 'Contents removed after their time',
} as const satisfies Partial<Record<EntryKind, string>>;
