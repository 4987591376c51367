import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { openBook, type BookEntry } from '../../main/practice/book.ts';
import { createCentralServer } from '../../main/practice/central-server.ts';
import { checkDocument, type DocumentCheck } from '../../main/practice/document-check.ts';
import type { AuditReport } from '../../main/practice/auditor.ts';
import type { RequestEntry } from '../../main/practice/request-log.ts';
import type { Pace } from '../../main/practice/life.ts';
import { systemClock } from '../../main/engine/system-clock.ts';
import type { Clock } from '../../shared/time.ts';
import { faults as allFaults, unkindPlan, type Fault, type Unkindness } from './unkind-plan.ts';

export interface UnkindOptions {
  seed: number;
  /** Share of requests that meet a fault, 0 to 1; 0.3 by default. */
  faults?: number;
  /** The faults to choose from; all by default. */
  among?: readonly Fault[];
  workMs?: readonly [number, number];
  token?: string;
  clock?: Clock;
  /** Replaces the check of documents, for tests that send other XML. */
  check?: DocumentCheck;
  pace?: Partial<Pace>;
}

export interface UnkindReport {
  requests: number;
  /** How often each fault was met. */
  faults: Partial<Record<Fault, number>>;
  /** Documents with a receipt. */
  taken: number;
  /** Receipt numbers by document: one each, or something is wrong. */
  receipts: Record<string, string[]>;
  audit: AuditReport;
}

/** A central system that keeps the interface's letter and is unkind in every way it allows. */
export interface UnkindCentral {
  listen(port?: number): Promise<{ url: string }>;
  /** From now on; 0 lets everything through. */
  setFaults(share: number, among?: readonly Fault[]): void;
  report(): UnkindReport;
  ledger(): BookEntry[];
  requests(): RequestEntry[];
  close(): Promise<void>;
}

/** Quick, and rejecting nothing: every filing is to end with a receipt. */
const quickPace: Pace = {
  receivedMs: [20, 200],
  decisionMs: [100, 1200],
  furtherMs: [100, 1000],
  documentsRequired: 0.1,
  inspection: 0.1,
  review: 0.1,
  rejected: 0,
};

export function createUnkindCentral(options: UnkindOptions): UnkindCentral {
  const { seed, clock = systemClock } = options;
  const name = clock.now().toString(36);
  const book = openBook(':memory:', name, seed, { ...quickPace, ...options.pace });
  const met: Partial<Record<Fault, number>> = {};
  const how: Unkindness = {
    seed,
    share: options.faults ?? 0.3,
    among: options.among ?? allFaults,
    workMs: options.workMs ?? [1, 25],
  };
  const server = createCentralServer({
    clock,
    book,
    token: () => options.token ?? null,
    check: options.check ?? checkDocument,
    logSize: 5000,
    planFor(ask) {
      const { fault, plan } = unkindPlan(ask, how);
      if (fault !== null) met[fault] = (met[fault] ?? 0) + 1;
      return plan;
    },
    // It says so throughout.
    ownWord: () => ({ state: 'normal', message: '정상 운영 중입니다.' }),
    onChange: () => undefined,
    aside(path) {
      if (path === '/__ledger') return report();
      return path === '/__requests' ? { requests: server.requestCount() } : undefined;
    },
  });

  function ledger(): BookEntry[] {
    book.advance(clock.now());
    return book.entries();
  }

  function report(): UnkindReport {
    const receipts: Record<string, string[]> = {};
    for (const { subject, receiptNo } of ledger()) {
      if (receiptNo !== null) receipts[subject] = [...(receipts[subject] ?? []), receiptNo];
    }
    return {
      requests: server.requestCount(),
      faults: { ...met },
      taken: book.count(),
      receipts,
      audit: server.audit(),
    };
  }

  return {
    listen: (port = 0) => server.listen(port, '127.0.0.1'),
    setFaults(share, among = allFaults) {
      how.share = share;
      how.among = among;
    },
    report,
    ledger,
    requests: () => server.requests(),
    async close() {
      await server.close();
      book.close();
    },
  };
}

async function runAsProcess(): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '0' },
      seed: { type: 'string', default: '1' },
      faults: { type: 'string', default: '0.3' },
      token: { type: 'string' },
      /** Longest time that a piece of work takes, in milliseconds. */
      work: { type: 'string', default: '25' },
    },
  });
  const central = createUnkindCentral({
    seed: Number(values.seed),
    faults: Number(values.faults),
    workMs: [1, Number(values.work)],
    ...(values.token === undefined ? {} : { token: values.token }),
  });
  const { url } = await central.listen(Number(values.port));
  process.stdout.write(`${JSON.stringify({ url })}\n`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await runAsProcess();
