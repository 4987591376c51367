/** Where new versions come from, and when one is installed. */
export const updates = {
  title: 'New versions',
  text: 'New versions of Naru are looked for on the server that your office names; without one, nowhere. Only what is signed is taken, and nothing is installed while a declaration is being sent or a queue is being worked off.',
  running: 'Running version {{version}}',
  address: {
    label: 'Where new versions are',
    hint: 'An https address. Empty by default; while it is empty nothing is contacted.',
  },
  publicKey: {
    label: "Publisher's public key",
    hint: 'The signature of a new version is checked with this key (Ed25519, base64). Get it from the publisher by another way.',
    builtIn: 'Signatures are checked with the key inside this program.',
  },
  automatic: {
    label: 'Look by itself',
    hint: 'On by default: within 10 minutes of the start and then about every six hours, and fetched in advance. Off: only with the button below.',
    on: 'On',
    off: 'Off',
  },
  channel: {
    label: 'Versions to take',
    hint: 'Finished ones by default. Trial versions come out earlier and are less polished.',
    latest: 'Finished',
    beta: 'Trial too',
  },
  look: 'Look now',
  install: 'Install now and restart',
  state: {
    off: {
      host: 'Naru in a browser does not replace itself. Whoever installed it brings it up to date.',
      'not-installed': 'Only a Naru that was installed with its installer replaces itself.',
      'no-address': 'New versions are not looked for: no place is named.',
      'no-key': "New versions are not looked for: enter the publisher's public key.",
    },
    idle: 'Not looked for yet.',
    looking: 'Looking for a new version.',
    current: 'This is the newest version.',
    'not-yet':
      'Version {{version}} is out and goes to computers in turn. It is fetched when it is the turn of this one.',
    fetching: 'Fetching version {{version}}: {{percent}}%',
    refused: 'No new version was taken.',
  },
  ready: 'Version {{version}} is ready.',
  when: {
    atEnd: 'It is installed when you quit Naru. Your data is copied before.',
    byHand: 'The button installs it and starts Naru again. Your data is copied before.',
  },
  holds: {
    starting: 'Waiting for the engine to start.',
    sending: 'A declaration is being sent: waiting for the answer.',
    draining: 'It is installed once the queue has been worked off.',
    disk: 'The disk cannot be written to. Without a copy of your data nothing is installed.',
  },
  bar: 'About a new version',
};

export const updateErrors = {
  'update-address-wrong':
    'New versions cannot be fetched from {{address}}. Enter the https address of a folder, without a question mark.',
  'update-key-wrong': 'That is no public key. Enter an Ed25519 public key in base64.',
  'update-unreached':
    'Could not read from {{address}}. Check the address and the network. Your version stays as it is. ({{detail}})',
  'update-unsigned':
    'The notice of a new version is not signed, so it was not taken. Tell the publisher. Your version stays as it is.',
  'update-forged':
    'The signature of the new version is wrong, so it was not taken. Somebody may have changed it: ask the publisher. Your version stays as it is.',
  'update-unreadable':
    'The notice of a new version cannot be read, so it was not taken. Tell the publisher. ({{detail}})',
  'update-older':
    'The version on the server ({{found}}) is older than yours ({{running}}), so it was not taken. An older one may not be able to open your data.',
  'update-publisher-missing':
    'This program is not signed by a publisher, so a new version cannot be compared with it. Download the installer yourself.',
  'update-publisher-wrong':
    'The installer is not signed by the same publisher and was thrown away. Ask the publisher. ({{detail}})',
  'update-damaged':
    'The installer is not the one that was signed and was thrown away. It will be fetched again. {{version}}',
  'update-failed':
    'The new version could not be fetched or installed. Your version stays as it is. ({{detail}})',
  'update-nothing-ready': 'There is no new version to install yet.',
  'update-held': 'It is not installed now ({{why}}). It can be when the sending is done.',
  'updates-not-here': 'New versions are a matter of the installed program: do it in its window.',
};
