import { z } from 'zod';

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
] as const;

/** Notice (통보): what the central system has since decided. */
export const noticeSchema = z.object({
  id: z.string().min(1).max(200),
  declarationNo: z.string().max(64),
  kind: z.enum(noticeKinds),
  at: z.iso.datetime({ offset: true }),
  message: z.string().max(4000).optional(),
  errors: z.array(remoteErrorSchema).max(1000).optional(),
});
export type Notice = z.output<typeof noticeSchema>;
