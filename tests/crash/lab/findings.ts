/** Something that was found wrong, with all that is needed to see it again. */
export interface Found {
  /** What was done, e.g. the call at which the process was killed. */
  at: string;
  wrong: string[];
}

/** What came of some work in the lab. */
export interface Outcome {
  /** How often what was done, by its kind. */
  done: Record<string, number>;
  found: Found[];
}

export function newOutcome(): Outcome {
  return { done: {}, found: [] };
}

export function count(outcome: Outcome, kind: string): void {
  outcome.done[kind] = (outcome.done[kind] ?? 0) + 1;
}

export function keep(outcome: Outcome, at: string, wrong: string[]): void {
  if (wrong.length > 0) outcome.found.push({ at, wrong });
}

export function addUp(outcomes: readonly Outcome[]): Outcome {
  const all = newOutcome();
  for (const { done, found } of outcomes) {
    all.found.push(...found);
    for (const [kind, times] of Object.entries(done))
      all.done[kind] = (all.done[kind] ?? 0) + times;
  }
  return all;
}
