import type { CheckResult } from '../../shared/contract/drafts.ts';
import { valueAt } from '../../shared/documents/value-at.ts';

/**
 * A check without what nobody looks at now: a declaration of 999 lines has thousands of computed
 * values and steps, which a face would have to read at every pause of the typing.
 */
export function asLookedAt(
  checked: CheckResult,
  declaration: unknown,
  line: number | null,
): CheckResult {
  const own = line === null ? null : `lines[${line - 1}].`;
  const isWanted = ([path, value]: [string, string]): boolean =>
    !path.includes('[') ||
    (own !== null && path.startsWith(own)) ||
    valueAt(declaration, path) !== value;
  return {
    ...checked,
    computed: Object.fromEntries(Object.entries(checked.computed).filter(isWanted)),
    steps: checked.steps.filter((step) => step.line === null || step.line === line),
  };
}
