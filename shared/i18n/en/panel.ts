import type { DeclarationKind } from '../../filing/numbers.ts';
import type { PartKind } from '../../filing/part.ts';
import type { NoticeKind } from '../../filing/receipts.ts';
import type { StaleFinding } from '../../filing/stale.ts';
import type { CustomsState } from '../../filing/states.ts';

export const panel = {
  part: {
    declaration: 'Declaration',
    amendment: 'Amendment',
    withdrawal: 'Withdrawal',
    synchronisation: 'Synchronise',
  } satisfies Record<PartKind, string>,
  shortKind: { import: 'Import', export: 'Export', 'list-clearance': 'List' } satisfies Record<
    DeclarationKind,
    string
  >,
  trader: {
    import: 'Importer',
    export: 'Exporter',
    'list-clearance': 'Consignee',
  } satisfies Record<DeclarationKind, string>,
  parts: 'Amendments, withdrawals, synchronisations',
  next: {
    numberless: {
      title: 'It is held: this year has no declaration number for it.',
      next: 'A new year needs a new number. It is not sent until it is resumed.',
      todo: 'Add a number range in the settings, then resume it.',
    },
    partTaken: {
      title: 'Taken; waiting for customs to answer.',
      next: 'Until then the original stays as it is.',
      todo: 'There is nothing you need to do.',
    },
    partRejected: {
      title: 'Customs did not grant it.',
      next: 'The original stays as it is.',
      todo: 'See the reason in the notice below, and apply again if needed.',
    },
    amended: {
      title: 'The amendment was approved.',
      next: 'The original now says what was amended.',
      todo: 'There is nothing you need to do.',
    },
  },
  original: 'Open the original',
  reason: 'Reason',
  reasonCode: 'reason code {{code}}',
  fault: 'fault {{code}}',
  amended: 'What it amends',
  actions: {
    label: 'What to do with this filing',
    edit: 'Edit',
    copy: 'Copy as new',
    amend: 'Amend',
    withdraw: 'Withdraw',
    synchronise: 'Synchronise',
    elsewhere: 'Filed elsewhere',
    restore: 'Restore',
    print: 'Print',
  },
  notice: {
    refused: 'Error notice',
    'amendment-refused': 'Amendment refused',
    'withdrawal-refused': 'Withdrawal refused',
    information: 'Information',
    unknown: 'Unknown document',
  } satisfies Record<Exclude<NoticeKind, CustomsState>, string>,
  answerBy: 'Answer by {{day}}',
  answerByPassed: 'The day to answer by ({{day}}) has passed',
  yes: 'Yes',
  otherFacts_one: '{{count}} more item',
  otherFacts_other: '{{count}} more items',
  raw: 'Show the document',
  rawTitle: 'Document {{code}} as it came',
  rawFacts: '{{file}} · {{encoding}} · came at {{at}}',
  aboutPart: 'about: {{part}}',
  stale: 'To check again',
  toStale: 'Settle it on the recheck screen',
  number: {
    old: 'old number {{no}}',
    new: 'new number {{no}}',
  },
  timeline: {
    check: {
      pccc: 'personal customs code',
      'exchange-rate': 'exchange rate',
      deadline: 'deadline',
    },
    result: {
      'not-checked': 'sent without a check',
      accepted: 'sent as it is, by choice',
      mismatch: 'does not match',
      'answered-again': 'lookup works again: queued',
    },
    finding: {
      'exchange-rate': 'rate changed',
      'exchange-rate-unchecked': 'rate not checked',
      'pccc-mismatch': 'PCCC mismatch',
      'pccc-unchecked': 'PCCC not checked',
      'deadline-passed': 'deadline passed',
      'not-recomputable': 'cannot be recomputed',
    } satisfies Record<StaleFinding['is'], string>,
    arrived: 'arrived {{day}}',
    deadline: 'deadline {{day}}',
    elsewhereNo: 'number there {{no}}',
    filedAt: 'filed {{at}}',
  },
  withdraw: {
    title: 'Withdraw this declaration?',
    law: 'A withdrawal needs a good reason and the approval of the customs office. It has to say within ten days of the request whether it approves; if it does not, it has approved on the next day (Customs Act, art. 250).',
    what: 'The request is queued and sent in its turn. Until it is approved the declaration stands as it is.',
    code: {
      label: 'Reason code',
      hint: 'Two digits. The known ones can be picked; it may be left empty.',
      wrong: 'Enter up to two capital letters or digits.',
    },
    fault: {
      label: 'Whose fault',
      hint: 'Because of whom. It may be left open.',
      exportHint: 'For exports, up to two letters or digits. Leave it empty if you do not know.',
      wrong: 'Enter up to two capital letters or digits.',
    },
    text: {
      label: 'Reason',
      hint: 'A sentence for customs to read, in Korean, 500 characters at most.',
      wrong: 'Enter the reason, 500 characters at most.',
    },
    go: 'Queue the withdrawal',
    stay: 'Do not withdraw',
  },
  synchronise: {
    title: 'Ask to synchronise?',
    what: 'A request goes out for the declaration as customs has it. The declaration itself is not sent again.',
    unsure:
      'When, and in which cases, an answer comes is not known. If one comes, it tells whether the filing was taken.',
    reason: {
      label: 'Reason',
      hint: '500 characters at most, in Korean.',
      wrong: 'Enter the reason, 500 characters at most.',
      initial: '송신 후 접수통보를 받지 못해 접수 여부를 확인하고자 합니다.',
    },
    go: 'Queue the request',
    stay: 'Do not ask',
  },
  elsewhere: {
    title: 'Note it as filed elsewhere?',
    what: 'For what you have filed at the customs counter, with another program or on the UNI-PASS website. The same filing that waits here leaves the queue, and Naru will not send it.',
    number: {
      label: 'Declaration number it got there',
      hint: 'Leave it empty if it is the number here, or if there is none.',
      wrong: '30 characters at most.',
    },
    place: {
      label: 'Filed where',
      hint: 'For example: counter of Incheon customs, UNI-PASS website',
      wrong: 'Enter where it was filed, 100 characters at most.',
    },
    at: {
      label: 'Filed when',
      hint: 'Korean time.',
      wrong: 'Enter day and time.',
    },
    note: {
      label: 'Note',
      hint: 'May be left empty. 500 characters at most.',
      wrong: '500 characters at most.',
    },
    go: 'Filed elsewhere',
    stay: 'Leave it',
  },
  restore: {
    title: 'Was it not filed elsewhere after all?',
    what: 'If you restore it, it is queued again and Naru sends it. If it has been taken there, the same goods are declared twice: make sure first that it was not.',
    go: 'Restore and send',
    stay: 'Leave it',
  },
  asking: 'Queueing…',
  stray: {
    nav: 'Unmatched notices',
    text: 'Documents that fit no filing on this computer, or could not be read. They are kept as they came.',
    none: 'There are no unmatched notices. There is nothing you need to do.',
    list: 'Unmatched notices',
    columns: { code: 'Document', number: 'Number in it', file: 'File', received: 'Received' },
    noCode: 'Unknown',
    noNumber: 'None',
  },
} as const;
