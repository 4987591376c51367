import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Gateway } from '../../main/central/gateway.ts';
import { enqueue } from '../../main/outbox/index.ts';
import { openConnection } from '../../main/store/connection.ts';
import { Store } from '../../main/store/index.ts';
import type { DeclarationNo } from '../../shared/filing/numbers.ts';
import type { Notice } from '../../shared/filing/receipts.ts';
import { epochMs } from '../../shared/time.ts';
import { instantGateway, openUnpaced } from './durable.ts';
import { took } from './measure.ts';
import { office, sampleFiling } from './samples.ts';

export interface NoticesResult {
  notices: number;
  pages: number;
  ms: number;
  /** Of the same notices, put into one table page by page. */
  bareMs: number;
  longestBlockMs: number;
  /** Times that filings were told to have changed. */
  tellings: number;
}

const key = Buffer.alloc(32, 3);
const at = epochMs(Date.parse('2026-11-23T00:00:00Z'));

/** Notices for thousands of filings that were taken, all there at once. */
export async function benchNotices(folder: string, count: number): Promise<NoticesResult> {
  mkdirSync(folder, { recursive: true });
  const store = new Store({ file: join(folder, 'notices.db'), key });
  const numbers = fill(store, count);
  const notices = numbers.map((no, n) => noticeOf(no, n));
  let pages = 0;
  const gateway: Gateway = {
    ...instantGateway,
    notices(after, limit) {
      const from = Number(after ?? 0);
      const page = notices.slice(from, from + limit);
      if (page.length > 0) pages += 1;
      const seen = { cause: 'receipt', httpStatus: 200, retryAfterMs: null, answer: null } as const;
      return Promise.resolve({
        ...seen,
        outcome: 'page',
        notices: page,
        next: String(from + page.length),
      });
    },
  };
  let tellings = 0;
  const outbox = openUnpaced(store, gateway, () => (tellings += 1));
  const loop = monitorEventLoopDelay({ resolution: 1 });
  loop.enable();
  const ms = await took(async () => {
    while (store.counts.customs.released < count) {
      await outbox.step();
      // As the drain loop, which sleeps between two visits.
      await new Promise((resolve) => setImmediate(resolve));
    }
  });
  loop.disable();
  store.close();
  const bareMs = await took(() => insertAll(join(folder, 'bare-notices.db'), notices));
  return { notices: count, pages, ms, bareMs, longestBlockMs: loop.max / 1e6, tellings };
}

function fill(store: Store, count: number): DeclarationNo[] {
  const numbers: DeclarationNo[] = [];
  store.tables.connection.pragma('synchronous = OFF');
  for (let from = 0; from < count; from += 1000)
    store.transaction(({ filings }) => {
      const chosen = Array.from({ length: 1000 }, (_, i) => sampleFiling(from + i));
      for (const id of enqueue(store, chosen, { office, at, batchId: null }).added) {
        const filing = filings.byId(id);
        if (filing === null) continue;
        const { journalSeq, declarationNo } = filing;
        const receipt = { receiptNo: `R-${id}`, receiptAt: at };
        const sent = filings.update(
          filing,
          { transport: 'sending', submissionId: id },
          at,
          journalSeq,
        );
        filings.update(
          sent,
          { transport: 'acknowledged', customs: 'received', ...receipt },
          at,
          journalSeq,
        );
        numbers.push(declarationNo);
      }
    });
  store.tables.connection.pragma('synchronous = FULL');
  store.checkpoint();
  return numbers;
}

function noticeOf(declarationNo: DeclarationNo, n: number): Notice {
  return {
    id: `N-${n}`,
    declarationNo,
    kind: 'released',
    at: '2026-11-23T00:00:00Z',
    message: '수리되었습니다.',
  };
}

function insertAll(file: string, notices: readonly Notice[]): void {
  const connection = openConnection({ file, key });
  connection.exec('CREATE TABLE notice (id TEXT PRIMARY KEY, declaration_no TEXT, body TEXT)');
  const insert = connection.prepare('INSERT INTO notice VALUES (?, ?, ?)');
  for (let from = 0; from < notices.length; from += 200)
    connection.transaction(() => {
      for (const notice of notices.slice(from, from + 200))
        insert.run(notice.id, notice.declarationNo, JSON.stringify(notice));
    })();
  connection.close();
}
