import { describe as group, expect, test } from 'vitest';
import {
  acceptStale,
  act,
  editFiling,
  type Readiness,
  type Ready,
} from '../../../main/outbox/index.ts';
import type { StoredFiling } from '../../../main/store/index.ts';
import type { StaleFinding } from '../../../shared/filing/stale.ts';
import { civilDate } from '../../../shared/time.ts';
import { describe, filing, problemOf, smallOutbox, summary } from './small-outbox.ts';

const finding: StaleFinding = {
  is: 'exchange-rate',
  currency: 'USD',
  before: '1380.5',
  after: '1391.2',
  from: civilDate('2026-11-22'),
};
const ready: Ready = {
  is: 'ready',
  notes: [{ check: 'pccc', result: 'holds', why: null }],
};
const stale: Ready = { is: 'stale', findings: [finding], proposal: { note: 'proposed' } };
const recomputed = (declaration: unknown): Ready => ({
  is: 'recomputed',
  declaration,
  findings: [finding],
  notes: [],
});

/** Looks that a test answers, by reference; all else is ready. */
function looking(answers: Record<string, () => Ready | Promise<Ready>> = {}) {
  const looked: string[] = [];
  const announced: string[][] = [];
  const readiness: Readiness = {
    async look({ reference }: StoredFiling) {
      looked.push(reference);
      return answers[reference]?.() ?? ready;
    },
    ahead: (waiting) => void announced.push(waiting.map(({ reference }) => reference)),
  };
  return { readiness, looked, announced };
}
const kinds = (entries: readonly { kind: string }[]): string[] => entries.map(({ kind }) => kind);

group('a declaration whose turn has come', () => {
  test('is looked at and sent; that all holds needs no word', async () => {
    const { readiness, looked } = looking();
    const box = smallOutbox({ readiness });
    box.put(filing('a'));
    await box.until(() => box.of('a').transport === 'acknowledged');
    expect(looked).toEqual(['a']);
    expect(kinds(box.timeline('a'))).toEqual([
      'queued',
      'frozen',
      'attempt-started',
      'attempt-settled',
    ]);
  });

  test('bears a word of what was not checked, or was waived', async () => {
    const notes = [
      { check: 'pccc', result: 'not-checked', why: 'timeout' },
      { check: 'deadline', result: 'accepted', why: null },
      { check: 'exchange-rate', result: 'holds', why: null },
    ] as const;
    const { readiness } = looking({ a: () => ({ is: 'ready', notes }) });
    const box = smallOutbox({ readiness });
    box.put(filing('a'));
    await box.until(() => box.of('a').transport === 'acknowledged');
    const checked = box.timeline('a').filter(({ kind }) => kind === 'checked');
    expect(checked.map(({ data }) => data)).toEqual([notes[0], notes[1]]);
  });

  test('that went stale is set aside, and the next one goes', async () => {
    const { readiness } = looking({ a: () => stale });
    const box = smallOutbox({ readiness });
    box.put(filing('a', { deadline: civilDate('2026-11-24') }), filing('b'));
    await box.until(() => box.of('b').transport === 'acknowledged');
    expect(box.of('a')).toMatchObject({ transport: 'recheck', attempts: 0, submissionId: null });
    const { stales } = box.store.tables;
    expect(stales.get(box.of('a').id)).toMatchObject({
      findings: [finding],
      proposal: { note: 'proposed' },
      accepted: null,
    });
    expect(stales.page(null, 10).rows.map(({ filingId }) => filingId)).toEqual([box.of('a').id]);
    const last = box.timeline('a').at(-1);
    expect(last).toMatchObject({ kind: 'went-stale', transport: 'recheck' });
    expect(last?.data).toEqual({ findings: 'exchange-rate', proposal: true });
  });

  test('that was recomputed is sent so, and the journal has both', async () => {
    const { readiness } = looking({
      a: () => recomputed({ note: 'new rate', deadline: '2026-12-31' }),
    });
    const box = smallOutbox({ readiness });
    box.put(filing('a', { deadline: civilDate('2026-12-01') }));
    await box.until(() => box.of('a').transport === 'acknowledged');
    expect(box.sent('a')).toMatchObject({ declaration: { note: 'new rate' } });
    expect(kinds(box.timeline('a'))).toEqual([
      'queued',
      'recomputed',
      'frozen',
      'attempt-started',
      'attempt-settled',
    ]);
    expect(box.of('a').deadline).toBe('2026-12-31');
    const { journal } = box.store.tables;
    expect(journal.body(box.of('a').id, 'queued')).toContain('"note":"a"');
  });

  test('keeps a deadline that was set by hand when it is recomputed', async () => {
    const { readiness } = looking({ a: () => recomputed({ deadline: '2026-12-31' }) });
    const box = smallOutbox({ readiness });
    const declaration = { deadline: '2026-12-01' };
    box.put(filing('a', { deadline: civilDate('2026-11-30'), declaration }));
    await box.until(() => box.of('a').transport === 'acknowledged');
    expect(box.of('a').deadline).toBe('2026-11-30');
  });

  test('waits for a person where the recomputed declaration makes no sense', async () => {
    const { readiness } = looking({ a: () => recomputed({ deadline: 5 }) });
    const box = smallOutbox({ readiness });
    box.put(filing('a'));
    await box.until(() => box.of('a').transport === 'recheck');
    expect(box.store.tables.stales.get(box.of('a').id)?.findings.map(({ is }) => is)).toEqual([
      'exchange-rate',
      'not-recomputable',
    ]);
  });

  test('is left alone where a person held, cancelled or edited it meanwhile', async () => {
    const meanwhile: Record<string, () => void> = {};
    const answers = Object.fromEntries(
      ['held', 'cancelled', 'edited'].map((name) => [
        name,
        () => {
          meanwhile[name]?.();
          delete meanwhile[name];
          return ready;
        },
      ]),
    );
    const { readiness, looked } = looking(answers);
    const box = smallOutbox({ readiness });
    box.put(filing('held'), filing('cancelled'), filing('edited'));
    const at = box.clock.now();
    meanwhile['held'] = () => void act(box.store, [box.of('held').id], 'hold', at);
    meanwhile['cancelled'] = () => void act(box.store, [box.of('cancelled').id], 'cancel', at);
    meanwhile['edited'] = () => {
      const edit = { declaration: { note: 'edited' }, summary, deadline: null } as const;
      editFiling(box.store, box.of('edited').id, { ...edit, priority: 'normal' }, at);
    };
    await box.until(() => box.of('edited').transport === 'acknowledged');
    expect(box.of('held')).toMatchObject({ transport: 'held', attempts: 0 });
    expect(box.of('cancelled')).toMatchObject({ transport: 'cancelled', attempts: 0 });
    // What was looked at was not what is there now.
    expect(looked.filter((name) => name === 'edited')).toHaveLength(2);
    expect(box.sent('edited')).toMatchObject({ declaration: { note: 'edited' } });
  });

  test('that is slow to look at is overtaken, and goes when it is answered', async () => {
    const slow = Promise.withResolvers<Ready>();
    const { readiness } = looking({ slow: () => slow.promise });
    const box = smallOutbox({ readiness });
    box.put(
      filing('slow', { deadline: civilDate('2026-11-24') }),
      ...['b', 'c', 'd'].map((name) => filing(name)),
    );
    await box.until(() => box.of('d').transport === 'acknowledged');
    expect(box.of('slow')).toMatchObject({ transport: 'queued', attempts: 0 });
    slow.resolve(ready);
    await box.until(() => box.of('slow').transport === 'acknowledged');
  });

  test('that hangs keeps neither inquiries nor notices from their turn', async () => {
    const { readiness } = looking({ hangs: () => new Promise(() => {}) });
    const box = smallOutbox({ readiness });
    box.put(filing('lost'));
    await box.attempt('lost', 'lost-after');
    box.put(filing('hangs', { deadline: civilDate('2026-11-24') }));
    await box.until(() => box.of('lost').transport === 'acknowledged');
    box.central.decide();
    await box.until(() => box.of('lost').customs === 'released');
    expect(box.of('hangs')).toMatchObject({ transport: 'queued', attempts: 0 });
  });

  test('goes before all others where its look is quick', async () => {
    const { readiness } = looking();
    const box = smallOutbox({ readiness });
    box.put(filing('later'), filing('first', { deadline: civilDate('2026-11-24') }));
    await box.until(() => box.of('first').transport === 'acknowledged');
    expect(box.of('later').transport).toBe('queued');
  });

  test('is announced with those that come next', async () => {
    const { readiness, announced } = looking();
    const box = smallOutbox({ readiness });
    const names = Array.from({ length: 30 }, (_, i) => `f${i}`);
    box.put(...names.map((name) => filing(name)));
    await box.until(() => box.of('f29').transport === 'acknowledged');
    expect(announced[0]).toEqual(names.slice(0, 20));
    // Not with every filing again, and well before its turn.
    expect(announced.length).toBeLessThanOrEqual(5);
    expect(announced[1]?.at(-1)).toBe('f29');
  });

  test('is not looked at again on the day that its document is frozen for, but on the next', async () => {
    const { readiness, looked } = looking();
    const box = smallOutbox({ readiness });
    box.put(filing('a'));
    await box.attempt('a', 'not-sent');
    await box.attempt('a', 'busy');
    expect(looked).toEqual(['a']);
    box.clock.advance(86_400_000);
    await box.until(() => box.of('a').transport === 'acknowledged');
    expect(looked).toEqual(['a', 'a']);
    expect(box.sent('a')).toMatchObject({ declaredOn: '2026-11-24' });
  });

  test('is never recomputed while it may be with customs', async () => {
    const { readiness, looked } = looking();
    const box = smallOutbox({ readiness });
    box.put(filing('a'));
    await box.attempt('a', 'lost-after');
    expect(box.of('a').transport).toBe('unconfirmed');
    const { id } = box.of('a');
    const { connection } = box.store.tables;
    const rewrite = connection.prepare('UPDATE filing SET declaration_seq = 1 + declaration_seq');
    expect(() => rewrite.run()).toThrow(/keeps its declaration/);
    await box.until(() => box.of('a').transport === 'acknowledged');
    expect(() => rewrite.run()).toThrow(/keeps its declaration/);
    expect(looked).toEqual(['a']);
    expect(problemOf(() => acceptStale(box.store, id, {}, describe, box.clock.now())).code).toBe(
      'not-possible-now',
    );
  });
});

/** A filing that waits for a person. */
async function withStale() {
  let word: Ready = stale;
  const { readiness, looked } = looking({ a: () => word });
  const box = smallOutbox({ readiness });
  box.put(filing('a'));
  await box.until(() => box.of('a').transport === 'recheck');
  const { id } = box.of('a');
  return {
    ...box,
    id,
    looked,
    stales: box.store.tables.stales,
    answer: (next: Ready) => (word = next),
  };
}

group('what went stale', () => {
  test('is accepted: the proposal is taken over, and the word reaches the next look', async () => {
    const box = await withStale();
    acceptStale(box.store, box.id, { rate: '1391.2' }, describe, box.clock.now());
    expect(box.of('a').transport).toBe('queued');
    expect(box.stales.get(box.id)?.accepted).toEqual({ rate: '1391.2' });
    expect(box.stales.page(null, 10).rows).toEqual([]);
    const notes = [{ check: 'exchange-rate', result: 'accepted', why: null }] as const;
    box.answer({ is: 'ready', notes });
    await box.until(() => box.of('a').transport === 'acknowledged');
    expect(box.sent('a')).toMatchObject({ declaration: { note: 'proposed' } });
    expect(box.stales.get(box.id)).toBeNull();
  });

  test('keeps what was accepted where something else goes stale', async () => {
    const box = await withStale();
    acceptStale(box.store, box.id, { rate: '1391.2' }, describe, box.clock.now());
    await box.until(() => box.of('a').transport === 'recheck');
    expect(box.stales.get(box.id)).toMatchObject({ accepted: { rate: '1391.2' } });
    expect(box.stales.page(null, 10).rows).toHaveLength(1);
  });

  test.each(['retry', 'hold', 'cancel'] as const)('is forgotten by %s', async (action) => {
    const box = await withStale();
    expect(act(box.store, [box.id], action, box.clock.now()).refused).toEqual([]);
    expect(box.stales.get(box.id)).toBeNull();
  });

  test('is looked at anew after a retry', async () => {
    const box = await withStale();
    act(box.store, [box.id], 'retry', box.clock.now());
    await box.until(() => box.of('a').transport === 'recheck');
    expect(box.looked).toEqual(['a', 'a']);
  });

  test('is forgotten by an edit, which is looked at anew', async () => {
    const box = await withStale();
    const edit = { declaration: { note: 'by hand' }, summary, deadline: null } as const;
    editFiling(box.store, box.id, { ...edit, priority: 'urgent' }, box.clock.now());
    expect(box.of('a')).toMatchObject({ transport: 'queued', priority: 'urgent' });
    expect(box.stales.get(box.id)).toBeNull();
    box.answer(ready);
    await box.until(() => box.of('a').transport === 'acknowledged');
    expect(box.sent('a')).toMatchObject({ declaration: { note: 'by hand' } });
  });

  test('is shown page by page', async () => {
    const { readiness } = looking(Object.fromEntries(['a', 'b', 'c'].map((n) => [n, () => stale])));
    const box = smallOutbox({ readiness });
    box.put(filing('a'), filing('b'), filing('c'));
    await box.until(() => box.store.counts.transport.recheck === 3);
    const { stales } = box.store.tables;
    const first = stales.page(null, 2);
    const second = stales.page(first.next, 2);
    const ids = [...first.rows, ...second.rows].map(({ filingId }) => filingId);
    expect(ids).toEqual(['a', 'b', 'c'].map((name) => box.of(name).id));
    expect(second.next).toBeNull();
  });
});
