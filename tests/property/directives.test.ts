import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { directiveKinds } from '../../shared/sync/directives.ts';
import { faults, modelCentral } from '../support/model-central.ts';
import { outboxUnderTest, type OutboxUnderTest } from '../support/outbox-under-test.ts';

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

const visits = fc
  .constantFrom<string>(...faults, 'none', 'none', 'lost-after', 'lost-before')
  .map((fault) => command(`visit with ${fault}`, (real) => real.visit(fault)));
const enqueue = fc.integer({ min: 1, max: 4 }).map((count) =>
  command(`enqueue ${count}`, (real, model) => {
    for (const reference of real.enqueue(count, 5)) model.saved.add(reference);
  }),
);
const directives = fc
  .tuple(
    fc.constantFrom(...directiveKinds, 'new-number'),
    fc.boolean(),
    fc.integer({ max: 6, min: 0 }),
  )
  .map(([kind, withoutAnswer, pieces]) =>
    command(`directive ${kind}${withoutAnswer ? ' at once' : ''}, ${pieces} pieces`, (real) =>
      real.direct(kind, withoutAnswer, pieces),
    ),
  );
const goingOn = fc
  .integer({ min: 1, max: 5 })
  .map((n) => command(`go on with ${n} pieces`, (real) => real.work(n)));
const undoing = fc
  .integer({ min: 1, max: 3 })
  .map((n) => command(`take back the last ${n}`, (real) => real.takeBack(n)));
const reconciling = fc.constant(command('ours against theirs', (real) => real.reconcile()));
const orders = fc
  .record({
    order: fc.constantFrom(
      'hold',
      'release',
      'retry',
      'cancel',
      'restore',
      'edit',
      'file-elsewhere',
      'amendment',
      'withdrawal',
    ),
    which: fc.nat(30),
  })
  .map(({ order, which }) =>
    command(`${order} the ${which}th`, (real) => real.order(order, which)),
  );
const happenings = fc
  .constantFrom(
    'restart',
    'customs decides',
    'a minute passes',
    'crash before the next write',
    'crash after the next write',
    'the disk is full',
    'the disk has room',
    'a day passes',
    'New Year',
  )
  .map((what) => command(what, (real) => real.happen(what)));

const folder = mkdtempSync(join(tmpdir(), 'naru-directives-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let run = 0;

describe('directives amid faults and crashes', () => {
  test('lose nothing, double nothing without a trace, and come to an end', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.commands(
          [
            enqueue,
            visits,
            visits,
            visits,
            directives,
            goingOn,
            reconciling,
            undoing,
            orders,
            happenings,
          ],
          {
            maxCommands: 60,
            size: 'max',
          },
        ),
        fc.integer(),
        async (commands, seed) => {
          run += 1;
          const real: Real = outboxUnderTest<string>(join(folder, String(run)), seed, modelCentral);
          const model: Model = { saved: new Set() };
          try {
            await fc.asyncModelRun(() => ({ model, real }), commands);
            await real.endDirectives('none');
            await real.settle('none', () => real.openFilings().length === 0);
            real.checkPromises(model.saved);
            expect(real.openFilings()).toEqual([]);
            expect(real.everyTakenIsAcknowledged()).toEqual([]);
          } finally {
            real.end();
          }
        },
      ),
      {
        numRuns: Number(process.env['NARU_PROPERTY_RUNS'] ?? 60),
        interruptAfterTimeLimit: 240_000,
      },
    );
  }, 300_000);
});
