import { NaruError } from '../../../shared/errors.ts';
import type { CallHandlers } from '../../../shared/port/index.ts';
import { createLine } from '../line.ts';
import type { RunningEngine } from '../run-process.ts';
import { changingEngine, refusing } from './changing-engine.ts';

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
  const line = createLine();
  let stopped = false;
  const become: Become = (start) =>
    line.join(async () => {
      if (place.present() !== closed) throw new NaruError('key-already-open');
      if (stopped) throw new NaruError('engine-stopped');
      await place.take(await start());
    });
  const closed = refusing(refused, callsOf(become));
  const place = changingEngine(closed);
  return {
    ...place.engine,
    async stop() {
      stopped = true;
      await line.idle();
      await place.present().stop();
    },
  };
}
