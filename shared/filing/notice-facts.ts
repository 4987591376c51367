/** What Naru itself says of a notice document, beside what stands in it; words under `notices.facts`. */
export const noticeFactNames = [
  /** Name of the document. */
  'document',
  /** Code of the document that it answers. */
  'original',
  'result',
  'supplement',
  'pending-cause',
  'inspected',
  'receipt-no',
  'full-copy',
  /** The number stands nowhere where such a document has it. */
  'number-elsewhere',
] as const;
export type NoticeFactName = (typeof noticeFactNames)[number];

export const isNoticeFactName = (name: string): name is NoticeFactName =>
  noticeFactNames.some((known) => known === name);
