import { z } from 'zod';

/** What is looked for in a notice document. */
export const noticeItems = [
  'code',
  'originalCode',
  'number',
  'at',
  'result',
  'supplement',
  'inspected',
  'answerBy',
  'receiptNo',
  'reasonCode',
  'reason',
  'sequence',
] as const;
export type NoticeItem = (typeof noticeItems)[number];

export type Places = Readonly<Partial<Record<NoticeItem, readonly string[]>>>;

/**
 * Where things stand in KCS's notice documents, in the order in which they are looked for: paths
 * of local names from the response on, or from any depth after two stars. `*` holds for all
 * documents, after the document's own.
 *
 * Sure are the paths of the receipt and error notices (two production clients) and the three places
 * of the submission number. No schema of these documents is published; in particular nobody has
 * shown where 023 carries its result (심사결과). The other places are WCO's names for such things
 * and the column names of a broker's database, and an office can put its own before them.
 */
export const noticePlaces: Readonly<Record<string, Places>> = {
  '*': {
    code: ['TypeCode'],
    originalCode: ['Declaration/TypeCode', '**/DOC_CD', '**/text_gubun'],
    number: [
      'Declaration/ID',
      'ID',
      'FunctionalReferenceID',
      'Declaration/FunctionalReferenceID',
      '**/RPT_NO',
      '**/jechl_no',
    ],
    at: ['IssueDateTime', '**/DPT_DATE', '**/tongbo_date', 'Declaration/AcceptanceDateTime'],
    result: ['Status/NameCode', 'Declaration/Status/NameCode', '**/RESULT_CD', '**/ResultCode'],
    answerBy: ['**/LimitDateTime', '**/DueDateTime', '**/SUPPLEMENT_DATE'],
    receiptNo: ['**/DPT_NO', 'ID', 'FunctionalReferenceID'],
    reason: [
      'AdditionalInformation/Content',
      'Declaration/AdditionalInformation/Content',
      '**/StatementDescription',
      '**/RESULT_TXT',
      '**/Description',
      '**/Content',
    ],
    sequence: ['**/RPT_SEQ'],
  },
  '023': {
    // Read so by a broker's tool of 2026.
    inspected: ['Declaration/GoodsShipment/AdditionalInformation/StatementCode'],
  },
  '5GV': {
    supplement: ['**/SupplementTypeCode', 'AdditionalInformation/StatementTypeCode'],
  },
  '5GZ': {
    reasonCode: ['**/ReasonCode', '**/StatementCode'],
  },
};

/** An office's own places, tried before ours. */
export const ownPlacesSchema = z.record(
  z.string().regex(/^(?:\*|[0-9A-Z]{3})$/),
  z.partialRecord(z.enum(noticeItems), z.array(z.string().min(1).max(200)).max(20)),
);
export type OwnPlaces = z.output<typeof ownPlacesSchema>;

/** Where to look for an item in a document with this code. */
export function placesOf(item: NoticeItem, code: string, own: OwnPlaces = {}): readonly string[] {
  return [
    ...(own[code]?.[item] ?? []),
    ...(own['*']?.[item] ?? []),
    ...(noticePlaces[code]?.[item] ?? []),
    ...(noticePlaces['*']?.[item] ?? []),
  ];
}
