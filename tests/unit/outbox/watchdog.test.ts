import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compare } from '../../../main/outbox/watchdog/compare.ts';
import { ageOf, usualWait } from '../../../main/outbox/watchdog/usual.ts';
import {
  act,
  askAnew,
  beginReconciliation,
  countLate,
  isReconciliationDue,
  lateOnes,
  learnUsual,
} from '../../../main/outbox/index.ts';
import { epochMs } from '../../../shared/time.ts';
import { filing, problemOf, smallOutbox } from './small-outbox.ts';

const minute = 60_000;
const hour = 60 * minute;
const manner = {
  waits: 'receipt',
  kind: 'import',
  part: 'declaration',
  way: 'declarations',
} as const;

describe('what is usual', () => {
  test('is a start value while too little is known, and the own history within bounds after', () => {
    expect(usualWait(manner, [1, 2, 3])).toBe(5 * minute);
    expect(
      usualWait(
        manner,
        Array.from({ length: 50 }, () => 1000),
      ),
    ).toBe(2 * minute);
    expect(
      usualWait(
        manner,
        Array.from({ length: 50 }, () => 4 * minute),
      ),
    ).toBe(6 * minute);
    expect(
      usualWait(
        manner,
        Array.from({ length: 50 }, () => 9 * hour),
      ),
    ).toBe(hour);
    fc.assert(
      fc.property(fc.array(fc.nat(100 * hour), { maxLength: 200 }), (took) => {
        const usual = usualWait(manner, took);
        expect(usual).toBeGreaterThanOrEqual(2 * minute);
        expect(usual).toBeLessThanOrEqual(hour);
      }),
    );
  });

  test('grows old by a day, which warns, and by two, which insists', () => {
    const now = epochMs(1_000 * hour);
    const since = (ms: number) => ageOf(epochMs(now - ms), now, 5 * minute);
    expect([since(5 * minute), since(6 * minute), since(24 * hour), since(48 * hour)]).toEqual([
      null,
      'late',
      'day',
      'two-days',
    ]);
  });
});

describe('an answer that does not come', () => {
  test('is listed, asked about anew once for each age, and forgotten when it comes', async () => {
    const small = smallOutbox();
    small.put(filing('A'));
    await small.attempt('A', 'lost-before');
    expect(small.of('A').transport).toBe('unconfirmed');
    const { store, clock } = small;
    const usual = store.read(learnUsual);
    const late = () =>
      lateOnes(store.tables, 'receipt', usual, { after: 0, limit: 10, now: clock.now() }).rows;
    expect(late()).toEqual([]);
    clock.advance(10 * minute);
    expect(late().map(({ filing: { reference }, age }) => [reference, age])).toEqual([
      ['A', 'late'],
    ]);
    expect(askAnew(store, usual, 0, clock.now()).changed).toEqual([small.of('A').id]);
    expect(small.of('A').inquireAt).toBeLessThanOrEqual(clock.now());
    expect(askAnew(store, usual, 0, clock.now()).changed).toEqual([]);
    clock.advance(24 * hour);
    expect(askAnew(store, usual, 0, clock.now()).changed).toEqual([small.of('A').id]);
    expect(countLate(store.tables, 'receipt', usual, clock.now()).counts).toEqual({
      late: 0,
      day: 1,
      'two-days': 0,
    });
    expect(small.timeline('A').filter(({ kind }) => kind === 'asked-anew')).toHaveLength(2);
    await small.until(() => small.of('A').transport === 'acknowledged');
    expect(late()).toEqual([]);
  });

  test('of a decision is counted from the receipt', async () => {
    const small = smallOutbox();
    small.put(filing('A'));
    await small.until(() => small.of('A').transport === 'acknowledged');
    const usual = small.store.read(learnUsual);
    small.clock.advance(49 * hour);
    const { rows } = lateOnes(small.store.tables, 'decision', usual, {
      after: 0,
      limit: 10,
      now: small.clock.now(),
    });
    expect(rows).toMatchObject([{ waits: 'decision', age: 'two-days', usualMs: 8 * hour }]);
  });

  test('is found by an index', () => {
    const small = smallOutbox();
    const plan = (sql: string) =>
      small.store.tables.connection
        .prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
        .all()
        .map(({ detail }) => detail)
        .join(' ');
    expect(
      plan(
        'SELECT id FROM filing INDEXED BY filing_by_inquiry WHERE inquire_at IS NOT NULL AND id > 3',
      ),
    ).toMatch(/filing_by_inquiry/);
    expect(
      plan(
        `SELECT id FROM filing INDEXED BY filing_by_customs
         WHERE customs = 'received' AND customs <> 'none' AND id > 3 ORDER BY id LIMIT 5`,
      ),
    ).toMatch(/SEARCH filing USING (COVERING )?INDEX filing_by_customs \(customs=\? AND id>\?\)$/);
  });
});

describe('the comparison with theirs', () => {
  const receipt = {
    declarationNo: '1234526000001M',
    state: 'received',
    receiptNo: 'R1',
    receivedAt: '2026-11-26T00:00:00Z',
    digest: 'd',
  } as const;
  const seen = { cause: 'receipt', httpStatus: 200, retryAfterMs: null, answer: null } as const;
  const taken = { ...seen, outcome: 'taken', receipt } as const;
  const ours = { receiptNo: 'R1', customs: 'received', transport: 'acknowledged' } as const;

  test('names each difference in a word, and takes silence for none', () => {
    expect(what(ours, taken)).toBe('same');
    expect(what({ ...ours, customs: 'under-review' }, taken)).toBe('same');
    expect(what({ ...ours, customs: 'released' }, taken)).toBe('other-state');
    expect(what({ ...ours, receiptNo: 'R0' }, taken)).toBe('other-receipt');
    expect(what({ ...ours, receiptNo: null, transport: 'queued' }, taken)).toBe('they-have-it');
    expect(compare(ours, taken, ['other'])).toMatchObject({ what: 'other-document' });
    expect(what(ours, { ...seen, cause: 'not-found', outcome: 'not-found' })).toBe(
      'they-do-not-know',
    );
    expect(what(ours, { ...seen, cause: 'in-queue', outcome: 'pending' })).toBe('still-processing');
    expect(what(ours, { ...seen, outcome: 'refused', errors: [] })).toBe('they-refused');
    expect(what(ours, { ...seen, cause: 'timeout', outcome: 'unknown' })).toBe('unanswered');
  });

  test('asks at its own pace, finds what they have and we hold for not sent, and mends it', async () => {
    const small = smallOutbox();
    small.put(filing('taken'), filing('lost'));
    await small.attempt('lost', 'none');
    await small.until(() => small.of('taken').transport === 'acknowledged');
    const { store, clock } = small;
    // Ours forgets what theirs has: as after an older copy of the database was put back.
    const id = small.of('lost').id;
    store.tables.connection.exec(
      `DROP TRIGGER filing_is_opened_by_directive;
       UPDATE filing SET transport = 'queued', receipt_no = NULL WHERE reference = 'lost';`,
    );
    store.transaction((tables) => {
      const found = tables.filings.byId(id);
      if (found !== null)
        tables.filings.update(
          found,
          { transport: 'held' },
          clock.now(),
          tables.journal.append({
            at: clock.now(),
            filingId: id,
            before: found.journalSeq,
            kind: 'held',
            transport: 'held',
          }),
        );
    });
    const isDue = () => store.read((tables) => isReconciliationDue(tables, clock.now()));
    expect(isDue()).toBe(false);
    clock.advance(25 * hour);
    expect(isDue()).toBe(true);
    // The day's comparison takes hours; a person who asks has it hurry.
    const day = beginReconciliation(store, 'day', clock.now());
    expect(beginReconciliation(store, 'person', clock.now())).toBe(day);
    expect(problemOf(() => beginReconciliation(store, 'person', clock.now())).code).toBe(
      'reconciliation-runs',
    );
    await small.until(() => store.tables.reconciliations.running() === null);
    expect(store.tables.reconciliations.last()).toMatchObject({
      planned: 2,
      same: 1,
      different: 1,
      unanswered: 0,
    });
    expect(store.tables.reconciliations.differences(0, 10)).toMatchObject([
      { filingId: id, what: 'they-have-it' },
    ]);
    await small.until(() => small.of('lost').transport === 'acknowledged');
    expect(small.central.filed.get(small.of('lost').declarationNo)).toHaveLength(1);
    // The next one agrees, and the difference is gone.
    beginReconciliation(store, 'person', clock.now());
    await small.until(() => store.tables.reconciliations.running() === null);
    expect(store.tables.reconciliations.countDifferences()).toBe(0);
    expect(isDue()).toBe(false);
    act(store, [id], 'hold', clock.now());
  });
});

describe('a clock that was set back', () => {
  test('does not put the day’s comparison off for as long', async () => {
    const small = smallOutbox();
    small.put(filing('A'));
    await small.until(() => small.of('A').transport === 'acknowledged');
    const { store, clock } = small;
    beginReconciliation(store, 'day', clock.now());
    await small.until(() => store.tables.reconciliations.running() === null);
    const isDue = () => store.read((tables) => isReconciliationDue(tables, clock.now()));
    clock.setWall(epochMs(clock.now() - 30 * 24 * hour));
    expect(isDue()).toBe(true);
    beginReconciliation(store, 'day', clock.now());
    expect(isDue()).toBe(false);
  });

  test('does not stop a comparison in its middle', async () => {
    const small = smallOutbox();
    small.put(filing('A'), filing('B'), filing('C'));
    await small.until(() => small.store.counts.transport.acknowledged === 3);
    const { store, clock } = small;
    const asked = () => store.tables.reconciliations.last()?.same ?? 0;
    beginReconciliation(store, 'person', clock.now());
    await small.until(() => asked() === 1);
    clock.setWall(epochMs(clock.now() - 24 * hour));
    const from = clock.monotonic();
    await small.until(() => store.tables.reconciliations.running() === null);
    expect(clock.monotonic() - from).toBeLessThan(10 * minute);
  });
});

const what = (filing: Parameters<typeof compare>[0], outcome: Parameters<typeof compare>[1]) => {
  const compared = compare(filing, outcome, ['d']);
  return compared.is === 'different' ? compared.what : compared.is;
};
