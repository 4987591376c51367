import type { DayOff, PassedDay } from '../../../shared/deadlines/holidays.ts';
import { catalogues } from '../../../shared/i18n/catalogue.ts';
import type { Translate } from '../../../shared/i18n/index.ts';

const known: ReadonlyMap<string, string> = new Map(
  Object.entries(catalogues.ko.deadlines.names).map(([key, name]) => [name, key]),
);
const isKey = (key: string | undefined): key is keyof typeof catalogues.ko.deadlines.names =>
  key !== undefined && Object.hasOwn(catalogues.ko.deadlines.names, key);

/** Why nothing is due on a day, in the person's language; what an office has entered as it stands. */
export function offInWords(t: Translate, { kind, name }: DayOff): string {
  if (kind === 'saturday' || kind === 'sunday') return t(`deadlines.off.${kind}`);
  if (kind === 'office') return name ?? '';
  return name === null ? t('deadlines.off.labourDay') : holidayInWords(t, name);
}

/** A holiday of the lists by its Korean name; several on one day stand side by side. */
export function holidayInWords(t: Translate, name: string): string {
  return name
    .split(', ')
    .map((one) => {
      const of = /^대체공휴일\((.+)\)$/.exec(one)?.[1];
      return of === undefined
        ? nameInWords(t, one)
        : t('deadlines.off.substitute', { of: nameInWords(t, of) });
    })
    .join(', ');
}

function nameInWords(t: Translate, name: string): string {
  const key = known.get(name.replace(/\(.*\)$/, ''));
  return isKey(key) ? t(`deadlines.names.${key}`) : name;
}

/** The days that were passed over, each reason once, in order. */
export function passedInWords(t: Translate, passed: readonly PassedDay[]): string {
  return [...new Set(passed.map(({ off }) => offInWords(t, off)))].join(', ');
}
