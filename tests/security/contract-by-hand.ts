import * as fc from 'fast-check';
import { besiege, openTarget } from './attack.ts';
import { type WildCall, wildCall, wildCallsOfEach, wildMessage } from './wild.ts';

/** Throws many more calls than the tests do: `node tests/security/contract-by-hand.ts [CASES] [SEED]`. */
const cases = Number(process.argv[2] ?? 20_000);
const seed = Number(process.argv[3] ?? Date.now() % 1_000_000);

/** The dearest calls make a whole pack, sheet or drill: one in twenty of them is enough. */
const dear: ReadonlySet<string> = new Set(['evidence.make', 'intake.template', 'drill.start']);
const affordable = (wild: WildCall[]): WildCall[] =>
  wild.filter(({ name, pick }) => !dear.has(name) || pick % 20 === 0);

const target = await openTarget();
const { ask, siege, throw: attack, litter } = besiege(target.port, target.folder);
await ask('practice.addSamples', { count: 30 });
const began = performance.now();
try {
  await attack(affordable(wildCallsOfEach(20, seed)));
  for (let round = 0; siege.cases < cases; round += 1) {
    await attack(affordable(fc.sample(wildCall, { numRuns: 400, seed: seed + round })));
    await litter(fc.sample(wildMessage, { numRuns: 50, seed: seed + round }));
    await ask('drill.end', {});
    await ask('mode.set', { mode: round % 2 === 0 ? 'real' : 'practice' });
  }
} catch (error) {
  process.stdout.write(`${error instanceof Error ? (error.stack ?? '') : String(error)}\n`);
}
const { code, prototypes } = await target.end();
const seconds = Math.round((performance.now() - began) / 1000);
process.stdout.write(
  `${JSON.stringify(
    {
      seed,
      cases: siege.cases,
      done: siege.done,
      seconds,
      refused: Object.fromEntries(siege.refused),
      reached: siege.reached.size,
      slowest: siege.slowest,
      faults: siege.faults,
      said: target.said().slice(0, 3000),
      code,
      prototypes: prototypes.slice(0, 200),
    },
    null,
    1,
  )}\n`,
);
