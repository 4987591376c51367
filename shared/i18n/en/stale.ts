import type { NotKnown } from '../../contract/lookups.ts';
import type { StaleFinding } from '../../filing/stale.ts';

export const stale = {
  nav: 'Recheck',
  navPccc: 'PCCC mismatches',
  list: 'Filings to check again',
  columns: {
    found: 'To check',
    name: 'Name',
    pccc: 'Personal customs code',
    phone: 'Phone',
    filings: 'Filings',
    waiting: 'Not sent',
    taken: 'Sent',
  },
  short: {
    'exchange-rate': '{{currency}} rate {{before}} → {{after}}',
    'exchange-rate-unchecked': '{{currency}} rate not checked',
    'pccc-mismatch': 'PCCC mismatch',
    'pccc-unchecked': 'PCCC not checked',
    'deadline-passed': 'Deadline {{deadline}} passed',
    'not-recomputable': 'Cannot be recomputed',
  } satisfies Record<StaleFinding['is'], string>,
  found: {
    'exchange-rate':
      'The customs exchange rate of {{currency}} changed from {{from}} on: {{before}} → {{after}} (Customs Act, art. 18).',
    'exchange-rate-unchecked':
      'This week’s customs exchange rate of {{currency}} could not be checked. That does not mean that it is wrong.',
    'pccc-mismatch': 'Personal customs code {{pccc}}: does not match what customs has on record.',
    'pccc-unchecked':
      'Personal customs code {{pccc}}: could not be checked. That does not mean that it is wrong.',
    'deadline-passed':
      'The filing deadline {{deadline}} has passed. A surcharge for late filing may be due (Customs Act, art. 241).',
    'not-recomputable': 'It cannot be recomputed with the new value. You have to correct it.',
  } satisfies Record<StaleFinding['is'], string>,
  why: {
    'no-key': 'There is no API key for this lookup. Enter one in the settings.',
    'key-refused': 'The lookup service refused the API key or had an error of its own.',
    unreadable: 'The lookup service’s answer could not be read.',
    unreachable: 'The lookup service could not be reached.',
    timeout: 'The lookup service did not answer in time.',
    busy: 'Too many lookups at once; this one waits for its turn.',
  } satisfies Record<NotKnown, string>,
  cause: {
    'no-rate': 'The answer has no rate of this currency for this week.',
    'implausible-rate':
      'The rate looked up is more than twice or less than half of the one entered. See whether it is told for 1 or for 100 units.',
    'values-entered-by-hand':
      'The values or taxes are not what the declared rate gives. A person has set them, so Naru leaves them alone.',
    'not-computable':
      'There are values that Naru does not compute: a reduction, duty by quantity, internal taxes, a surcharge. Restate them yourself.',
    'usd-rate-missing': 'The rate of the dollar, needed for the values in USD, is not known.',
    'no-exchange-rate': 'The declaration converts nothing by a rate.',
    'unreadable-result': 'With the new rate the declaration did not pass the checks.',
  },
  saidBy: 'The lookup service says: {{words}}',
  panel: 'What to check',
  checkedAt: 'checked at {{at}}',
  findings: 'What was found',
  changes: 'What changes',
  noChanges: 'The declaration itself does not change.',
  item: 'Item',
  before: 'Now',
  after: 'Then',
  openFiling: 'Open the filing',
  toPccc: 'Ask for the new number',
  waits:
    'Naru keeps asking and sends it by itself once it is confirmed. If it can wait, nothing to do.',
  next: {
    recomputed:
      'If you send it with the new values, the declaration is saved as shown above and queued. Its number stays the same.',
    unchecked:
      'If you send it unchecked, it is queued as it stands. If a value is wrong, it may be refused or need an amendment later.',
    late: 'If you send it as it is, it is queued and will be filed after its deadline.',
    'as-entered':
      'If you send it as it is, it is queued with the rate that was entered. The taxes may be wrong and need an amendment, so better correct it first.',
    mismatch:
      'It is not sent before the right number stands in it. Ask the consignee, enter the new number, and it is queued.',
  },
  accept: {
    recomputed: 'Send with new values',
    unchecked: 'Send unchecked',
    late: 'Send though late',
    'as-entered': 'Send with the rate entered',
    mismatch: 'Send',
  },
  again: 'Check again',
  edit: 'Edit',
  none: 'No filing needs to be checked again. There is nothing you need to do.',
  nonePccc:
    'No filing has a personal customs code that does not match. There is nothing you need to do.',
  keys: '↑↓ move · Space select · Enter filing · A send',
  accepted_one: 'Queued {{count}} filing.',
  accepted_other: 'Queued {{count}} filings.',
  checked_one: 'Checked {{count}} filing again.',
  checked_other: 'Checked {{count}} filings again.',
  renewed_one: 'Put the new number into {{count}} filing and queued it.',
  renewed_other: 'Put the new number into {{count}} filings and queued them.',
  skipped_one: 'Left out {{count}} that has to be corrected.',
  skipped_other: 'Left out {{count}} that have to be corrected.',
  pccc: {
    person: "the consignee's name, code and phone",
    list: 'Consignees',
    keys: '↑↓ move · C copy message · Enter new number',
    panel: 'Ask for the new number',
    people_one: '{{count}} consignee',
    people_other: '{{count}} consignees',
    readingAll: 'Not all of them have been read yet…',
    said: 'Customs’ answer',
    checkedAt: 'checked at {{at}}',
    filings_one: '{{count}} filing with this number',
    filings_other: '{{count}} filings with this number',
    message: 'Message to send',
    copy: 'Copy message',
    copied: 'Copied.',
    copyAll: 'Copy all (table)',
    copiedAll_one:
      'Copied name, phone and message of {{count}} consignee as a table. Paste it into your mass texting.',
    copiedAll_other:
      'Copied names, phones and messages of {{count}} consignees as a table. Paste it into your mass texting.',
    copyFailed: 'It could not be copied. Select the text and copy it yourself.',
    renew: 'Enter the number you got',
    number: {
      label: 'New personal customs code',
      hint: 'Thirteen characters that begin with P.',
      wrong: 'Enter the number, thirteen characters at most.',
      unusual: 'Usually it is P and twelve digits. See whether it is what you were told.',
      same: 'That is the number that stands there now.',
    },
    verify: 'Check number',
    practiceReply: 'Get a practice reply',
    replied: '{{name}} has sent the new number (practice). Check it now.',
    verifying: 'Checking…',
    matches: 'It matches: this is the number of {{name}}.',
    stillNot: 'This number does not match either.',
    notKnown: 'It could not be checked. It will be checked again before sending.',
    older: 'This is an older answer ({{at}}).',
    put_one: 'Put into {{count}} filing and queue',
    put_other: 'Put into {{count}} filings and queue',
    putAnyway_one: 'Put into {{count}} filing all the same',
    putAnyway_other: 'Put into {{count}} filings all the same',
    taken_one:
      '{{count}} filing has been taken already; its number can only be changed by an amendment.',
    taken_other:
      '{{count}} filings have been taken already; their number can only be changed by an amendment.',
    unknown_one:
      '{{count}} filing is being inquired about. It will be changed once its fate is known.',
    unknown_other:
      '{{count}} filings are being inquired about. They will be changed once their fate is known.',
    amend: 'Write amendment',
  },
  todo: {
    refused: 'Refused or invalid',
    recheck: 'Recheck',
    pccc: 'PCCC mismatches',
    rejected: 'Rejected',
    asked: 'Documents, inspection',
    orMore: '{{count}} or more',
  },
  message: {
    subject: '[{{office}}] Please check your personal customs code',
    greeting: 'Dear {{name}}, this is {{office}}, the customs broker who clears your goods.',
    why: 'The personal customs code ({{pccc}}) for the goods below does not match the record of the Korea Customs Service, so the import declaration cannot be filed.',
    whyTaken:
      'The personal customs code ({{pccc}}) that was used to declare the goods below does not match the record of the Korea Customs Service, so they cannot be released. The declaration has to be amended with your new number.',
    said: 'Customs’ answer: {{words}}',
    goods: '· {{goods}} (B/L {{bl}})',
    goodsOnly: '· {{goods}}',
    more_one: '· and {{count}} more',
    more_other: '· and {{count}} more',
    reason:
      'This happens when the number has been reissued, or when the registered name or mobile number differs from the order.',
    where:
      'You can look up your present number at unipass.customs.go.kr (Personal Customs Clearance Code) or in the Korea Customs Service mobile app.',
    reply: 'Please reply with these three:',
    replyPccc: '1. your personal customs code (13 characters, beginning with P)',
    replyName: '2. the name it is registered under',
    replyPhone: '3. the mobile number it is registered with',
    closing:
      'We continue as soon as we have your answer. Please do not have the number reissued again before the goods are released.',
    signature: '{{office}}',
  },
} as const;
