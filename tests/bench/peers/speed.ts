import { median } from '../measure.ts';
import type { Config } from './contender.ts';
import type { Entry } from './roster.ts';
import { start, type Launch, type Running } from './start.ts';

/** One contender's speed; ratios are shares of the first one's, median over the rounds. */
export interface Speed {
  enqueuePerSecond: number;
  enqueueRatio: number;
  jobsPerSecond: number;
  jobsRatio: number;
  /** Milliseconds from one done to the next. */
  p50Ms: number;
  p99Ms: number;
  httpPerSecond: number;
  httpRatio: number;
}

type Phase = 'enqueue' | 'instant' | 'http';

export interface SpeedOptions {
  rounds: number;
  /** Filings of a round, for each phase. */
  each: number;
  configFor(entry: Entry): Config;
}

/** Lets all do the same, turn by turn, so that what else the machine does meets all of them. */
export async function measureSpeeds(
  entries: readonly (Entry & { launch: Launch })[],
  { rounds, each, configFor }: SpeedOptions,
): Promise<Speed[]> {
  const runners: { running: Running; at: number; ms: Record<Phase, number[]>; gaps: number[] }[] =
    [];
  for (const entry of entries) {
    const running = await start(entry.launch, configFor(entry));
    runners.push({ running, at: 1, ms: { enqueue: [], instant: [], http: [] }, gaps: [] });
  }
  // The first round warms up.
  for (let round = -1; round < rounds; round += 1)
    for (const over of ['nothing', 'http'] as const) {
      const phase = over === 'http' ? 'http' : 'instant';
      for (const runner of runners) {
        const { ms } = await runner.running.tell({ do: 'enqueue', from: runner.at, count: each });
        runner.at += each;
        if (round >= 0 && over === 'nothing') runner.ms.enqueue.push(ms / each);
      }
      for (const { running, ms, gaps } of runners) {
        const report = await running.tell({ do: 'work', count: each, over, workers: 1 });
        if (round < 0) continue;
        ms[phase].push(report.ms / each);
        if (phase === 'instant') gaps.push(...report.gaps);
      }
    }
  await Promise.all(runners.map(({ running }) => running.close()));

  const first = runners[0]?.ms;
  return runners.map(({ ms, gaps }) => {
    const ratio = (phase: Phase): number =>
      median(ms[phase].map((own, round) => (first?.[phase][round] ?? Number.NaN) / own));
    const sorted = gaps.toSorted((a, b) => a - b);
    const share = (of: number): number => sorted[Math.floor(sorted.length * of)] ?? Number.NaN;
    return {
      enqueuePerSecond: 1000 / median(ms.enqueue),
      enqueueRatio: ratio('enqueue'),
      jobsPerSecond: 1000 / median(ms.instant),
      jobsRatio: ratio('instant'),
      p50Ms: share(0.5),
      p99Ms: share(0.99),
      httpPerSecond: 1000 / median(ms.http),
      httpRatio: ratio('http'),
    };
  });
}
