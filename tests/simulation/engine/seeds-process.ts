import { openBench } from './bench.ts';
import { runSeeds, type SeedsOptions, type Tally } from './run-seeds.ts';

/** What the parent sends: a portion of seeds. */
export type Order = SeedsOptions;
/** What comes back for each portion. */
export type Answer = Tally;

const bench = await openBench();
process.on('message', (order: Order) => {
  void runSeeds(bench, order).then((tally) => process.send?.(tally satisfies Answer));
});
process.send?.('ready');
