import type { NoticeFactName } from '../../filing/notice-facts.ts';

/** Notice documents: what Naru says beside what stands in them. */
export const notices = {
  facts: {
    document: 'Document',
    original: 'Answers',
    result: 'Result',
    supplement: 'Kind of supplement',
    'pending-cause': 'Pending because',
    inspected: 'Selected for inspection (C/S)',
    'receipt-no': 'Receipt number',
    'full-copy': 'Copy of the declaration',
    'number-elsewhere': 'Declaration number, found elsewhere',
  } satisfies Record<NoticeFactName, string>,
  notInCp949: 'CP949 does not have this character: {{what}}',
} as const;
