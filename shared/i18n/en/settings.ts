import type { folderTroubles, OpenApi } from '../../contract/index.ts';

export const settings = {
  gatewayKind: {
    label: 'How filings are sent',
    http: 'To an address',
    folder: 'Through folders',
    httpText: 'Sent directly to the address that your provider or administrator gave you.',
    folderText:
      'Documents are put into the folder from which this computer’s sending program takes them, and the folders into which it receives are watched.',
    none: 'Not chosen yet. Nothing is sent before you save.',
  },
  folders: {
    sendFolder: {
      label: 'Sending folder',
      hint: 'Where the sending program picks documents up, e.g. C:\\KCSAPI\\send_xml',
      wrong: 'Enter the path of the folder.',
    },
    sentFolder: {
      label: 'Folder of sent documents',
      hint: 'Where the sending program moves what it has sent. Leave it empty if it deletes.',
      wrong: 'A path may have 1,000 characters.',
    },
    receiveFolders: {
      label: 'Receiving folders',
      hint: 'One on each line, ten at most. Folders by date below them are watched too.',
      wrong: 'Enter the paths, one on each line, ten at most.',
    },
    fileName: {
      label: 'File name',
      hint: '{code} becomes the document code, {number} the declaration number, {part} the amendment’s number, {digest} a fingerprint of the content.',
      wrong: 'Enter a file name, 100 characters at most.',
    },
    everySeconds: {
      label: 'Look at the receiving folders every (seconds)',
      hint: 'From 1 to 3,600 seconds.',
      wrong: 'Enter a number from 1 to 3600.',
    },
    synchroniseAfterHours: {
      label: 'Offer to synchronise after (hours)',
      hint: 'A synchronisation request is offered when there has been no answer for so long. 0: never.',
      wrong: 'Enter a number from 0 to 240.',
    },
    encoding: { label: 'Text encoding', 'utf-8': 'UTF-8', cp949: 'CP949' },
    try: 'Check folders',
    trying: 'Checking the folders…',
    fine: 'All folders can be used.',
    trouble: {
      missing: 'There is no such folder. Check the path or create the folder.',
      'not-a-folder': 'This is a file, not a folder.',
      'not-writable': 'It cannot be written to. Check the permissions of the folder.',
      'not-readable': 'It cannot be read. Check the permissions of the folder.',
    } satisfies Record<(typeof folderTroubles)[number], string>,
  },
  freshness: {
    title: 'Checks before sending',
    text: 'Values that may change while a filing waits are checked again when its turn comes. Say what is to be done where one has changed.',
    whenRecomputed: {
      label: 'Recomputed because the rate or the date changed',
      send: 'Recompute and send',
      other: 'Show me first',
      sendText:
        'Taxes are computed again and the filing is sent without waiting for a person. The history tells what changed.',
      otherText: 'It goes to Recheck and waits until a person has seen the new values.',
    },
    whenPcccUnchecked: {
      label: 'The personal customs code could not be checked',
      send: 'Send unchecked',
      other: 'Wait until it can be',
      sendText:
        'Sent, and the history says that it was not checked. If the number has changed, clearance stops until it has been amended.',
      otherText:
        'Not sent before the lookup works again. You can send it yourself when a deadline is near.',
    },
    whenRateUnchecked: {
      label: 'This week’s exchange rate could not be checked',
      send: 'Send with the rate entered',
      other: 'Wait until it can be',
      sendText:
        'Sent with the rate that was entered, and the history says so. It may need an amendment if the week has changed.',
      otherText:
        'Not sent before the lookup works again. You can send it yourself when a deadline is near.',
    },
    whenDeadlinePassed: {
      label: 'The filing deadline has passed',
      send: 'Send at once',
      other: 'Show me first',
      sendText: 'Sent without waiting, since the surcharge may grow with the delay.',
      otherText: 'It goes to Recheck and waits until a person has seen it.',
    },
    pcccFreshMinutes: {
      label: 'A checked personal customs code stays good for (minutes)',
      hint: 'A number that was checked within this time is not looked up again. 0: looked up every time. 1,440 at most.',
      wrong: 'Enter a number from 0 to 1440.',
    },
  },
  openApi: {
    title: 'UNI-PASS open API keys',
    text: 'Used for lookups only, never for filing. Each API has a key of its own. Ask for them at UNI-PASS (unipass.customs.go.kr) > My Menu > Service management > OpenAPI; they are issued at once.',
    practice:
      'In practice mode lookups go to the practice service. Real keys are entered in real mode.',
    names: {
      API001: 'Cargo progress',
      API002: 'Export performance',
      API012: 'Customs exchange rates',
      API018: 'HS code search',
      API028: 'Personal customs code check',
    } satisfies Record<OpenApi, string>,
    uses: {
      API001: 'arrival and the 30 days, whether an unanswered filing got in',
      API002: 'whether an export was loaded, and by when it must be',
      API012: 'this week’s rates, and recomputing',
      API018: 'finding an HS code',
      API028: 'checking the code right before sending',
    } satisfies Record<OpenApi, string>,
    kept: 'Stored',
    missing: 'None',
    set: 'Enter',
    replace: 'Replace',
    remove: 'Remove',
    key: 'Key for {{name}}',
    hint: 'It cannot be seen again once it is stored.',
    wrong: 'Enter the key, 200 characters at most.',
    perHundred: {
      label: 'Currencies told for 100 units',
      hint: 'Their rates are divided by 100. Separate them by commas, e.g. JPY, VND',
      wrong: 'Enter currency codes of three letters, separated by commas.',
    },
    stop: 'Leave it',
  },
  numbers: {
    title: 'Number ranges',
    text: 'Where several desks share the numbers, each has its range of serials. Numbers that have been given do not change.',
    desk: {
      label: 'Desk of this computer',
      hint: 'This computer gives numbers out of this desk’s ranges.',
      wrong: 'Enter the desk’s name, 30 characters at most.',
    },
    columns: {
      desk: 'Desk',
      letter: 'Kind',
      first: 'First',
      last: 'Last',
      used: 'Used',
      next: 'Next',
    },
    usedUp: 'Used up',
    notYet: '–',
    row: '{{column}} of range {{n}}',
    add: 'Add range',
    dropColumn: 'Remove',
    drop: 'Remove range {{n}}',
    wrong: 'Enter a desk, one capital letter, and first and last from 1 to 999999.',
    gaps: 'Numbers not used',
    gapsText: 'Numbers that were given and then not used. They are not given again.',
    noGaps: 'There are no unused numbers.',
    showGaps: 'Show unused numbers',
    more: 'Show more',
  },
} as const;

export const numbers = {
  gap: {
    undone: 'Taken back with its import',
    renumbered: 'Given a new number before it was sent',
    cancelled: 'Cancelled before it was sent',
  },
} as const;
