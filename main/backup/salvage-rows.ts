import type Database from 'better-sqlite3';
import { z } from 'zod';

export type Source = Pick<Database.Database, 'prepare'>;

/** Where rows could not be read: between two keys, `null` at an end. */
export interface Gap {
  from: number | null;
  to: number | null;
}

export type Found =
  | { is: 'row'; at: number | null; values: unknown[] }
  | { is: 'gap'; from: number | null; to: number | null };

/** How far the first jump over a page that cannot be read goes; each next one goes twice as far. */
const firstJump = 1;
/** Jumps before the rest of a table is given up from this side. */
const mostJumps = 44;

/**
 * Every row of a table that can still be read. By rowid it jumps over what cannot be read; a table
 * that is ordered by another key is read from both of its ends.
 */
export function* readRows(
  source: Source,
  table: string,
  columns: string,
  key: readonly string[] | null,
): Generator<Found> {
  if (key === null) yield* readByRowid(source, table, columns);
  else yield* readFromBothEnds(source, table, columns, key);
}

function* readByRowid(source: Source, table: string, columns: string): Generator<Found> {
  const after = source.prepare(
    `SELECT rowid, ${columns} FROM "${table}" WHERE rowid > ? ORDER BY rowid LIMIT 200`,
  );
  const one = source.prepare(
    `SELECT rowid, ${columns} FROM "${table}" WHERE rowid > ? ORDER BY rowid LIMIT 1`,
  );
  for (const statement of [after, one]) statement.raw();
  let at = 0;
  for (;;) {
    const many = attempt(() => after.all(at));
    if (many !== null) {
      const rows = many.map(readRaw);
      for (const row of rows) yield row;
      const last = rows.at(-1);
      if (last?.at == null) return;
      ({ at } = last);
      continue;
    }
    const next = attempt(() => one.get(at));
    if (next !== null && next !== undefined) {
      const row = readRaw(next);
      yield row;
      at = row.at;
      continue;
    }
    if (next === undefined) return;
    const beyond = jump(one, at);
    yield { is: 'gap', from: at, to: beyond };
    if (beyond === null) return;
    at = beyond - 1;
  }
}

/** The first row beyond what cannot be read; `null` where none is found. */
function jump(one: Database.Statement, from: number): number | null {
  let step = firstJump;
  for (let n = 0; n < mostJumps; n += 1) {
    const start = from + step;
    if (!Number.isSafeInteger(start)) return null;
    const found = attempt(() => one.get(start));
    // Perhaps too far, even beyond the last row: what lies between is looked at in ever smaller steps.
    if (found !== null)
      return nearest(
        one,
        from + Math.floor(step / 2),
        start,
        found === undefined ? null : readRaw(found).at,
      );
    step *= 2;
  }
  return null;
}

/** Between a place that cannot be read and one that can, the first row that can; `null`: none is there. */
function nearest(
  one: Database.Statement,
  bad: number,
  good: number,
  found: number | null,
): number | null {
  let [low, high] = [bad, good];
  let best = found;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    const row = attempt(() => one.get(middle));
    if (row === null) low = middle;
    else {
      high = middle;
      if (row !== undefined) best = Math.min(best ?? Number.POSITIVE_INFINITY, readRaw(row).at);
    }
  }
  return best;
}

function* readFromBothEnds(
  source: Source,
  table: string,
  columns: string,
  key: readonly string[],
): Generator<Found> {
  const ordered = (way: 'ASC' | 'DESC'): Database.Statement => {
    const order = key.map((name) => `"${name}" ${way}`).join(', ');
    return source.prepare(`SELECT 0, ${columns} FROM "${table}" ORDER BY ${order}`).raw();
  };
  let isWhole = true;
  for (const way of ['ASC', 'DESC'] as const) {
    if (way === 'DESC' && isWhole) return;
    try {
      for (const raw of ordered(way).iterate()) yield { ...readRaw(raw), at: null };
    } catch {
      isWhole = false;
    }
  }
  yield { is: 'gap', from: null, to: null };
}

const rawSchema = z.tuple([z.number()], z.unknown());

function readRaw(raw: unknown): { is: 'row'; at: number; values: unknown[] } {
  const [at, ...values] = rawSchema.parse(raw);
  return { is: 'row', at, values };
}

/** `null` where it cannot be read. */
function attempt<T>(read: () => T): T | null {
  try {
    return read();
  } catch {
    return null;
  }
}
