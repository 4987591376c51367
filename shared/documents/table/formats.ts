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
}

/** A value out of a code list; small letters are taken as capitals. */
export interface CodeFormat<Code extends string = string> {
  readonly type: 'code';
  readonly codes: readonly Code[];
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

export function code<const Code extends string>(codes: readonly Code[]): CodeFormat<Code> {
  return { type: 'code', codes };
}

/** `N digits`, of which `decimals` after the point. */
export function decimal(digits: number, decimals: number): DecimalFormat {
  return { type: 'decimal', digits, decimals };
}

export const date: DateFormat = { type: 'date' };
export const flag: FlagFormat = { type: 'flag' };
