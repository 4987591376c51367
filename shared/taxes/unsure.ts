import { z } from 'zod';

/** Why a value cannot be computed from what is entered; each a text under `taxes.unsure`. */
export const unsureReasons = [
  'incomplete', // something it follows from is missing
  'specific-duty', // 종량세: duty by quantity
  'duty-reduction', // 감면
  'flexible-duty', // 탄력관세
  'internal-tax', // a rate of internal tax without its amount
  'vat-exemption', // 부가세 감면 without its base
  'usd-rate', // the rate of the US dollar is not in the declaration
  'domestic-costs', // EXW: costs up to the ship are not in the declaration
  'repair', // value of a repair (가득액)
] as const;
export type UnsureReason = (typeof unsureReasons)[number];

/** A value that is not computed, or not for certain. */
export const unsureSchema = z.strictObject({
  /** Path of the value. */
  field: z.string(),
  why: z.enum(unsureReasons),
});
export type Unsure = z.output<typeof unsureSchema>;
