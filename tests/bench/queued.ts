import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { epochMs } from '../../shared/time.ts';
import { describeStored, renderStored } from '../../main/engine/declarations.ts';
import { claimSending } from '../../main/outbox/attempt.ts';
import { enqueue } from '../../main/outbox/index.ts';
import { settle } from '../../main/outbox/settle.ts';
import { openDataFolder, type Store } from '../../main/store/index.ts';
import { office, sampleFiling } from './samples.ts';

const times = z.record(z.string(), z.number());
const answerSchema = z.object({ startMs: z.number(), rssMb: z.number(), calls: times });
const visitsSchema = z.record(
  z.string(),
  z.object({ few: z.number(), many: z.number(), ratio: z.number() }),
);
export type Waiting = 'queued' | 'unconfirmed';
export type QueuedResult = z.output<typeof answerSchema> & { waiting: Waiting };
export type VisitsResult = z.output<typeof visitsSchema>;

/** A fresh engine's process on an outbox in which so many filings wait, one state each. */
export async function benchQueued(
  folder: string,
  waiting: Waiting,
  filings: number,
): Promise<QueuedResult> {
  const data = fill(folder, waiting, filings);
  return { ...answerSchema.parse(await inProcess('queued-process.ts', [data])), waiting };
}

/** What one visit costs with few and with many in the same state, turn by turn in one process. */
export async function benchVisits(
  folder: string,
  few: number,
  many: number,
): Promise<VisitsResult> {
  const files = (['queued', 'unconfirmed'] as const).flatMap((waiting) => [
    fill(folder, waiting, few),
    fill(folder, waiting, many),
  ]);
  return visitsSchema.parse(await inProcess('queued-visits-process.ts', files));
}

async function inProcess(script: string, args: string[]): Promise<unknown> {
  const child = fork(fileURLToPath(new URL(script, import.meta.url)), args, {
    execArgv: ['--expose-gc'],
  });
  const [answer] = z.array(z.unknown()).parse(await once(child, 'message'));
  await once(child, 'exit');
  return answer;
}

const at = epochMs(Date.parse('2026-11-23T00:00:00Z'));

/** @returns the data folder, in which everything waits in one state */
function fill(folder: string, waiting: Waiting, filings: number): string {
  const data = join(folder, `${waiting}-${filings}`);
  if (mkdirSync(data, { recursive: true }) === undefined) return data;
  const held = openDataFolder({ folder: data, owner: 'bench', now: new Date() });
  const store = held.openStore('practice');
  // Only this filling may be lost; what is measured later runs as always.
  store.tables.connection.pragma('synchronous = OFF');
  for (let n = 0; n < filings; n += 1000)
    store.transaction(() => {
      const count = Math.min(1000, filings - n);
      const chosen = Array.from({ length: count }, (_, i) => sampleFiling(n + i));
      enqueue(store, chosen, { office, at, batchId: null });
      for (let i = 0; waiting === 'unconfirmed' && i < count; i += 1) lose(store);
    });
  while (store.tables.search.catchUp());
  store.checkpoint();
  store.close();
  held.release();
  return data;
}

/** The first of the waiting is sent and never answered. */
function lose(store: Store): void {
  const { tables } = store;
  const filing = tables.queue.nextToSend();
  if (filing === null) throw new RangeError('nothing waits');
  const means = {
    render: renderStored,
    describe: describeStored,
    gateway: { destination: 'practice' },
  };
  const claiming = claimSending(tables, { filing, ready: null }, means, at);
  if (!claiming.ok) throw new RangeError('it was set aside');
  const { claim } = claiming;
  const silence = { cause: 'timeout', httpStatus: null, retryAfterMs: null, answer: null } as const;
  const outcome = { outcome: 'unknown', ...silence } as const;
  settle(tables, { claim, outcome, settledAt: at, tookMs: 1 }, (now) => epochMs(now + 60_000));
}
