import { z } from 'zod';
import { filingIdSchema } from '../filing/numbers.ts';
import {
  directedRowSchema,
  directiveOrderSchema,
  directiveSchema,
  directiveKindSchema,
  directedStateSchema,
  directiveStepSchema,
  doubleSchema,
} from '../sync/directives.ts';

const page = z.strictObject({
  after: z.string().max(100).nullable(),
  limit: z.number().int().min(1).max(200),
});
const directiveId = z.number().int().positive();

/** What directives meant for one filing. */
export const filingOrdersSchema = z.strictObject({
  orders: z.array(
    z.strictObject({
      directiveId,
      kind: directiveKindSchema,
      step: directiveStepSchema,
      state: directedStateSchema,
    }),
  ),
  replacedBy: z.strictObject({ id: filingIdSchema, declarationNo: z.string() }).nullable(),
  replaces: z.strictObject({ id: filingIdSchema, declarationNo: z.string() }).nullable(),
  doubles: z.array(doubleSchema),
});
export type FilingOrders = z.output<typeof filingOrdersSchema>;

export const directiveCalls = {
  /** Newest first. */
  'directives.page': {
    input: page,
    output: z.strictObject({ rows: z.array(directiveSchema), next: z.string().nullable() }),
  },
  'directives.get': { input: z.strictObject({ id: directiveId }), output: directiveSchema },
  /** Enters an order; its preview is gathered at once, and nothing is applied. */
  'directives.enter': {
    input: directiveOrderSchema,
    output: z.strictObject({ id: directiveId }),
  },
  /** What it touches, or leaves alone and why. */
  'directives.filings': {
    input: page.extend({ id: directiveId, touched: z.boolean() }),
    output: z.strictObject({ rows: z.array(directedRowSchema), next: z.string().nullable() }),
  },
  'directives.do': {
    input: z.strictObject({
      id: directiveId,
      what: z.enum(['apply', 'undo', 'discard', 'preview']),
    }),
    output: directiveSchema,
  },
  'directives.of': { input: z.strictObject({ id: filingIdSchema }), output: filingOrdersSchema },
  /** What customs has twice; newest first. */
  'doubles.page': {
    input: page,
    output: z.strictObject({
      rows: z.array(doubleSchema),
      next: z.string().nullable(),
      open: z.number().int().nonnegative(),
    }),
  },
} as const;
