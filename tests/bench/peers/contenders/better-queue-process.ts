import { z } from 'zod';
import { serveContender } from '../serve.ts';
import { fn, load } from './load.ts';

type Done = (error: Error | null, value?: number) => void;
interface SqliteStore {
  _db: { exec(sql: string, done: (error: Error | null) => void): void };
  connect(done: Done): void;
}
interface Options {
  store: SqliteStore;
  concurrent: number;
}
interface Queue {
  push(task: { id: string; reference: string }): { on(event: 'queued', done: () => void): void };
  pause(): void;
  destroy(done: () => void): void;
  resume(): void;
  on(event: 'task_finish', done: () => void): void;
  removeAllListeners(event: 'task_finish'): void;
}
type Run = (task: { reference: string }, done: (error: Error | null) => void) => void;
const queueShape = z.object({ default: fn<new (run: Run, options: Options) => Queue>() });
const storeShape = z.object({ default: fn<new (options: { path: string }) => SqliteStore>() });

await serveContender(async ({ file, sync, filed }) => {
  const { default: BetterQueue } = await load(import.meta.url, 'better-queue', queueShape);
  const { default: Store } = await load(import.meta.url, 'better-queue-sqlite', storeShape);
  let handle: ((reference: string) => Promise<void>) | null = null;

  function open(workers: number, isPaused: boolean): Promise<Queue> {
    return new Promise((resolve) => {
      const store = new Store({ path: file });
      const connect = store.connect.bind(store);
      // There is no event for "connected", and its own pragmas come with it.
      store.connect = (done) =>
        connect((error, length) => {
          const harder = 'PRAGMA synchronous = FULL; PRAGMA journal_mode = WAL;';
          store._db.exec(sync === 'full' ? harder : '', () => {
            done(error, length);
            setImmediate(() => resolve(queue));
          });
        });
      const queue = new BetterQueue(
        ({ reference }, done) => {
          void (async () => {
            await handle?.(reference);
            done(null);
          })();
        },
        { store, concurrent: workers },
      );
      if (isPaused) queue.pause();
    });
  }
  let opened: Promise<Queue> | null = null;

  return {
    async enqueue(n) {
      opened ??= open(1, true);
      const queue = await opened;
      const filing = filed(n);
      await new Promise<void>((resolve) => {
        queue.push({ id: filing.reference, ...filing }).on('queued', resolve);
      });
    },
    async work({ handle: over, count, workers, onDone }) {
      handle = over;
      opened ??= open(workers, false);
      const queue = await opened;
      let done = 0;
      await new Promise<void>((resolve) => {
        queue.removeAllListeners('task_finish');
        queue.on('task_finish', () => {
          done += 1;
          onDone();
          if (done !== count) return;
          queue.pause();
          resolve();
        });
        queue.resume();
      });
    },
    async close() {
      const queue = await opened;
      await new Promise<void>((resolve) => {
        if (queue === null) resolve();
        else queue.destroy(resolve);
      });
    },
  };
});
