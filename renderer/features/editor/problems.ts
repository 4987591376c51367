import type { CheckResult } from '../../../shared/contract/drafts.ts';
import type { FieldError, FieldWarning } from '../../../shared/errors.ts';
import type { FormField } from '../../../shared/documents/form.ts';
import { readValue } from '../../../shared/documents/table/values.ts';
import { rowsOnTheWay, type Json } from './values.ts';

/** What is wrong or doubtful about one field. */
export type Problem =
  | { readonly severity: 'error'; readonly about: FieldError }
  | { readonly severity: 'warning'; readonly about: FieldWarning };

/** Problems where the screens look for them. */
export interface ProblemIndex {
  /** In the order of the check, errors first. */
  readonly all: readonly Problem[];
  readonly byPath: ReadonlyMap<string, readonly Problem[]>;
  /**
   * By row of a grid, which of its cells have what, e.g. `hsCode:error quantity:warning`; text, so
   * that a row is drawn again only where that differs.
   */
  readonly byRow: ReadonlyMap<string, string>;
}

export const noProblems: ProblemIndex = { all: [], byPath: new Map(), byRow: new Map() };

/** Whether a field is only empty: that is told quietly until the person asks for more. */
export const isMissing = ({ about }: Problem): boolean =>
  about.code === 'required' || about.code === 'too-few';

/**
 * The engine's check with what has changed since: of fields typed in meanwhile, what their own
 * format says stands in place of what the check said.
 */
export function indexProblems(
  check: Pick<CheckResult, 'errors' | 'warnings'> | null,
  typed: ReadonlyMap<string, FieldError | null>,
): ProblemIndex {
  const fresh = ({ about }: Problem): boolean => !typed.has(about.field);
  const checked: Problem[] = [
    ...(check?.errors ?? []).map((about) => ({ severity: 'error' as const, about })),
    ...(check?.warnings ?? []).map((about) => ({ severity: 'warning' as const, about })),
  ];
  const own = [...typed.values()].flatMap((about): Problem[] =>
    about === null ? [] : [{ severity: 'error', about }],
  );
  const all = [...own, ...checked.filter(fresh)];
  const byPath = new Map<string, Problem[]>();
  const cells = new Map<string, Map<string, string>>();
  for (const problem of all) {
    const { field } = problem.about;
    const path = ownerOf(field);
    byPath.set(path, [...(byPath.get(path) ?? []), problem]);
    for (const { grid, row } of rowsOnTheWay(field)) {
      const key = `${grid}[${row}]`;
      const rest = field.slice(key.length + 1).split(/[.[]/)[0] ?? '';
      const inRow = cells.get(key) ?? new Map<string, string>();
      const missing = isMissing(problem) ? 'missing' : problem.severity;
      if (inRow.get(rest) !== 'error') inRow.set(rest, missing);
      cells.set(key, inRow);
    }
  }
  const byRow = new Map(
    [...cells].map(([key, inRow]) => [key, [...inRow].map((pair) => pair.join(':')).join(' ')]),
  );
  return { all, byPath, byRow };
}

/** A fault in one item of a list is the list's: `containers[2]` belongs to `containers`. */
export const ownerOf = (field: string): string => field.replace(/\[\d+\]$/, '');

/** What a field's own format says of its value; `null` where that is well or nothing is there. */
export function formatFault(
  field: FormField,
  path: string,
  value: Json | undefined,
): FieldError | null {
  if (value === undefined || value === null || value === '') return null;
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      const reading = readValue(field.format, item);
      if (!reading.ok)
        return { field: `${path}[${index}]`, code: reading.code, params: reading.params };
    }
    return null;
  }
  const reading = readValue(field.format, value);
  return reading.ok ? null : { field: path, code: reading.code, params: reading.params };
}
