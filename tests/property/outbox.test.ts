import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { faults, type Fault } from '../support/model-central.ts';
import { outboxUnderTest, type OutboxUnderTest } from '../support/outbox-under-test.ts';

/** What a simple model knows: which references were called saved, and what a person ordered. */
interface Model {
  saved: Set<string>;
}
type Command = fc.AsyncCommand<Model, OutboxUnderTest>;

class Enqueue implements Command {
  readonly count: number;
  readonly days: number;
  constructor(count: number, days: number) {
    this.count = count;
    this.days = days;
  }
  check = () => true;
  async run(model: Model, real: OutboxUnderTest): Promise<void> {
    for (const reference of real.enqueue(this.count, this.days)) model.saved.add(reference);
    real.checkPromises(model.saved);
  }
  toString = () => `enqueue ${this.count} due in ${this.days}`;
}

class Visit implements Command {
  readonly fault: Fault;
  constructor(fault: Fault) {
    this.fault = fault;
  }
  check = () => true;
  async run(model: Model, real: OutboxUnderTest): Promise<void> {
    await real.visit(this.fault);
    real.checkPromises(model.saved);
  }
  toString = () => `visit with ${this.fault}`;
}

class Order implements Command {
  readonly action: 'hold' | 'release' | 'retry' | 'cancel' | 'restore' | 'make-urgent';
  readonly which: number;
  constructor(action: Order['action'], which: number) {
    this.action = action;
    this.which = which;
  }
  check = () => true;
  async run(model: Model, real: OutboxUnderTest): Promise<void> {
    real.order(this.action, this.which);
    real.checkPromises(model.saved);
  }
  toString = () => `${this.action} the ${this.which}th`;
}

class Happening implements Command {
  readonly what: Parameters<OutboxUnderTest['happen']>[0];
  constructor(what: Happening['what']) {
    this.what = what;
  }
  check = () => true;
  async run(model: Model, real: OutboxUnderTest): Promise<void> {
    await real.happen(this.what);
    real.checkPromises(model.saved);
  }
  toString = () => this.what;
}

const visit = fc.constantFrom(...faults).map((fault) => new Visit(fault));
const happenings = fc
  .constantFrom<Happening['what']>(
    'restart',
    'customs decides',
    'a minute passes',
    'crash before the next write',
    'crash after the next write',
    'the disk is full',
    'the disk fills during the next request',
    'the disk has room',
    'clock set back a day',
    'send now',
  )
  .map((what) => new Happening(what));
const orders = fc
  .tuple(
    fc.constantFrom<Order['action']>(
      'hold',
      'release',
      'retry',
      'cancel',
      'restore',
      'make-urgent',
    ),
    fc.nat(30),
  )
  .map(([action, which]) => new Order(action, which));
const enqueue = fc
  .tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 0, max: 40 }))
  .map(([count, days]) => new Enqueue(count, days));

const folder = mkdtempSync(join(tmpdir(), 'naru-property-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the outbox against a central system that removes no duplicates', () => {
  let run = 0;
  test('loses nothing, files nothing twice, and settles once the faults end', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.commands([enqueue, visit, visit, visit, visit, orders, happenings], {
          maxCommands: 60,
          size: 'max',
        }),
        fc.integer(),
        async (commands, seed) => {
          run += 1;
          const real = outboxUnderTest(join(folder, String(run)), seed);
          const model: Model = { saved: new Set() };
          try {
            await fc.asyncModelRun(() => ({ model, real }), commands);
            await real.settle();
            real.checkPromises(model.saved);
            expect(real.openFilings()).toBe(0);
            expect(real.everyTakenIsAcknowledged()).toEqual([]);
          } finally {
            real.end();
          }
        },
      ),
      {
        numRuns: Number(process.env['NARU_PROPERTY_RUNS'] ?? 150),
        // Shrinking may take its time, but not all of it.
        interruptAfterTimeLimit: 240_000,
      },
    );
  }, 300_000);
});
