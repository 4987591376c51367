import type { Problem } from '../errors.ts';

/** Nothing of the contract is nested as deep. */
const deepest = 64;
/** Nothing of the contract has as many parts; shared and circular parts count each time. */
const mostParts = 1_000_000;

/**
 * Whether an input is nested too deep, or has too many parts, to be passed on and looked at: what
 * serialises or checks it calls itself for every level, and the stack of a process has an end.
 */
export function isBeyondBounds(input: unknown): boolean {
  let parts = 0;
  const isBeyond = (value: unknown, level: number): boolean => {
    parts += 1;
    if (parts > mostParts) return true;
    if (typeof value !== 'object' || value === null) return false;
    return level === deepest || Object.values(value).some((part) => isBeyond(part, level + 1));
  };
  return isBeyond(input, 0);
}

/** Why such an input is refused. */
export const beyondBounds = (call: string): Problem => ({
  code: 'wrong-input',
  params: { field: '', detail: call },
});
