import type { FieldError, FieldWarning } from '../errors.ts';
import type { Table } from './table/nodes.ts';
import { readValues } from './table/read.ts';

/** What of a declaration has been entered so far; a whole declaration is one, too. */
export type Entered<T> = {
  readonly [K in keyof T]?: Exclude<T[K], undefined> extends readonly (infer Item)[]
    ? Item extends object
      ? readonly Entered<Item>[]
      : T[K]
    : T[K];
};

export interface EnteredReading<T> {
  /** The values that could be read, normalised. */
  readonly entered: Entered<T>;
  readonly errors: FieldError[];
  readonly warnings: FieldWarning[];
}

/** Reads what can be read of a declaration that may be unfinished. */
export function readEntered<T>(table: Table, input: unknown): EnteredReading<T> {
  const { values, errors, warnings } = readValues(table, input);
  return { entered: isEntered<T>(values) ? values : {}, errors, warnings };
}

/** Reading keeps values of the table's keys alone, each checked against its format. */
const isEntered = <T>(values: object): values is Entered<T> => values !== null;
