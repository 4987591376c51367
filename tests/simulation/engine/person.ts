import type { FilingAction } from '../../../shared/contract/index.ts';
import { NaruError, type ErrorCode } from '../../../shared/errors.ts';
import type { FilingId } from '../../../shared/filing/numbers.ts';
import { addDays, koreanDate, type Random } from '../../../shared/time.ts';
import {
  act,
  editFiling,
  enqueue,
  fileElsewhere,
  putPart,
  undoBatch,
} from '../../../main/outbox/index.ts';
import { between, pick } from './chance.ts';
import { office, summary, type Office, type Running } from './office.ts';

/** A person at work: puts filings in and orders things, and remembers what was called saved. */
export interface Person {
  /** One act, whatever comes to mind. */
  act(): void;
  /** Puts filings in. */
  enqueue(count: number): void;
  /** Lets a stopped lane go on, and tries again what was refused. */
  lookAfter(): void;
  readonly saved: ReadonlySet<string>;
  /** Remembers one no longer. */
  forget(reference: string): void;
}

/** What a person is told where an order cannot be done; anything else is a fault. */
const refusals: ReadonlySet<ErrorCode> = new Set([
  'disk-full',
  'disk-error',
  'outcome-unknown',
  'not-possible-now',
  'number-in-doubt',
  'part-open',
  'not-found',
]);

const actions: readonly FilingAction[] = [
  'hold',
  'release',
  'retry',
  'cancel',
  'restore',
  'make-urgent',
  'make-normal',
];

/** How many of the newest filings a person has in view. */
const inView = 60;

export function simulatedPerson(
  desk: Office,
  random: Random,
  onFault: (what: string) => void,
): Person {
  const saved = new Set<string>();
  let ids: FilingId[] = [];
  let count = 0;

  /** Does it where a process is there, and takes a refusal as told. */
  function order<T>(work: (running: Running) => T): T | null {
    const running = desk.running();
    if (running === null) return null;
    try {
      const value = work(running);
      // What was told as the process ended was told to nobody.
      if (desk.running() === null) return null;
      running.loop.wake();
      return value;
    } catch (error) {
      const isTold = error instanceof NaruError && refusals.has(error.problem.code);
      if (!isTold && desk.running() !== null)
        onFault(`an order failed: ${error instanceof Error ? (error.stack ?? '') : String(error)}`);
      return null;
    }
  }
  function putIn(many: number, batchId: number | null): FilingId[] {
    const at = desk.clock.now();
    const chosen = Array.from({ length: many }, () => {
      count += 1;
      const days = Math.floor(between(random, 1, 40)) - 1;
      return {
        reference: `ref-${count}`,
        kind: 'import',
        priority: random() < 0.1 ? 'urgent' : 'normal',
        deadline: random() < 0.2 ? null : addDays(koreanDate(at), days),
        summary,
        declaration: { note: `declared ${count}` },
      } as const;
    });
    const put = order(({ store }) => enqueue(store, chosen, { office, at, batchId }));
    if (put === null) return [];
    for (const { reference } of chosen) saved.add(reference);
    ids = [...ids, ...put.added].slice(-inView);
    return put.added;
  }
  function typeInAndUndo(): void {
    const at = desk.clock.now();
    const batch = order(({ store }) =>
      store.transaction(({ batches }) => batches.open('list', at)),
    );
    if (batch === null) return;
    const before = new Set(saved);
    putIn(3, batch);
    if (random() < 0.5) return;
    // What is being taken out may be out, whatever is told.
    for (const reference of saved) if (!before.has(reference)) saved.delete(reference);
    order(({ store }) => undoBatch(store, batch, desk.clock.now()));
  }
  function orderFor(id: FilingId): void {
    const at = desk.clock.now();
    const drawn = random();
    order(({ store }) => {
      if (drawn < 0.5) act(store, [id], pick(random, actions), at);
      else if (drawn < 0.7) {
        const deadline = random() < 0.5 ? null : addDays(koreanDate(at), Math.floor(random() * 20));
        const declaration = { edited: Math.floor(random() * 1e9) };
        editFiling(store, id, { declaration, summary, deadline, priority: 'normal' }, at);
      } else if (drawn < 0.75)
        fileElsewhere(store, id, { number: null, place: '04010', at, note: '' }, at);
      else {
        const is = pick(random, [
          'amendment',
          'amendment',
          'withdrawal',
          'synchronisation',
        ] as const);
        const part = putPart(
          store,
          id,
          { is, content: { reason: Math.floor(random() * 1e9) } },
          at,
        );
        ids = [...ids, part.id].slice(-inView);
      }
    });
  }
  function lookAfter(): void {
    order(({ outbox }) => {
      if (outbox.gate.state().laneStopped !== null) outbox.resume();
    });
  }

  return {
    saved,
    enqueue: (many) => void putIn(many, null),
    lookAfter,
    forget: (reference) => void saved.delete(reference),
    act() {
      const drawn = random();
      const known = ids.length > 0 ? pick(random, ids) : null;
      // Now and then the list of a whole day.
      if (drawn < 0.002) putIn(350, null);
      else if (drawn < 0.25 || known === null) putIn(Math.ceil(between(random, 1, 25)), null);
      else if (drawn < 0.28) typeInAndUndo();
      else if (drawn < 0.33) order(({ outbox }) => outbox.sendNow());
      else if (drawn < 0.45) lookAfter();
      else orderFor(known);
    },
  };
}
