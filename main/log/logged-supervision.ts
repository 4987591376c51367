import type { Problem } from '../../shared/errors.ts';
import type { Log } from './log.ts';

/** What a host is told of the engine's process. */
export interface Told {
  onReady?(): void;
  onProblem?(problem: Problem): void;
  onCrash?(): void;
}

/** The same, with a line in the host's log each time: a crash is known although its process is gone. */
export function loggedSupervision(log: Log, told: Told): Required<Told> {
  const from = performance.now();
  let crashes = 0;
  return {
    onReady() {
      log.write('engine-ready', { ms: Math.round(performance.now() - from) });
      told.onReady?.();
    },
    onProblem(problem) {
      log.write('engine-refused', { code: problem.code });
      told.onProblem?.(problem);
    },
    onCrash() {
      crashes += 1;
      log.write('engine-ended', { crashes });
      told.onCrash?.();
    },
  };
}
