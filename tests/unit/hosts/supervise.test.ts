import { expect, test } from 'vitest';
import {
  type EngineProcess,
  superviseEngine,
  supervision,
  type Supervisor,
} from '../../../main/engine/supervise.ts';
import type { Problem } from '../../../shared/errors.ts';
import { createPort, createRelay, type PortEnd } from '../../../shared/port/index.ts';

const inUse: Problem = { code: 'data-in-use', params: { owner: 'x', pid: 1, since: '' } };

test('a crash is followed by a restart, with pauses that grow up to a limit', () => {
  const rig = createRig();
  const pauses: number[] = [];
  for (let crash = 0; crash < 9; crash += 1) {
    rig.last().ready();
    rig.last().exit(139);
    pauses.push(rig.next().ms);
    rig.next().run();
  }
  expect(pauses).toEqual([500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000]);
  expect(rig.told).toEqual(Array.from({ length: 9 }, () => ['ready', 'crash']).flat());
});

test('after steady work the first pause is short again', () => {
  const rig = createRig();
  rig.last().ready();
  rig.last().exit(139);
  rig.next().run();
  rig.last().ready();
  expect(rig.next().ms).toBe(supervision.steadyMs);
  rig.next().run();
  rig.last().exit(139);
  expect(rig.next().ms).toBe(500);
});

test('a start that fails says why once, is told to end, and is tried again', async () => {
  const rig = createRig();
  rig.last().fatal(inUse);
  expect(rig.last().posted).toEqual([{ kind: 'stop' }]);
  rig.last().exit(3);
  expect(await rig.supervisor.started).toEqual(inUse);
  expect(rig.next().ms).toBe(supervision.failedStartPauseMs);
  rig.next().run();
  rig.last().fatal(inUse);
  rig.last().exit(3);
  rig.next().run();
  rig.last().ready();
  expect(rig.told).toEqual(['data-in-use', 'ready']);
});

test('a process that dies without a word before it was up counts as stopped', async () => {
  const rig = createRig();
  rig.last().exit(1);
  expect(await rig.supervisor.started).toEqual({ code: 'engine-stopped', params: {} });
  expect(rig.next().ms).toBe(500);
});

test('closing tells the engine to stop, waits for its end, and starts nothing again', async () => {
  const rig = createRig();
  rig.last().ready();
  expect(await rig.supervisor.started).toBeNull();
  const closed = rig.supervisor.close();
  expect(rig.last().posted).toEqual([{ kind: 'stop' }]);
  expect(rig.last().killed).toBe(false);
  rig.last().exit(0);
  await closed;
  expect(rig.engines).toHaveLength(1);
  expect(rig.timers.filter((timer) => !timer.off)).toEqual([]);
});

test('an engine that does not end is killed', async () => {
  const rig = createRig();
  rig.last().ready();
  const closed = rig.supervisor.close();
  expect(rig.next().ms).toBe(supervision.stopMs);
  rig.next().run();
  expect(rig.last().killed).toBe(true);
  rig.last().exit(null);
  await closed;
});

test('closing between a crash and the restart leaves nothing running', async () => {
  const rig = createRig();
  rig.last().ready();
  rig.last().exit(139);
  await rig.supervisor.close();
  expect(rig.timers.filter((timer) => !timer.off)).toEqual([]);
});

interface FakeEngine {
  posted: unknown[];
  killed: boolean;
  ready(): void;
  fatal(problem: Problem): void;
  exit(code: number | null): void;
}

interface Timer {
  ms: number;
  off: boolean;
  run(): void;
}

interface Rig {
  supervisor: Supervisor;
  engines: FakeEngine[];
  timers: Timer[];
  told: string[];
  /** The engine started last. */
  last(): FakeEngine;
  /** What is planned last and not called off. */
  next(): Timer;
}

function createRig(): Rig {
  const engines: FakeEngine[] = [];
  const timers: Timer[] = [];
  const told: string[] = [];

  function launch(): EngineProcess {
    let exit: ((code: number | null) => void) | null = null;
    const posted: unknown[] = [];
    const end: PortEnd = createPort({
      send: (message) => posted.push(message),
      close: () => undefined,
    });
    const engine: FakeEngine = {
      posted,
      killed: false,
      ready: () => end.deliver({ kind: 'ready' }),
      fatal: (problem) => end.deliver({ kind: 'event', event: { topic: 'fatal', problem } }),
      exit: (code) => exit?.(code),
    };
    engines.push(engine);
    return {
      port: end.port,
      onExit(handler) {
        exit = handler;
      },
      kill() {
        engine.killed = true;
      },
    };
  }

  const supervisor = superviseEngine({
    launch,
    relay: createRelay(),
    after(ms, task) {
      const timer: Timer = {
        ms,
        off: false,
        run() {
          timer.off = true;
          task();
        },
      };
      timers.push(timer);
      return () => {
        timer.off = true;
      };
    },
    onReady: () => told.push('ready'),
    onProblem: (problem) => told.push(problem.code),
    onCrash: () => told.push('crash'),
  });

  return {
    supervisor,
    engines,
    timers,
    told,
    last() {
      const engine = engines.at(-1);
      if (engine === undefined) throw new Error('no engine was started');
      return engine;
    },
    next() {
      const timer = timers.findLast((each) => !each.off);
      if (timer === undefined) throw new Error('nothing is planned');
      return timer;
    },
  };
}
