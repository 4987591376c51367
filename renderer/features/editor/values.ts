import type { DraftBody } from '../../../shared/contract/drafts.ts';

/** What is typed, as JSON. */
export type Json = DraftBody['declaration'];
/** The fields of a declaration, of one line or of one specification. */
export type Values = { readonly [key: string]: Json };

/** `lines[3].specifications[0].unitPrice` as `['lines', 3, 'specifications', 0, 'unitPrice']`. */
export type Steps = readonly (string | number)[];

const known = new Map<string, Steps>();

export function stepsOf(path: string): Steps {
  let steps = known.get(path);
  if (steps === undefined) {
    steps = [...path.matchAll(/([^.[\]]+)|\[(\d+)\]/g)].map((match) =>
      match[2] === undefined ? match[0] : Number(match[2]),
    );
    // Paths of a long declaration are many; none of them is needed for good.
    if (known.size > 20_000) known.clear();
    known.set(path, steps);
  }
  return steps;
}

export const isValues = (value: Json | undefined): value is { [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A single value as text; empty where there is none, or several. */
export function textOf(value: Json | undefined): string {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

/** The value at a path; `undefined` where there is none. */
export function valueAt(values: Json, path: string): Json | undefined {
  let at: Json | undefined = values;
  for (const step of stepsOf(path)) {
    if (typeof step === 'number') at = Array.isArray(at) ? at[step] : undefined;
    else at = isValues(at) && Object.hasOwn(at, step) ? at[step] : undefined;
    if (at === undefined) return undefined;
  }
  return at;
}

/** A copy with the value at a path put in place; `undefined` takes it out. */
export function withValue(values: Values, path: string, value: Json | undefined): Values {
  const changed = put(values, stepsOf(path), value);
  return isValues(changed) ? changed : {};
}

function put(at: Json | undefined, steps: Steps, value: Json | undefined): Json {
  const [step, ...rest] = steps;
  if (step === undefined) return value ?? null;
  if (typeof step === 'number') {
    const rows = Array.isArray(at) ? [...at] : [];
    while (rows.length < step) rows.push({});
    rows[step] = put(rows[step], rest, value);
    return rows;
  }
  const here = isValues(at) ? at : {};
  if (rest.length === 0 && value === undefined) {
    const { [step]: _, ...others } = here;
    return others;
  }
  return { ...here, [step]: put(here[step], rest, value) };
}

const noRows: readonly Values[] = [];

/** The rows of a grid; what is no row counts as an empty one. */
export function rowsAt(values: Json, path: string): readonly Values[] {
  const rows = valueAt(values, path);
  if (!Array.isArray(rows)) return noRows;
  return rows.every(isValues) ? rows : rows.map((row) => (isValues(row) ? row : {}));
}

export function withRows(values: Values, path: string, rows: readonly Values[]): Values {
  return withValue(values, path, rows.length === 0 ? undefined : [...rows]);
}

/** Whether nothing has been typed into a row. */
export const isEmptyRow = (row: Values): boolean =>
  Object.values(row).every((value) => value === '' || (Array.isArray(value) && value.length === 0));

/** The grid and row that a path lies in, innermost first to outermost last. */
export function rowsOnTheWay(path: string): { grid: string; row: number }[] {
  const found: { grid: string; row: number }[] = [];
  for (const match of path.matchAll(/\[(\d+)\]/g))
    found.unshift({ grid: path.slice(0, match.index), row: Number(match[1]) });
  return found;
}
