import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import type { StoredFiling } from '../../main/store/index.ts';
import { faults, modelCentral } from '../support/model-central.ts';
import { folderFaults, modelFolder } from '../support/model-folder.ts';
import { subjectOf } from '../support/model-gateway.ts';
import { looks, type LookFinds } from '../support/model-readiness.ts';
import {
  outboxUnderTest,
  type Happening as What,
  type Order as Ordered,
  type OutboxUnderTest,
} from '../support/outbox-under-test.ts';

/** What a simple model knows: which references were called saved, and what a person ordered. */
interface Model {
  saved: Set<string>;
}
type Real = OutboxUnderTest<string>;
type Command = fc.AsyncCommand<Model, Real>;

function command(words: string, work: (real: Real, model: Model) => Promise<void> | void): Command {
  return {
    check: () => true,
    async run(model, real) {
      await work(real, model);
      real.checkPromises(model.saved);
    },
    toString: () => words,
  };
}

const visit = (fault: string) => command(`visit with ${fault}`, (real) => real.visit(fault));
const orderNames = [
  'hold',
  'release',
  'retry',
  'cancel',
  'restore',
  'make-urgent',
  'edit',
  'edit',
  'accept',
  'file-elsewhere',
  'amendment',
  'withdrawal',
  'synchronisation',
] as const satisfies readonly Ordered[];
const ordering = fc.record({ order: fc.constantFrom(...orderNames), which: fc.nat(30) });

const enqueue = fc
  .tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 0, max: 40 }))
  .map(([count, days]) =>
    command(`enqueue ${count} due in ${days}`, (real, model) => {
      for (const reference of real.enqueue(count, days)) model.saved.add(reference);
    }),
  );
const orders = ordering.map(({ order, which }) =>
  command(`${order} the ${which}th`, (real) => real.order(order, which)),
);
const look = fc
  .tuple(fc.constantFrom<LookFinds>(...looks), fc.option(ordering))
  .map(([finds, meanwhile]) => {
    const what = meanwhile === null ? '' : `, meanwhile ${meanwhile.order} ${meanwhile.which}`;
    return command(`look finds ${finds}${what}`, (real) => real.look(finds, meanwhile));
  });
const happenings = fc
  .constantFrom<What>(
    'restart',
    'customs decides',
    'a minute passes',
    'crash before the next write',
    'crash after the next write',
    'the disk is full',
    'the disk fills during the next request',
    'the disk has room',
    'clock set back a day',
    'a day passes',
    'New Year',
    'send now',
  )
  .map((what) => command(what, (real) => real.happen(what)));

/** Whether the sending program has said what became of it, or will. */
const isAnswered = ({ central }: Real, filing: StoredFiling): boolean =>
  central.answers?.(subjectOf(filing)) ?? true;

const folder = mkdtempSync(join(tmpdir(), 'naru-property-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const settings = {
  numRuns: Number(process.env['NARU_PROPERTY_RUNS'] ?? 150),
  // Shrinking may take its time, but not all of it.
  interruptAfterTimeLimit: 240_000,
};
const length = { maxCommands: 60, size: 'max' } as const;
let run = 0;

describe('the outbox against a central system that removes no duplicates', () => {
  const visits = fc.constantFrom<string>(...faults).map(visit);
  test('loses nothing, files nothing twice, and settles once the faults end', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.commands([enqueue, visits, visits, visits, visits, orders, look, happenings], length),
        fc.integer(),
        async (commands, seed) => {
          run += 1;
          const real: Real = outboxUnderTest<string>(join(folder, String(run)), seed, modelCentral);
          const model: Model = { saved: new Set() };
          try {
            await fc.asyncModelRun(() => ({ model, real }), commands);
            await real.settle('none', () => real.openFilings().length === 0);
            real.checkPromises(model.saved);
            expect(real.openFilings()).toEqual([]);
            expect(real.everyTakenIsAcknowledged()).toEqual([]);
          } finally {
            real.end();
          }
        },
      ),
      settings,
    );
  }, 300_000);
});

describe('the outbox before a pair of folders that answer late, by notice alone, or never', () => {
  const visits = fc.constantFrom<string>(...folderFaults, 'none', 'none').map(visit);
  test('hands nothing over twice without proof, and settles what is answered', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.commands([enqueue, visits, visits, visits, visits, orders, look, happenings], length),
        fc.integer(),
        async (commands, seed) => {
          run += 1;
          const real: Real = outboxUnderTest<string>(join(folder, String(run)), seed, modelFolder);
          const model: Model = { saved: new Set() };
          const waiting = () =>
            real
              .openFilings()
              .filter((filing) => filing.transport !== 'unconfirmed' || isAnswered(real, filing));
          try {
            await fc.asyncModelRun(() => ({ model, real }), commands);
            await real.settle('none', () => waiting().length === 0);
            real.checkPromises(model.saved);
            expect(waiting()).toEqual([]);
          } finally {
            real.end();
          }
        },
      ),
      settings,
    );
  }, 300_000);
});
