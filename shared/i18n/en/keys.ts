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
  passphrase: {
    label: 'Passphrase',
    hint: 'Check the keyboard language and Caps Lock.',
    current: 'Present passphrase',
    new: 'New passphrase',
    newHint: 'Ten characters or more. A few unrelated words are long and easy to remember.',
    again: 'New passphrase once more',
    againHint: 'It must be the same twice.',
    differs: 'The two passphrases differ.',
    about:
      'This passphrase is asked for whenever the data is opened. Should it be forgotten, only the recovery code opens the data: make one as well.',
  },
  data: {
    unlock: {
      title: 'The data is locked',
      text: 'With the passphrase the data is opened and sending goes on. Until then nothing is sent.',
      do: 'Open',
    },
    recover: {
      title: 'Open with the recovery code',
      text: 'Enter the recovery code that was written down, and choose a new passphrase.',
      do: 'Open and set the passphrase',
    },
    choose: {
      title: 'Choose a passphrase',
      text: 'This computer has no keychain to keep the key. The data is encrypted with this passphrase, which is asked for at every start.',
      do: 'Begin with this passphrase',
    },
    toRecover: 'Passphrase forgotten: open with the recovery code',
    toUnlock: 'Open with the passphrase',
    codeHint: 'Seven groups of four. Spaces and capitals do not matter.',
    opening: 'Opening',
  },
  card: {
    title: "The data's key",
    plain:
      'The key lies unlocked beside the data. Whoever copies the folder from this computer can open the data. Set a passphrase.',
    ways: 'The data is encrypted and its key is locked. Ways to open it: {{ways}}',
    noRecovery: 'There is no recovery code. If all other ways are lost, the data cannot be opened.',
    fingerprint: 'Fingerprint of the present key',
    set: 'Set a passphrase',
    change: 'Change the passphrase',
    recovery: 'Make a recovery code',
    rotate: 'Change the key',
    stop: 'Cancel',
    close: 'Close',
  },
  recovery: {
    about:
      'The recovery code is shown this once and stored nowhere. Write it down or print it, and keep it away from this computer.',
    aboutNew:
      'A new recovery code makes the one before void. The new one, too, is shown this once.',
    make: 'Make a recovery code',
    print: 'Print',
    written: 'I have written it down',
  },
  rotate: {
    about:
      'Every data file, and every copy that was kept, is encrypted anew with another key. It waits for a backup or a check that is under way. Sending pauses for a moment, and it needs as much disk space as the data and the copies take. If the computer stops in the middle, the data is as it was and the next start finishes the work. Passphrase and recovery code stay the same.',
    backups:
      'Backups that open with the key of this computer only do not open with the new one. Make a new backup afterwards.',
    do: 'Change it now',
    working: 'Encrypting anew.',
    done: 'The key has been changed. The old one opens this data no more.',
    stayed:
      'Of the copies that were kept, {{count}} stayed as they were: they are damaged or were made with another key. Whoever has that old key can read them. Delete them from backups in the data folder where they are not needed, and keep them only where you have that key elsewhere.',
  },
  lock: {
    title: 'The screen is locked',
    text: 'Declarations go on being sent. While it is locked, no data is left in this page.',
    noPassphrase: 'No passphrase is set: whoever uses this computer can open it.',
    open: 'Open',
    hint: 'The passphrase that opens the data.',
    cardTitle: 'Lock of the screen',
    about:
      'The screen locks when nobody has touched it for the chosen time. Sending goes on. It is for this window alone, and off at first.',
    never: 'Never',
    minutes: '{{n}} min',
    now: 'Lock now',
  },
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
    'Another command of Naru, or another program, is reading the data, so the key was not changed. Try again when it has ended.',
  'rotation-unfinished':
    'The change of the key has not ended yet. Start Naru again and it will be finished. Check the disk and the rights of the folder. The data is all there.',
  'removal-changed':
    'What may be deleted has changed meanwhile. Nothing was deleted. Look again and decide.',
} as const satisfies Partial<Record<ErrorCode, string>>;

export const privacyEntries = {
  'key-rotated': "The data's key changed",
  'key-way-set': 'A way to the key set',
  'personal-shown': 'Personal data shown',
  'bodies-removed': 'Contents removed after their time',
} as const satisfies Partial<Record<EntryKind, string>>;
