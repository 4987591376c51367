import { addDays, civilDate, daysBetween, weekday, type CivilDate } from '../../time.ts';
import { practiceRates } from './practice-parties.ts';

type Currency = keyof typeof practiceRates;

/** The Sunday on which a day's practice rates began. */
export const practiceWeek = (on: CivilDate): CivilDate => addDays(on, -weekday(on));

/**
 * Won for one unit in the practice week of a day, in ten-thousandths. They are invented, and other
 * ones every Sunday; those for export are a little lower.
 */
export function practiceRateOn(
  currency: Currency,
  on: CivilDate,
  use: 'import' | 'export' = 'import',
): number {
  const week = daysBetween(firstWeek, practiceWeek(on)) / 7;
  // Per mille from -15 to 15, and never the same twice in a row.
  const moved = ((((week * 7 + currency.charCodeAt(0)) % 31) + 31) % 31) - 15;
  const won = (practiceRates[currency] * (1000 + moved) * (use === 'import' ? 100 : 99)) / 100_000;
  // Dear currencies have two decimals, cheap ones four.
  return won > 1_000_000 ? Math.round(won / 100) * 100 : Math.round(won);
}

const firstWeek = civilDate('2023-01-01');
