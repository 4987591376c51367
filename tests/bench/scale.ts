import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { epochMs } from '../../shared/time.ts';
import { enqueue } from '../../main/outbox/index.ts';
import { openDataFolder } from '../../main/store/index.ts';
import { office, sampleFiling } from './samples.ts';

const answerSchema = z.object({
  startMs: z.number(),
  rssMb: z.number(),
  pages: z.record(z.string(), z.number()),
  countMs: z.number(),
  searches: z.record(z.string(), z.number()),
  rssAfterMb: z.number(),
});
export type ScaleResult = z.output<typeof answerSchema> & { filings: number; fillSeconds: number };

/**
 * Fills a practice outbox with so many filings, most of them acknowledged as in an office of years,
 * and measures a fresh engine process on it: start, memory, pages, counts, search.
 */
export async function benchScale(folder: string, filings: number): Promise<ScaleResult> {
  const data = join(folder, `scale-${filings}`);
  mkdirSync(data);
  const from = performance.now();
  fill(data, filings);
  const fillSeconds = (performance.now() - from) / 1000;
  const child = fork(fileURLToPath(new URL('scale-process.ts', import.meta.url)), [data], {
    execArgv: ['--expose-gc'],
  });
  const [answer] = z.array(z.unknown()).parse(await once(child, 'message'));
  await once(child, 'exit');
  return { ...answerSchema.parse(answer), filings, fillSeconds };
}

function fill(data: string, filings: number): void {
  const held = openDataFolder({ folder: data, owner: 'bench', now: new Date() });
  const store = held.openStore('practice');
  // Only this filling may be lost; what is measured later runs as always.
  store.tables.connection.pragma('synchronous = OFF');
  // A year has serials for 999,999 filings.
  const lastYear = epochMs(Date.parse('2025-11-23T00:00:00Z'));
  const thisYear = epochMs(Date.parse('2026-11-23T00:00:00Z'));
  const waiting = Math.min(2000, Math.floor(filings / 2));
  for (let n = 0; n < filings; n += 1000) {
    const count = Math.min(1000, filings - n);
    const at = n < filings / 2 ? lastYear : thisYear;
    store.transaction((tables) => {
      const chosen = Array.from({ length: count }, (_, i) => sampleFiling(n + i));
      const { added } = enqueue(store, chosen, { office, at, batchId: null });
      for (const id of added) {
        const filing = tables.filings.byId(id);
        if (filing === null || n + count > filings - waiting) continue;
        const done = { ...filing, submissionId: filing.id, receiptNo: `R-${id}`, receiptAt: at };
        const sent = tables.filings.update(done, { transport: 'sending' }, at, filing.journalSeq);
        tables.filings.update(
          sent,
          { transport: 'acknowledged', customs: n % 3000 === 0 ? 'received' : 'released' },
          at,
          filing.journalSeq,
        );
      }
    });
  }
  while (store.tables.search.catchUp());
  store.checkpoint();
  store.close();
  held.release();
}
