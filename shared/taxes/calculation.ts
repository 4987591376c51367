import { type Decimal, grouped, textOf } from './decimal.ts';
import type { Rounding } from './rounding.ts';
import type { TaxStep, TaxStepName } from './tax-step.ts';
import type { Unsure, UnsureReason } from './unsure.ts';

/** Everything that could be computed of a declaration. */
export interface Calculation {
  /** Decimal text by path, e.g. `lines[0].duty`. */
  readonly values: Readonly<Record<string, string>>;
  readonly steps: readonly TaxStep[];
  readonly unsure: readonly Unsure[];
}

export interface CalculationOptions {
  readonly rounding?: Rounding;
  /**
   * What a value is computed from: `computed` values alone, or those that are `entered` where they
   * are, so that each value is seen against the ones beside it.
   */
  readonly from?: 'computed' | 'entered';
  /** Won for a US dollar, for a declaration in another currency. */
  readonly usdRate?: string;
  /** Whether the way is shown: `false` gives the values alone, faster. */
  readonly steps?: boolean;
}

/** Collects values, steps and doubts while a declaration is computed. */
export class Worksheet implements Calculation {
  readonly values: Record<string, string> = {};
  readonly steps: TaxStep[] = [];
  readonly unsure: Unsure[] = [];
  readonly #showsSteps: boolean;

  constructor({ steps = true }: Pick<CalculationOptions, 'steps'>) {
    this.#showsSteps = steps;
  }

  /** Puts a value down; returns it. */
  value(field: string, value: bigint): bigint {
    this.values[field] = String(value);
    return value;
  }

  step(
    step: TaxStepName,
    line: number | null,
    working: () => string,
    result: Decimal | bigint,
  ): void {
    if (!this.#showsSteps) return;
    this.steps.push({
      step,
      line,
      working: working(),
      result: typeof result === 'bigint' ? String(result) : textOf(result),
    });
  }

  doubt(field: string, why: UnsureReason): null {
    this.unsure.push({ field, why });
    return null;
  }
}

const mostParts = 6;

/** A sum in figures; of many parts the first and the last. */
export function sumInFigures(parts: readonly bigint[]): string {
  const shown =
    parts.length <= mostParts
      ? parts.map(grouped)
      : [...parts.slice(0, mostParts - 2).map(grouped), '…', grouped(parts.at(-1) ?? 0n)];
  return shown.join(' + ');
}
