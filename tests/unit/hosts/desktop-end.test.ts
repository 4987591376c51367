import { describe, expect, test } from 'vitest';
import { openEnding, settleMs } from '../../../main/desktop/ending.ts';
import { endExpectedMs, followPower, followSession } from '../../../main/desktop/power.ts';

function means() {
  const did: string[] = [];
  const timers: (() => void)[] = [];
  const state = { isInFlight: true, closed: Promise.withResolvers<void>() };
  const ending = openEnding({
    isInFlight: () => state.isInFlight,
    hold: () => did.push('hold'),
    tell: (seconds) => did.push(`tell ${seconds}`),
    closeEngine() {
      did.push('close');
      return state.closed.promise;
    },
    quit: () => did.push('quit'),
    after(ms, task) {
      expect(ms).toBe(settleMs);
      timers.push(task);
      return () => timers.splice(timers.indexOf(task), 1);
    },
  });
  return { did, timers, state, ending };
}

describe('the end of the program', () => {
  test('without anything on its way it ends in order at once', async () => {
    const { did, state, ending } = means();
    state.isInFlight = false;
    expect(ending.asked()).toBe(false);
    expect(did).toEqual(['hold', 'close']);
    state.closed.resolve();
    await expect.poll(() => did.at(-1)).toBe('quit');
    expect(ending.asked()).toBe(true);
  });

  test('waits for the answer, says so, and ends when it has come', () => {
    const { did, timers, state, ending } = means();
    expect(ending.asked()).toBe(false);
    ending.settled();
    expect(did).toEqual(['hold', 'tell 25']);
    state.isInFlight = false;
    ending.settled();
    expect(did).toEqual(['hold', 'tell 25', 'close']);
    expect(timers).toEqual([]);
  });

  test('has a limit', () => {
    const { did, timers, ending } = means();
    ending.asked();
    timers[0]?.();
    expect(did).toEqual(['hold', 'tell 25', 'close']);
  });

  test('whoever asks twice, or says so, does not wait; it is closed once', () => {
    const { did, ending } = means();
    ending.asked();
    ending.asked();
    ending.asked();
    ending.now();
    expect(did).toEqual(['hold', 'tell 25', 'close']);
  });

  test('a computer that ends asks nobody', () => {
    const { did, ending } = means();
    ending.now();
    expect(did).toEqual(['close']);
  });
});

function heard() {
  const did: string[] = [];
  const tasks: (() => void)[] = [];
  const listeners = new Map<string, (event?: { preventDefault(): void }) => void>();
  const events = {
    on: (name: string, listener: (event?: { preventDefault(): void }) => void) =>
      listeners.set(name, listener),
  };
  const told = {
    hint: (hint: string) => void did.push(hint),
    end: () => void did.push('end'),
    after(ms: number, task: () => void) {
      expect(ms).toBe(endExpectedMs);
      tasks.push(task);
    },
  };
  return { did, tasks, listeners, events, told };
}

describe('power', () => {
  test('sleep, waking and unlocking are told; a shutdown is put off for an end in order', () => {
    const { did, listeners, events, told } = heard();
    followPower(events, told);
    for (const name of ['suspend', 'resume', 'unlock-screen']) listeners.get(name)?.();
    expect(did).toEqual(['asleep', 'awake', 'awake']);
    let isPutOff = false;
    listeners.get('shutdown')?.({ preventDefault: () => (isPutOff = true) });
    expect(isPutOff).toBe(true);
    expect(did.slice(3)).toEqual(['ending', 'end']);
  });

  test('on Windows the question holds, another program may object, and the end comes', () => {
    const { did, tasks, listeners, events, told } = heard();
    followSession(events, told);
    listeners.get('query-session-end')?.();
    tasks[0]?.();
    expect(did).toEqual(['ending', 'staying']);
    listeners.get('query-session-end')?.();
    listeners.get('session-end')?.();
    tasks[1]?.();
    expect(did).toEqual(['ending', 'staying', 'ending', 'end']);
  });
});
