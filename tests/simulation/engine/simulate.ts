import { defaultPacing, type PacingSettings } from '../../../main/outbox/policy/index.ts';
import type { Bench } from './bench.ts';
import { between, chance, type Chance, type FaultSite } from './chance.ts';
import { scheduleHappenings, scheduleUpkeep } from './happenings.ts';
import { openWorld, type World } from './world.ts';

/**
 * What a seed is run for: that nothing is broken as long as things go wrong, or that all comes to its
 * end once they no longer do.
 */
export type Mode = 'safety' | 'liveness';

export interface Result {
  seed: number;
  mode: Mode;
  steps: number;
  /** What was found wrong, with the step at which it was; empty where nothing was. */
  findings: readonly string[];
  /** The same for the same seed. */
  trace: string;
  sites: string[];
  /** Lives of the office's process. */
  lives: number;
  requests: number;
  taken: number;
  /** Virtual days. */
  days: number;
  /** Steps by kind. */
  kinds: Readonly<Record<string, number>>;
  /** Virtual hours until all had come to its end, once the faults had stopped. */
  endedAfterHours: number | null;
}

export interface RunOptions {
  seed: number;
  mode: Mode;
  steps: number;
  /** Fault sites instead of those that the seed chooses. */
  only?: readonly FaultSite[] | undefined;
  /** Told of every step, for a replay. */
  onTrace?: ((line: string) => void) | undefined;
}

/**
 * Virtual hours in which all must have come to its end once nothing goes wrong any more: the longest
 * Retry-After (1 h), then the longest interval and a half (45 min), then the longest waits of an
 * inquiry (15 min each) while a filing is still worked on (30 min), and the drain itself.
 */
const boundHours = 3;

const openStates = ['queued', 'sending', 'unconfirmed', 'processing'] as const;

/** One office's life by one seed, step by step. */
export async function simulate(bench: Bench, options: RunOptions): Promise<Result> {
  const { seed, mode, only, onTrace } = options;
  const lot = chance(seed, only);
  const random = lot.stream('run');
  const world = openWorld(bench, {
    seed,
    chance: lot,
    settings: settingsBy(lot),
    // Not from nothing: a migration's copy is made beside the database, which is no simulated disk.
    image: bench.template,
    decidesWithinMs: 12 * 3_600_000,
    inspectedShare: 0.2,
    onTrace,
  });
  const { time, central, desk, person, findings } = world;
  const actEveryMs = between(random, 300, 600_000);
  let isBusy = true;
  function nextAct(): void {
    if (!isBusy) return;
    person.act();
    time.after(actEveryMs * between(random, 0.1, 5), 'person', nextAct);
  }
  // Some begin with the list of two days.
  if (random() < 0.1) person.enqueue(400);
  nextAct();
  scheduleHappenings(world, lot, [500, 3_600_000]);
  scheduleUpkeep(time, desk);

  let isWell = true;
  while (isWell && world.steps < options.steps) isWell = await world.step();
  let endedAfterHours: number | null = null;
  if (isWell) {
    isBusy = false;
    lot.calm();
    central.calm();
    if (mode === 'liveness') endedAfterHours = await comeToAnEnd(world);
    else await lookOnceMore(world);
  }
  desk.close();
  return {
    seed,
    mode,
    steps: world.steps,
    findings,
    trace: world.trace(),
    sites: [...lot.sites],
    lives: desk.lives,
    requests: central.requests,
    taken: central.taken,
    days: time.now() / 86_400_000,
    kinds: world.kinds,
    endedAfterHours,
  };
}

/** Nothing goes wrong any more, and whoever has to looks after what stands still. */
async function comeToAnEnd(world: World): Promise<number | null> {
  const { time, desk, person } = world;
  const from = time.now();
  while (time.now() - from < boundHours * 3_600_000) {
    if (!(await world.step())) return null;
    if (world.steps % 20 === 0) person.lookAfter();
    const running = desk.running();
    if (running === null) continue;
    const { transport } = running.store.counts;
    if (openStates.some((state) => transport[state] > 0)) continue;
    world.inspect(running, true);
    return (time.now() - from) / 3_600_000;
  }
  const left = desk.running()?.store.counts.transport;
  world.onFault(`not at its end after ${boundHours} h: ${JSON.stringify(left ?? 'no process')}`);
  return null;
}

/** The power goes a last time, and all that was called saved is there. */
async function lookOnceMore(world: World): Promise<void> {
  const { desk } = world;
  desk.end('power-cut');
  for (let i = 0; i < 1000 && desk.running() === null; i += 1) if (!(await world.step())) return;
  const running = desk.running();
  if (running === null) world.onFault('the office does not start again');
  else world.inspect(running, false);
}

/**
 * Most run by the defaults; some with shorter waits, so that more happens; some with no brake but
 * the limits.
 */
function settingsBy(lot: Chance): PacingSettings {
  const drawn = lot.stream('settings')();
  if (drawn < 0.5) return defaultPacing;
  const hasty = { ...defaultPacing, maxIntervalMs: 60_000, inquiryMaxMs: 30_000 };
  if (drawn < 0.8) return hasty;
  return { ...hasty, minIntervalMs: 0, minGapMs: 0, gapLatencyShare: 0, startSpreadMs: 0 };
}
