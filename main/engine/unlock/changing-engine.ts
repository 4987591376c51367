import { z } from 'zod';
import type { EngineEvent } from '../../../shared/contract/index.ts';
import { NaruError } from '../../../shared/errors.ts';
import { isCallName } from '../../../shared/port/call-schemas.ts';
import type { CallHandlers } from '../../../shared/port/index.ts';
import type { RunningEngine } from '../run-process.ts';

/** What answers every call by name; a call without a handler of its own is refused. */
const everyCall = z.custom<CallHandlers>((value) => typeof value === 'object');

/** An engine whose data is not open: it answers a few calls, and refuses all others. */
export function refusing(refused: NaruError, calls: Partial<CallHandlers>): RunningEngine {
  const handlers = new Proxy(calls, {
    get(target, name) {
      const handler: unknown = Reflect.get(target, name);
      if (handler !== undefined || typeof name !== 'string' || !isCallName(name)) return handler;
      return () => {
        throw refused;
      };
    },
  });
  return {
    handlers: everyCall.parse(handlers),
    subscribe: () => () => undefined,
    ended: new Promise<never>(() => undefined),
    stop: () => Promise.resolve(),
  };
}

/** One engine after another, behind the same calls and the same subscriptions. */
export interface ChangingEngine {
  readonly engine: Pick<RunningEngine, 'handlers' | 'subscribe' | 'ended'>;
  /** The one that answers now. */
  present(): RunningEngine;
  /** Lets another take its place; who has subscribed hears that there is something else to see. */
  take(next: RunningEngine): Promise<void>;
  /** There will be none: the process ends, and its host starts it again or tells why not. */
  fail(error: unknown): void;
}

export function changingEngine(first: RunningEngine): ChangingEngine {
  let present = first;
  const subscribers = new Map<object, { handler(event: EngineEvent): void; leave(): void }>();
  const ended = Promise.withResolvers<void>();
  follow(first);

  function follow(engine: RunningEngine): void {
    engine.ended.catch((error: unknown) => {
      if (engine === present) ended.reject(error);
    });
  }
  async function tell(engine: RunningEngine): Promise<void> {
    try {
      const state = await engine.handlers['sync.get']({});
      for (const { handler } of subscribers.values()) {
        handler({ topic: 'sync', state });
        handler({ topic: 'filings', ids: null });
      }
    } catch (error) {
      // One that refuses: whoever asks next hears why.
      if (!(error instanceof NaruError)) throw error;
    }
  }
  const handlers = new Proxy<Partial<CallHandlers>>(
    {},
    { get: (_target, name): unknown => Reflect.get(present.handlers, name) },
  );
  return {
    engine: {
      handlers: everyCall.parse(handlers),
      subscribe(handler) {
        const of = {};
        subscribers.set(of, { handler, leave: present.subscribe(handler) });
        return () => {
          subscribers.get(of)?.leave();
          subscribers.delete(of);
        };
      },
      ended: ended.promise,
    },
    present: () => present,
    async take(next) {
      for (const subscriber of subscribers.values()) subscriber.leave();
      present = next;
      follow(next);
      for (const subscriber of subscribers.values())
        subscriber.leave = next.subscribe(subscriber.handler);
      await tell(next);
    },
    fail: ended.reject,
  };
}
