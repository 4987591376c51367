import type { FilingAction } from '../../../shared/contract/index.ts';
import type { Problem } from '../../../shared/errors.ts';
import { describeProblem } from '../../../shared/i18n/index.ts';
import { formatDeclarationNo } from '../../../shared/filing/numbers.ts';
import { systemClock } from '../../engine/system-clock.ts';
import { act } from '../../outbox/index.ts';
import { withStore, type Place } from '../data.ts';
import { exit, type Exit, type Face } from '../face.ts';
import { findFiling } from '../find-filing.ts';

type Verb = (face: Face, place: Place, numbers: string[]) => Promise<Exit>;

/** `naru hold`, `release`, `retry`, `cancel NUMBER…`: each filing on its own. */
export function actVerb(
  action: Extract<FilingAction, 'hold' | 'release' | 'retry' | 'cancel'>,
): Verb {
  return (face, place, numbers) =>
    withStore(place, (store) => {
      const results = numbers.map((number) => {
        const filing = findFiling(store, number);
        if (filing === null) {
          return { number, problem: { code: 'not-found' as const, params: { what: number } } };
        }
        const { refused } = act(store, [filing.id], action, systemClock.now());
        return {
          number: formatDeclarationNo(filing.declarationNo),
          problem: refused[0]?.problem ?? null,
        };
      });
      for (const { number, problem } of results)
        face.say(
          problem === null
            ? face.t(`cli.acted.${action}`, { declarationNo: number })
            : face.t('cli.notActed', {
                declarationNo: number,
                reason: describeProblem(face.t, problem),
              }),
        );
      if (face.json) face.data(results.map((result) => toJson(face, result)));
      return results.every(({ problem }) => problem === null) ? exit.done : exit.notAllDone;
    });
}

function toJson(
  face: Face,
  { number, problem }: { number: string; problem: Problem | null },
): Record<string, unknown> {
  if (problem === null) return { number, done: true };
  return { number, done: false, error: { ...problem, message: describeProblem(face.t, problem) } };
}
