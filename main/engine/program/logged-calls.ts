import type { CallName } from '../../../shared/contract/index.ts';
import { NaruError } from '../../../shared/errors.ts';
import { isCallName } from '../../../shared/port/call-schemas.ts';
import type { CallHandlers } from '../../../shared/port/index.ts';
import type { Log } from '../../log/index.ts';
import type { Timings } from './timings.ts';

/** From here on a call is worth a line, in milliseconds. */
const slowMs = 250;

/** The same handlers; each answer is timed, and what was slow or refused gets a line in the log. */
export function loggedCalls(
  handlers: CallHandlers,
  log: Log,
  timings: Timings,
  monotonic: () => number,
): CallHandlers {
  function answered(call: CallName, from: number): void {
    const ms = monotonic() - from;
    timings.note(call, ms);
    if (ms >= slowMs) log.write('call-slow', { call, ms: Math.round(ms) });
    else log.write('call', { call, ms });
    if (call.endsWith('.set')) log.write('setting-changed', { call });
  }
  function refused(call: CallName, from: number, error: unknown): void {
    const ms = monotonic() - from;
    timings.note(call, ms);
    // Other errors are faults, which the process itself keeps with their place.
    if (error instanceof NaruError)
      log.write('call-refused', { call, code: error.problem.code, ms: Math.round(ms) });
  }
  return new Proxy(handlers, {
    get(target, name) {
      const handler: unknown = Reflect.get(target, name);
      if (typeof handler !== 'function' || typeof name !== 'string' || !isCallName(name))
        return handler;
      return (input: unknown): unknown => {
        const from = monotonic();
        try {
          const value: unknown = Reflect.apply(handler, undefined, [input]);
          if (!(value instanceof Promise)) {
            answered(name, from);
            return value;
          }
          return value.then(
            (settled: unknown) => {
              answered(name, from);
              return settled;
            },
            (error: unknown) => {
              refused(name, from, error);
              throw error;
            },
          );
        } catch (error) {
          refused(name, from, error);
          throw error;
        }
      };
    },
  });
}
