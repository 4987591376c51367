import type { CodeListName } from '../../codes/code-list.ts';
import type { CivilDate } from '../../time.ts';

/** Text of KCS's type AN: so many characters, and a pattern where one is certain. */
export interface TextFormat {
  readonly type: 'text';
  readonly min: number;
  readonly max: number;
  readonly pattern: RegExp | null;
  /** Shown where the pattern is not met. */
  readonly example: string | null;
  /** Separators that people write and KCS does not: taken out before the check. */
  readonly ignores: RegExp | null;
  /** The list that it is taken from; a code that is not in it is doubted, not refused. */
  readonly list: CodeListName | null;
}

/** A value out of a code list; small letters are taken as capitals. */
export interface CodeFormat<Code extends string = string> {
  readonly type: 'code';
  readonly codes: readonly Code[];
  /** The list with the meanings of the codes. */
  readonly list: CodeListName | null;
}

/** KCS's type N: an exact decimal of so many digits, of which so many after the point. */
export interface DecimalFormat {
  readonly type: 'decimal';
  readonly digits: number;
  readonly decimals: number;
}

export interface DateFormat {
  readonly type: 'date';
}

/** True or false. */
export interface FlagFormat {
  readonly type: 'flag';
}

export type Format = TextFormat | CodeFormat | DecimalFormat | DateFormat | FlagFormat;

/** What a format's value is once it is read. */
export type ValueOf<F extends Format> =
  F extends CodeFormat<infer Code>
    ? Code
    : F extends FlagFormat
      ? boolean
      : F extends DateFormat
        ? CivilDate
        : string;

interface TextOptions {
  min?: number;
  pattern?: RegExp;
  example?: string;
  ignores?: RegExp;
}

/** `AN..max`. */
export function text(max: number, options: TextOptions = {}): TextFormat {
  return {
    type: 'text',
    min: options.min ?? 1,
    max,
    pattern: options.pattern ?? null,
    example: options.example ?? null,
    ignores: options.ignores ?? null,
    list: null,
  };
}

/** A fixed shape, shown by an example. */
export function shaped(pattern: RegExp, example: string, ignores?: RegExp): TextFormat {
  return text(example.length, {
    min: example.length,
    pattern,
    example,
    ...(ignores === undefined ? {} : { ignores }),
  });
}

/** A closed list: another code is refused. */
export function code<const Code extends string>(
  codes: readonly Code[],
  list: CodeListName | null = null,
): CodeFormat<Code> {
  return { type: 'code', codes, list };
}

/** An open list: any code of the shape is taken, one that is not in the list with a doubt. */
export function listed(list: CodeListName, shape: TextFormat): TextFormat {
  return { ...shape, list };
}

/** `N digits`, of which `decimals` after the point. */
export function decimal(digits: number, decimals: number): DecimalFormat {
  return { type: 'decimal', digits, decimals };
}

export const date: DateFormat = { type: 'date' };
export const flag: FlagFormat = { type: 'flag' };
