export const setup = {
  title: 'Find a setting',
  text: 'Finds everything that can be set, with what it means, what it is by default, and what comes of it.',
  placeholder: 'e.g. rate, folder, token',
  found_one: '{{n}} setting',
  found_other: '{{n}} settings',
  none: 'There is no such setting. Try another word.',
  go: 'Go to it',
  meaning: 'Meaning',
  byDefault: 'Default',
  effect: 'Effect',
  page: 'Screen',
  elsewhere: 'Open the screen for it',
  pacing: {
    byDefault: 'Told beside each value of the pacing.',
    effect: 'From the next request on; values out of bounds are not saved.',
  },
  items: {
    office: {
      declarant: {
        label: 'Declarant code',
        meaning:
          'The five characters that customs gave the office; declaration numbers begin with it.',
        byDefault: 'None: it must be set first.',
        effect: 'Used for numbers from now on; numbers that were given stay.',
      },
      name: {
        label: 'Name of the office',
        meaning: 'Shown on screens and in notices.',
        byDefault: 'None',
        effect: 'At once; what was sent stays as it was.',
      },
      customsOffice: {
        label: 'Customs office',
        meaning:
          'Three characters of the office and two of the division that you mostly file with.',
        byDefault: 'None',
        effect: 'Used where a declaration names no office.',
      },
    },
    mode: {
      label: 'Practice or real',
      meaning: 'Whether filings go to the practice central system or to the real one.',
      byDefault: 'Practice',
      effect: 'Another data file is opened; practice filings never become real ones.',
    },
    practice: {
      scenario: {
        label: 'Practice scenario',
        meaning:
          'The trouble that the practice central system plays; changed in the strip at the top.',
        byDefault: 'Calm',
        effect: 'In practice mode alone, from the next request on.',
      },
    },
    gateway: {
      url: {
        label: 'Address of the central system',
        meaning: 'As your VAN or administrator told you.',
        byDefault: 'None; filings are only saved until then.',
        effect: 'The connection is opened anew; what waits goes to the new address.',
      },
      token: {
        label: 'Token',
        meaning: 'The secret that came with the address.',
        byDefault: 'None',
        effect: 'Used from the next request on; it is never shown again.',
      },
      sendFolder: {
        label: 'Sending folder',
        meaning: 'Where the sending program picks documents up.',
        byDefault: 'None',
        effect: 'Documents are put there, and get their name only once they are whole.',
      },
      sentFolder: {
        label: 'Sent folder',
        meaning: 'Where the sending program moves what it has sent.',
        byDefault: 'None (a program that deletes)',
        effect: 'It is looked at so that no document is put in twice: name it where there is one.',
      },
      receiveFolders: {
        label: 'Receiving folders',
        meaning: 'Where notices pile up.',
        byDefault: 'None',
        effect: 'They are read with their subfolders, and move the filings.',
      },
      fileName: {
        label: 'File name',
        meaning: 'Shape of the names of documents in the sending folder.',
        byDefault: '{code}_{number}_{part}.xml',
        effect: 'From the next document on; the sending program must know the shape.',
      },
      encoding: {
        label: 'Encoding',
        meaning: 'Whether documents are written as UTF-8 or CP949.',
        byDefault: 'UTF-8',
        effect: 'From the next document on.',
      },
      everySeconds: {
        label: 'How often receiving folders are read',
        meaning: 'Every so many seconds.',
        byDefault: '10 seconds',
        effect: 'Shorter tells sooner and costs a shared folder more.',
      },
      synchroniseAfterHours: {
        label: 'When synchronisation is offered',
        meaning: 'After so many hours without an answer.',
        byDefault: '24 hours',
        effect: '0: never. Nothing is sent by itself.',
      },
    },
    pacing: {
      subscription: {
        label: 'Pacing file',
        meaning: 'Follows a signed file of an association or administrator.',
        byDefault: 'Not followed',
        effect:
          'Only a file with a right signature counts, and what the office itself chose comes first.',
      },
    },
    freshness: {
      whenRecomputed: {
        label: 'When recomputed',
        meaning: 'What to do where a new rate or date changed the taxes.',
        byDefault: 'Show first',
        effect: 'Sending waits for nobody; showing waits on the recheck screen.',
      },
      whenPcccUnchecked: {
        label: 'When a personal code could not be checked',
        meaning: 'Whether to wait or to send while look-ups fail.',
        byDefault: 'Wait until it is checked',
        effect: 'Sending may send a code that is not valid any more.',
      },
      whenRateUnchecked: {
        label: 'When the rate could not be checked',
        meaning: 'Whether to wait or to send with the rate that is declared.',
        byDefault: 'Send with the declared rate',
        effect: 'Sending may need an amendment once the week has changed.',
      },
      whenDeadlinePassed: {
        label: 'When the deadline has passed',
        meaning: 'Whether to send at once or to show first.',
        byDefault: 'Send at once',
        effect: 'Waiting may raise the surcharge.',
      },
      pcccFreshMinutes: {
        label: 'How long a checked code counts',
        meaning: 'A code that was checked within these minutes is not looked up again.',
        byDefault: '30 minutes',
        effect: '0 looks it up each time; longer asks less and knows later.',
      },
    },
    openApi: {
      keys: {
        label: 'UNI-PASS keys',
        meaning: 'One for each API, for look-ups alone.',
        byDefault: 'None; nothing is looked up until then.',
        effect: 'Used from the next look-up on; they are never shown again.',
      },
      perHundred: {
        label: 'Currencies told per hundred',
        meaning: 'Whose rate is told for a hundred units, e.g. yen.',
        byDefault: 'None',
        effect: 'Their rate is divided by a hundred before it is compared.',
      },
    },
    numbers: {
      desk: {
        label: 'This desk',
        meaning: 'Whose ranges of numbers this computer uses.',
        byDefault: '1',
        effect: 'Numbers from now on are of its ranges.',
      },
      ranges: {
        label: 'Ranges of numbers',
        meaning: 'Which desk gives which numbers.',
        byDefault: 'One desk gives all',
        effect: 'Ranges that overlap are not saved; no number is given twice.',
      },
    },
    hotFolder: {
      folder: {
        label: 'Folder that is taken in by itself',
        meaning: 'Files that are put there are imported.',
        byDefault: 'None',
        effect: 'Good filings are queued at once and sent; read files are moved into subfolders.',
      },
    },
    holidays: {
      added: {
        label: 'Added holidays',
        meaning: 'Days that the office added, e.g. temporary holidays.',
        byDefault: 'None',
        effect: 'Deadlines that end on them move to the next day.',
      },
      removed: {
        label: 'Removed holidays',
        meaning: 'Days that the office took out of the calendar.',
        byDefault: 'None',
        effect: 'Deadlines that end on them stay there.',
      },
    },
    page: {
      language: {
        label: 'Language',
        meaning: 'Of this window.',
        byDefault: 'The language of the computer',
        effect: 'At once, on this computer alone.',
      },
      theme: {
        label: 'Light',
        meaning: 'Light, dark, or as the computer.',
        byDefault: 'As the computer',
        effect: 'At once, on this computer alone.',
      },
    },
    connection: {
      proxy: {
        label: 'Proxy',
        meaning: 'The way out to the central system: as the computer has it, none, or an address.',
        byDefault: 'As the computer',
        effect:
          'The connection is opened anew once it is saved; what is on its way is settled first.',
      },
      authorities: {
        label: 'Own authorities',
        meaning:
          "The authority of an office's gate that inspects connections, from a PEM or DER file.",
        byDefault: 'None',
        effect: 'From the next connection on, believed besides the well-known and the system’s.',
      },
      certificate: {
        label: 'Client certificate',
        meaning: 'Certificate and key that are shown where the central system asks for them.',
        byDefault: 'None',
        effect: 'Shown from the next connection on. Its passphrase is never read back.',
      },
    },
    desktop: {
      openAtLogin: {
        label: 'Open at login',
        meaning: 'Starts Naru hidden in the tray when you sign in.',
        byDefault: 'Off',
        effect: 'From the next sign-in on.',
      },
      closeToTray: {
        label: 'Close to tray',
        meaning: 'Closing the window leaves Naru at work in the tray.',
        byDefault: 'On',
        effect: 'At once; when it is off, closing the window ends the program.',
      },
      notifications: {
        label: 'Notifications',
        meaning: 'What the system tells outside the window.',
        byDefault: 'All',
        effect: 'At once; while the window is in front only the window tells.',
      },
    },
    updates: {
      address: {
        label: 'Address of updates',
        meaning: 'The https folder where new versions are looked for. None is built in.',
        byDefault: 'None: nothing is looked for',
        effect: 'Looked at from then on.',
      },
      publicKey: {
        label: 'Public key of updates',
        meaning: 'What signatures of new versions are checked with, where none is built in.',
        byDefault: 'None',
        effect: 'A version whose signature does not fit is never installed.',
      },
      automatic: {
        label: 'Look by itself',
        meaning: 'Looks for a new version once a day.',
        byDefault: 'On',
        effect: 'When it is off, only the button looks.',
      },
      channel: {
        label: 'Channel',
        meaning: 'Released versions alone, or trial versions too.',
        byDefault: 'Released versions',
        effect: 'From the next look on.',
      },
    },
    backup: {
      folder: {
        label: 'Backup folder',
        meaning: 'The folder or share for backups.',
        byDefault: 'None: no backups are made',
        effect: 'The first one is made soon after it is saved.',
      },
      everyHours: {
        label: 'Hours between backups',
        meaning: 'How often a backup is made.',
        byDefault: '24 hours',
        effect: 'From the next backup on.',
      },
      keep: {
        label: 'Backups to keep',
        meaning: 'How many daily, weekly and monthly ones stay.',
        byDefault: '7 days, 4 weeks, 12 months',
        effect: 'After the next backup those beyond it go; the last good one never does.',
      },
      protect: {
        label: 'Protection of backups',
        meaning: 'A passphrase that opens them anywhere, or this computer’s key alone.',
        byDefault: 'This computer’s key',
        effect: 'From the next backup on; those that are made stay as they are.',
      },
    },
    privacy: {
      lock: {
        label: 'Lock of the screen',
        meaning: 'Minutes without input after which the screen locks; set on the privacy screen.',
        byDefault: 'Never',
        effect: 'At once; sending goes on while it is locked.',
      },
      passphrase: {
        label: 'Passphrase',
        meaning: 'Opens the key of the data. Set on the privacy screen.',
        byDefault: 'None: the key file or the system’s keychain opens it',
        effect: 'Asked for from the next start on. Who forgets it needs the recovery code.',
      },
    },
    logs: {
      level: {
        label: 'How much is logged',
        meaning: 'How much goes into the logs.',
        byDefault: 'Usual',
        effect: 'At once; the more, the sooner files are full.',
      },
      keepDays: {
        label: 'Days to keep logs',
        meaning: 'For how many days old log files stay.',
        byDefault: '14 days',
        effect: 'Older ones are deleted when this is saved and at each start.',
      },
    },
  },
  cli: {
    verb: 'shows and changes settings, with their meaning',
    columns: { id: 'Name', label: 'Setting', value: 'Now', byDefault: 'Default' },
    isSet: 'set',
    isNotSet: 'none',
    unknown: 'There is no setting {{id}}. See the names with naru settings list.',
    needs: '{{action}} needs {{what}}.',
    onScreen: '{{label}} cannot be changed here. {{where}}',
    wrong: '{{label}}: {{value}} cannot be used. {{allowed}}',
    done: '{{label}}: {{value}}',
    screen: 'Change it on the settings screen.',
    init: 'Set it with naru init.',
    number: 'Give a number from {{min}} to {{max}}.',
    choices: 'One of: {{choices}}',
  },
} as const;
