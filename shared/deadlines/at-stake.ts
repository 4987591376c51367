import { z } from 'zod';
import { decimalOf, floor, times, whole } from '../taxes/decimal.ts';
import {
  highestLateSurcharge,
  lateSurcharge,
  latePermille,
  lateSteps,
} from '../taxes/late-surcharge.ts';
import { addDays, civilDateSchema, type CivilDate } from '../time.ts';

const won = z.number().int().nonnegative();
const stepSchema = z.strictObject({
  /** The day on which it would be declared. */
  on: civilDateSchema,
  permille: z.number().int().nonnegative(),
  /** Cut off below 10 won; `null` where the customs value is not known. */
  won: won.nullable(),
});
export type LateStep = z.output<typeof stepSchema>;

/** What lateness costs. */
export const atStakeSchema = z.discriminatedUnion('is', [
  /** Late declaration surcharge (신고지연가산세, 관세법 제241조제4항, 시행령 제247조), of the customs value. */
  z.strictObject({
    is: z.literal('late-declaration'),
    /** Whether goods and place are designated (API001); `null`: not known. */
    applies: z.boolean().nullable(),
    today: stepSchema,
    tomorrow: stepSchema,
    /** The next day from which it is more than tomorrow; `null` where it grows no more. */
    next: stepSchema.nullable(),
    highest: won,
  }),
  /** After an instant release: a fifth of the duty (관세법 제253조제4항). */
  z.strictObject({
    is: z.literal('instant-release'),
    percent: z.number(),
    won: won.nullable(),
  }),
]);
export type AtStake = z.output<typeof atStakeSchema>;

export interface LateQuestion {
  deadline: CivilDate;
  today: CivilDate;
  /** Won (과세가격); `null` where the declaration does not tell. */
  customsValue: bigint | null;
  applies: boolean | null;
}

/** The surcharge for declaring today, tomorrow and from the next step on. */
export function lateDeclarationAtStake(question: LateQuestion): AtStake {
  const { deadline, today, applies } = question;
  const tomorrow = addDays(today, 1);
  const at = (on: CivilDate) => stepOn(question, on);
  const later = lateSteps
    .map(({ after }) => addDays(deadline, after + 1))
    .find(
      (day) => day > tomorrow && latePermille(deadline, day) > latePermille(deadline, tomorrow),
    );
  return {
    is: 'late-declaration',
    applies,
    today: at(today),
    tomorrow: at(tomorrow),
    next: later === undefined ? null : at(later),
    highest: Number(highestLateSurcharge),
  };
}

function stepOn({ deadline, customsValue }: LateQuestion, on: CivilDate): LateStep {
  const permille = Number(latePermille(deadline, on));
  if (permille === 0) return { on, permille, won: 0 };
  const sum = customsValue === null ? null : Number(lateSurcharge(customsValue, deadline, on));
  return { on, permille, won: sum };
}

const instantReleasePercent = 20;

/** @param duty total duty in won (관세), where the declaration tells it */
export function instantReleaseAtStake(duty: bigint | null): AtStake {
  const share = decimalOf('0.2');
  const sum = duty === null ? null : Number((floor(times(whole(duty), share)) / 10n) * 10n);
  return { is: 'instant-release', percent: instantReleasePercent, won: sum };
}
