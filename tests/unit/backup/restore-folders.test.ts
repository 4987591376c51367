import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { recoveryState } from '../../../main/engine/recovery-troubles.ts';
import { releaseHolding } from '../../../main/engine/recovery-release.ts';
import { act } from '../../../main/outbox/index.ts';
import { kind, unkind, type Unkindness } from '../../../main/practice/folder/index.ts';
import { declarationNoSchema } from '../../../shared/filing/numbers.ts';
import { filesBelow, folderExchange, type FolderExchange } from '../../support/folder-exchange.ts';
import { encoded, fault, notice, type Sample } from '../central/notice-samples.ts';

const folder = mkdtempSync(join(tmpdir(), 'naru-restore-folders-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const minute = 60_000;
let runs = 0;

function begin(seed: number, unkindness: Unkindness, deletesSent: boolean): FolderExchange {
  runs += 1;
  return folderExchange(join(folder, String(runs)), seed, unkindness, { deletesSent });
}

const recovery = (exchange: FolderExchange) => recoveryState(exchange.store());
const numbers = (exchange: FolderExchange): string[] =>
  exchange.filings().map(({ declarationNo }) => String(declarationNo));

/** Until nothing is left to be asked or read: only a person can let it go on. */
async function untilAsked(exchange: FolderExchange, programWorks = true): Promise<void> {
  for (let n = 0; n < 2000 && recovery(exchange)?.left !== 0; n += 1)
    await (programWorks ? exchange.visit() : exchange.visitAlone());
  expect(recovery(exchange)).toMatchObject({ left: 0, holds: true, needsPerson: true });
}

describe('an older copy, restored where documents go by folder exchange', () => {
  for (const deletesSent of [false, true])
    test(`sends nothing before it is released, and nothing twice${
      deletesSent ? ', although the sending program keeps nothing it has sent' : ''
    }`, async () => {
      const exchange = begin(4, kind, deletesSent);
      const copy = join(folder, `copy-${runs}`);
      exchange.enqueue(2, 'import');
      await exchange.quiet(10 * minute);
      exchange.enqueue(3, 'import');
      exchange.copyTo(copy);
      await exchange.quiet(10 * minute);
      exchange.enqueue(4, 'import');
      // Never sent: a gap in the numbers that customs has.
      const { id } = exchange.filing(5);
      act(exchange.store(), [id], 'hold', exchange.clock.now());
      await exchange.quiet(10 * minute);
      const given = numbers(exchange);
      const filed = exchange.program.ledger().map(({ declarationNo }) => declarationNo);
      expect(filed).toHaveLength(8);
      exchange.clock.advance(24 * 60 * minute);

      exchange.restore(copy);
      exchange.enqueue(2, 'import');
      await untilAsked(exchange);
      await exchange.quiet(60 * minute);
      expect(exchange.program.pickedUp()).toHaveLength(8);
      // By the notices alone: what was put in before the copy was made, and what only the day knew.
      const known = new Map(exchange.filings().map((filing) => [filing.declarationNo, filing]));
      for (const no of filed)
        expect(known.get(declarationNoSchema.parse(no))).toMatchObject({
          transport: 'acknowledged',
        });

      releaseHolding(exchange.store(), exchange.clock.now());
      expect(recovery(exchange)).toBeNull();
      await exchange.quiet(30 * minute);
      expect(exchange.filings()).toHaveLength(10);
      const fresh = numbers(exchange).filter((no) => !filed.includes(no));
      expect(fresh).toHaveLength(2);
      for (const no of fresh) expect(given).not.toContain(no);
      expect(exchange.program.pickedUp()).toHaveLength(10);
      expect(exchange.program.twice()).toEqual([]);
      expect(exchange.filings().every(({ transport }) => transport === 'acknowledged')).toBe(true);
      expect(exchange.findings()).toEqual([]);
      exchange.end();
    });

  test('asks nothing before the notices of its day were read', async () => {
    const exchange = begin(2, kind, false);
    const copy = join(folder, `copy-${runs}`);
    exchange.enqueue(2, 'import');
    exchange.copyTo(copy);
    await exchange.quiet(10 * minute);
    exchange.restore(copy);
    const [receive = ''] = exchange.folders.receiveFolders;
    renameSync(receive, `${receive}-away`);
    await exchange.quietAlone(30 * minute);
    expect(recovery(exchange)).toMatchObject({ asked: 0, holds: true });
    renameSync(`${receive}-away`, receive);
    await untilAsked(exchange);
    expect(recovery(exchange)).toMatchObject({ settled: 2 });
    exchange.end();
  });

  test('is not released while notices are still to be read', async () => {
    const exchange = begin(2, kind, false);
    const copy = join(folder, `copy-${runs}`);
    exchange.enqueue(2, 'import');
    exchange.copyTo(copy);
    exchange.restore(copy);
    expect(() => releaseHolding(exchange.store(), exchange.clock.now())).toThrow('recovery-asking');
    // One is being written: who knows what it says.
    exchange.receive('20261123/half.xml', Buffer.from('<?xml version="1.0"?><wco:Decl'));
    await exchange.quietAlone(5 * minute);
    expect(() => releaseHolding(exchange.store(), exchange.clock.now())).toThrow('recovery-asking');
    expect(recovery(exchange)?.holds).toBe(true);
    exchange.end();
  });
});

describe('behind an unkind sending program', () => {
  test(
    'whatever the day was like, no number is given twice, and nothing handed over twice',
    {
      timeout: 5 * minute,
    },
    async () => {
      const day = fc.record({
        seed: fc.integer(),
        deletesSent: fc.boolean(),
        before: fc.integer({ min: 0, max: 3 }),
        waiting: fc.integer({ min: 0, max: 3 }),
        lost: fc.integer({ min: 0, max: 4 }),
        beforeMs: fc.integer({ min: 0, max: 20 * minute }),
        afterMs: fc.integer({ min: 0, max: 40 * minute }),
        killed: fc.constantFrom('none' as const, 'crash-after' as const, 'crash-before' as const),
      });
      await fc.assert(
        fc.asyncProperty(day, async (at) => {
          const exchange = begin(at.seed, { ...unkind, silent: 0 }, at.deletesSent);
          const copy = join(folder, `copy-${runs}`);
          exchange.enqueue(at.before, 'import');
          await exchange.quiet(at.beforeMs);
          exchange.enqueue(at.waiting, 'import');
          exchange.copyTo(copy);
          await exchange.visit(at.killed);
          exchange.enqueue(at.lost, 'export');
          await exchange.quiet(at.afterMs);
          const given = numbers(exchange);
          const handedOver = (): number =>
            exchange.program.pickedUp().length + filesBelow(exchange.folders.sendFolder).length;
          const left = handedOver();
          exchange.restore(copy);
          const inCopy = new Set(numbers(exchange));
          exchange.enqueue(2, 'import');
          const fresh = numbers(exchange).filter((no) => !inCopy.has(no));
          // Late notices and half-written ones come as they come; a person waits for the day's end.
          await untilAsked(exchange);
          await exchange.quiet(40 * minute);
          expect(handedOver()).toBe(left);
          if (recovery(exchange) !== null) releaseHolding(exchange.store(), exchange.clock.now());
          await exchange.quiet(40 * minute);
          expect(exchange.program.twice()).toEqual([]);
          expect(new Set(numbers(exchange)).size).toBe(exchange.filings().length);
          for (const no of fresh) expect(given).not.toContain(no);
          expect(exchange.findings()).toEqual([]);
          exchange.end();
        }),
        { numRuns: Number(process.env['NARU_PROPERTY_RUNS'] ?? 8) },
      );
    },
  );
});

/** A released declaration whose amendment was picked up on a day that the restored copy does not know. */
async function lostAmendment(): Promise<{ exchange: FolderExchange; arrives(): void }> {
  const exchange = begin(9, kind, true);
  const copy = join(folder, `copy-${runs}`);
  exchange.enqueue(1, 'import');
  await exchange.quiet(20 * minute);
  exchange.copyTo(copy);
  expect(exchange.order('amendment', 0)).toBe(true);
  await exchange.handOver();
  const [handedOver] = filesBelow(exchange.folders.sendFolder);
  if (handedOver === undefined) throw new Error('nothing was handed over');
  const document = readFileSync(handedOver);
  rmSync(handedOver);
  exchange.restore(copy);
  return { exchange, arrives: () => writeFileSync(handedOver, document) };
}
const amendments = (exchange: FolderExchange) =>
  exchange
    .filings()
    .flatMap(({ part, transport, customs }) =>
      part.is === 'amendment' ? [{ sequence: part.sequence, transport, customs }] : [],
    );
describe('after it was released', () => {
  test('a notice that comes late keeps from being handed over what the lost day had handed over', async () => {
    const exchange = begin(6, kind, true);
    const copy = join(folder, `copy-${runs}`);
    exchange.enqueue(1, 'import');
    exchange.copyTo(copy);
    await exchange.handOver();
    const [handedOver] = filesBelow(exchange.folders.sendFolder);
    if (handedOver === undefined) throw new Error('nothing was handed over');
    exchange.restore(copy);
    const { id } = exchange.filing();
    expect(act(exchange.store(), [id], 'hold', exchange.clock.now()).done).toEqual([id]);
    // It was picked up, and customs' word has not come when a person lets it go on.
    const document = readFileSync(handedOver);
    rmSync(handedOver);
    await untilAsked(exchange, false);
    releaseHolding(exchange.store(), exchange.clock.now());
    await exchange.quietAlone(5 * minute);
    writeFileSync(handedOver, document);
    await exchange.quiet(5 * minute);
    expect(exchange.program.ledger()).toHaveLength(1);
    expect(exchange.filing()).toMatchObject({ transport: 'held', customs: 'released' });
    act(exchange.store(), [id], 'release', exchange.clock.now());
    await exchange.quiet(30 * minute);
    expect(exchange.program.pickedUp()).toHaveLength(1);
    expect(exchange.causes()).toContain('told-by-notice');
    expect(exchange.filing().transport).toBe('acknowledged');
    exchange.end();
  });

  test('what the lost day filed is taken up by the first notice that names it, and holds nothing', async () => {
    const exchange = begin(9, kind, true);
    const copy = join(folder, `copy-${runs}`);
    exchange.enqueue(1, 'import');
    await exchange.quiet(10 * minute);
    exchange.copyTo(copy);
    exchange.enqueue(1, 'import');
    await exchange.handOver();
    const [handedOver] = filesBelow(exchange.folders.sendFolder);
    if (handedOver === undefined) throw new Error('nothing was handed over');
    const declarationNo = exchange.filings().at(-1)?.declarationNo ?? '';
    exchange.restore(copy);
    // It was picked up, and customs' word has not come when a person lets it go on.
    const document = readFileSync(handedOver);
    rmSync(handedOver);
    await untilAsked(exchange, false);
    releaseHolding(exchange.store(), exchange.clock.now());
    expect(numbers(exchange)).not.toContain(declarationNo);
    exchange.enqueue(1, 'import');
    await exchange.quiet(10 * minute);
    // A word that proves nothing asks nothing of a person.
    const r20: Sample = { no: declarationNo, code: 'R20', original: '929', inside: fault('품명') };
    exchange.receive('20261123/late.xml', encoded(notice(r20), 'UTF-8'));
    await exchange.quietAlone(10 * minute);
    expect(recovery(exchange)).toBeNull();
    expect(numbers(exchange)).not.toContain(declarationNo);
    writeFileSync(handedOver, document);
    let held = 0;
    for (let n = 0; n < 60; n += 1) {
      await exchange.visit();
      if (recovery(exchange)?.holds === true) held += 1;
    }
    await exchange.quiet(30 * minute);
    const found = exchange.filings().find((each) => each.declarationNo === declarationNo);
    expect(found).toMatchObject({ transport: 'acknowledged', customs: 'released' });
    expect(held).toBe(0);
    expect(recovery(exchange)).toBeNull();
    expect(exchange.findings()).toEqual([]);
    exchange.end();
  });

  const taken = { transport: 'acknowledged', customs: 'amended' };

  test.each(['before', 'after'] as const)(
    'an amendment of the lost day is taken up by a notice that comes %s it was released',
    async (when) => {
      const { exchange, arrives } = await lostAmendment();
      await untilAsked(exchange, false);
      if (when === 'before') arrives();
      if (when === 'before') await exchange.quiet(30 * minute);
      else expect(amendments(exchange)).toEqual([]);
      releaseHolding(exchange.store(), exchange.clock.now());
      if (when === 'after') arrives();
      await exchange.quiet(30 * minute);
      expect(amendments(exchange)).toEqual([{ sequence: 1, ...taken }]);
      expect(exchange.filing()).toMatchObject({ transport: 'acknowledged', customs: 'released' });
      expect(recovery(exchange)).toBeNull();
      expect(exchange.order('amendment', 0)).toBe(true);
      await exchange.quiet(30 * minute);
      expect(amendments(exchange)).toEqual([1, 2].map((sequence) => ({ sequence, ...taken })));
      expect(exchange.program.twice()).toEqual([]);
      expect(exchange.findings()).toEqual([]);
      exchange.end();
    },
  );

  test('no other amendment gets its sequence, nor a word that may be about it', async () => {
    const { exchange, arrives } = await lostAmendment();
    // While it is still to be asked about.
    expect(exchange.order('amendment', 0)).toBe(true);
    expect(amendments(exchange).map(({ sequence }) => sequence)).toEqual([2]);
    await untilAsked(exchange, false);
    releaseHolding(exchange.store(), exchange.clock.now());
    await exchange.handOver();
    for (const file of filesBelow(exchange.folders.sendFolder)) rmSync(file);
    expect(amendments(exchange)).toMatchObject([{ sequence: 2, transport: 'unconfirmed' }]);
    arrives();
    await exchange.quiet(30 * minute);
    expect(amendments(exchange)).toMatchObject([{ sequence: 2, transport: 'unconfirmed' }]);
    expect(exchange.program.twice()).toEqual([]);
    exchange.end();
  });

  test('a number that was never passed over here stays unknown', async () => {
    const exchange = begin(9, kind, true);
    const copy = join(folder, `copy-${runs}`);
    exchange.enqueue(1, 'import');
    exchange.copyTo(copy);
    exchange.enqueue(1, 'import');
    await exchange.handOver();
    const [handedOver] = filesBelow(exchange.folders.sendFolder);
    if (handedOver === undefined) throw new Error('nothing was handed over');
    exchange.restore(copy);
    const document = readFileSync(handedOver, 'utf8');
    for (const file of filesBelow(exchange.folders.sendFolder)) rmSync(file);
    await untilAsked(exchange, false);
    releaseHolding(exchange.store(), exchange.clock.now());
    const { declarationNo } = exchange.filing();
    // Of another desk of the office, far beyond.
    const other = `${declarationNo.slice(0, 7)}900000${declarationNo.slice(13)}`;
    writeFileSync(handedOver, document.replaceAll(declarationNo, other));
    await exchange.quiet(30 * minute);
    expect(exchange.program.ledger().map((each) => each.declarationNo)).toContain(other);
    expect(numbers(exchange)).not.toContain(other);
    expect(recovery(exchange)).toBeNull();
    exchange.end();
  });
});
