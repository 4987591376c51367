/** How amounts are cut off, where law and guide leave it open. */
export interface Rounding {
  /** A line's tax is cut off below this many won. */
  readonly taxUnit: bigint;
  /** The total of a tax is cut off below this many won. */
  readonly totalUnit: bigint;
  /**
   * What the fractions come to that are cut off when a value is shared out among lines: added to
   * the last line, so that the lines make up the whole, or lost.
   */
  readonly rest: 'to-last-line' | 'lost';
  /** The total in US dollars: the sum of the lines, or the total in won, rounded up once. */
  readonly totalUsd: 'sum' | 'once';
}

/**
 * What we compute by. Revenue of the treasury is cut off below 10 won (국고금관리법 제47조제1항), which
 * here means each tax of each line, and totals are the sums of the lines; a tax base is cut off
 * below 1 won (같은 조 제2항, and the guide's 절사 of 과세가격), which here means the whole value, so that
 * the total is invoice × rate + costs. In doubt: the guide says only that a line's tax has no
 * fractions of a won, names no line for the rest, and rounds the dollars of a line up.
 */
export const usualRounding: Rounding = {
  taxUnit: 10n,
  totalUnit: 10n,
  rest: 'to-last-line',
  totalUsd: 'sum',
};

/** All that is met: a declaration that follows any of them is computed, not made by hand. */
export const roundings: readonly Rounding[] = [
  [10n, 10n],
  [1n, 1n],
  [1n, 10n],
].flatMap(([taxUnit = 10n, totalUnit = 10n]) =>
  (['to-last-line', 'lost'] as const).flatMap((rest) =>
    (['sum', 'once'] as const).map((totalUsd) => ({ taxUnit, totalUnit, rest, totalUsd })),
  ),
);
