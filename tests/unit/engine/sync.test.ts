import { describe, expect, test } from 'vitest';
import { readSyncState, type Sending } from '../../../main/engine/sync.ts';
import {
  defaultPacing,
  mayGo,
  newPacerState,
  step,
  type PacerEvent,
  type PacerState,
} from '../../../main/outbox/policy/index.ts';
import { markRestored, type Store } from '../../../main/store/index.ts';
import { civilDate, epochMs, type EpochMs } from '../../../shared/time.ts';
import { transportStates, type TransportState } from '../../../shared/filing/states.ts';
import { filing, smallOutbox } from '../outbox/small-outbox.ts';

const settings = defaultPacing;
const minute = 60_000;

function stateOf(store: Store, pacer: PacerState, now: EpochMs) {
  const outbox: Sending = {
    gate: { state: () => pacer, mayGo: (lane, at) => mayGo(pacer, lane, at, settings) },
    trouble: () => null,
    inFlight: () => false,
    ownWord: () => null,
  };
  return readSyncState({ store, mode: 'real', outbox, settings, now });
}

/** Inquiries have met nothing but trouble; declarations went well since. */
function inquiriesDown(from: EpochMs): { pacer: PacerState; now: EpochMs } {
  let pacer = newPacerState(from, settings);
  let now = from;
  const take = (event: PacerEvent): void => {
    pacer = step(pacer, event, { now, random: () => 0.5, settings, urgentPending: false });
  };
  for (let i = 0; i < 12; i += 1) {
    now = epochMs(Math.max(now, pacer.inquiries.nextAt) + 1);
    take({ type: 'request', lane: 'inquiries' });
    const cause = 'unavailable';
    take({ type: 'congestion', lane: 'inquiries', cause, retryAfterMs: null, tookMs: 10 });
  }
  now = epochMs(now + 1000);
  take({ type: 'request', lane: 'declarations' });
  take({ type: 'success', lane: 'declarations', latencyMs: 20 });
  return { pacer, now: epochMs(now + 1000) };
}

describe('the next try', () => {
  test('is that of the inquiries where only answers are missing', async () => {
    const { store, clock, attempt, put } = smallOutbox();
    put(filing('A'));
    await attempt('A', 'lost-before');
    const { pacer, now } = inquiriesDown(epochMs(clock.now() + minute));
    expect(pacer.inquiries.nextAt).toBeGreaterThan(now + minute);
    expect(stateOf(store, pacer, now).gate.nextTryAt).toBe(pacer.inquiries.nextAt);
    put(filing('B'));
    expect(stateOf(store, pacer, now).gate.nextTryAt).toBe(now);
  });

  test('is none where the data has moved to another computer, and nothing seems to be sent', () => {
    const { store, clock, put } = smallOutbox();
    put(filing('A'));
    const pacer = newPacerState(clock.now(), settings);
    expect(stateOf(store, pacer, clock.now()).gate.phase).toBe('open');
    store.transaction((tables) => tables.settings.set('moved-away', { at: clock.now() }));
    expect(stateOf(store, pacer, clock.now()).gate).toMatchObject({
      phase: 'held-back',
      nextTryAt: null,
    });
  });

  test('is a question after a restore, and none once only a person can let it go on', () => {
    const { store, clock, put } = smallOutbox();
    put(filing('A'));
    const now = clock.now();
    const pacer = newPacerState(now, settings);
    const mark = store.transaction((tables) => markRestored(tables, 'restored', null, now));
    const gate = { phase: 'held-back', nextTryAt: now };
    expect(stateOf(store, pacer, now).gate).toMatchObject(gate);
    const asked = { ...mark, afterId: mark.lastId, series: [], noticesRead: true };
    store.transaction(({ settings: kept }) =>
      kept.set('restored', { ...asked, needsPerson: true }),
    );
    expect(stateOf(store, pacer, now).gate).toMatchObject({ ...gate, nextTryAt: null });
    store.transaction(({ settings: kept }) => kept.set('restored', asked));
    expect(stateOf(store, pacer, now).gate.phase).toBe('open');
  });
});

/** What is not in and was not given up has its legal date. */
const isToFile: Readonly<Record<TransportState, boolean>> = {
  draft: false,
  invalid: true,
  queued: true,
  recheck: true,
  held: true,
  sending: true,
  unconfirmed: true,
  processing: true,
  acknowledged: false,
  refused: true,
  'filed-elsewhere': false,
  cancelled: false,
};

test.each(transportStates)('the nearest legal date counts what is %s as it should', (state) => {
  const { store, put } = smallOutbox();
  put(filing('A', { deadline: civilDate('2026-11-30') }));
  const { connection } = store.tables;
  // As it would stand there, whatever way led to it.
  connection.pragma('ignore_check_constraints = ON');
  const triggers = connection
    .prepare<[], { name: string; sql: string }>(
      "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'filing'",
    )
    .all();
  connection.exec('BEGIN');
  for (const { name } of triggers) connection.exec(`DROP TRIGGER ${name}`);
  connection.prepare('UPDATE filing SET transport = ?').run(state);
  const nearest = store.tables.queue.nearestDeadline();
  connection.exec('ROLLBACK');
  expect(nearest?.date ?? null).toBe(isToFile[state] ? '2026-11-30' : null);
});
