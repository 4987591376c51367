import { z } from 'zod';
import {
  fromShownUnit,
  inShownUnit,
  isWithinBounds,
  pacingNames,
  pacingNameSchema,
  type ChosenPacing,
  type PacingView,
} from '../../../shared/sync/pacing.ts';

/** What has been typed anew, as it is kept; not a number where it is none. */
export const typedPacingSchema = z
  .partialRecord(pacingNameSchema, z.union([z.number(), z.nan()]))
  .superRefine((values, context) => {
    for (const name of pacingNames) {
      const value = values[name];
      if (value !== undefined && !isWithinBounds(name, value))
        context.addIssue({ code: 'custom', path: [name], message: name });
    }
  });

/** The values whose text is another than the one that was shown. */
export function typedPacing(
  values: PacingView['values'],
  textOf: (name: string) => string,
): ChosenPacing {
  const typed: ChosenPacing = {};
  for (const { name, value } of values) {
    const text = textOf(name).replaceAll(',', '');
    if (text === String(inShownUnit(name, value))) continue;
    typed[name] = text === '' ? Number.NaN : fromShownUnit(name, Number(text));
  }
  return typed;
}
