import { z } from 'zod';
import type { EngineEvent } from '../../../shared/contract/index.ts';
import { NaruError } from '../../../shared/errors.ts';
import { isCallName } from '../../../shared/port/call-schemas.ts';
import type { CallHandlers } from '../../../shared/port/index.ts';
import type { RunningEngine } from '../run-process.ts';

/** What answers every call by name; a call without a handler of its own is refused. */
const everyCall = z.custom<CallHandlers>((value) => typeof value === 'object');

/**
 * Becomes the engine that is started, in turn with who else asks, and once.
 * @throws {NaruError} `key-already-open`, `engine-stopped`, and as the start
 */
export type Become = (start: () => Promise<RunningEngine>) => Promise<void>;

/**
 * An engine whose data cannot be opened yet: it answers a few calls, refuses all others, and is the
 * real engine from the moment on that one of them lets it become that.
 */
export function standIn(
  refused: NaruError,
  callsOf: (become: Become) => Partial<CallHandlers>,
): RunningEngine {
  let inner: RunningEngine | null = null;
  let queue: Promise<unknown> = Promise.resolve();
  const subscribers = new Map<object, (event: EngineEvent) => void>();
  const ended = Promise.withResolvers<void>();
  let stopped = false;

  const become: Become = (start) => {
    const turn = queue.then(async () => {
      if (inner !== null) throw new NaruError('key-already-open');
      if (stopped) throw new NaruError('engine-stopped');
      const engine = await start();
      inner = engine;
      engine.ended.catch(ended.reject);
      for (const handler of subscribers.values()) engine.subscribe(handler);
      await tellTheOthers(engine);
    });
    queue = turn.catch(() => undefined);
    return turn;
  };

  /** Other faces that wait hear that there is something to see now. */
  async function tellTheOthers(engine: RunningEngine): Promise<void> {
    try {
      const state = await engine.handlers['sync.get']({});
      for (const handler of subscribers.values()) handler({ topic: 'sync', state });
    } catch (error) {
      // Another stand-in has taken its place; whoever asks next hears why.
      if (!(error instanceof NaruError)) throw error;
    }
  }

  const handlers = new Proxy<Partial<CallHandlers>>(callsOf(become), {
    get(target, name) {
      if (inner !== null) return Reflect.get(inner.handlers, name);
      const handler: unknown = Reflect.get(target, name);
      if (handler !== undefined || typeof name !== 'string' || !isCallName(name)) return handler;
      return () => {
        throw refused;
      };
    },
  });

  return {
    handlers: everyCall.parse(handlers),
    subscribe(handler) {
      const of = {};
      subscribers.set(of, handler);
      const leave = inner?.subscribe(handler);
      return () => {
        subscribers.delete(of);
        leave?.();
      };
    },
    ended: ended.promise,
    async stop() {
      stopped = true;
      await queue;
      await inner?.stop();
    },
  };
}
