import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import {
  act,
  enqueue,
  openOutbox,
  putPart,
  type Measured,
  type Outbox,
} from '../../main/outbox/index.ts';
import { defaultPacing } from '../../main/outbox/policy/index.ts';
import { createFolderGateway, folderMemory } from '../../main/central/folder/index.ts';
import type { Gateway } from '../../main/central/gateway.ts';
import { readNoticeDocument } from '../../main/central/notice-documents/index.ts';
import { pacingOf } from '../../main/engine/pacing-of-address.ts';
import { createSendingProgram, type Unkindness } from '../../main/practice/folder/index.ts';
import {
  markRestored,
  partsUnknownTo,
  Store,
  verifyStore,
  type StoredFiling,
} from '../../main/store/index.ts';
import { readFilingRow, selectFiling, type FilingRecord } from '../../main/store/filings.ts';
import {
  folderGatewaySchema,
  officeSchema,
  type FolderGateway,
} from '../../shared/contract/index.ts';
import { NaruError } from '../../shared/errors.ts';
import type { Summary } from '../../shared/filing/filing.ts';
import type { DeclarationKind } from '../../shared/filing/numbers.ts';
import type { Part } from '../../shared/filing/part.ts';
import { submissionCode } from '../../main/central/folder/file-name.ts';
import { seededRandom, virtualClock } from './virtual-clock.ts';

/** Stands for the end of the process. */
class Crash extends Error {}

/** What happens to a hand-over. */
export const handOverFaults = ['none', 'crash-before', 'crash-after', 'folder-gone'] as const;
export type HandOverFault = (typeof handOverFaults)[number];

const office = officeSchema.parse({ declarant: '12345', name: 'T', customsOffice: '04010' });
const summary: Summary = {
  importer: '한결무역(주)',
  goods: '전기스탠드',
  lines: 1,
  billOfLading: '',
  currency: 'USD',
  amount: '1200',
  tax: null,
};

/** A small document with what customs needs to know which it is. */
export function smallDocument(kind: DeclarationKind, part: Part, no: string, more: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<wco:Declaration xmlns:wco="urn:x"><wco:ID>${no}</wco:ID><wco:TypeCode>${submissionCode(kind, part)}</wco:TypeCode><wco:Note>${more}</wco:Note><wco:GoodsShipment><wco:Line>전기스탠드</wco:Line></wco:GoodsShipment></wco:Declaration>
`;
}

export type FolderExchange = ReturnType<typeof folderExchange>;

/** The real outbox and the folder gateway on real folders, against the unkind sending program. */
export function folderExchange(
  folder: string,
  seed: number,
  unkindness: Unkindness,
  more: {
    cargoTells?: () => Promise<{ is: 'got-in'; at: null } | { is: 'not-told' }>;
    settleMs?: number;
    /** A sending program that deletes what it has sent. */
    deletesSent?: boolean;
    onMeasured?: (measured: Measured) => void;
  } = {},
) {
  mkdirSync(folder, { recursive: true });
  const clock = virtualClock();
  const random = seededRandom(seed);
  const send = join(folder, 'send');
  const sent = more.deletesSent === true ? null : join(folder, 'sent');
  const receive = join(folder, 'receive');
  const program = createSendingProgram({ send, sent, receive, seed, unkindness, clock });
  const folders: FolderGateway = folderGatewaySchema.parse({
    sendFolder: send,
    sentFolder: sent,
    receiveFolders: [receive],
    fileName: '{code}_{number}_{part}.xml',
    encoding: seed % 2 === 0 ? 'utf-8' : 'cp949',
    everySeconds: 60,
    synchroniseAfterHours: 24,
  });
  const options = { file: join(folder, 'test.db'), key: Buffer.alloc(32, 7) };
  let store = new Store(options);
  let fault: HandOverFault = 'none';
  let outbox = open();
  let enqueued = 0;

  function open(): Outbox {
    const inner = createFolderGateway({
      folders,
      memory: folderMemory(store, 'folder'),
      clock,
      ...more,
    });
    const gateway: Gateway = {
      ...inner,
      async submit(document, how) {
        const now = fault;
        fault = 'none';
        if (now === 'crash-before') throw new Crash();
        if (now === 'folder-gone') renameSync(send, `${send}-gone`);
        const outcome = await inner.submit(document, how);
        if (now === 'folder-gone') renameSync(`${send}-gone`, send);
        if (now === 'crash-after') throw new Crash();
        return outcome;
      },
    };
    return openOutbox({
      store,
      gateway,
      clock,
      random,
      settings: pacingOf({ is: 'folder', folders }, defaultPacing),
      render: (kind, declaration, { declarationNo }, part) => ({
        ok: true,
        xml: smallDocument(kind, part, declarationNo, JSON.stringify({ part, declaration })),
      }),
      describe: () => ({ summary, deadline: null }),
      onChange: () => {},
      onMeasured: (measured) => more.onMeasured?.(measured),
    });
  }
  function restart(): void {
    store.close();
    store = new Store(options);
    outbox = open();
  }
  function filings(): StoredFiling[] {
    return store.tables.connection
      .prepare<unknown[], FilingRecord>(selectFiling)
      .all()
      .map(readFilingRow);
  }
  async function visit(next: HandOverFault = 'none'): Promise<void> {
    program.step();
    await visitAlone(next);
  }
  /** A visit while the sending program does nothing. */
  async function visitAlone(next: HandOverFault = 'none'): Promise<void> {
    if (next !== 'none') fault = next;
    try {
      const step = await outbox.step();
      const until = step.did === null && step.until !== null ? step.until - clock.now() : 20;
      clock.advance(Math.max(1, Math.min(until, 30_000)));
    } catch (error) {
      if (!(error instanceof Crash)) throw error;
      restart();
    }
  }

  const tried = (): number => filings().reduce((sum, { attempts }) => sum + attempts, 0);

  return {
    clock,
    program,
    folders,
    visit,
    visitAlone,
    restart,
    /** Until the next hand-over was tried; the sending program does nothing. */
    async handOver(next: HandOverFault = 'none'): Promise<void> {
      const before = tried();
      for (let i = 0; i < 100 && tried() === before; i += 1) await visitAlone(next);
    },
    /** Until the outbox has nothing to do for so long; the sending program does nothing. */
    async quietAlone(forMs: number): Promise<void> {
      const end = clock.now() + forMs;
      while (clock.now() < end) await visitAlone();
    },
    /** Puts a file into the receiving folder. */
    receive(file: string, bytes: Uint8Array): void {
      const path = join(receive, file);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, bytes);
    },
    filing(which = 0): StoredFiling {
      const filing = filings()[which];
      if (filing === undefined) throw new Error(`no filing ${which}`);
      return filing;
    },
    causes(which = 0): (string | null)[] {
      const filing = filings()[which];
      return filing === undefined
        ? []
        : store.tables.attempts.of(filing.id).map(({ cause }) => cause);
    },
    /** Takes the data back as they were when `copy` was made. */
    takeBack(copy: string): void {
      store.close();
      for (const end of ['', '-wal', '-shm']) rmSync(options.file + end, { force: true });
      copyFileSync(copy, options.file);
      store = new Store(options);
      outbox = open();
    },
    /** Restores the copy as Naru does: nothing is sent before what became of the rest is known. */
    restore(copy: string): void {
      store.checkpoint();
      store.close();
      const before = `${options.file}-before`;
      copyFileSync(options.file, before);
      for (const end of ['', '-wal', '-shm']) rmSync(options.file + end, { force: true });
      copyFileSync(copy, options.file);
      store = new Store(options);
      store.transaction((tables) => {
        tables.settings.set('office', office);
        const lost = partsUnknownTo(tables, before, options.key);
        markRestored(tables, 'restored', null, clock.now(), lost);
      });
      outbox = open();
    },
    copyTo(copy: string): void {
      store.checkpoint();
      copyFileSync(options.file, copy);
    },
    filings,
    store: () => store,
    outbox: () => outbox,
    enqueue(count: number, kind: DeclarationKind, note = ''): void {
      const chosen = Array.from({ length: count }, () => {
        enqueued += 1;
        const declaration = { n: enqueued, note };
        const reference = `ref-${enqueued}`;
        return {
          reference,
          kind,
          priority: 'normal',
          deadline: null,
          summary,
          declaration,
        } as const;
      });
      enqueue(store, chosen, { office, at: clock.now(), batchId: null });
    },
    /** A person's order; what cannot be done now is not done. */
    order(what: 'amendment' | 'withdrawal' | 'synchronisation' | 'retry', which: number): boolean {
      const all = filings();
      const filing = all[which % Math.max(1, all.length)];
      if (filing === undefined) return false;
      try {
        if (what === 'retry')
          return act(store, [filing.id], 'retry', clock.now()).done.length === 1;
        putPart(store, filing.id, { is: what, content: { order: which } }, clock.now());
        return true;
      } catch (error) {
        if (error instanceof NaruError) return false;
        throw error;
      }
    },
    /** Until nothing more comes; nobody does anything meanwhile. */
    async quiet(forMs: number): Promise<void> {
      const end = clock.now() + forMs;
      while (clock.now() < end) await visit();
    },
    /** Every notice that lies in the receiving folder, and where it is not shown. */
    notShown(): string[] {
      return filesBelow(receive).flatMap((file) => {
        const reading = readNoticeDocument(readFileSync(file));
        if (reading.is !== 'document') return [`${file} cannot be read`];
        const { id, numbers } = reading.document;
        const [no] = numbers;
        const own = filings().find(({ declarationNo }) => declarationNo === no);
        const shown = own === undefined ? [] : store.tables.notices.of(own.declarationNo);
        const notice = shown.find((one) => one.id === id);
        if (notice?.documentId === undefined) return [`${file} is not shown`];
        const kept = store.tables.noticeDocuments.byId(notice.documentId);
        return kept === null ? [`${file} is not kept`] : [];
      });
    },
    /** All that happened to the filings of a number, for a failure's message. */
    history(no: string | undefined): string {
      const lines = filings()
        .filter(({ declarationNo }) => declarationNo === no)
        .flatMap(({ part, journalSeq }) =>
          store.tables.journal
            .timeline(journalSeq)
            .map(({ at, kind, transport, data }) =>
              [part.is, new Date(at).toISOString(), kind, transport, JSON.stringify(data)].join(
                ' ',
              ),
            ),
        );
      return lines.join('\n');
    },
    findings: () => verifyStore(store).findings,
    end(): void {
      store.close();
      program.close();
    },
  };
}

export function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}
