import { z } from 'zod';
import { serveContender } from '../serve.ts';
import { fn, load } from './load.ts';

interface Client {
  run(sql: object): unknown;
}
interface Queue {
  enqueue(payload: unknown): Promise<unknown>;
}
interface Runner {
  run(): Promise<void>;
  runUntilEmpty(): Promise<void>;
}
interface Job {
  data: { reference: string };
}
const shape = z.object({
  buildDBClient: fn<(file: string, options: { runMigrations: boolean }) => Client>(),
  SqliteQueue:
    fn<
      new (
        name: string,
        client: Client,
        options: { defaultJobArgs: { numRetries: number }; keepFailedJobs: boolean },
      ) => Queue
    >(),
  Runner:
    fn<
      new (
        queue: Queue,
        functions: { run(job: Job): Promise<void>; onComplete(): Promise<void> },
        options: { concurrency: number; pollIntervalMs: number; timeoutSecs: number },
      ) => Runner
    >(),
});

const sqlShape = z.object({ sql: fn<{ raw(text: string): object }>() });

await serveContender(async ({ file, sync, filed }) => {
  // Where this file is bundled to, the library and an old SQLite lie beside it.
  const { buildDBClient, SqliteQueue, Runner } = await load(import.meta.url, 'liteque', shape);
  const client = buildDBClient(file, { runMigrations: true });
  const { sql } = await load(import.meta.url, 'drizzle-orm', sqlShape);
  if (sync === 'full') client.run(sql.raw('PRAGMA synchronous = FULL'));
  const queue = new SqliteQueue('filings', client, {
    defaultJobArgs: { numRetries: 2 },
    keepFailedJobs: false,
  });
  return {
    async enqueue(n) {
      await queue.enqueue(filed(n));
    },
    async work({ handle, count, workers, onDone }) {
      const functions = {
        run: async ({ data }: Job) => handle?.(data.reference),
        onComplete: async () => onDone(),
      };
      // It names no defaults for these.
      const options = { concurrency: workers, pollIntervalMs: 100, timeoutSecs: 300 };
      const runner = new Runner(queue, functions, options);
      await (count === null ? runner.run() : runner.runUntilEmpty());
    },
    close() {},
  };
});
