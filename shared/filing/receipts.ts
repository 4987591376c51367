import { z } from 'zod';
import { civilDateSchema } from '../time.ts';
import { partSchema } from './part.ts';
import type { CustomsState } from './states.ts';

/** States that a receipt may name. */
export const receiptStates = [
  'received',
  'documents-required',
  'inspection',
  'released',
  'withdrawn',
] as const;

/** Receipt (접수): the central system's word that it has the document with this digest. */
export const receiptSchema = z.object({
  declarationNo: z.string(),
  state: z.enum(receiptStates),
  receiptNo: z.string().min(1).max(200),
  receivedAt: z.iso.datetime({ offset: true }),
  digest: z.string(),
});
export type Receipt = z.output<typeof receiptSchema>;

export const remoteErrorSchema = z.object({
  code: z.string().max(200),
  path: z.string().max(1000).optional(),
  message: z.string().max(2000),
});
/** What the central system finds wrong with a field, in its own words. */
export type RemoteError = z.output<typeof remoteErrorSchema>;

export const noticeKinds = [
  'received',
  'documents-required',
  'inspection',
  'released',
  'rejected',
  'withdrawn',
  'amended',
  'under-review',
  /** Error notice (오류통보): the document was not taken in this form. */
  'refused',
  'amendment-refused',
  'withdrawal-refused',
  /** Says something that moves no state. */
  'information',
  /** A document that Naru does not know: kept and shown raw. */
  'unknown',
] as const;
export type NoticeKind = (typeof noticeKinds)[number];

/** What a notice document says beside its meaning: a name out of `notices.facts`, or as it stands. */
export const noticeFactSchema = z.object({
  name: z.string().max(200),
  value: z.string().max(4000),
});
export type NoticeFact = z.output<typeof noticeFactSchema>;

/** Notice (통보): what the central system has since decided. */
export const noticeSchema = z.object({
  id: z.string().min(1).max(200),
  declarationNo: z.string().max(64),
  kind: z.enum(noticeKinds),
  at: z.iso.datetime({ offset: true }),
  message: z.string().max(4000).optional(),
  errors: z.array(remoteErrorSchema).max(1000).optional(),
  /** KCS's document code, e.g. `R99`; absent where the gateway speaks its own language. */
  code: z.string().max(20).optional(),
  /** Which of the declaration's documents it answers; absent: the declaration itself. */
  part: partSchema.optional(),
  /** The day by which customs wants an answer (보완기한). */
  answerBy: civilDateSchema.optional(),
  facts: z.array(noticeFactSchema).max(200).optional(),
  /** The raw document that it was read from, kept as it came. */
  documentId: z.number().int().positive().optional(),
});
export type Notice = z.output<typeof noticeSchema>;

/** The customs state that a notice speaks of; `null` where it moves none. */
export function customsWord(kind: NoticeKind): CustomsState | null {
  switch (kind) {
    case 'refused':
    case 'amendment-refused':
    case 'withdrawal-refused':
    case 'information':
    case 'unknown':
      return null;
    default:
      return kind;
  }
}
