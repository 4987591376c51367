import type { ErrorCode } from '../../errors.ts';
import type { EntryKind } from '../../filing/detail.ts';

export const backup = {
  nav: 'Backup',
  title: 'Backup and recovery',
  intro:
    'An encrypted copy of the data is kept elsewhere. A copy counts as a backup only once it was read back, opened and checked.',
  state: {
    title: 'Now',
    last: 'Last backup',
    none: 'None yet',
    next: 'Next backup',
    file: 'File',
    size: 'Size',
    filings: '{{count}} filings',
    making: 'A backup is being made and checked',
    fresh: 'Recent',
    old: 'Too old',
    make: 'Back up now',
    made: 'The backup was made and checked: {{file}}',
    checked: 'Data checked',
    notChecked: 'Not yet',
    kept: 'Kept beside',
    keptFacts: '{{count}} files · {{size}} · {{folder}}',
    keptRule: 'Of the data from before restores the last 3 stay, and all of the last 30 days.',
  },
  settings: {
    title: 'Settings',
    folder: 'Backup folder',
    folderHint: 'Full path on another disk or a share. Empty: no backups by themselves.',
    every: 'Every (hours)',
    everyHint: 'Usually 24. While a share is gone it is tried again every 15 minutes.',
    protect: 'How it opens',
    passphrase: 'By a passphrase',
    passphraseHint:
      'Opens on any computer by this passphrase. It is not stored: once forgotten, nobody can open the backups.',
    thisComputer: 'On this computer only',
    thisComputerHint:
      'Opens with the key of this computer alone. If the computer fails, so do its backups.',
    asItIs: 'As it is',
    asItIsHint: 'Leaves what was chosen. Now: {{now}}',
    newPassphrase: 'Backup passphrase',
    newPassphraseHint: '12 characters or more. Write it down and keep it away from the computer.',
    keep: 'How many are kept',
    days: 'Daily',
    weeks: 'Weekly',
    months: 'Monthly',
    save: 'Save',
    saved: 'Saved.',
  },
  list: {
    title: 'Backups in the folder',
    made: 'Made',
    size: 'Size',
    filings: 'Filings',
    opens: 'Opens',
    practice: 'practice',
    empty: 'There is no backup in this folder.',
    choose: 'Look before restoring',
  },
  restore: {
    title: 'Restore from a backup',
    file: 'Backup file',
    fileHint: 'Full path',
    passphrase: 'Backup passphrase',
    passphraseHint: 'Empty for a backup that this computer made.',
    look: 'See what would change',
    changes: 'What a restore would change',
    now: 'Now',
    after: 'After it',
    filings: 'Filings',
    waiting: 'Waiting to be sent',
    newest: 'Newest entry',
    number: 'Last {{letter}} number of {{year}}',
    unreadable: 'None, or cannot be read',
    unknown: '{{count}} filings of today that this backup does not know',
    unknownHint:
      'After the restore the central system is asked, and what it has taken is found again. What was not sent yet is gone and must be entered again. Do not take in again files of what was sent: it would be filed twice, under a new number.',
    otherLine:
      'This backup comes from another office or another beginning. Make sure that it is right.',
    keeps: 'What is there now is not deleted: it is kept under backups in the data folder.',
    held: 'After a restore nothing is sent until the central system was asked about everything.',
    sentFolder:
      'With folder exchange, first see that the sending program’s sent folder is as it was. If it is empty, documents that were handed over may be handed over again.',
    confirm: 'Restore',
    cancel: 'Cancel',
    done: 'Restored. What was there is in {{kept}}.',
    doneNew: 'Restored.',
  },
  recovery: {
    title: 'After the restore',
    why: {
      restored: 'Restored from a backup up to {{from}}.',
      'found-older': 'The data was replaced by an older copy, up to {{from}}.',
      salvaged: 'Saved from damaged data, up to {{from}}.',
      moved: 'Moved here from another computer, up to {{from}}.',
      'told-late': 'After sending went on, a notice named a filing of the lost day ({{from}}).',
      stayed: 'This computer sends again, with data up to {{from}}.',
    },
    holds: 'Sending is held; the central system is being asked',
    resting: 'Sending goes on; only what is still being processed is asked about',
    asked: 'Asked',
    left: 'Left',
    settled: 'Found to be taken',
    takenUp: 'Filings found again',
    free: 'Numbers not taken',
    untold: 'Not known',
    person:
      'With folder exchange the central system cannot be asked. Look at the sending program’s sent folder and the receipts, then go on.',
    parts:
      'Amendments and withdrawals are asked about only where the data from before is kept beside and the central system can be asked. Else only notices tell: look before you file one again.',
    goOn: 'I have looked, go on',
  },
  export: {
    title: 'Export in open formats',
    hint: 'Writes every document (XML) and tables (CSV, JSON Lines) with their description into a folder. Not encrypted.',
    folder: 'Folder to save in',
    make: 'Export',
    made: '{{filings}} filings, {{documents}} documents, {{attempts}} attempts and {{notices}} notices were written to {{folder}}.',
  },
  move: {
    title: 'Move to a new computer',
    hint: 'Makes one file of data, settings and key under a passphrase. After that this computer sends no more.',
    folder: 'Folder to save in',
    passphrase: 'Passphrase for moving',
    make: 'Make the file',
    made: 'The file was made: {{file}}. Open it on the new computer with naru move in, or on its backup screen.',
    moved: 'Moved to another computer on {{at}}. This computer does not send.',
    stayHint:
      'Only if the new computer is not going to be used. Numbers are passed over, and the central system is asked about everything before anything is sent.',
    stay: 'Send from this computer again',
  },
  units: { kb: '{{value}} KB', mb: '{{value}} MB' },
  cli: {
    verb: {
      backup: 'Make or set up backups, and list those in the folder',
      restore: 'Restore from a backup; without --yes only shows what would change',
      export: 'Export everything in open formats',
      move: 'Move to a new computer (out, in, stay)',
      recovery: 'How far it was asked after a restore; go-on: you have looked, sending goes on',
      salvage: 'Save what can be read of damaged data',
    },
    option: {
      to: 'Backup folder',
      list: 'List the backups in the folder',
      passphraseFile: 'File with the passphrase (- for standard input)',
      thisComputer: 'Opens with the key of this computer only',
      yes: 'Restore',
      out: 'Folder to save in',
    },
    preview: 'To restore, run it again with --yes.',
    unknownOne: '{{declarationNo}} {{reference}} {{transport}}',
    salvaged: '{{rows}} rows were saved. Rows lost: {{lost}}. The damaged file is in {{kept}}.',
    lostTable: '{{table}}: {{lost}} rows could not be read',
    lostRange: '{{table}}, between {{from}} and {{to}}',
    whole: 'The data is not damaged.',
    nothingHeld: 'Nothing holds the sending.',
    goOnHint: 'Once you have looked: naru recovery go-on',
    wentOn: 'Sending goes on.',
    stayed: 'This computer sends again. The central system is asked first.',
  },
} as const;

export const backupErrors = {
  'backup-none': 'No backup folder is set. Choose one on the backup screen.',
  'backup-old':
    'The last backup that was checked is {{days}} days old. Look at the folder on the backup screen and back up now.',
  'backup-folder-gone':
    'The backup folder ({{folder}}) cannot be written. See whether the share or disk is connected. It is tried again soon.',
  'backup-unsound':
    'The backup was not whole when it was opened again ({{detail}}) and was not kept. Check the data with naru verify.',
  'backup-not-one': '{{file}} is not a Naru backup. Choose a backup file.',
  'backup-newer': '{{file}} was made by a newer Naru ({{format}}). Update Naru.',
  'backup-damaged': '{{file}} is damaged or was changed. Choose another backup.',
  'backup-key-missing':
    '{{file}} opens with the key of the computer that made it alone. Open it there, or choose a backup with a passphrase.',
  'backup-passphrase-needed': '{{file}} needs its passphrase. Enter it.',
  'backup-passphrase-wrong': 'The passphrase is not right. Enter it again.',
  'backup-passphrase-short': 'A passphrase needs {{least}} characters or more. Enter a longer one.',
  'backup-other-mode':
    'This backup is of the other mode ({{mode}}). Change the mode in the settings, then restore.',
  'recovery-asking':
    'The data is an older copy: sending is held while the central system is asked ({{asked}} asked, {{left}} left). It goes on by itself.',
  'recovery-needs-person':
    'After the restore {{untold}} items cannot be told by folder exchange, and sending is held. Look at the backup screen and go on.',
  'data-unsound':
    'Reading through all data found damage ({{detail}}). On the backup screen, restore the latest backup or save what can be read. Without a window, end Naru and run naru salvage.',
  'moved-away':
    'The data was moved to another computer, and this one does not send. To use it here again, choose so on the backup screen.',
} as const satisfies Partial<Record<ErrorCode, string>>;

export const backupEntries = {
  'copy-restored': 'Older copy put in place',
  'asked-after-restore': 'Asked after the restore',
  'taken-up': 'Found again at the central system',
  'recovery-ended': 'Asking after the restore ended',
  'data-salvaged': 'Saved from damaged data',
  'moved-away': 'Moved to another computer',
  'moved-in': 'Moved here from another computer',
  'stayed-here': 'This computer sends again',
} as const satisfies Partial<Record<EntryKind, string>>;
