import { describe, expect, test } from 'vitest';
import { openClosing } from '../../../main/desktop/close-in-order.ts';
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

function closing(atEnd: () => Promise<boolean> = async () => false) {
  const did: string[] = [];
  const stopped = Promise.withResolvers<void>();
  const opened = openClosing({
    closeEngine: () => stopped.promise,
    updates: {
      beforeEnd: () => did.push('asked'),
      atEnd() {
        did.push('installed');
        return atEnd();
      },
    },
  });
  return { did, stopped, opened };
}

describe('what comes after the engine', () => {
  test('is a new version, and the system may start it by itself', async () => {
    const { did, stopped, opened } = closing(async () => true);
    const closed = opened.close();
    expect([did, opened.isUnderWay, opened.isTakenOver]).toEqual([['asked'], true, false]);
    stopped.resolve();
    await closed;
    expect([did, opened.isTakenOver]).toEqual([['asked', 'installed'], true]);
  });

  test('also where the engine did not end well', async () => {
    const { did, stopped, opened } = closing();
    const closed = opened.close();
    stopped.reject(new Error('no end'));
    await expect(closed).rejects.toThrow('no end');
    expect(did).toEqual(['asked', 'installed']);
  });

  test('holds no computer up that ends meanwhile', async () => {
    const { stopped, opened } = closing(() => new Promise(() => undefined));
    const closed = opened.close();
    stopped.resolve();
    await new Promise(setImmediate);
    opened.computerEnds();
    await closed;
    expect(opened.isTakenOver).toBe(false);
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
