import { z } from 'zod';
import { noticeSchema, receiptSchema } from '../../shared/filing/receipts.ts';
import type { RemoteError } from '../../shared/filing/receipts.ts';
import { plainText } from './plain-text.ts';

/** The bodies of the filing gateway's interface, as they come in. Texts are cut to what is kept of them. */

const text = (max: number) => z.string().transform((value) => plainText(value, max));

const fieldErrorBody = z.object({
  code: text(200),
  path: text(1000).optional(),
  message: text(2000),
});

/** Errors beyond this many help nobody. */
const mostErrors = 1000;

/** One error that cannot be read does not take the others away. */
const fieldErrors = z.array(z.unknown()).transform((items): RemoteError[] =>
  items
    .slice(0, mostErrors)
    .map((item) => fieldErrorBody.safeParse(item))
    .flatMap((parsed) => (parsed.success ? [parsed.data] : [])),
);

export const receiptBody = receiptSchema;

export const pendingBody = z.object({
  declarationNo: z.string(),
  state: z.literal('processing'),
});

export const rejectionBody = z.object({
  declarationNo: z.string(),
  state: z.literal('rejected'),
  errors: fieldErrors,
});

/** RFC 9457. `type` becomes its last path segment. */
export const problemBody = z.object({
  type: z.string().transform(lastSegment),
  status: z.number().int(),
  title: text(2000).optional().catch(undefined),
  detail: text(2000).optional().catch(undefined),
  errors: fieldErrors.optional().catch(undefined),
});
export type ProblemBody = z.output<typeof problemBody>;

/**
 * Most letters of a problem's type that are looked at: an answer may be megabytes of slashes, and
 * a pattern that ends with them counts them again from each.
 */
const longestType = 2000;

function lastSegment(type: string): string {
  const path = type
    .slice(0, longestType)
    .replace(/[?#].*$/s, '')
    .replace(/\/+$/, '');
  return path.slice(path.lastIndexOf('/') + 1);
}

/** A page as a whole; each notice is read on its own with `noticeBody`. */
export const pageBody = z.object({
  notices: z.array(z.unknown()),
  next: z.string().min(1).max(4000),
});

export const noticeBody = noticeSchema.extend({
  message: text(4000).optional(),
  errors: fieldErrors.optional(),
});

export const ownWordBody = z.object({
  state: z.enum(['normal', 'degraded', 'down', 'maintenance']),
  message: text(2000).nullable().default(null),
});
