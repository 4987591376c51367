import * as en from './en/index.ts';
import * as ko from './ko/index.ts';

/** Same keys, any words. */
type SameKeys<T> = { readonly [K in keyof T]: T[K] extends string ? string : SameKeys<T[K]> };

/** Korean is the first language and names the keys; English must have them all. */
export const catalogues = {
  ko,
  en: en satisfies SameKeys<typeof ko>,
};

type Leaves<T, Prefix extends string = ''> = {
  [K in keyof T & string]: T[K] extends string
    ? `${Prefix}${K extends `${infer Base}_one` | `${infer Base}_other` ? Base : K}`
    : Leaves<T[K], `${Prefix}${K}.`>;
}[keyof T & string];

/** Path of a text in the catalogues, e.g. `errors.disk-full`. */
export type TextKey = Leaves<typeof ko>;
