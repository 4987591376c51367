/** Middle of several measurements. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** Milliseconds that work takes. */
export async function took(work: () => unknown): Promise<number> {
  const from = performance.now();
  await work();
  return performance.now() - from;
}

export type Contender = { name: string } & (
  | {
      /** Does the work once. */
      once(): unknown;
    }
  | {
      /** Does the work so many times, one after the other. */
      many(count: number): unknown;
    }
);

export interface Comparison {
  name: string;
  /** Microseconds per piece of work, median over the rounds. */
  micros: number;
  /** Speed as a share of the first contender's, median over the rounds. */
  ratio: number;
}

/**
 * Runs contenders turn by turn in one run, so that what else the machine does meets all of them;
 * the first is the measure of the others.
 */
export async function compare(
  contenders: readonly Contender[],
  rounds: number,
  each: number,
): Promise<Comparison[]> {
  const times = contenders.map((): number[] => []);
  for (let round = -1; round < rounds; round += 1)
    for (const [i, contender] of contenders.entries()) {
      const ms = await took(async () => {
        if ('many' in contender) await contender.many(each);
        else for (let n = 0; n < each; n += 1) await contender.once();
      });
      // The first round warms up.
      if (round >= 0) times[i]?.push(ms / each);
    }
  const [measure = []] = times;
  return contenders.map(({ name }, i) => {
    const own = times[i] ?? [];
    return {
      name,
      micros: median(own) * 1000,
      ratio: median(own.map((ms, round) => (measure[round] ?? Number.NaN) / ms)),
    };
  });
}
