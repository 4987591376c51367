import { describe as group, expect, test } from 'vitest';
import { act, setNumbers, undoBatch } from '../../../main/outbox/index.ts';
import { filing, smallOutbox } from './small-outbox.ts';

/** The last minute of the year in Korea. */
const lastMinute = '2026-12-31T14:59:00Z';

function atNewYear() {
  const box = smallOutbox({ start: lastMinute });
  box.put(filing('a'));
  return { ...box, now: () => box.of('a'), passes: () => box.clock.advance(120_000) };
}

group('a filing that waits over New Year', () => {
  test('gets a number of the year in which it is declared', async () => {
    const { now, passes, until, timeline, sent, store } = atNewYear();
    expect(now().declarationNo).toBe('1234526000001M');
    passes();
    await until(() => now().transport === 'acknowledged');
    expect(now().declarationNo).toBe('1234527000001M');
    expect(sent('a')).toMatchObject({ declarationNo: '1234527000001M', declaredOn: '2027-01-01' });
    expect(timeline('a')[1]).toMatchObject({
      kind: 'renumbered',
      data: { from: '1234526000001M', to: '1234527000001M' },
    });
    const { rows } = store.tables.retired.gaps(null, 10);
    expect(rows).toMatchObject([
      { declarationNo: '1234526000001M', why: 'renumbered', reference: 'a' },
    ]);
  });

  test('is found by its new number, and not by its old one', async () => {
    const { now, passes, until, store } = atNewYear();
    const { search } = store.tables;
    while (search.catchUp());
    passes();
    await until(() => now().transport === 'acknowledged');
    const found = (text: string) => search.find(text, () => true, null, 10).rows.length;
    expect(found('12345-27-000001M')).toBe(1);
    expect(found('12345-26-000001M')).toBe(0);
  });

  test('gets it too where every attempt was certainly not sent', async () => {
    const { now, passes, until, attempt } = atNewYear();
    await attempt('a', 'not-sent');
    passes();
    await until(() => now().transport === 'acknowledged');
    expect(now().declarationNo).toBe('1234527000001M');
  });

  test.each(['busy', 'lost-before', 'lost-after', 'queued', 'refused'] as const)(
    'keeps its number once bytes may have left (%s)',
    async (fault) => {
      const { now, passes, until, attempt, central, store, clock } = atNewYear();
      await attempt('a', fault);
      passes();
      central.decide();
      if (fault === 'refused') act(store, [now().id], 'retry', clock.now());
      await until(() => now().transport === 'acknowledged');
      expect(now().declarationNo).toBe('1234526000001M');
      expect(store.tables.retired.gaps(null, 10).rows).toEqual([]);
    },
  );

  test('is held where the year has no numbers, and holds nobody else back', async () => {
    const { now, passes, until, store, clock, of, put } = atNewYear();
    put(filing('x', { kind: 'export' }));
    const only = (letter: string, first: number) =>
      setNumbers(
        store,
        { desk: '1', ranges: [{ desk: '1', letter, first, last: 9 }] },
        clock.now(),
      );
    only('X', 1);
    passes();
    await until(() => of('x').transport === 'acknowledged');
    expect(of('x').declarationNo).toBe('1234527000001X');
    expect(now()).toMatchObject({ transport: 'held', lastError: 'range-missing', attempts: 0 });
    only('M', 5);
    act(store, [now().id], 'release', clock.now());
    await until(() => now().transport === 'acknowledged');
    expect(now().declarationNo).toBe('1234527000005M');
  });
});

group('numbers that are not used', () => {
  test('are told with their reason: taken back, cancelled before anything was sent', async () => {
    const { store, clock, put, of, until, attempt } = smallOutbox();
    put(filing('sent'));
    await attempt('sent', 'busy');
    act(store, [of('sent').id], 'cancel', clock.now());
    const batchId = store.transaction(({ batches }) => batches.open('file', clock.now()));
    put(filing('undone'), filing('cancelled'));
    store.transaction(({ batches }) => batches.include(batchId, of('undone').id));
    undoBatch(store, batchId, clock.now());
    act(store, [of('cancelled').id], 'cancel', clock.now());
    put(filing('done'));
    await until(() => of('done').transport === 'acknowledged');
    const { retired } = store.tables;
    expect(retired.gaps(null, 10).rows).toMatchObject([
      { declarationNo: '1234526000002M', why: 'undone', reference: 'undone' },
      { declarationNo: '1234526000003M', why: 'cancelled', reference: 'cancelled' },
    ]);
    const first = retired.gaps(null, 1);
    expect(first.next).toBe('1234526000002M');
    expect(retired.gaps(first.next, 1)).toMatchObject({ rows: [{ why: 'cancelled' }], next: null });
  });
});
