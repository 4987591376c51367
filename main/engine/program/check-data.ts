import { Worker } from 'node:worker_threads';
import type { DataCheck } from '../../../shared/contract/index.ts';
import { NaruError } from '../../../shared/errors.ts';
import type { Mode } from '../../../shared/sync/sync-state.ts';
import type { Clock } from '../../../shared/time.ts';
import type { Store } from '../../store/index.ts';
import type { CheckAnswer, Checked, CheckTask } from './check-task.ts';

/** In the sources this module stands beside the thread's; built, both are bundles in one folder. */
const threadFile = import.meta.url.endsWith('.ts') ? './check-thread.ts' : './check-thread.js';

export interface DataChecks {
  /**
   * Checks the data in a thread of its own and keeps what came of it; whoever asks meanwhile gets
   * the answer of the check that is under way.
   * @throws {NaruError} `data-damaged` where the file cannot even be read; `engine-stopped`
   */
  check(of: { store: Store; mode: Mode }): Promise<DataCheck>;
  /** Resolves when no check has the database open. */
  idle(): Promise<void>;
  /** Ends what is under way. */
  stop(): Promise<void>;
}

export function openDataChecks(clock: Pick<Clock, 'now' | 'monotonic'>): DataChecks {
  const running = new Map<Store, Promise<DataCheck>>();
  const workers = new Set<Worker>();

  async function aside(task: CheckTask): Promise<Checked> {
    const worker = new Worker(new URL(threadFile, import.meta.url));
    workers.add(worker);
    try {
      const answer = await new Promise<CheckAnswer>((resolve, reject) => {
        worker.once('message', resolve);
        worker.once('error', reject);
        worker.once('exit', () => reject(new NaruError('engine-stopped')));
        worker.postMessage(task);
      });
      if (answer.is === 'problem') throw new NaruError(answer.problem.code, answer.problem.params);
      if (answer.is === 'fault') throw new Error(answer.text);
      return answer.checked;
    } finally {
      workers.delete(worker);
      await worker.terminate();
    }
  }

  async function check(store: Store, mode: Mode): Promise<DataCheck> {
    const from = clock.monotonic();
    const checked = await aside({ file: store.file, key: store.key });
    const tookMs = Math.round(clock.monotonic() - from);
    const done: DataCheck = { at: clock.now(), mode, ...checked, tookMs };
    // Another mode may have been chosen meanwhile: what was found counts, there is nowhere to keep it.
    if (store.tables.connection.open)
      store.transaction(({ settings }) => settings.set('last-check', done));
    return done;
  }

  async function idle(): Promise<void> {
    await Promise.allSettled(running.values());
  }
  return {
    check({ store, mode }) {
      const before = running.get(store);
      if (before !== undefined) return before;
      const begun = check(store, mode).finally(() => running.delete(store));
      running.set(store, begun);
      return begun;
    },
    idle,
    async stop() {
      await Promise.all([...workers].map((worker) => worker.terminate()));
      await idle();
    },
  };
}
