/** 개인정보: what is masked, what is kept, what may go. */
export const privacy = {
  personal: {
    show: 'Show',
    hide: 'Hide',
    showWhat: '{{what}}: show what is masked',
    hideWhat: '{{what}}: mask again',
  },
  nav: 'Privacy',
  title: 'Privacy and key',
  count: '{{n}}',
  stored: {
    title: 'What is stored, and where',
    where:
      'All of it is encrypted in this folder of this computer. What leaves it are declarations to the central system and queries to the open API.',
    what: {
      filings: 'Declarations (with names, telephones, personal customs codes, addresses)',
      journal: 'Journal (what was done and when, declarations and documents as they were)',
      notices: 'Notices as they were received',
      drafts: 'Drafts',
      answers: 'Answers of the open API',
    },
    place: {
      real: 'Real data file',
      practice: 'Practice data file',
      practiceCentral: "Practice central system's ledger (made-up data)",
      backups: 'Copies before a new version',
      evidence: 'Evidence packs',
      drills: 'Drills (made-up data)',
    },
    chain:
      'Each line of the journal carries the fingerprint of the line before, so none can be changed or left out. When contents are deleted their fingerprint stays: what was there can still be checked against it.',
  },
  remove: {
    title: 'How long, and deletion',
    law: 'Customs Act art. 12 has declarations and their proof kept for up to five years. Its decree, art. 3: imports five years from acceptance, exports three. Before that they cannot be deleted.',
    what: 'Contents',
    time: 'Kept for',
    over: 'Over their time',
    years: '{{n}} years (law)',
    days: '{{n}} days (no law)',
    deletion: 'Deletion',
    look: 'Look and delete',
    group: {
      imports: 'Contents of import declarations and clearance lists',
      exports: 'Contents of export declarations',
      unsent: 'Contents of declarations cancelled unsent',
      notices: 'Notices that fit no declaration',
      drafts: 'Drafts that nobody touched',
      answers: 'Answers of the open API',
    },
    ask: 'Delete: {{group}}',
    exactly: '{{n}} that ended before {{before}} will be deleted. The oldest is of {{oldest}}.',
    gone: {
      imports:
        'The declaration, the documents sent, the words of notices and answers, and name, goods and B/L in lists will be gone. They can no more be printed or copied.',
      exports:
        'The declaration, the documents sent, the words of notices and answers, and name, goods and B/L in lists will be gone. They can no more be printed or copied.',
      unsent: 'The declaration, and name, goods and B/L in lists will be gone.',
      notices: 'The notices as received will be gone.',
      drafts: 'The drafts will be gone. What was declared is not touched.',
      answers: 'The answers will be gone, and are asked for again when needed.',
    },
    stays:
      'Declaration numbers, states, receipts, times and the fingerprints of the journal stay. No number is used again and the chain still holds. Backups that lie elsewhere still have the contents. This cannot be undone.',
    do: 'Delete {{n}}',
    done: '{{n}} deleted. That they were stands in the journal.',
  },
  masked: {
    title: 'Masked on screens',
    text: 'Names, telephones, e-mail, addresses, personal customs codes and identity numbers are masked in lists, on the page of a declaration, in notices, intake, search, the list of drafts, the screen of code mismatches and on the command line. “Show” shows that one value for a minute, and that it was shown stands in the journal; so does copying a message, and --reveal on the command line.',
    exceptions:
      'Not masked: the editor, cells at fault that are mended in intake, printed declarations, the verb document (it turns over the file that it is given), and the export of everything.',
  },
} as const;
