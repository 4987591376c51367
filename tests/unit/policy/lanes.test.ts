import { describe, expect, test } from 'vitest';
import { chooseVisit, mayGo } from '../../../main/outbox/policy/index.ts';
import type { PacerState, WorkLoad } from '../../../main/outbox/policy/index.ts';
import { epochMs, type EpochMs } from '../../../shared/time.ts';
import { after, fresh, gone, later, settings, start, success, visit } from './policy-samples.ts';

const never = epochMs(Number.MAX_SAFE_INTEGER);

/** Everything has failed so often that the next visit is minutes away. */
function allGone(): { state: PacerState; now: EpochMs } {
  let state = fresh();
  let now = start;
  for (let i = 0; i < 8; i += 1)
    for (const lane of ['declarations', 'inquiries'] as const)
      [state, now] = visit(state, gone(lane), now);
  return { state, now };
}

const may = (state: PacerState, lane: 'declarations' | 'inquiries' | 'notices', now: EpochMs) =>
  mayGo(state, lane, now, settings);

describe('lanes of one central system', () => {
  test('a lane in trouble holds back those that have shown no life since', () => {
    const { state, now } = allGone();
    expect(may(state, 'notices', now)).toMatchObject({
      go: false,
      at: Math.max(state.declarations.nextAt, state.inquiries.nextAt),
    });
  });

  test('what one of them learns about a common trouble the other need not learn again', () => {
    const { state } = allGone();
    const [longer, shorter] = [state.inquiries.intervalMs, state.declarations.intervalMs];
    expect(longer / shorter).toBeLessThanOrEqual(2);
    expect(longer).toBeGreaterThan(60_000);
  });

  test('a lane that lives goes on while another is dead', () => {
    let state = fresh();
    let now = start;
    for (let i = 0; i < 8; i += 1) {
      [state, now] = visit(state, gone('inquiries'), now);
      [state, now] = visit(state, success(), now);
    }
    expect(state.inquiries.intervalMs).toBeGreaterThan(60_000);
    expect(state.declarations.intervalMs).toBe(settings.minIntervalMs);
    expect(may(state, 'declarations', epochMs(now + 1000)).go).toBe(true);
    expect(may(state, 'inquiries', epochMs(now + 1000)).go).toBe(false);
  });

  test('the first sign of life brings the others’ next try near', () => {
    const { state, now } = allGone();
    const back = after(state, success(), epochMs(now + 1000));
    expect(back.inquiries.nextAt - now).toBeLessThanOrEqual(1000 + 5000 * 1.25);
    // Only the first: a lane that stays dead is not asked again and again.
    const [failed, at] = visit(back, gone('inquiries'), now);
    expect(after(failed, success(), epochMs(at + 1000)).inquiries.nextAt).toBe(
      failed.inquiries.nextAt,
    );
  });
});

const load = (more: Partial<WorkLoad>): WorkLoad => ({
  now: later(1000),
  inquireAt: null,
  isWaiting: false,
  lastDid: null,
  lastTurn: null,
  noticesAt: never,
  ownWordAt: never,
  ...more,
});

const choose = (more: Partial<WorkLoad>, state = fresh()) =>
  chooseVisit(load(more), state, settings);

describe('the choice of the next visit', () => {
  test('inquiries and sendings take turns', () => {
    const both = { isWaiting: true, inquireAt: start } as const;
    expect(choose({ ...both, lastTurn: 'send' })).toEqual({ visit: 'inquire' });
    expect(choose({ ...both, lastTurn: 'inquire' })).toEqual({ visit: 'send' });
    expect(choose({ ...both, lastTurn: 'inquire', isWaiting: false })).toEqual({
      visit: 'inquire',
    });
  });

  test('in trouble the probes are inquiries, and one in eight is a sending', () => {
    const { state } = allGone();
    const due = epochMs(Math.max(state.declarations.nextAt, state.inquiries.nextAt) + 1);
    const probe = (failuresInRow: number) =>
      choose(
        { now: due, isWaiting: true, inquireAt: start, lastTurn: 'inquire' },
        { ...state, inquiries: { ...state.inquiries, failuresInRow } },
      );
    expect([7, 8, 9].map(probe)).toEqual([
      { visit: 'inquire' },
      { visit: 'send' },
      { visit: 'inquire' },
    ]);
  });

  test('in trouble what is in doubt is waited for rather than more put in doubt', () => {
    const [state, now] = visit(fresh(), gone('declarations'), start);
    const due = state.declarations.nextAt;
    const inquireAt = epochMs(due + 1500);
    expect(choose({ now: due, isWaiting: true, inquireAt, lastTurn: 'send' }, state)).toEqual({
      visit: null,
      at: inquireAt,
      why: 'no-work',
    });
    expect(now).toBeLessThan(due);
  });

  test('an inquiry is waited for one interval, and no longer', () => {
    const [state] = visit(fresh(), gone('declarations'), start);
    const due = state.declarations.nextAt;
    const far = epochMs(due + 24 * 3_600_000);
    const waits = { now: due, isWaiting: true, lastTurn: 'send', lastDid: 'notices' } as const;
    expect(choose({ ...waits, inquireAt: far }, state)).toEqual({ visit: 'send' });
    // Due at once, but its own lane is long dead.
    const dead = { ...state, inquiries: { ...state.inquiries, nextAt: far } };
    expect(choose({ ...waits, inquireAt: start }, dead)).toEqual({ visit: 'send' });
  });

  test("a look at the notices between them takes nobody's turn", () => {
    const [state] = visit(fresh(), gone('declarations'), start);
    const due = state.declarations.nextAt;
    const inquireAt = epochMs(due + 1500);
    const turn = { now: due, isWaiting: true, inquireAt, lastDid: 'notices' } as const;
    expect(choose({ ...turn, lastTurn: 'inquire' }, state)).toEqual({ visit: 'send' });
  });

  test('a dead lane keeps nothing else from its turn', () => {
    let state = fresh();
    let now = start;
    for (let i = 0; i < 8; i += 1) {
      [state, now] = visit(state, gone('inquiries'), now);
      [state, now] = visit(state, success(), now);
    }
    const at = epochMs(now + 1000);
    expect(choose({ now: at, isWaiting: true, inquireAt: start, lastTurn: 'send' }, state)).toEqual(
      {
        visit: 'send',
      },
    );
  });

  test('notices come when nothing waits, or when they are long overdue', () => {
    const now = later(100_000);
    expect(choose({ now, noticesAt: start })).toEqual({ visit: 'notices' });
    expect(choose({ now, noticesAt: later(90_000), isWaiting: true })).toEqual({ visit: 'send' });
    expect(choose({ now, noticesAt: start, isWaiting: true })).toEqual({ visit: 'notices' });
    const once = { now, noticesAt: start, isWaiting: true, lastDid: 'notices' } as const;
    expect(choose(once)).toEqual({ visit: 'send' });
  });

  test('the status page is looked at also while nothing gets through', () => {
    const { state, now } = allGone();
    const at = epochMs(now + 200);
    expect(choose({ now: at, isWaiting: true, ownWordAt: start }, state)).toEqual({
      visit: 'own-word',
    });
  });

  test('where nothing is to do it tells when there will be', () => {
    expect(choose({})).toEqual({ visit: null, at: never, why: 'no-work' });
    expect(choose({ inquireAt: later(5000), noticesAt: later(9000) })).toEqual({
      visit: null,
      at: later(5000),
      why: 'no-work',
    });
    const { state, now } = allGone();
    expect(choose({ now: epochMs(now + 1), isWaiting: true }, state)).toEqual({
      visit: null,
      at: Math.max(state.declarations.nextAt, state.inquiries.nextAt),
      why: 'pace',
    });
  });
});
