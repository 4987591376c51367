import { describe, expect, test } from 'vitest';
import { customsStates, transportStates } from '../../../shared/filing/states.ts';
import {
  customsPairs,
  customsTransitions,
  mayFollow,
  nextTransport,
  transportPairs,
  transportTransitions,
  type TransportEvent,
} from '../../../shared/filing/transitions.ts';
import { customsAfter, moveTransport } from '../../../main/store/index.ts';
import { outbox } from '../../../main/store/migrations/0001-outbox.ts';
import { directives } from '../../../main/store/migrations/0007-directives.ts';
import { filingIdSchema } from '../../../shared/filing/numbers.ts';
import {
  filingOf,
  now,
  place,
  problemOf,
  refusalOf,
  tempStore,
  undone,
  writeTransport,
} from './store-samples.ts';

const events: readonly TransportEvent[] = [
  'enqueue',
  'find-invalid',
  'go-stale',
  'hold',
  'release',
  'retry',
  'cancel',
  'restore',
  'file-elsewhere',
  'claim',
  'take',
  'pend',
  'refuse',
  'return',
  'lose',
  'send-again',
  'reopen',
  'keep',
  'replace',
];
/** Ways that are open only where a directive or a receipt says so; the database refuses the rest. */
const guarded = new Set([
  'acknowledged>queued',
  'acknowledged>unconfirmed',
  'queued>acknowledged',
  'held>acknowledged',
  'unconfirmed>filed-elsewhere',
  'processing>filed-elsewhere',
]);
const inDoubt: ReadonlySet<string> = new Set(['sending', 'unconfirmed', 'processing']);

/** The pairs that stand in the text of a trigger. */
function pairsIn(migration: string, trigger: string): string[] {
  const text = migration.slice(migration.indexOf(`CREATE TRIGGER ${trigger} `));
  const condition = text.slice(0, text.indexOf('BEGIN'));
  return [...condition.matchAll(/([a-z-]+>[a-z-]+)/g)].map(([, pair = '']) => pair);
}

describe('the one table of transitions', () => {
  test('stands in the database pair by pair', () => {
    expect(pairsIn(directives, 'filing_transport_ways')).toEqual(transportPairs());
    expect(pairsIn(outbox, 'filing_customs_ways')).toEqual(customsPairs());
  });

  test('keeps what must never be possible out', () => {
    expect(transportTransitions.acknowledged).toEqual({
      'send-again': 'queued',
      reopen: 'unconfirmed',
    });
    expect(customsTransitions.rejected).toEqual([]);
    expect(customsTransitions.withdrawn).toEqual([]);
    // What may have arrived can neither be sent nor called off by anybody but an answer.
    for (const event of ['claim', 'retry', 'cancel', 'hold', 'file-elsewhere'] as const)
      for (const state of ['sending', 'unconfirmed', 'processing'] as const)
        expect(nextTransport(state, event), `${state} ${event}`).toBeNull();
    const waysToSending = transportPairs().filter((pair) => pair.endsWith('>sending'));
    expect(waysToSending).toEqual(['queued>sending']);
    expect(customsPairs().filter((pair) => pair.endsWith('>none'))).toEqual([]);
  });

  test('knows every event', () => {
    const used = Object.values(transportTransitions).flatMap((ways) => Object.keys(ways));
    expect([...new Set(used)].toSorted()).toEqual(events.toSorted());
  });
});

describe('the database', () => {
  const store = tempStore();

  test.each(transportStates)('lets our side go from %s where the table says so', (from) => {
    undone(store, () => {
      for (const [i, to] of transportStates.entries()) {
        place(store, i + 1, { transport: from, customs: 'none' });
        const allowed = from === to || transportPairs().includes(`${from}>${to}`);
        const pair = `${from}>${to}`;
        const refusal = writeTransport(store, i + 1, to);
        if (guarded.has(pair)) expect(refusal, pair).toMatch(/alone|taken$/);
        else expect(refusal, pair).toBe(allowed ? null : 'no such way on our side');
      }
    });
  });

  test.each(customsStates)('lets customs go from %s where the table says so', (from) => {
    const write = store.tables.connection.prepare('UPDATE filing SET customs = ? WHERE id = ?');
    undone(store, () => {
      for (const [i, to] of customsStates.entries()) {
        place(store, i + 1, { transport: 'queued', customs: from });
        const allowed = from === to || mayFollow(from, to);
        const expected = allowed ? null : 'no such way on customs side';
        expect(
          refusalOf(() => write.run(to, i + 1)),
          `${from}>${to}`,
        ).toBe(expected);
      }
    });
  });

  function set(what: string): string | null {
    return refusalOf(() => store.tables.connection.exec(`UPDATE filing SET ${what}`));
  }

  test('refuses states that are none, and states without what belongs to them', () => {
    const { connection } = store.tables;
    const refused = /CHECK constraint failed/;
    undone(store, () => {
      place(store, 1, { transport: 'queued', customs: 'none' });
      expect(set("transport = 'lost'")).toMatch(/no such way|CHECK/);
      expect(set("customs = 'green'")).toMatch(/no such way|CHECK/);
      expect(set("transport = 'unconfirmed'")).toMatch(refused);
      expect(set("transport = 'sending'")).toMatch(refused);
      expect(set('inquire_at = 1')).toMatch(refused);
      expect(set('priority = 2')).toMatch(refused);
      for (const name of [
        "reference = 'another'",
        "part = 'withdrawal'",
        'part_seq = 1',
        'original_id = 2',
        "kind = 'export'",
      ])
        expect(set(name), name).toMatch(/keeps its name/);
    });
    undone(store, () => {
      place(store, 1, { transport: 'sending', customs: 'none' });
      expect(
        refusalOf(() => connection.exec("UPDATE filing SET transport = 'acknowledged'")),
      ).toMatch(refused);
    });
  });

  test('settles an attempt once', () => {
    const { connection } = store.tables;
    undone(store, () => {
      const settle = `INSERT INTO attempt (filing_id, n, kind, submission_id, started_at, settled_at,
        outcome, cause) VALUES (1, 1, 'send', 1, 0, 1, 'taken', 'receipt')`;
      expect(refusalOf(() => connection.exec(settle))).toBeNull();
      expect(refusalOf(() => connection.exec(settle))).toMatch(/UNIQUE/);
      const change = "UPDATE attempt SET outcome = 'unknown'";
      expect(refusalOf(() => connection.exec(change))).toBe('an attempt is settled once');
    });
  });
});

describe('moving a filing in code', () => {
  const store = tempStore();
  const cases = transportStates.flatMap((from) => events.map((event) => [from, event] as const));

  test.each(cases)('%s, %s', (from, event) => {
    undone(store, () => {
      const id = filingIdSchema.parse(1);
      place(store, id, { transport: from, customs: 'none' });
      const filing = filingOf(store, id);
      const head = store.tables.journal.head();
      const to = nextTransport(from, event);
      const move = () =>
        moveTransport(store.tables, filing, event, { kind: 'held' }, now, {
          inquireAt: now,
          submissionId: 1,
          receiptNo: 'R',
          receiptAt: now,
        });
      if (to === null) {
        const code = inDoubt.has(from) ? 'outcome-unknown' : 'not-possible-now';
        expect(problemOf(move).code).toBe(code);
        expect(filingOf(store, id).transport).toBe(from);
        expect(store.tables.journal.head()).toEqual(head);
      } else if (guarded.has(`${from}>${to}`)) {
        expect(refusalOf(move)).toMatch(/alone|taken$/);
      } else {
        expect(move().transport).toBe(to);
        expect(filingOf(store, id).transport).toBe(to);
        expect(store.tables.journal.head().seq).toBe(head.seq + 1);
      }
    });
  });

  test('lets a late or repeated word of customs move nothing', () => {
    for (const from of customsStates)
      for (const to of customsStates)
        expect(customsAfter(from, to), `${from}, ${to}`).toBe(mayFollow(from, to) ? to : from);
  });
});
