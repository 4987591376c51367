import type { RatesAnswer } from '../../../shared/contract/lookups.ts';
import { addDays, weekday, type CivilDate } from '../../../shared/time.ts';
import { readDay } from './dates.ts';
import { rowsOf, textAt, type Envelope, type Reading } from './envelope.ts';

/** Which rates are asked for: a week's, for import (과세환율) or export. */
export interface RatesQuery {
  on: CivilDate;
  use: 'import' | 'export';
}

export function ratesParams({ on, use }: RatesQuery): Record<string, string> {
  return { qryYymmDd: on.replaceAll('-', ''), imexTp: use === 'export' ? '1' : '2' };
}

/** The Sunday from which a day's weekly rate holds. */
export function weekOf(on: CivilDate): CivilDate {
  return addDays(on, -weekday(on));
}

type Rate = RatesAnswer['rates'][number];

/**
 * The rates of API012, one for each currency. A currency stands there once for each of its
 * countries; where two of them disagree, none is told.
 * @param perHundred currencies whose figure the office takes to be for 100 units
 */
export function readRates(
  { root }: Envelope,
  { use }: RatesQuery,
  perHundred: ReadonlySet<string>,
): Reading<RatesAnswer> {
  const asked = use === 'export' ? '1' : '2';
  const told = new Map<string, Rate | null>();
  for (const row of rowsOf(root, 'trifFxrtInfoQryRsltVo')) {
    const currency = textAt(row, 'currSgn', 3);
    const figure = textAt(row, 'fxrt').replaceAll(',', '');
    const from = readDay(textAt(row, 'aplyBgnDt'));
    const kind = textAt(row, 'imexTp');
    if (kind !== '' && kind !== asked) continue;
    if (!/^[A-Z]{3}$/.test(currency) || !isRate(figure) || from === null) continue;
    const per = perHundred.has(currency) ? 100 : 1;
    const rate: Rate = { currency, rate: per === 100 ? hundredth(figure) : figure, from, per };
    const known = told.get(currency);
    const agrees = known === undefined || (known?.rate === rate.rate && known.from === from);
    told.set(currency, agrees ? rate : null);
  }
  const rates = [...told.values()].filter((rate) => rate !== null).slice(0, 300);
  return { is: 'known', value: { rates } };
}

const isRate = (text: string): boolean => /^\d{1,9}(?:\.\d{1,9})?$/.test(text) && Number(text) > 0;

/** A hundredth of a decimal text, exactly. */
function hundredth(text: string): string {
  const [whole = '', fraction = ''] = text.split('.');
  const digits = whole.padStart(3, '0');
  const all = `${digits.slice(0, -2)}.${digits.slice(-2)}${fraction}`;
  return all.replace(/^0+(?=\d)/, '').replace(/\.?0+$/, '');
}
