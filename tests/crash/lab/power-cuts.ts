import { rmSync } from 'node:fs';
import { seededRandom } from '../../support/virtual-clock.ts';
import { diskModel, imageKinds, type ImageKind } from './disk-model.ts';
import { examine } from './examine.ts';
import { count, keep, newOutcome, type Outcome } from './findings.ts';
import { layDown } from './image.ts';
import { spread } from './spread.ts';
import { nameOf, type Story } from './story.ts';

/** Power cuts right after one call of the story: one image of each kind. */
export interface Cut {
  /** Index into the story's calls. */
  after: number;
  kinds: ImageKind[];
}

/**
 * Instants of which half are acknowledgements and arrivals of requests, where the promises are
 * given; each with every kind of image.
 */
export function spreadCuts({ ops }: Story, images: number, random: () => number): Cut[] {
  const all = ops.map((_, i) => i);
  const tells = all.filter((i) => ops[i]?.op === 'tell');
  const instants = Math.ceil(images / imageKinds.length);
  const chosen = new Set(spread(tells, Math.ceil(instants / 2), random));
  const others = all.filter((i) => !chosen.has(i));
  for (const i of spread(others, instants - chosen.size, random)) chosen.add(i);
  let left = images;
  return [...chosen]
    .toSorted((a, b) => a - b)
    .map((after) => {
      const kinds = imageKinds.slice(0, Math.max(0, left));
      left -= kinds.length;
      return { after, kinds };
    });
}

/**
 * Lays down what the disk may hold after each cut and looks at it. Cuts come in their order.
 * @param disk as it is in the beginning
 */
export async function cutPower(
  { run, before, toldBefore, ops, told }: Story,
  cuts: readonly Cut[],
  folder: string,
  label = 'power',
  disk = diskModel(before),
): Promise<Outcome> {
  const outcome = newOutcome();
  let done = 0;
  let lines = toldBefore;
  for (const { after, kinds } of cuts) {
    for (const op of ops.slice(done, after + 1)) {
      disk.apply(op);
      if (op.op === 'tell') lines += 1;
    }
    done = after + 1;
    for (const kind of kinds) {
      // Of its own, so that an image is the same whichever others are made.
      const random = seededRandom(run.seed * 1_000_003 + after);
      layDown(folder, disk.image(kind, random));
      count(outcome, `${label}: ${kind}`);
      const wrong = await examine({ folder, told: told.slice(0, lines), drain: true });
      keep(outcome, `${nameOf(run)}, ${label} at call ${after}, ${kind}`, wrong);
    }
  }
  rmSync(folder, { recursive: true, force: true });
  return outcome;
}
