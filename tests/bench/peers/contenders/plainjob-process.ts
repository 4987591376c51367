import Database from 'better-sqlite3';
import { z } from 'zod';
import { serveContender } from '../serve.ts';
import { fn, load } from './load.ts';

interface Job {
  data: string;
}
interface Queue {
  add(type: string, data: unknown): unknown;
  close(): void;
}
interface Worker {
  start(): Promise<void>;
  stop(): Promise<void>;
}
const silent = { error() {}, warn() {}, info() {}, debug() {} };
const shape = z.object({
  better: fn<(connection: Database.Database) => unknown>(),
  defineQueue: fn<(options: { connection: unknown; logger: typeof silent }) => Queue>(),
  defineWorker:
    fn<
      (
        type: string,
        run: (job: Job) => Promise<void>,
        options: { queue: Queue; logger: typeof silent; onCompleted(): void },
      ) => Worker
    >(),
});
const dataSchema = z.object({ reference: z.string() });

await serveContender(async ({ file, sync, filed }) => {
  const { better, defineQueue, defineWorker } = await load(import.meta.url, 'plainjob', shape);
  const connection = new Database(file);
  const queue = defineQueue({ connection: better(connection), logger: silent });
  if (sync === 'full') connection.pragma('synchronous = FULL');
  return {
    enqueue: (n) => void queue.add('filing', filed(n)),
    async work({ handle, count, workers, onDone }) {
      let done = 0;
      const all = Array.from({ length: workers }, () =>
        defineWorker(
          'filing',
          async ({ data }) => {
            const { reference } = dataSchema.parse(JSON.parse(data));
            await handle?.(reference);
          },
          {
            queue,
            logger: silent,
            onCompleted() {
              done += 1;
              onDone();
              if (done === count) for (const worker of all) void worker.stop();
            },
          },
        ),
      );
      await Promise.all(all.map((worker) => worker.start()));
    },
    close: () => queue.close(),
  };
});
