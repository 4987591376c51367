/** How fast is sent. */
export const pacing = {
  title: 'Sending pace',
  text: 'These values let offices make way for each other while the central system is overloaded. They need no change. None can be set more pressing than its range.',
  practice: 'Values that are changed in practice mode are used in practice alone.',
  fields: {
    minIntervalMs: {
      label: 'Interval while all is well',
      hint: 'The rest between one visit and the next while the central system answers well.',
    },
    maxIntervalMs: {
      label: 'Longest interval while it is down',
      hint: 'The wait before knocking again while nobody gets through. A short one finds the end sooner and delays it.',
    },
    maxBusyIntervalMs: {
      label: 'Longest interval while it is busy',
      hint: 'How far to step back while the central system takes some and turns many away. The more offices, the longer it must be for all to have their turn.',
    },
    maxOpen: {
      label: 'Requests at once',
      hint: 'No more requests of a kind than this wait for their answers.',
    },
    limitPerSecond: {
      label: 'Requests a second',
      hint: 'The limit of Korea Customs. It can only be lowered; beyond it the office may be shut out.',
    },
    limitPerMinute: {
      label: 'Requests a minute',
      hint: 'The limit of Korea Customs. Share it out where several desks file under one declarant code.',
    },
    urgentScale: {
      label: 'Wait of urgent filings',
      hint: 'Waits after trouble are multiplied by this while a deadline is near. 1: as for the others.',
    },
    startSpreadMs: {
      label: 'Spread after a start',
      hint: 'Each computer begins at its own moment within this time, so that many started together do not send together.',
    },
    firstTimeoutMs: {
      label: 'First wait for an answer',
      hint: 'How long to wait while the speed of the central system is not known. If it is short, filings that were taken must be asked about.',
    },
    minTimeoutMs: {
      label: 'Shortest wait for an answer',
      hint: 'However fast the central system is, it gets this long.',
    },
    maxTimeoutMs: {
      label: 'Longest wait for an answer',
      hint: 'Without an answer by then the request is given up, and its outcome is asked about later.',
    },
  },
  units: {
    seconds: '{{n}} s',
    minutes: '{{n}} min',
    hours: '{{n}} h',
    requests: '{{n}}',
    share: '× {{n}}',
  },
  unitNames: {
    seconds: 'seconds',
    minutes: 'minutes',
    hours: 'hours',
    requests: 'requests',
    share: 'times',
  },
  range: 'Default {{byDefault}}, from {{min}} to {{max}}',
  wrong: 'Enter a number from {{min}} to {{max}}, in {{unit}}.',
  origin: { default: 'Default', fleet: 'Subscribed file', office: 'Set by this office' },
  back: 'Back to default',
  backOf: '{{name}}: back to the default',
  subscription: {
    title: 'Subscription to a signed pace file',
    text: 'A file by which an association or administrator sets the pace of many offices. It is used only while its signature is right and it has not expired; what this office sets goes before it.',
    practice: 'The subscription is set in real mode.',
    address: {
      label: 'Where the file is',
      hint: 'An https address or the full path of a file. It is looked at about every hour.',
      wrong: 'Enter an address that begins with https:// or the full path of a file.',
    },
    publicKey: {
      label: 'Public key',
      hint: 'The Ed25519 public key of the issuer. Check it by another way than the address.',
      wrong: 'Enter the public key.',
    },
    subscribe: 'Subscribe',
    unsubscribe: 'Unsubscribe',
    look: 'Check now',
    looking: 'Checking…',
    key: 'Public key {{key}}',
    triedAt: 'Last checked {{at}}.',
    never: 'Not checked yet.',
    none: 'No file has come yet. The defaults are used.',
    file: 'File {{serial}}, issued {{issuedAt}}, fetched {{fetchedAt}}.',
    validUntil: 'Valid until {{at}}.',
    expired: 'Expired {{at}}. The defaults are used.',
  },
  cli: {
    verb: 'show the sending pace, and follow or issue a signed pace file',
    option: {
      key: 'file of the private key (sign)',
      out: 'file to write (sign, new-key)',
      publicKey: 'public key of the issuer (subscribe)',
    },
    columns: {
      name: 'Setting',
      value: 'Now',
      origin: 'From',
      byDefault: 'Default',
      range: 'Range',
    },
    range: '{{min}}–{{max}}',
    set: 'changes one value (set); default gives it back',
    unknownName: 'There is no value {{name}}. Names: {{names}}',
    needs: '{{action}} needs {{what}}.',
    subscribed: 'Subscribed to {{address}}.',
    unsubscribed: 'Unsubscribed. The defaults and what this office has set are used.',
    notSubscribed: 'No pace file is subscribed to.',
    signed: 'File {{serial}} is signed and written to {{out}}.',
    newKey:
      'The private key is in {{out}}. Show it to nobody. Give this public key to offices that subscribe: {{publicKey}}',
    exists: '{{out}} cannot be written ({{detail}}). Name a file that does not exist.',
  },
} as const;

export const pacingErrors = {
  'pacing-out-of-bounds':
    '{{field}} is out of its range. It may be from {{min}} to {{max}}. Choose a value within it.',
  'pacing-address-wrong':
    'This cannot be the address of a pace file: {{address}}. Enter an address that begins with https:// or the full path of a file.',
  'pacing-key-wrong': 'This is no Ed25519 key. Paste the whole key that the issuer gave you.',
  'pacing-file-unreached':
    'The pace file could not be fetched ({{detail}}). The values in use stay, and it is looked for again later.',
  'pacing-file-too-large':
    'The pace file is larger than 64 kB and was not used. The values in use stay. Check the address.',
  'pacing-file-unreadable':
    'The pace file cannot be read and was not used. The values in use stay. Tell its issuer. ({{detail}})',
  'pacing-file-forged':
    'The signature of the pace file is wrong and it was not used. The values in use stay. Check the public key; if it is right, tell the issuer.',
  'pacing-file-older':
    'Pace file {{serial}} is no newer than {{known}}, which came before, and was not used. Tell its issuer.',
  'pacing-file-expired':
    'Pace file {{serial}} has expired and was not used. Ask its issuer for a new one.',
} as const;

export const pacingEntries = {
  'pacing-set': 'Sending pace saved',
  'pacing-subscribed': 'Pace file subscription changed',
  'pacing-file-taken': 'Pace file taken',
  'pacing-file-refused': 'Pace file refused',
} as const;
