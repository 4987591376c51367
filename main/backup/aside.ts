import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { BackupFacts } from '../../shared/contract/backup.ts';
import { NaruError } from '../../shared/errors.ts';
import type { Checked, CheckOrder } from './check.ts';
import type { CopyAnswer, CopyResult, CopyTask } from './copy-task.ts';
import type { ExportOrder, Exported } from './export-all.ts';
import type { BackupOrder, Kept, PlaceOrder } from './in-place.ts';
import type { InspectOrder, Inspected } from './inspect.ts';
import type { MadeBackup, MakeOrder } from './make.ts';
import type { Recipient } from './passphrase.ts';
import type { Salvaged } from './salvage.ts';

/** In the sources this module stands beside the thread's; built, both are bundles in one folder. */
const threadFile = import.meta.url.endsWith('.ts') ? './copy-thread.ts' : './copy-thread.js';

/** Does what takes long in threads of their own; the engine answers and writes meanwhile. */
export interface Aside {
  make(order: MakeOrder): Promise<MadeBackup>;
  inspect(order: InspectOrder): Promise<Inspected>;
  recipient(passphrase: string): Promise<Recipient>;
  list(folder: string): Promise<BackupFacts[]>;
  exportAll(order: ExportOrder): Promise<Exported>;
  check(order: CheckOrder): Promise<Checked>;
  restore(order: BackupOrder): Promise<Kept>;
  /** @param onRows is told now and then how many rows are saved so far */
  salvage(order: PlaceOrder, onRows: (rows: number) => void): Promise<Salvaged & Kept>;
  /** Ends what is under way; what it has begun is removed by the next one. */
  stop(): Promise<void>;
}

type LastAnswer = Exclude<CopyAnswer, { is: 'under-way' }>;

export function openAside(): Aside {
  const workers = new Set<Worker>();

  async function run<Did extends CopyResult['did']>(
    task: CopyTask,
    did: Did,
    onRows: (rows: number) => void = () => {},
  ): Promise<Extract<CopyResult, { did: Did }>> {
    const worker = new Worker(new URL(threadFile, import.meta.url));
    workers.add(worker);
    try {
      const answer = await new Promise<LastAnswer>((resolve, reject) => {
        worker.on('message', (answer: CopyAnswer) => {
          if (answer.is === 'under-way') onRows(answer.rows);
          else resolve(answer);
        });
        worker.once('error', reject);
        worker.once('exit', () => reject(new NaruError('engine-stopped')));
        worker.postMessage(task);
      });
      if (answer.is === 'problem') throw new NaruError(answer.problem.code, answer.problem.params);
      if (answer.is === 'fault') throw new Error(answer.text);
      if (!isOf(answer.result, did)) throw new TypeError(`a copy thread did not ${did}`);
      return answer.result;
    } finally {
      workers.delete(worker);
      void worker.terminate();
    }
  }
  return {
    make: async (order) => (await run({ do: 'make', order }, 'make')).made,
    inspect: async (order) => (await run({ do: 'inspect', order }, 'inspect')).inspected,
    recipient: async (passphrase) =>
      (await run({ do: 'recipient', passphrase }, 'recipient')).recipient,
    list: async (folder) => (await run({ do: 'list', folder }, 'list')).backups,
    exportAll: async (order) => (await run({ do: 'export', order }, 'export')).exported,
    check: async (order) => (await run({ do: 'check', order }, 'check')).checked,
    restore: async (order) => (await run({ do: 'restore', order }, 'restore')).kept,
    salvage: async (order, onRows) =>
      (await run({ do: 'salvage', order }, 'salvage', onRows)).saved,
    async stop() {
      // One that hangs on a share that is gone does not keep the program from ending.
      const ended = Promise.all([...workers].map((worker) => worker.terminate()));
      await Promise.race([ended, sleep(2000, undefined, { ref: false })]);
    },
  };
}

function isOf<Did extends CopyResult['did']>(
  result: CopyResult,
  did: Did,
): result is Extract<CopyResult, { did: Did }> {
  return result.did === did;
}
