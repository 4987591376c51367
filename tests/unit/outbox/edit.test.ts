import { describe as group, expect, test } from 'vitest';
import { act, editFiling, fileElsewhere, type CheckedEdit } from '../../../main/outbox/index.ts';
import { readDeclaration } from '../../../main/store/index.ts';
import { filingIdSchema } from '../../../shared/filing/numbers.ts';
import { civilDate } from '../../../shared/time.ts';
import { filing, problemOf, smallOutbox, summary } from './small-outbox.ts';

const edited: CheckedEdit = {
  declaration: { note: 'edited' },
  summary: { ...summary, importer: '새봄상사' },
  deadline: civilDate('2026-12-24'),
  priority: 'urgent',
};

function waiting() {
  const box = smallOutbox();
  box.put(filing('a'));
  const { id } = box.of('a');
  const edit = () => editFiling(box.store, id, edited, box.clock.now());
  return { ...box, id, edit, now: () => box.of('a') };
}

group('an edit', () => {
  test('puts another declaration in the place of one that waits; the journal keeps both', async () => {
    const { id, edit, now, store, timeline, until, sent } = waiting();
    const before = now();
    expect(edit()).toEqual(now());
    expect(now()).toMatchObject({
      transport: 'queued',
      declarationNo: before.declarationNo,
      deadline: '2026-12-24',
      priority: 'urgent',
    });
    expect(readDeclaration(store.tables, now())).toEqual({ note: 'edited' });
    expect(store.tables.journal.body(id, 'queued')).toContain('"note":"a"');
    expect(timeline('a').at(-1)).toMatchObject({ kind: 'edited' });
    await until(() => now().transport === 'acknowledged');
    expect(sent('a')).toMatchObject({ declaration: { note: 'edited' } });
  });

  test('is found by its new words, and not by its old ones', () => {
    const { edit, store } = waiting();
    const { search } = store.tables;
    const found = (text: string) => search.find(text, () => true, null, 10).rows.length;
    while (search.catchUp());
    expect(found('한결무역')).toBe(1);
    edit();
    expect(found('새봄상사')).toBe(1);
    expect(found('한결무역')).toBe(0);
  });

  test('leaves what is held where it is', () => {
    const { id, edit, now, store, clock } = waiting();
    act(store, [id], 'hold', clock.now());
    edit();
    expect(now().transport).toBe('held');
  });

  test('queues what was refused, and its document is a new one on the same day', async () => {
    const { attempt, edit, now, timeline, until, sent, store } = waiting();
    await attempt('a', 'refused');
    expect(now()).toMatchObject({ transport: 'refused', lastError: 'invalid-document' });
    edit();
    expect(now()).toMatchObject({ transport: 'queued', lastError: null });
    expect(timeline('a').at(-1)).toMatchObject({ kind: 'edited', transport: 'queued' });
    await until(() => now().transport === 'acknowledged');
    expect(sent('a')).toMatchObject({ declaration: { note: 'edited' } });
    expect(store.tables.submissions.chain(now().submissionId)).toHaveLength(2);
  });

  test('of what is known not to have been taken makes a new document', async () => {
    const { attempt, edit, now, until, sent } = waiting();
    await attempt('a', 'busy');
    edit();
    await until(() => now().transport === 'acknowledged');
    expect(sent('a')).toMatchObject({ declaration: { note: 'edited' } });
  });

  test.each(['lost-before', 'lost-after', 'queued'] as const)(
    'is refused while nobody knows the outcome (%s)',
    async (fault) => {
      const { attempt, edit, now } = waiting();
      await attempt('a', fault);
      const before = now();
      expect(problemOf(edit).code).toBe('outcome-unknown');
      expect(now()).toEqual(before);
    },
  );

  test('is refused for what customs has, and for what was cancelled', async () => {
    const { id, edit, now, until, store, clock } = waiting();
    act(store, [id], 'cancel', clock.now());
    expect(problemOf(edit)).toMatchObject({ params: { state: 'cancelled' } });
    act(store, [id], 'restore', clock.now());
    await until(() => now().transport === 'acknowledged');
    expect(problemOf(edit)).toMatchObject({ params: { state: 'acknowledged' } });
  });

  test('is refused where the number was called used, by the database too', () => {
    const { edit, store } = waiting();
    const { connection } = store.tables;
    connection.exec("UPDATE filing SET last_error = 'number-used'");
    expect(problemOf(edit).code).toBe('number-in-doubt');
    expect(() => connection.exec('UPDATE filing SET declaration_seq = 99')).toThrow(
      /keeps its declaration/,
    );
  });

  test('is refused for a filing that is not there', () => {
    const { store, clock } = waiting();
    const edit = () => editFiling(store, filingIdSchema.parse(99), edited, clock.now());
    expect(problemOf(edit).code).toBe('not-found');
  });
});

group('a filing that was handed in elsewhere', () => {
  const where = { number: '1234526900001M', place: '인천세관 창구', note: '수작업 신고' };

  test('is out of the way with its particulars, and can come back', async () => {
    const { id, now, store, clock, timeline, step } = waiting();
    fileElsewhere(store, id, { ...where, at: clock.now() }, clock.now());
    expect(now().transport).toBe('filed-elsewhere');
    expect(timeline('a').at(-1)).toMatchObject({
      kind: 'filed-elsewhere',
      data: { ...where, filedAt: clock.now() },
    });
    for (let i = 0; i < 5; i += 1) await step();
    expect(now().attempts).toBe(0);
    expect(act(store, [id], 'restore', clock.now()).refused).toEqual([]);
    expect(now().transport).toBe('queued');
  });

  test('is not taken for one whose outcome nobody knows', async () => {
    const { id, now, store, clock, attempt } = waiting();
    await attempt('a', 'lost-after');
    const elsewhere = () => fileElsewhere(store, id, { ...where, at: clock.now() }, clock.now());
    expect(problemOf(elsewhere).code).toBe('outcome-unknown');
    expect(now().transport).toBe('unconfirmed');
  });
});
