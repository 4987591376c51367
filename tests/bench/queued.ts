import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { renderStored } from '../../main/engine/declarations.ts';
import { freeze } from '../../main/outbox/freeze.ts';
import { enqueue } from '../../main/outbox/index.ts';
import { openDataFolder, type Tables } from '../../main/store/index.ts';
import type { FilingId } from '../../shared/filing/numbers.ts';
import { epochMs, koreanDate } from '../../shared/time.ts';
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
  return { ...answerSchema.parse(await inProcess('queued-process.ts', [data, waiting])), waiting };
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
const deadline = koreanDate(at);

/** @returns the data folder, in which everything waits in one state, all for the same day */
function fill(folder: string, waiting: Waiting, filings: number): string {
  const data = join(folder, `${waiting}-${filings}`);
  if (mkdirSync(data, { recursive: true }) === undefined) return data;
  const held = openDataFolder({ folder: data, owner: 'bench', now: new Date() });
  const store = held.openStore('practice');
  // Only this filling may be lost; what is measured later runs as always.
  store.tables.connection.pragma('synchronous = OFF');
  for (let n = 0; n < filings; n += 1000)
    store.transaction((tables) => {
      const chosen = Array.from({ length: Math.min(1000, filings - n) }, (_, i) => ({
        ...sampleFiling(n + i),
        deadline,
      }));
      const { added } = enqueue(store, chosen, { office, at, batchId: null });
      if (waiting === 'unconfirmed') lose(tables, added);
    });
  while (store.tables.search.catchUp());
  store.checkpoint();
  store.close();
  held.release();
  return data;
}

/** As if all were sent and not answered; one document stands for those of all. */
function lose(tables: Tables, ids: readonly FilingId[]): void {
  let document: number | null = null;
  for (const id of ids) {
    const filing = tables.filings.byId(id);
    if (filing === null) throw new RangeError(`no filing ${id}`);
    if (document === null) {
      const frozen = freeze(tables, filing, renderStored, at);
      if (!frozen.ok) throw new RangeError('a sample cannot be rendered');
      document = frozen.submission.id;
    }
    const n = 1;
    const sent = { transport: 'sending', submissionId: document, attempts: n } as const;
    const lost = { transport: 'unconfirmed', inquireAt: epochMs(at + 60_000) } as const;
    const { journalSeq } = filing;
    tables.filings.update(
      tables.filings.update(filing, sent, at, journalSeq),
      lost,
      at,
      journalSeq,
    );
    tables.attempts.settle(
      { filingId: id, n, kind: 'send', submissionId: document, startedAt: at },
      { ...silence, settledAt: at, outcome: 'unknown', cause: 'timeout' },
    );
  }
}

const silence = {
  httpStatus: null,
  tookMs: null,
  retryAfterMs: null,
  answer: null,
  errors: [],
  receipt: null,
};
