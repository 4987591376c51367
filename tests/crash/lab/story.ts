import { readTold, type Told } from './told.ts';
import { readTrace, type Op } from './trace.ts';
import { record, type End, type Run } from './strace.ts';

/** A run of the workload with nothing in its way, and all that it did to the disk. */
export interface Story {
  run: Run;
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
  const ops = readTrace(run.place);
  const lines = ops.filter(({ op }) => op === 'tell').length;
  if (lines !== told.length)
    throw new Error(`${lines} lines were traced, ${told.length} are there`);
  return { run, ops, told };
}

export function describeEnd({ code, signal, said }: End): string {
  return `${signal ?? code ?? '?'} ${said.slice(-600)}`;
}
