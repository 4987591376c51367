import { describe as group, expect, test } from 'vitest';
import {
  act,
  fileElsewhere,
  putPart,
  undoBatch,
  type NewPart,
} from '../../../main/outbox/index.ts';
import { readAsAmended, readDeclaration } from '../../../main/store/index.ts';
import { civilDate } from '../../../shared/time.ts';
import { filing, problemOf, smallOutbox } from './small-outbox.ts';

const amendment: NewPart = {
  is: 'amendment',
  content: { reason: 'x', before: { note: 'a' }, after: { note: 'amended' } },
};
const withdrawal: NewPart = { is: 'withdrawal', content: { reason: 'y' } };
const synchronisation: NewPart = { is: 'synchronisation', content: { reason: 'z' } };

function box() {
  const small = smallOutbox();
  small.put(filing('a', { deadline: civilDate('2026-12-01') }));
  const { id, declarationNo } = small.of('a');
  return {
    ...small,
    id,
    declarationNo,
    part: (part: NewPart) => putPart(small.store, id, part, small.clock.now()),
    taken: () => small.until(() => small.of('a').transport === 'acknowledged'),
  };
}

group('a part of a declaration', () => {
  test('goes out under the same number, in its turn, and customs answers both', async () => {
    const { part, taken, until, of, central, declarationNo, store, sent } = box();
    await taken();
    const first = part(amendment);
    expect(first).toMatchObject({
      reference: 'a#정정1',
      declarationNo,
      part: { is: 'amendment', sequence: 1 },
      originalId: of('a').id,
      transport: 'queued',
      deadline: '2026-12-01',
    });
    expect(readDeclaration(store.tables, first)).toEqual(amendment.content);
    await until(() => of('a#정정1').transport === 'acknowledged');
    expect(central.filed.get(`${declarationNo}/amendment/1`)).toHaveLength(1);
    expect(sent('a#정정1')).toMatchObject({
      part: { is: 'amendment', sequence: 1 },
      originalDeclaredOn: '2026-11-23',
    });
    expect(of('a#정정1')).toMatchObject({ transport: 'acknowledged', customs: 'received' });
    central.decide();
    await until(() => of('a#정정1').customs === 'amended');
    // Released before: it stays so, for no second release is told.
    expect(of('a').customs).toBe('released');
  });

  test('changes what customs has for the amendment after it', async () => {
    const { part, taken, until, of, central, store } = box();
    await taken();
    expect(readAsAmended(store.tables, of('a'))).toMatchObject({ note: 'a' });
    part(amendment);
    await until(() => of('a#정정1').transport === 'acknowledged');
    expect(readAsAmended(store.tables, of('a'))).toMatchObject({ note: 'a' });
    central.decide();
    await until(() => of('a#정정1').customs === 'amended');
    expect(readAsAmended(store.tables, of('a'))).toEqual({ note: 'amended' });
    expect(part(amendment).part).toEqual({ is: 'amendment', sequence: 2 });
  });

  test('waits until customs is known to have the original', async () => {
    const { part, attempt, of, store, clock, id } = box();
    expect(problemOf(() => part(amendment))).toMatchObject({ params: { state: 'queued' } });
    act(store, [id], 'hold', clock.now());
    expect(problemOf(() => part(withdrawal))).toMatchObject({ params: { state: 'held' } });
    act(store, [id], 'release', clock.now());
    await attempt('a', 'lost-before');
    expect(of('a').transport).toBe('unconfirmed');
    expect(problemOf(() => part(amendment)).code).toBe('outcome-unknown');
    expect(problemOf(() => part(withdrawal)).code).toBe('outcome-unknown');
    // What asks customs for its copy serves just then.
    expect(part(synchronisation)).toMatchObject({ reference: 'a#동기화1', transport: 'queued' });
  });

  test('is one at a time of its kind', async () => {
    const { part, taken, until, of, central } = box();
    await taken();
    part(amendment);
    const open = { code: 'part-open', params: { reference: 'a#정정1' } };
    expect(problemOf(() => part(amendment))).toEqual(open);
    await until(() => of('a#정정1').transport === 'acknowledged');
    // Taken is not decided.
    expect(problemOf(() => part(amendment))).toEqual(open);
    part(withdrawal);
    central.decide();
    await until(() => of('a#정정1').customs === 'amended');
    expect(part(amendment).reference).toBe('a#정정2');
  });

  test('that was cancelled is taken up again with another content, so no sequence is left out', async () => {
    const { part, taken, store, clock, of, until, sent } = box();
    await taken();
    const { id } = part(withdrawal);
    act(store, [id], 'cancel', clock.now());
    const again = part({ is: 'withdrawal', content: { reason: 'better' } });
    expect(again).toMatchObject({ id, transport: 'queued', reference: 'a#취하' });
    await until(() => of('a#취하').transport === 'acknowledged');
    expect(sent('a#취하')).toMatchObject({ declaration: { reason: 'better' } });
  });

  test('does not come back while another of its kind is on its way', async () => {
    const { part, taken, store, clock } = box();
    await taken();
    const first = part(amendment);
    const elsewhere = { number: null, place: '04010', note: '', at: clock.now() };
    fileElsewhere(store, first.id, elsewhere, clock.now());
    const second = part(amendment);
    expect(second.reference).toBe('a#정정2');
    expect(act(store, [first.id], 'restore', clock.now()).refused).toEqual([
      { id: first.id, problem: { code: 'part-open', params: { reference: 'a#정정2' } } },
    ]);
  });

  test('cannot be made of a declaration that was withdrawn', async () => {
    const { part, taken, until, of, central } = box();
    await taken();
    part(withdrawal);
    await until(() => of('a#취하').transport === 'acknowledged');
    central.decide();
    await until(() => of('a').customs === 'withdrawn');
    expect(of('a#취하').customs).toBe('withdrawn');
    expect(problemOf(() => part(amendment))).toMatchObject({ params: { state: 'withdrawn' } });
  });

  test('cannot be made of a part', async () => {
    const { part, taken, store, clock } = box();
    await taken();
    const { id } = part(amendment);
    expect(problemOf(() => putPart(store, id, withdrawal, clock.now())).code).toBe(
      'not-possible-now',
    );
  });

  test('is sent once, though its answers are lost', async () => {
    const { part, taken, attempt, until, of, central, declarationNo } = box();
    await taken();
    part(amendment);
    await attempt('a#정정1', 'lost-after');
    expect(of('a#정정1').transport).toBe('unconfirmed');
    await until(() => of('a#정정1').transport === 'acknowledged');
    expect(central.filed.get(`${declarationNo}/amendment/1`)).toHaveLength(1);
    expect(of('a').transport).toBe('acknowledged');
  });

  test('is not taken back with a batch, and keeps a reference of its own within 64 characters', async () => {
    const { store, clock, put, of, until } = smallOutbox();
    const long = 'x'.repeat(62);
    const batchId = store.transaction(({ batches }) => batches.open('file', clock.now()));
    const short = 'y';
    put(filing(long), filing(short));
    act(store, [of(short).id], 'hold', clock.now());
    await until(() => of(long).transport === 'acknowledged');
    const part = putPart(store, of(long).id, amendment, clock.now());
    expect(part.reference).toBe(`${of(long).declarationNo}#정정1`);
    store.transaction(({ batches }) => {
      batches.include(batchId, of(long).id);
      batches.include(batchId, part.id);
    });
    const untouched = of(short).id;
    expect(undoBatch(store, batchId, clock.now()).removed).toEqual([untouched]);
  });

  test('is found by its number with its declaration, page by page', async () => {
    const { part, taken, store, declarationNo } = box();
    await taken();
    part(amendment);
    part(withdrawal);
    part(synchronisation);
    const { search } = store.tables;
    const all = search.find(declarationNo, () => true, null, 10);
    expect(all.rows.map(({ part: { is } }) => is)).toEqual([
      'amendment',
      'declaration',
      'synchronisation',
      'withdrawal',
    ]);
    const seen: string[] = [];
    for (let after: string | null = null; ;) {
      const page = search.find(declarationNo, () => true, after, 1);
      seen.push(...page.rows.map(({ part: { is } }) => is));
      if (page.next === null) break;
      after = page.next;
    }
    expect(seen).toEqual(all.rows.map(({ part: { is } }) => is));
  });

  test('has no legal deadline to be told as the nearest', async () => {
    const { part, taken, store } = box();
    await taken();
    part(amendment);
    expect(store.tables.queue.nearestDeadline()).toBeNull();
  });
});
