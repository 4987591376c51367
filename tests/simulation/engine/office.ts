import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { officeSchema } from '../../../shared/contract/index.ts';
import { NaruError } from '../../../shared/errors.ts';
import type { Summary } from '../../../shared/filing/filing.ts';
import type { FrozenDocument } from '../../../main/central/gateway.ts';
import { startDrainLoop, type DrainLoop } from '../../../main/engine/drain-loop.ts';
import { openOutbox, type Describe, type Outbox, type Render } from '../../../main/outbox/index.ts';
import type { PacingSettings } from '../../../main/outbox/policy/index.ts';
import { Store, type StoredFiling } from '../../../main/store/index.ts';
import { noDeadline } from '../../../main/store/filings.ts';
import { subjectOf } from '../../support/model-gateway.ts';
import type { LedgerEvent, Rank, SentDocument } from '../ledger-checker.ts';
import type { Central } from './central.ts';
import { between, type Chance } from './chance.ts';
import { SimulatedDisk, type DiskFault, type DiskImage, type DiskOperation } from './disk.ts';
import type { Vfs } from './disk-vfs.ts';
import type { Sqlite } from './sqlite-calls.ts';
import type { VirtualTime } from './virtual-time.ts';
import { openWasm, type WasmConnection } from './wasm-connection.ts';

export const office = officeSchema.parse({ declarant: '12345', name: 'T', customsOffice: '04010' });

export const summary: Summary = {
  importer: '한결무역(주)',
  goods: 'TABLE LAMPS',
  lines: 1,
  billOfLading: '',
  currency: 'USD',
  amount: '1200',
  tax: null,
};
/** Plain documents: real ones are tested where they are made, and would cost most of the time. */
const render: Render = (kind, declaration, context, part) => ({
  ok: true,
  xml: JSON.stringify({ kind, part, declaration, ...context }),
});
const describe: Describe = (_, declaration) =>
  declaration === null ? null : { summary, deadline: null };

/** What ends an opening without anybody's fault: the disk refused. */
const diskRefuses = new Set(['disk-full', 'disk-error', 'data-read-only']);

export interface OfficeOptions {
  sqlite: Sqlite;
  vfs: Vfs;
  time: VirtualTime;
  chance: Chance;
  central: Central;
  settings: PacingSettings;
  /** What the disk holds at first. */
  image: DiskImage;
  see(event: LedgerEvent): void;
  /** A fault of the program. */
  onFault(what: string): void;
  /** A life has begun, and what is on disk was read. */
  onStart(running: Running): void;
}

/** One life of the office's process. */
export interface Running {
  store: Store;
  outbox: Outbox;
  loop: DrainLoop;
}

/** The real store, outbox and drain loop of one office, in one life of the process after another. */
export interface Office {
  /** `null` while no process is there. */
  running(): Running | null;
  clock: ReturnType<VirtualTime['clockOf']>;
  /** To be called after each event: notices that the process has ended. */
  afterEvent(): void;
  /** The process ends now. */
  end(how: 'kill' | 'power-cut'): void;
  /** The process is ended in good order and started again. */
  restart(): Promise<void>;
  /** Looks without the disk's faults. */
  observe<T>(look: () => T): T;
  readonly lives: number;
  databaseBytes(): number;
  /** Of the write-ahead log. */
  logBytes(): number;
  close(): void;
}

let disks = 0;

export function simulatedOffice(options: OfficeOptions): Office {
  const { sqlite, vfs, time, chance, central, settings, see, onFault } = options;
  disks += 1;
  const file = join(tmpdir(), `simulated-${disks}.db`);
  const random = chance.stream('office');
  const faults = chance.stream('disk');
  const disk = new SimulatedDisk(
    { random: faults, fault: diskFault },
    renamed(options.image, file),
  );
  vfs.mount(file, { disk, random: chance.stream('sqlite'), now: () => clock.now() });
  const clock = time.clockOf(isAlive);
  let connections: WasmConnection[] = [];
  let running: Running | null = null;
  let starting: (() => void) | null = null;
  let isObserved = false;
  let fullUntil = 0;
  /** Answers whose Retry-After may not be on disk yet. */
  let unsure: number[] = [];
  let isClosed = false;

  function isAlive(): boolean {
    return disk.ended === null;
  }
  function observe<T>(look: () => T): T {
    const before = isObserved;
    isObserved = true;
    try {
      return look();
    } finally {
      isObserved = before;
    }
  }
  function diskFault(operation: DiskOperation): DiskFault | null {
    if (isObserved) return null;
    if (chance.fault('kill-at-operation', 0.0005)) return 'kill';
    if (chance.fault('power-cut-at-operation', 0.0005)) return 'power-cut';
    switch (operation) {
      case 'read':
        return chance.fault('disk-read-error', 0.002) ? 'error' : null;
      case 'write':
        if (chance.fault('disk-full', 0.0005))
          fullUntil = time.now() + between(faults, 1000, 600_000);
        if (time.now() < fullUntil) return 'full';
        return chance.fault('disk-write-error', 0.001) ? 'error' : null;
      case 'sync':
        if (chance.fault('disk-stall', 0.01)) time.pass(between(faults, 10, 20_000));
        return chance.fault('disk-sync-error', 0.005) ? 'error' : null;
      default:
        return null;
    }
  }

  /** What leaves, and what could have left instead, as it is on disk at this moment. */
  function describeSent(store: Store, document: FrozenDocument): SentDocument | null {
    return observe(() => {
      const { filings, queue, submissions } = store.tables;
      const filing = filings.byPart(document.declarationNo, document.part);
      if (filing === null) {
        onFault(`${subjectOf(document)} leaves and is not on disk`);
        return null;
      }
      const first = queue.nextToSend();
      const frozen = filing.submissionId === null ? null : submissions.byId(filing.submissionId);
      const needsOriginal = document.part.is === 'amendment' || document.part.is === 'withdrawal';
      return {
        digest: document.digest,
        version: `${filing.declarationSeq} ${frozen?.declaredOn ?? ''}`,
        rank: ranked(filing),
        firstWaiting: first === null ? null : ranked(first),
        original: needsOriginal ? document.declarationNo : null,
      };
    });
  }

  function open(): Running {
    const life = disk.life;
    const isOurs = () => isAlive() && disk.life === life;
    const store = new Store({
      file,
      key: Buffer.alloc(32, 7),
      openDatabase(name, { readonly }) {
        const opened = openWasm(sqlite, name, readonly);
        connections.push(opened);
        return opened.connection;
      },
    });
    const own = time.clockOf(isOurs);
    const gateway = central.gatewayOf({
      isAlive: isOurs,
      describe: (document) => describeSent(store, document),
      onAnswer(request, retryAfterMs) {
        if (retryAfterMs !== null) unsure.push(request);
        if (!chance.fault('end-soon-after-answer', 0.02)) return;
        time.after(between(random, 1, 500), 'happening', () => {
          if (disk.life !== life) return;
          disk.end('power-cut');
          afterEvent();
        });
      },
    });
    const outbox = openOutbox({
      store,
      gateway,
      clock: own,
      random,
      settings,
      render,
      describe,
      onChange: () => {},
      watchOwnWord: chance.stream('own word')() < 0.3,
    });
    const loop = startDrainLoop(outbox, own, () => {});
    loop.ended.catch((error: unknown) => {
      if (isOurs()) onFault(`the drain loop ended: ${textOf(error)}`);
    });
    return { store, outbox, loop };
  }

  function start(): void {
    starting = null;
    if (isClosed) return;
    disk.startAgain();
    try {
      running = open();
      options.onStart(running);
    } catch (error) {
      const refused = error instanceof NaruError && diskRefuses.has(error.problem.code);
      if (isAlive() && !refused) onFault(`the office does not open: ${textOf(error)}`);
      // Its host tries again after a while.
      disk.end(disk.ended ?? 'kill');
      afterEvent();
    }
  }
  function abandon(): void {
    running = null;
    for (const connection of connections) connection.abandon();
    connections = [];
  }
  function afterEvent(): void {
    if (isAlive()) {
      if (running !== null && running.outbox.trouble() === null) unsure = [];
      return;
    }
    if (starting !== null || isClosed) return;
    see({ is: 'ended', at: time.now() });
    for (const request of unsure) see({ is: 'wait-forgiven', at: time.now(), request });
    unsure = [];
    abandon();
    starting = time.after(between(random, 50, 60_000), 'start', start);
  }

  start();
  return {
    running: () => (isAlive() ? running : null),
    clock,
    afterEvent,
    observe,
    databaseBytes: () => disk.sizeOf(file),
    logBytes: () => disk.sizeOf(`${file}-wal`),
    get lives() {
      return disk.life;
    },
    end(how) {
      disk.end(how);
      afterEvent();
    },
    async restart() {
      const now = running;
      if (now === null || !isAlive()) return;
      await now.loop.stop(3000);
      if (running !== now || !isAlive()) return;
      now.store.close();
      disk.end('kill');
      afterEvent();
    },
    close() {
      isClosed = true;
      disk.end('kill');
      abandon();
      vfs.unmount(file);
    },
  };
}

function ranked(filing: StoredFiling): Rank {
  return [filing.deadline ?? noDeadline, filing.priority === 'urgent' ? 0 : 1, filing.id];
}

/** The template's files under this disk's name. */
function renamed(image: DiskImage, file: string): DiskImage {
  return new Map([...image].map(([name, bytes]) => [name.replace(/^.*\.db/, file), bytes]));
}

function textOf(error: unknown): string {
  if (error instanceof NaruError) return `${error.problem.code} ${JSON.stringify(error.problem)}`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
