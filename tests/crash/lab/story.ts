import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { addTold, readTold, type Told } from './told.ts';
import { readTrace, type Op } from './trace.ts';
import { leftIn } from './examine.ts';
import { killAt, record, type End, type Place, type Run } from './strace.ts';

/** A run of the workload with nothing in its way, and all that it did to the disk. */
export interface Story {
  run: Run;
  /** Files that were there before, by name: taken to be on disk. */
  before: ReadonlyMap<string, Buffer>;
  /** How many lines were told before. */
  toldBefore: number;
  ops: readonly Op[];
  told: readonly Told[];
}

/** @throws {Error} where the workload does not come to its end */
export async function recordStory(run: Run): Promise<Story> {
  const end = await record(run, null);
  if (end.code !== 0) throw new Error(`the workload of seed ${run.seed}: ${describeEnd(end)}`);
  return readStory(run);
}

export function readStory(run: Run): Story {
  const told = readTold(run.place.told);
  const before = run.after === null ? new Map<string, Buffer>() : filesOf(run.after);
  const toldBefore = run.after === null ? 0 : readTold(run.after.told).length;
  const ops = readTrace(run.place, [...before.keys()]);
  const lines = toldBefore + ops.filter(({ op }) => op === 'tell').length;
  if (lines !== told.length)
    throw new Error(`${lines} lines were traced, ${told.length} are there`);
  return { run, before, toldBefore, ops, told };
}

/** Kills a run somewhere on its way; what is left is where another one can go on from. */
export async function leaveBehind(run: Run, call: string, nth: number): Promise<Place> {
  const end = await killAt(run, call, nth);
  if (end.signal !== 'SIGKILL') throw new Error(`${call} ${nth}: ${describeEnd(end)}`);
  noteEnd(run.place);
  return run.place;
}

/**
 * Notes how late it was when the process ended, and what the central system said that it did not live
 * to write down.
 */
export function noteEnd(place: Place): void {
  const { at, heardRetryAfter } = leftIn(place.data, readTold(place.told));
  addTold(place.told, { told: heardRetryAfter ? 'ended' : 'unheard', at: at + 1 });
}

/** Files of a data folder but the shared memory beside a log, which is always made anew. */
function filesOf({ data }: Place): Map<string, Buffer> {
  const names = readdirSync(data, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('-shm'))
    .map((entry) => join(entry.parentPath, entry.name));
  return new Map(names.map((name) => [relative(data, name), readFileSync(name)]));
}

export function describeEnd({ code, signal, said }: End): string {
  return `${signal ?? code ?? '?'} ${said.slice(-600)}`;
}

export const nameOf = ({ seed, after }: Run): string =>
  `seed ${seed}${after === null ? '' : ' after a kill'}`;
