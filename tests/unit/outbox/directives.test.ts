import { describe, expect, test } from 'vitest';
import {
  act,
  editFiling,
  enterDirective,
  fileElsewhere,
  wishDirective,
  workOnDirectives,
} from '../../../main/outbox/index.ts';
import { takeNotices } from '../../../main/central/notice-feed.ts';
import {
  directiveOrderSchema,
  type DirectedState,
  type DirectiveKind,
} from '../../../shared/sync/directives.ts';
import { civilDate, epochMs } from '../../../shared/time.ts';
import { filing, problemOf, smallOutbox, summary } from './small-outbox.ts';

type Small = ReturnType<typeof smallOutbox>;
const hour = 3_600_000;

/** Everything that was sent in the last hour. */
function enter(small: Small, kind: DirectiveKind, more: object = {}): number {
  const now = small.clock.now();
  const order = directiveOrderSchema.parse({
    kind,
    from: now - hour,
    to: now + 1,
    text: '접수되지 않은 것으로 보고 다시 보내십시오.',
    ticket: 'WO-17',
    enteredBy: '김나루',
    ...more,
  });
  const id = enterDirective(small.store, order, now);
  work(small);
  expect(small.store.tables.directives.byId(id)?.phase).toBe('previewed');
  return id;
}
function work(small: Small): void {
  for (let i = 0; i < 200; i += 1)
    if (workOnDirectives(small.store, small.clock.now()) === null) return;
  expect.unreachable('the directive does not end');
}
function wish(small: Small, id: number, what: 'apply' | 'undo'): void {
  wishDirective(small.store, id, what, small.clock.now());
  work(small);
}
const apply = (small: Small, id: number) => wish(small, id, 'apply');
const undo = (small: Small, id: number) => wish(small, id, 'undo');
/** What a directive says of a filing: step or reason, and its state. */
function said(small: Small, id: number, reference: string): [string | null, DirectedState] {
  const found = small.store.tables.directives
    .of(small.of(reference).id)
    .find(({ directiveId }) => directiveId === id);
  return [found?.step ?? found?.why ?? null, found?.state ?? 'untouched'];
}
const state = (small: Small, reference: string) => small.of(reference).transport;

describe('resend', () => {
  test('sends the same bytes again after an acknowledgement, and notes which directive ordered it', async () => {
    const small = smallOutbox();
    small.put(filing('A'));
    await small.until(() => state(small, 'A') === 'acknowledged');
    const [sent] = small.store.tables.submissions.chain(small.of('A').submissionId);
    const id = enter(small, 'resend');
    expect(said(small, id, 'A')).toEqual(['send-again', 'planned']);
    // A day later it would be another document, were it not the one that was taken.
    small.clock.advance(24 * hour);
    apply(small, id);
    expect(state(small, 'A')).toBe('queued');
    await small.until(() => state(small, 'A') === 'acknowledged');
    const [again] = small.store.tables.submissions.chain(small.of('A').submissionId);
    expect(again?.digest).toBe(sent?.digest);
    expect(small.central.filed.get(small.of('A').declarationNo)).toHaveLength(1);
    const entry = small.timeline('A').find(({ kind }) => kind === 'ordered');
    expect(entry?.data).toEqual({ directive: id, step: 'send-again' });
  });

  test('is refused by the database without a directive that names the filing', async () => {
    const small = smallOutbox();
    small.put(filing('A'), filing('B'));
    await small.until(
      () => state(small, 'B') === 'acknowledged' && state(small, 'A') === 'acknowledged',
    );
    const write = (to: string) =>
      small.store.tables.connection
        .prepare('UPDATE filing SET transport = ? WHERE reference = ?')
        .run(to, 'A');
    expect(() => write('queued')).toThrow('by a directive alone');
    const id = enter(small, 'resend');
    // Previewed is not ordered yet.
    expect(() => write('queued')).toThrow('by a directive alone');
    expect(() => write('unconfirmed')).toThrow();
    apply(small, id);
    expect(state(small, 'A')).toBe('queued');
  });

  test('asks first what is in doubt, and leaves alone what customs went on with', async () => {
    const small = smallOutbox();
    small.put(filing('lost'), filing('released'), filing('refused'));
    await small.attempt('lost', 'lost-after');
    await small.attempt('released', 'none');
    await small.attempt('refused', 'refused');
    small.central.decide();
    await small.until(() => small.of('released').customs === 'released');
    const lost = small.of('lost');
    const id = enter(small, 'resend');
    expect(said(small, id, 'released')).toEqual(['customs-went-on', 'untouched']);
    expect(said(small, id, 'refused')).toEqual(['retry', 'planned']);
    if (lost.transport === 'unconfirmed') expect(said(small, id, 'lost')[0]).toBe('ask');
    apply(small, id);
    expect(state(small, 'refused')).toBe('queued');
    expect(['unconfirmed', 'acknowledged']).toContain(state(small, 'lost'));
  });

  test('can be undone as long as it waits: the receipt stands', async () => {
    const small = smallOutbox();
    small.put(filing('A'));
    await small.until(() => state(small, 'A') === 'acknowledged');
    const { receiptNo } = small.of('A');
    const id = enter(small, 'resend');
    apply(small, id);
    const at = small.clock.now();
    for (const action of ['cancel'] as const)
      expect(act(small.store, [small.of('A').id], action, at).refused[0]?.problem.code).toBe(
        'has-receipt',
      );
    const elsewhere = { number: null, place: '040', at, note: '' };
    expect(problemOf(() => fileElsewhere(small.store, small.of('A').id, elsewhere, at)).code).toBe(
      'has-receipt',
    );
    const edit = { declaration: { x: 1 }, summary, deadline: null, priority: 'normal' } as const;
    expect(problemOf(() => editFiling(small.store, small.of('A').id, edit, at)).code).toBe(
      'has-receipt',
    );
    undo(small, id);
    expect(small.of('A')).toMatchObject({ transport: 'acknowledged', receiptNo });
    expect(said(small, id, 'A')).toEqual(['send-again', 'undone']);
    await small.step();
    expect(state(small, 'A')).toBe('acknowledged');
  });

  test('names what has been sent since, and shows a second receipt as a double for ever', async () => {
    const small = smallOutbox();
    small.put(filing('A'));
    await small.until(() => state(small, 'A') === 'acknowledged');
    const id = enter(small, 'resend');
    apply(small, id);
    const { connection } = small.store.tables;
    await small.until(() => state(small, 'A') === 'acknowledged');
    undo(small, id);
    expect(said(small, id, 'A')).toEqual(['send-again', 'kept']);
    expect(small.store.tables.replacements.doubles(null, 10)).toEqual([]);
    // The central system counts it anew: another receipt for the same number.
    const again = enter(small, 'resend');
    apply(small, again);
    connection.prepare("UPDATE filing SET receipt_no = 'R-second' WHERE reference = 'A'").run();
    const [double] = small.store.tables.replacements.doubles(null, 10);
    expect(double).toMatchObject({
      kind: 'two-receipts',
      secondReceipt: 'R-second',
      directiveId: again,
      isOpen: true,
    });
    expect(() => connection.exec('DELETE FROM double')).toThrow('a double stays');
    expect(() => connection.exec("UPDATE double SET second_receipt = 'x'")).toThrow(
      'a double stays',
    );
    await small.until(() => state(small, 'A') === 'acknowledged');
  });
});

describe('a new number', () => {
  test('waits for the answer, and is given once they say that they do not have it', async () => {
    const small = smallOutbox();
    small.put(filing('A'));
    await small.attempt('A', 'lost-before');
    expect(state(small, 'A')).toBe('unconfirmed');
    const id = enter(small, 'new-number');
    expect(said(small, id, 'A')).toEqual(['replace-if-not-there', 'planned']);
    apply(small, id);
    expect(state(small, 'A')).toBe('unconfirmed');
    await small.until(() => state(small, 'A') === 'filed-elsewhere');
    const fresh = small.of('A#새번호');
    expect(small.store.tables.replacements.newOf(small.of('A').id)).toBe(fresh.id);
    expect(fresh.declarationNo).not.toBe(small.of('A').declarationNo);
    await small.until(() => state(small, 'A#새번호') === 'acknowledged');
    expect(small.central.carried.size).toBe(2);
    expect([...small.central.filed.keys()]).toEqual([fresh.declarationNo]);
    const restored = act(small.store, [small.of('A').id], 'restore', small.clock.now());
    expect(restored.refused[0]?.problem.code).toBe('replaced-by-number');
  });

  test('keeps the deadline with what it rests on', async () => {
    const small = smallOutbox();
    const due = {
      deadline: civilDate('2026-12-21'),
      basis: {
        by: 'law',
        rule: 'import-declaration',
        from: civilDate('2026-11-21'),
        event: 'warehoused',
        told: 'declared',
      },
    } as const;
    small.put({ ...filing('A'), ...due });
    await small.attempt('A', 'refused');
    const { deadline, basis } = small.of('A');
    expect(basis).toMatchObject({ by: 'law' });
    apply(small, enter(small, 'new-number'));
    expect(small.of('A#새번호')).toMatchObject({ deadline, basis });
  });

  test('is not given to what turns out taken', async () => {
    const small = smallOutbox();
    small.put(filing('A'));
    await small.attempt('A', 'lost-after');
    const id = enter(small, 'new-number');
    apply(small, id);
    await small.until(() => state(small, 'A') === 'acknowledged');
    expect(small.store.tables.filings.byReference('A#새번호')).toBeNull();
    expect(small.store.tables.replacements.doubles(null, 10)).toEqual([]);
  });

  test('given without an answer shows a double with both receipts, until customs ended one', async () => {
    const small = smallOutbox();
    small.put(filing('A'));
    await small.attempt('A', 'lost-after');
    const id = enter(small, 'new-number', { withoutAnswer: true });
    apply(small, id);
    expect(state(small, 'A')).toBe('filed-elsewhere');
    await small.until(() => state(small, 'A#새번호') === 'acknowledged');
    expect(small.store.tables.replacements.openDoubles()).toBe(0);
    // The old one was taken all the same: a notice tells.
    small.central.decide();
    await small.until(() => state(small, 'A') === 'acknowledged');
    const old = small.of('A');
    const fresh = small.of('A#새번호');
    expect(small.store.tables.replacements.doubles(null, 10)).toMatchObject([
      {
        kind: 'two-numbers',
        firstId: old.id,
        secondId: fresh.id,
        firstReceipt: `R-${old.declarationNo}`,
        secondReceipt: `R-${fresh.declarationNo}`,
        isOpen: true,
      },
    ]);
    const at = small.clock.now();
    const withdrawn = {
      id: 'W1',
      declarationNo: old.declarationNo,
      kind: 'withdrawn',
      at: new Date(at).toISOString(),
    } as const;
    small.store.transaction((tables) => takeNotices(tables, 'model', [withdrawn], at));
    expect(small.store.tables.replacements.doubles(null, 10)[0]?.isOpen).toBe(false);
    undo(small, id);
    expect(said(small, id, 'A')).toEqual(['replace', 'kept']);
  });

  test('is not sent while the old one is in doubt or was taken', async () => {
    const small = smallOutbox();
    small.put(filing('A'));
    await small.attempt('A', 'lost-after');
    const id = enter(small, 'new-number', { withoutAnswer: true });
    apply(small, id);
    const at = small.clock.now();
    const { declarationNo } = small.of('A');
    const received = {
      id: 'N1',
      declarationNo,
      kind: 'received',
      at: new Date(at).toISOString(),
    } as const;
    small.store.transaction((tables) => takeNotices(tables, 'model', [received], at));
    await small.until(() => state(small, 'A') === 'acknowledged');
    await small.until(() => state(small, 'A#새번호') === 'held');
    expect(small.of('A#새번호').lastError).toBe('twin-taken');
    expect(small.central.filed.size).toBe(1);
    const { connection } = small.store.tables;
    expect(() =>
      connection.exec(
        "UPDATE filing SET transport = 'queued' WHERE reference = 'A#새번호';" +
          "UPDATE filing SET transport = 'sending', submission_id = 1 WHERE reference = 'A#새번호'",
      ),
    ).toThrow('the other number was taken');
    act(small.store, [small.of('A#새번호').id], 'hold', at);
  });

  test('is taken back as long as nothing of it has left', async () => {
    const small = smallOutbox();
    small.put(filing('A'), filing('B'));
    await small.attempt('A', 'lost-before');
    await small.attempt('B', 'busy');
    const before = small.of('A').transport;
    const id = enter(small, 'new-number', { withoutAnswer: true });
    apply(small, id);
    expect(state(small, 'B')).toBe('filed-elsewhere');
    undo(small, id);
    expect(state(small, 'A')).toBe(before);
    expect(state(small, 'B')).toBe('queued');
    expect(small.store.tables.filings.byReference('B#새번호')).toBeNull();
    await small.until(
      () => state(small, 'A') === 'acknowledged' && state(small, 'B') === 'acknowledged',
    );
    expect(small.central.filed.size).toBe(2);
  });
});

describe('what lies in a buffer', () => {
  test('is not sent again though they do not know it, until the time is over', async () => {
    const small = smallOutbox();
    small.put(filing('A'));
    await small.attempt('A', 'lost-before');
    const until = epochMs(small.clock.now() + 6 * hour);
    const id = enter(small, 'buffered', { until });
    apply(small, id);
    const { attempts } = small.of('A');
    await small.until(() => small.of('A').attempts > attempts + 3);
    expect(state(small, 'A')).toBe('unconfirmed');
    small.clock.advance(6 * hour);
    await small.until(() => state(small, 'A') === 'acknowledged');
    expect(small.central.filed.size).toBe(1);
  });

  test('goes back into doubt where "not known here" was believed already', async () => {
    const small = smallOutbox();
    small.put(filing('A'), filing('B', { kind: 'export' }));
    await small.attempt('A', 'lost-before');
    await small.attempt('B', 'busy');
    act(small.store, [small.of('B').id], 'hold', small.clock.now());
    await small.until(() => state(small, 'A') === 'queued');
    const id = enter(small, 'buffered');
    expect(said(small, id, 'B')).toEqual(['held-already', 'untouched']);
    apply(small, id);
    expect(state(small, 'A')).toBe('unconfirmed');
    undo(small, id);
    expect(state(small, 'A')).toBe('queued');
  });
});

describe('the other orders', () => {
  test('hold what waits, release it by undoing, and say why the rest is left alone', async () => {
    const small = smallOutbox();
    small.put(filing('taken'));
    await small.until(() => state(small, 'taken') === 'acknowledged');
    small.put(filing('waits'), filing('held'), filing('export', { kind: 'export' }));
    act(small.store, [small.of('held').id], 'hold', small.clock.now());
    const id = enter(small, 'hold', { kinds: ['import'] });
    expect(said(small, id, 'waits')).toEqual(['hold', 'planned']);
    expect(said(small, id, 'taken')).toEqual(['taken', 'untouched']);
    expect(said(small, id, 'export')).toEqual([null, 'untouched']);
    apply(small, id);
    expect([state(small, 'waits'), state(small, 'export')]).toEqual(['held', 'queued']);
    undo(small, id);
    expect([state(small, 'waits'), state(small, 'held')]).toEqual(['queued', 'held']);
  });

  test('do not resend: held instead of queued once they say that they do not have it', async () => {
    const small = smallOutbox();
    small.put(filing('A'));
    await small.attempt('A', 'lost-before');
    const id = enter(small, 'do-not-resend');
    apply(small, id);
    await small.until(() => state(small, 'A') === 'held');
    expect(small.central.filed.size).toBe(0);
    undo(small, id);
    await small.until(() => state(small, 'A') === 'acknowledged');
  });

  test('filed elsewhere, and taken here as well: a double', async () => {
    const small = smallOutbox();
    small.put(filing('A'), filing('B'));
    await small.attempt('A', 'lost-after');
    const id = enter(small, 'filed-elsewhere');
    expect(said(small, id, 'B')[0]).toBe('file-elsewhere');
    apply(small, id);
    await small.until(() => state(small, 'A') === 'acknowledged');
    expect(state(small, 'B')).toBe('filed-elsewhere');
    expect(small.store.tables.replacements.doubles(null, 10)).toMatchObject([
      { kind: 'other-way', firstId: small.of('A').id, isOpen: true },
    ]);
    undo(small, id);
    expect(state(small, 'B')).toBe('queued');
  });

  test('reopen asks, and sends again only what they do not have', async () => {
    const small = smallOutbox();
    small.put(filing('A'));
    await small.until(() => state(small, 'A') === 'acknowledged');
    const id = enter(small, 'reopen');
    apply(small, id);
    expect(state(small, 'A')).toBe('unconfirmed');
    await small.until(() => state(small, 'A') === 'acknowledged');
    expect(small.of('A').attempts).toBe(2);
    const twice = enter(small, 'reopen');
    apply(small, twice);
    undo(small, twice);
    expect(state(small, 'A')).toBe('acknowledged');
  });

  test('leave alone what was sent again outside of the window', async () => {
    const small = smallOutbox();
    small.put(filing('A'));
    await small.attempt('A', 'busy');
    const to = small.clock.now();
    small.clock.advance(2 * hour);
    await small.until(() => state(small, 'A') === 'acknowledged');
    const id = enter(small, 'resend', { from: to - hour, to });
    expect(said(small, id, 'A')).toEqual(['sent-since', 'untouched']);
  });
});

test('what has moved since the preview is skipped, and named', async () => {
  const small = smallOutbox();
  small.put(filing('A'), filing('B'));
  const id = enter(small, 'hold');
  act(small.store, [small.of('A').id], 'cancel', small.clock.now());
  apply(small, id);
  expect(said(small, id, 'A')).toEqual(['hold', 'skipped']);
  expect(state(small, 'B')).toBe('held');
  expect(small.store.tables.directives.counts(id)).toMatchObject({ done: 1, skipped: 1 });
});

test('windows and states are found by their indexes', () => {
  const small = smallOutbox();
  const { connection } = small.store.tables;
  const plan = (sql: string) =>
    connection
      .prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
      .all()
      .map(({ detail }) => detail)
      .join(' ');
  expect(
    plan(
      `SELECT started_at, filing_id FROM attempt INDEXED BY attempt_by_sending WHERE kind = 'send'
       AND outcome <> 'not-sent' AND started_at < 9 AND (started_at, filing_id) > (1, 2)
       ORDER BY started_at, filing_id LIMIT 5`,
    ),
  ).toMatch(/SEARCH attempt USING INDEX attempt_by_sending/);
  expect(
    plan(
      `SELECT due, priority, id FROM filing WHERE transport = 'queued'
       AND transport <> 'acknowledged' AND submission_id IS NULL AND (due, priority, id) > ('', 0, 0)
       ORDER BY due, priority, id LIMIT 5`,
    ),
  ).toMatch(/USING INDEX filing_by_transport/);
});
