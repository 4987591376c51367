import { z } from 'zod';

/** What is worked out on the way, each with its name under `taxes.steps`. */
export const taxStepNames = [
  'invoice-in-won', // 결제금액 × 환율
  'total-value', // + 운임 + 보험료 + 가산 − 공제
  'customs-value', // 란의 과세가격
  'customs-value-usd',
  'duty',
  'vat-base',
  'vat',
  'total-customs-value',
  'total-duty',
  'total-vat-base',
  'total-vat',
  'total-tax',
  'free-on-board', // 수출: 결제금액 × 환율 − 운임 − 보험료
  'declared-price',
  'total-declared-price',
] as const;
export type TaxStepName = (typeof taxStepNames)[number];

/** One step of a calculation, as it is shown: what, from what, and what came out. */
export const taxStepSchema = z.strictObject({
  /** Name under `taxes.steps`. */
  step: z.enum(taxStepNames),
  /** Line (란) from 1; `null` for the declaration as a whole. */
  line: z.number().int().positive().nullable(),
  /** The calculation in figures, e.g. `1,000 USD × 1,380.5`. */
  working: z.string(),
  /** Decimal text. */
  result: z.string(),
});
export type TaxStep = z.output<typeof taxStepSchema>;
