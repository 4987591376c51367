import type { Difference } from './difference.ts';

/**
 * Where two declarations differ, in the order of the later one; lines and specifications are held
 * against each other by their place.
 */
export function differencesOf(before: unknown, after: unknown): Difference[] {
  const old = new Map(leaves(before, ''));
  const now = new Map(leaves(after, ''));
  const fields = [...now.keys(), ...[...old.keys()].filter((field) => !now.has(field))];
  return fields
    .map((field) => ({ field, before: old.get(field) ?? null, after: now.get(field) ?? null }))
    .filter((difference) => difference.before !== difference.after);
}

/** Every value that is there, with its path, e.g. `lines[0].duty`. */
function leaves(value: unknown, path: string): [string, string][] {
  if (value === null || value === undefined || value === '') return [];
  if (Array.isArray(value))
    return value.flatMap((each: unknown, i) => leaves(each, `${path}[${i}]`));
  if (typeof value === 'object')
    return Object.entries(value).flatMap(([key, each]) =>
      leaves(each, path === '' ? key : `${path}.${key}`),
    );
  return [[path, typeof value === 'string' ? value : JSON.stringify(value)]];
}
