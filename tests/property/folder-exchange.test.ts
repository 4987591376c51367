import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { kind, unkind } from '../../main/practice/folder/index.ts';
import { filesBelow, folderExchange, handOverFaults } from '../support/folder-exchange.ts';

const folder = mkdtempSync(join(tmpdir(), 'naru-folders-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const hour = 3_600_000;
let runs = 0;

const doing = fc.oneof(
  { weight: 4, arbitrary: fc.record({ visit: fc.constantFrom(...handOverFaults) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      enqueue: fc.integer({ min: 1, max: 4 }),
      kind: fc.constantFrom('import' as const, 'export' as const),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      order: fc.constantFrom(
        'amendment' as const,
        'withdrawal' as const,
        'synchronisation' as const,
      ),
      which: fc.nat(30),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ restart: true as const }) },
  { weight: 2, arbitrary: fc.record({ quietMs: fc.integer({ min: 1000, max: 300_000 }) }) },
);

/** One is in doubt and asked about after a day; meanwhile the folder is away for the next one. */
const untilTheNextInquiry: (typeof doing extends fc.Arbitrary<infer T> ? T : never)[] = [
  ...(['crash-after', 'none'] as const).map((visit) => ({ visit })),
  { quietMs: 213_246 },
  ...(['crash-after', 'crash-after', 'none'] as const).map((visit) => ({ visit })),
  { enqueue: 1, kind: 'export' },
  ...(['crash-before', 'none', 'crash-after', 'crash-before'] as const).map((visit) => ({ visit })),
  { enqueue: 3, kind: 'import' },
  { visit: 'crash-after' },
  { quietMs: 197_699 },
  { visit: 'folder-gone' },
  { restart: true },
];

test('behind an unkind program nothing is lost, nothing is handed over twice, every notice is shown', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer(),
      fc.array(doing, { minLength: 5, maxLength: 40 }),
      async (seed, story) => {
        runs += 1;
        const exchange = folderExchange(join(folder, String(runs)), seed, unkind);
        try {
          for (const what of story) {
            if ('visit' in what) await exchange.visit(what.visit);
            else if ('enqueue' in what) exchange.enqueue(what.enqueue, what.kind);
            else if ('order' in what) exchange.order(what.order, what.which);
            else if ('restart' in what) exchange.restart();
            else await exchange.quiet(what.quietMs);
            expect(exchange.program.twice()).toEqual([]);
          }
          // Everything comes in; a person looks after what was refused, and asks where nothing came.
          for (let round = 0; round < 5; round += 1) {
            await exchange.quiet(hour);
            exchange.filings().forEach(({ transport }, which) => {
              if (transport === 'refused') exchange.order('retry', which);
              if (transport === 'unconfirmed') exchange.order('synchronisation', which);
            });
          }
          check(exchange);
        } finally {
          exchange.end();
          rmSync(join(folder, String(runs)), { recursive: true, force: true });
        }
      },
    ),
    { numRuns: 25, endOnFailure: true, examples: [[1_011_192_438, untilTheNextInquiry]] },
  );
}, 240_000);

function check(exchange: ReturnType<typeof folderExchange>): void {
  const { program } = exchange;
  const [twice] = program.twice();
  expect(twice, exchange.history(twice?.declarationNo)).toBeUndefined();
  expect(program.isBusy()).toBe(false);
  expect(exchange.findings()).toEqual([]);
  expect(exchange.notShown()).toEqual([]);
  expect(filesBelow(exchange.folders.sendFolder)).toEqual([]);
  const ledger = new Map(program.ledger().map((entry) => [entry.subject, entry]));
  for (const filing of exchange.filings()) {
    const { declarationNo, part, transport, receiptNo, customs } = filing;
    const subject =
      part.is === 'declaration'
        ? declarationNo
        : part.is === 'amendment'
          ? `${declarationNo}/amendments/${part.sequence}`
          : `${declarationNo}/withdrawal`;
    if (part.is === 'synchronisation') continue;
    const entry = ledger.get(subject);
    const last = program.pickedUp().findLast((document) => document.subject === subject);
    const isHeardOf = last?.isSilent === false;
    if (isHeardOf) {
      expect(entry?.receiptNo, subject).toBeDefined();
      expect(transport, subject).toBe('acknowledged');
      expect(receiptNo, subject).toBe(entry?.receiptNo);
    }
    if (part.is !== 'declaration' || !isHeardOf || entry === undefined) continue;
    const ended = ['released', 'rejected', 'withdrawn'];
    if (ended.includes(entry.state)) expect([...ended, 'amended'], subject).toContain(customs);
  }
}

test('behind a kind program all is taken and released within minutes', async () => {
  runs += 1;
  const exchange = folderExchange(join(folder, String(runs)), 4, kind);
  exchange.enqueue(20, 'import');
  exchange.enqueue(20, 'export');
  await exchange.quiet(15 * 60_000);
  check(exchange);
  expect(exchange.filings().map(({ transport }) => transport)).toEqual(
    Array.from({ length: 40 }, () => 'acknowledged'),
  );
  expect(program(exchange)).toBeGreaterThan(30);
  exchange.end();
});

function program(exchange: ReturnType<typeof folderExchange>): number {
  return exchange.filings().filter(({ customs }) => customs === 'released').length;
}
