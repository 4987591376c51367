import { NaruError, type Problem } from '../../../shared/errors.ts';
import { describeProblem } from '../../../shared/i18n/index.ts';
import { formatDeclarationNo } from '../../../shared/filing/numbers.ts';
import type { Store, StoredFiling } from '../../store/index.ts';
import { withStore, type Place } from '../data.ts';
import { exit, type Exit, type Face } from '../face.ts';
import { findFiling } from '../find-filing.ts';

/** What a verb does to each of the filings that are named. */
export interface EachFiling {
  /** Does it; the problem where it cannot be done, returned or thrown. */
  work(store: Store, filing: StoredFiling): Problem | null;
  /** What was done, in a sentence. */
  sentence(declarationNo: string): string;
}

/** Does something to each filing on its own: one that cannot be does not keep the others from it. */
export function eachFiling(
  face: Face,
  place: Place,
  numbers: readonly string[],
  { work, sentence }: EachFiling,
): Promise<Exit> {
  return withStore(place, (store) => {
    const results = numbers.map((number) => {
      const filing = findFiling(store, number);
      if (filing === null)
        return { number, problem: { code: 'not-found' as const, params: { what: number } } };
      const problem = problemOf(() => work(store, filing));
      return { number: formatDeclarationNo(filing.declarationNo), problem };
    });
    for (const { number, problem } of results)
      face.say(
        problem === null
          ? sentence(number)
          : face.t('cli.notActed', {
              declarationNo: number,
              reason: describeProblem(face.t, problem),
            }),
      );
    if (face.json) face.data(results.map((result) => toJson(face, result)));
    return results.every(({ problem }) => problem === null) ? exit.done : exit.notAllDone;
  });
}

function problemOf(work: () => Problem | null): Problem | null {
  try {
    return work();
  } catch (error) {
    if (error instanceof NaruError) return error.problem;
    throw error;
  }
}

function toJson(
  face: Face,
  { number, problem }: { number: string; problem: Problem | null },
): Record<string, unknown> {
  if (problem === null) return { number, done: true };
  return { number, done: false, error: { ...problem, message: describeProblem(face.t, problem) } };
}
