import { join } from 'node:path';
import type { Config } from './contender.ts';
import { start, type Launch } from './start.ts';
import { readTrace, watching } from './trace.ts';

/** Syncs of a filing, counted by the system calls. */
export interface Syncs {
  perEnqueue: number;
  perJob: number;
}

const count = 100;

export async function countSyncs(launch: Launch, folder: string, config: Config): Promise<Syncs> {
  const log = join(folder, 'trace.log');
  const marks = join(folder, 'marks');
  const running = await start(launch, { ...config, marks }, watching(log));
  await running.tell({ do: 'enqueue', from: 1, count });
  await running.tell({ do: 'work', count, over: 'nothing', workers: 1 });
  await running.close();
  const syncs = { enqueue: 0, work: 0 };
  let phase: keyof typeof syncs | null = 'enqueue';
  for (const call of readTrace(log, folder)) {
    if (call.is === 'sync' && phase !== null && call.file !== folder) syncs[phase] += 1;
    if (call.file !== marks || call.is !== 'append') continue;
    const said = call.bytes.toString();
    if (said.startsWith('end of enqueue')) phase = 'work';
    if (said.startsWith('end of work')) phase = null;
  }
  return { perEnqueue: syncs.enqueue / count, perJob: syncs.work / count };
}
