import { mkdirSync, writevSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { NaruError } from '../../../shared/errors.ts';
import { startDrainLoop } from '../../../main/engine/drain-loop.ts';
import { act, enqueue, type Outbox } from '../../../main/outbox/index.ts';
import { openConnection } from '../../../main/store/connection.ts';
import { classifyFailure } from '../../../main/store/failure.ts';
import { openDataFolder, type Store } from '../../../main/store/index.ts';
import { keyFile } from '../../../main/store/key.ts';
import { migrate } from '../../../main/store/migrate.ts';
import { migrations } from '../../../main/store/migrations/index.ts';
import { seededRandom } from '../../support/virtual-clock.ts';
import { centralAfter } from './lab-central.ts';
import { labClock, labStart } from './lab-clock.ts';
import { faultPlan } from './fault-plan.ts';
import { labGateway } from './lab-gateway.ts';
import { hide, hideEarly, mutantSchema } from './mutants.ts';
import { allFilings, isAtItsEnd, office, openLabOutbox, sampleFiling } from './office.ts';
import { readTold, type Told } from './told.ts';

/**
 * An office's day, small: opens a data folder, saves filings one by one, drains them into a
 * central system that answers in every way, takes its notices, gives the log back, closes, and
 * does so once more with the same folder; or goes on where a killed one left off. It acknowledges on descriptor 3, only after the fact,
 * and all time is the lab's: the same seed writes the same.
 */
const { values } = parseArgs({
  options: {
    data: { type: 'string', default: '' },
    seed: { type: 'string', default: '1' },
    /** Record of an earlier run that was killed: this one goes on with its folder. */
    after: { type: 'string' },
    mutant: { type: 'string' },
  },
});
const mutant = mutantSchema.optional().parse(values.mutant);
const seed = z.coerce.number().int().parse(values.seed);
const random = seededRandom(seed);
const earlier = values.after === undefined ? [] : readTold(values.after);
const clock = labClock((earlier.at(-1)?.at ?? labStart) + 1);
const central = centralAfter(earlier);
const lives =
  values.after === undefined
    ? [
        { before: 4, meanwhile: 5 },
        { before: 1, meanwhile: 3 },
      ]
    : [{ before: 0, meanwhile: 2 }];
/** A life that lasts longer than this has got nowhere, in milliseconds of the lab. */
const longestMs = 30 * 60_000;
let saved = 0;

/** In two parts, which makes it a `writev`: it can be told from what goes into files. */
function tell(line: Told): void {
  writevSync(3, [Buffer.from(JSON.stringify(line)), Buffer.from('\n')]);
}
const now = () => clock.now();

/** Does what a person asks for, as often as it takes on a troubled disk; never more than ten times. */
async function insist(order: () => Told | null): Promise<void> {
  for (let left = 10; left > 0; left -= 1) {
    try {
      const answer = order();
      if (answer !== null) tell(answer);
      return;
    } catch (error) {
      tell({ told: 'refusal', at: now(), code: codeOf(error) });
      await clock.sleep(7000);
    }
  }
}

/** @throws what is no word to a person */
function codeOf(error: unknown): string {
  if (error instanceof NaruError) return error.problem.code;
  throw error;
}

function save(store: Store): Promise<void> {
  saved += 1;
  const reference = `ref-${earlier.length}-${saved}`;
  const filing = sampleFiling(reference, random, clock);
  return insist(() => {
    enqueue(store, [filing], { office, at: clock.now(), batchId: null });
    return { told: 'saved', at: now(), reference };
  });
}

/** Cancels the youngest that still waits. */
async function cancelOne(store: Store): Promise<void> {
  await insist(() => {
    const waiting = store.read(({ queue }) => queue.waiting(100)).at(-1);
    if (waiting === undefined) return null;
    const { done } = act(store, [waiting.id], 'cancel', clock.now());
    if (done.length === 0) return null;
    return { told: 'cancelled', at: now(), reference: waiting.reference };
  });
}

const gateway = labGateway({
  central,
  clock,
  fault: faultPlan(random),
  arrives: (request, fault) => tell({ told: 'request', at: now(), request, fault }),
  hears: () => tell({ told: 'heard', at: now() }),
  latencyMs: () => 5 + Math.floor(400 * random()),
});

/** What an office does beside sending; ends when nothing is left to wait for. */
async function work(store: Store, outbox: Outbox, meanwhile: number, wake: () => void) {
  const since = clock.now();
  for (let i = 0; i < meanwhile; i += 1) {
    await clock.sleep(6000 * random());
    await save(store);
    wake();
    if (i === 1) await cancelOne(store);
    if (i === 2) upkeep(store);
  }
  for (;;) {
    await clock.sleep(20_000);
    central.decide(clock.now());
    tell({ told: 'decided', at: now() });
    upkeep(store);
    if (outbox.trouble() === null && isDone(store)) return;
    if (clock.now() - since > longestMs) {
      tell({ told: 'gave-up', at: now() });
      return;
    }
  }
}

function isDone(store: Store): boolean {
  try {
    return allFilings(store).every(isAtItsEnd);
  } catch (error) {
    codeOf(error);
    return false;
  }
}

/** As the engine's, which leaves it to the outbox to tell of a disk that refuses. */
function upkeep(store: Store): void {
  try {
    store.read(({ search }) => search.catchUp());
    store.checkpoint();
  } catch (error) {
    tell({ told: 'refusal', at: now(), code: codeOf(error) });
  }
}

/** Makes the database of the first version, which the first opening copies and brings up to date. */
function beginOld(): void {
  mkdirSync(values.data, { recursive: true, mode: 0o700 });
  const file = join(values.data, 'naru.db');
  const connection = openConnection({ file, key: keyFile(values.data).load(true) });
  try {
    migrate(connection, file, migrations.slice(0, 1));
  } catch (error) {
    throw classifyFailure(error, file);
  } finally {
    connection.close();
  }
}

async function live({ before, meanwhile }: { before: number; meanwhile: number }): Promise<void> {
  const held = openDataFolder({ folder: values.data, owner: 'lab', now: new Date(clock.now()) });
  const store = held.openStore('real');
  if (mutant !== undefined) hide(mutant, store);
  for (let i = 0; i < before; i += 1) await save(store);
  const outbox = openLabOutbox(store, gateway, clock, random);
  tell({ told: 'phase', at: now(), phase: 'drain' });
  let shown: string | null = null;
  const loop = startDrainLoop(outbox, clock, () => {
    const code = outbox.trouble()?.code ?? null;
    if (code !== null && code !== shown) tell({ told: 'trouble', at: now(), code });
    shown = code;
  });
  await Promise.race([work(store, outbox, meanwhile, loop.wake), loop.ended]);
  await loop.stop(3000);
  tell({ told: 'phase', at: now(), phase: 'drained' });
  store.close();
  held.release();
}

try {
  if (mutant !== undefined) hideEarly(mutant);
  if (values.after === undefined && seed % 2 === 1) beginOld();
  for (const life of lives) {
    tell({ told: 'phase', at: now(), phase: 'start' });
    await live(life);
    await clock.sleep(60_000);
  }
  tell({ told: 'phase', at: now(), phase: 'end' });
} catch (error) {
  // In words that a person is told, or else by a fault of the program: that one is not caught.
  tell({ told: 'refusal', at: now(), code: codeOf(error) });
  process.exitCode = 3;
}
