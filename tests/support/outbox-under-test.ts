import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { z } from 'zod';
import { officeSchema, type FilingAction } from '../../shared/contract/index.ts';
import {
  addDays,
  civilDate,
  epochMs,
  koreanDate,
  koreanYear,
  type Clock,
  type EpochMs,
} from '../../shared/time.ts';
import { NaruError, type ErrorCode } from '../../shared/errors.ts';
import type { Summary } from '../../shared/filing/filing.ts';
import { yearOf } from '../../shared/filing/numbers.ts';
import type { TransportState } from '../../shared/filing/states.ts';
import { directiveOrderSchema, type DirectiveKind } from '../../shared/sync/directives.ts';
import type { PartKind } from '../../shared/filing/part.ts';
import {
  acceptStale,
  act,
  beginReconciliation,
  editFiling,
  enqueue,
  enterDirective,
  fileElsewhere,
  openOutbox,
  putPart,
  wishDirective,
  workOnDirectives,
  type Describe,
  type Outbox,
  type Render,
} from '../../main/outbox/index.ts';
import { defaultPacing } from '../../main/outbox/policy/index.ts';
import {
  readDeclaration,
  Store,
  verifyStore,
  type StoredFiling,
  type Tables,
} from '../../main/store/index.ts';
import { selectFiling, readFilingRow, type FilingRecord } from '../../main/store/filings.ts';
import { countFilings } from '../../main/store/counts.ts';
import { Crash, subjectOf, type ModelGateway } from './model-gateway.ts';
import { modelReadiness, type LookFinds } from './model-readiness.ts';
import { seededRandom, virtualClock } from './virtual-clock.ts';

export type Happening =
  | 'restart'
  | 'customs decides'
  | 'a minute passes'
  | 'crash before the next write'
  | 'crash after the next write'
  | 'the disk is full'
  | 'the disk fills during the next request'
  | 'the disk has room'
  | 'clock set back a day'
  | 'a day passes'
  | 'New Year'
  | 'send now';

/** What a person does to one filing. */
export type Order =
  | FilingAction
  | 'edit'
  | 'accept'
  | 'file-elsewhere'
  | Exclude<PartKind, 'declaration'>;

/** A store whose process may end at the next write, before or after it is on disk. */
class MortalStore extends Store {
  crash: 'before' | 'after' | null = null;
  override transaction<T>(work: (tables: Tables) => T): T {
    const crash = this.tables.connection.inTransaction ? null : this.crash;
    if (crash !== null) this.crash = null;
    if (crash === 'before') throw new Crash();
    const value = super.transaction(work);
    if (crash === 'after') throw new Crash();
    return value;
  }
}

const office = officeSchema.parse({ declarant: '12345', name: 'T', customsOffice: '04010' });

/** States in which customs may have a declaration. */
const mayBeThere: ReadonlySet<TransportState> = new Set([
  'sending',
  'unconfirmed',
  'processing',
  'acknowledged',
]);

/** What a person is told where an order cannot be done; anything else is a fault. */
const refusals: ReadonlySet<ErrorCode> = new Set([
  'disk-full',
  'outcome-unknown',
  'not-possible-now',
  'number-in-doubt',
  'part-open',
  'has-receipt',
  'replaced-by-number',
  'directive-not-now',
  'reconciliation-runs',
]);

/** Plain documents: real ones are tested where they are made, and would cost most of the time. */
const render: Render = (kind, declaration, context, part) => ({
  ok: true,
  xml: JSON.stringify({ kind, part, declaration, ...context }),
});

const sentSchema = z.object({ declaration: z.unknown(), declarationNo: z.string() });

const summary: Summary = {
  importer: '한결무역(주)',
  goods: 'TABLE LAMPS',
  lines: 1,
  billOfLading: '',
  currency: 'USD',
  amount: '1200',
  tax: null,
};
const describe: Describe = (_, declaration) =>
  declaration === null ? null : { summary, deadline: null };

export type OutboxUnderTest<Fault extends string> = ReturnType<typeof outboxUnderTest<Fault>>;

/** The real outbox on a real file, driven step by step on a clock of its own. */
export function outboxUnderTest<Fault extends string>(
  folder: string,
  seed: number,
  model: (clock: Clock, random: () => number) => ModelGateway<Fault>,
) {
  mkdirSync(folder, { recursive: true });
  const clock = virtualClock();
  const random = seededRandom(seed);
  const central = model(clock, random);
  const options = { file: join(folder, 'test.db'), key: Buffer.alloc(32, 7) };
  let store = new MortalStore(options);
  const readiness = modelReadiness(
    (filing) => store.tables.stales.get(filing.id)?.accepted != null,
  );
  let outbox = open();
  let enqueued = 0;
  /** What must stay as it is once bytes of it have left: number and owner. */
  const numbers = new Map<string, number>();
  const declared = new Map<number, number>();

  function open(): Outbox {
    return openOutbox({
      store,
      gateway: central,
      clock,
      random,
      settings: defaultPacing,
      render,
      describe,
      readiness,
      onChange: () => {},
    });
  }
  /** The process ends and starts again; what is in memory is gone. */
  function restart(): void {
    // What a full disk refused to keep is gone too, a Retry-After among it.
    if (outbox.trouble() !== null) central.forgiveRetryAfter();
    store.close();
    store = new MortalStore(options);
    outbox = open();
  }
  function surviving<T>(work: () => T): T | null {
    try {
      return work();
    } catch (error) {
      if (!(error instanceof Crash)) throw error;
      restart();
      return null;
    }
  }
  function fillDisk(full: boolean): void {
    const { connection } = store.tables;
    // SQLite's own limit fails exactly as a full disk does, with SQLITE_FULL.
    connection.pragma(`max_page_count = ${full ? 1 : 1_000_000}`);
  }
  function filings(): StoredFiling[] {
    return store.tables.connection
      .prepare<unknown[], FilingRecord>(selectFiling)
      .all()
      .map(readFilingRow);
  }
  /** When the first bytes of a filing may have left; `null` where none has. */
  function firstToLeave(filing: StoredFiling): EpochMs | null {
    const settled = store.tables.attempts.of(filing.id);
    const left = settled.find(({ outcome }) => outcome !== 'not-sent');
    return left?.startedAt ?? store.tables.attempts.open(filing)?.startedAt ?? null;
  }
  /** What the central system has is the declaration as it is here, edited or recomputed. */
  function expectTrueDocument(filing: StoredFiling): void {
    const { tables } = store;
    const subject = subjectOf(filing);
    const [last] = tables.submissions.chain(filing.submissionId);
    expect(central.filed.get(subject), subject).toEqual([last?.digest]);
    const sent = sentSchema.parse(JSON.parse(new TextDecoder().decode(last?.body)));
    expect(sent.declaration, subject).toEqual(readDeclaration(tables, filing));
    expect(sent.declarationNo).toBe(filing.declarationNo);
  }
  /** What may be with customs is neither edited nor recomputed. */
  function expectKeptDeclarations(): void {
    for (const filing of filings()) {
      const { id, transport, declarationSeq } = filing;
      if (mayBeThere.has(transport)) {
        expect(declared.get(id) ?? declarationSeq, subjectOf(filing)).toBe(declarationSeq);
        declared.set(id, declarationSeq);
      } else declared.delete(id);
    }
  }
  async function visit(fault: Fault): Promise<void> {
    central.next = fault;
    try {
      const step = await outbox.step();
      if (step.did === null && step.until !== null)
        clock.advance(Math.max(1, Math.min(step.until - clock.now(), 3_600_000)));
      else clock.advance(20);
    } catch (error) {
      if (!(error instanceof Crash)) throw error;
      if (fault === 'busy-retry-after') central.forgiveRetryAfter();
      restart();
    }
  }
  function doOrder(order: Order, { id }: StoredFiling, which: number): void {
    const at = clock.now();
    switch (order) {
      case 'edit': {
        const deadline = which % 2 === 0 ? null : addDays(koreanDate(at), which);
        const edit = {
          declaration: { edited: which },
          summary,
          deadline,
          priority: 'normal',
        } as const;
        editFiling(store, id, edit, at);
        return;
      }
      case 'accept':
        acceptStale(store, id, { all: true }, describe, at);
        return;
      case 'file-elsewhere':
        fileElsewhere(store, id, { number: null, place: '04010', at, note: '' }, at);
        return;
      case 'amendment':
      case 'withdrawal':
      case 'synchronisation':
        putPart(store, id, { is: order, content: { reason: which } }, at);
        return;
      default:
        act(store, [id], order, at);
    }
  }
  /** @throws {Crash} where the process ends over it */
  function order(what: Order, which: number): void {
    const all = filings();
    const filing = all[which % Math.max(1, all.length)];
    if (filing === undefined) return;
    try {
      doOrder(what, filing, which);
    } catch (error) {
      if (!(error instanceof NaruError && refusals.has(error.problem.code))) throw error;
    }
  }

  /** Some of what the engine does about directives between two visits. */
  function work(pieces: number): void {
    try {
      for (let i = 0; i < pieces; i += 1) if (workOnDirectives(store, clock.now()) === null) return;
    } catch (error) {
      if (!(error instanceof NaruError && error.problem.code === 'disk-full')) throw error;
    }
  }
  /** @throws {Crash} where the process ends over it */
  function direct(kind: DirectiveKind, withoutAnswer: boolean, pieces: number): void {
    const now = clock.now();
    const window = { from: now - 3_600_000, to: now + 1 };
    const words = { text: 'as ordered', enteredBy: 'T' };
    try {
      const order = directiveOrderSchema.parse({ kind, ...window, ...words, withoutAnswer });
      const id = enterDirective(store, order, now);
      work(4);
      wishDirective(store, id, 'apply', now);
      work(pieces);
    } catch (error) {
      if (!(error instanceof NaruError && refusals.has(error.problem.code))) throw error;
    }
  }
  /** Takes the newest directives back, all or some. */
  function takeBack(most: number): void {
    try {
      for (const { id, phase } of store.tables.directives.page(null, most))
        if (phase === 'applied') wishDirective(store, id, 'undo', clock.now());
      work(20);
    } catch (error) {
      if (!(error instanceof NaruError && refusals.has(error.problem.code))) throw error;
    }
  }
  /** The others under another number of the same declaration. */
  const twinsOf = ({ id }: StoredFiling): StoredFiling[] => store.tables.replacements.twins(id);
  /** What was sent under two numbers, or acknowledged twice, has its trace. */
  function expectDoublesTold(): void {
    const told = store.tables.replacements.doubles(null, 10_000);
    for (const filing of filings()) {
      if (filing.receiptNo === null) continue;
      for (const twin of twinsOf(filing).filter((other) => other.receiptNo !== null)) {
        const [first = 0, second = 0] = [filing.id, twin.id].toSorted((a, b) => a - b);
        const double = told.find((each) => each.firstId === first && each.secondId === second);
        expect(double, `${filing.declarationNo} ${twin.declarationNo}`).toBeDefined();
        expect([double?.firstReceipt, double?.secondReceipt]).not.toContain(null);
      }
    }
  }
  /** A new number is there only because a directive ordered it. */
  function expectOrdered(): void {
    const orphans = store.tables.connection
      .prepare(
        `SELECT old_id FROM replacement WHERE NOT EXISTS (SELECT 1 FROM directed
           WHERE directed.directive_id = replacement.directive_id AND filing_id = old_id
             AND step IN ('replace', 'replace-if-not-there') AND state IN ('done', 'kept'))`,
      )
      .all();
    expect(orphans).toEqual([]);
  }

  return {
    central,
    visit,
    direct: (kind: DirectiveKind, withoutAnswer: boolean, pieces: number) =>
      void surviving(() => direct(kind, withoutAnswer, pieces)),
    takeBack: (most: number) => void surviving(() => takeBack(most)),
    work: (pieces: number) => void surviving(() => work(pieces)),
    /** Ours against theirs: questions go when nothing else wants to. */
    reconcile(): void {
      surviving(() => {
        try {
          beginReconciliation(store, 'person', clock.now());
        } catch (error) {
          if (!(error instanceof NaruError && refusals.has(error.problem.code))) throw error;
        }
      });
    },
    order: (what: Order, which: number) => void surviving(() => order(what, which)),
    enqueue(count: number, days: number): string[] {
      const chosen = Array.from({ length: count }, () => {
        enqueued += 1;
        const deadline = addDays(koreanDate(clock.now()), days);
        const reference = `ref-${enqueued}`;
        const declaration = { note: `declared ${enqueued}` };
        return {
          reference,
          kind: 'import',
          priority: 'normal',
          deadline,
          summary,
          declaration,
        } as const;
      });
      const context = { office, at: clock.now(), batchId: null };
      try {
        const saved = surviving(() => enqueue(store, chosen, context));
        return saved === null ? [] : chosen.map(({ reference }) => reference);
      } catch (error) {
        // What a full disk refused was never called saved.
        if (error instanceof NaruError && error.problem.code === 'disk-full') return [];
        throw error;
      }
    },
    /** What the next look finds, and what a person does while it is on its way. */
    look(finds: LookFinds, meanwhile: { order: Order; which: number } | null): void {
      readiness.next = finds;
      readiness.during =
        meanwhile === null ? () => {} : () => order(meanwhile.order, meanwhile.which);
    },
    async happen(what: Happening): Promise<void> {
      switch (what) {
        case 'restart':
          restart();
          return;
        case 'customs decides':
          central.decide();
          return;
        case 'a minute passes':
          clock.advance(60_000);
          return;
        case 'crash before the next write':
          store.crash = 'before';
          return;
        case 'crash after the next write':
          store.crash = 'after';
          return;
        case 'the disk is full':
          fillDisk(true);
          return;
        case 'the disk fills during the next request':
          central.during = () => fillDisk(true);
          return;
        case 'the disk has room':
          fillDisk(false);
          return;
        case 'clock set back a day':
          clock.setWall(epochMs(clock.now() - 86_400_000));
          return;
        case 'a day passes':
          clock.advance(86_400_000);
          return;
        case 'New Year': {
          const next = civilDate(`${koreanYear(clock.now()) + 1}-01-01`);
          clock.advance(Date.parse(`${next}T00:00:00+09:00`) - clock.now());
          return;
        }
        default:
          surviving(() => outbox.sendNow());
      }
    },
    /** Lets the engine finish what is ordered, and ends the waits for a buffer. */
    async endDirectives(calm: Fault): Promise<void> {
      store.crash = null;
      central.during = () => {};
      fillDisk(false);
      for (let i = 0; i < 400 && store.tables.directives.atWork() !== null; i += 1) {
        work(20);
        await visit(calm);
      }
      expect(store.tables.directives.atWork()).toBeNull();
      for (const { id, phase, order } of store.tables.directives.page(null, 1000))
        if (phase === 'applied' && order.kind === 'buffered') {
          wishDirective(store, id, 'undo', clock.now());
          for (let i = 0; i < 400 && store.tables.directives.atWork() !== null; i += 1) {
            work(20);
            await visit(calm);
          }
        }
    },
    /** No more faults, and a person looks after what needs one: everything must come to an end. */
    async settle(calm: Fault, isDone: () => boolean): Promise<void> {
      store.crash = null;
      central.during = () => {};
      readiness.next = 'ready';
      readiness.during = () => {};
      fillDisk(false);
      for (let i = 0; i < 3000; i += 1) {
        if (outbox.gate.state().laneStopped !== null) surviving(() => outbox.resume());
        central.decide();
        await visit(calm);
        expectKeptDeclarations();
        if (isDone() && i > 50) return;
      }
    },
    openFilings(): StoredFiling[] {
      return filings().filter(({ transport }) =>
        ['queued', 'sending', 'processing', 'unconfirmed'].includes(transport),
      );
    },
    /** What the central system has and we do not show so, or the other way round. */
    everyTakenIsAcknowledged(): string[] {
      return filings()
        .filter((filing) => {
          const taken = central.filed.has(subjectOf(filing));
          // Who is being sent again by a directive keeps the receipt that it has.
          return taken !== (filing.transport === 'acknowledged' || filing.receiptNo !== null);
        })
        .map((filing) => `${subjectOf(filing)} ${filing.transport}`);
    },
    /** The promises that hold at every moment. */
    checkPromises(saved: ReadonlySet<string>): void {
      const all = filings();
      const present = new Set(all.map(({ reference }) => reference));
      for (const reference of saved) expect(present.has(reference), reference).toBe(true);
      expect(new Set(all.map(subjectOf)).size).toBe(all.length);
      for (const [subject, times] of central.filed)
        expect(times.length, `${subject} filed`).toBe(1);
      expect(central.breaches).toEqual([]);
      for (const filing of all) {
        const subject = subjectOf(filing);
        const { id, declarationNo, transport } = filing;
        if (transport === 'acknowledged') expectTrueDocument(filing);
        // A number belongs to one filing, and to it for life once bytes have left.
        if (filing.part.is === 'declaration') {
          expect(numbers.get(declarationNo) ?? id, declarationNo).toBe(id);
          numbers.set(declarationNo, id);
          const first = firstToLeave(filing);
          if (first !== null) expect(yearOf(declarationNo), subject).toBe(koreanYear(first));
        }
      }
      expectKeptDeclarations();
      expectDoublesTold();
      expectOrdered();
      const current = new Set<string>(all.map(({ declarationNo }) => declarationNo));
      for (const no of central.carried) expect(current.has(no), `${no} was sent`).toBe(true);
      expect(store.counts).toEqual(countFilings(store.tables.connection));
      expect(verifyStore(store).findings).toEqual([]);
    },
    end: () => store.close(),
  };
}
