import type { CivilDate } from '../../shared/time.ts';
import type { Connection } from './connection.ts';

/** How many filings are not in, by their legal date. */
export interface DueCounts {
  passed: number;
  today: number;
  tomorrow: number;
}

/** Counts of filings by their legal date, each by the index over states and dates. */
export interface Due {
  counts(today: CivilDate, tomorrow: CivilDate): DueCounts;
}

/** Not in yet, and not given up. */
const states = [
  'queued',
  'sending',
  'unconfirmed',
  'processing',
  'recheck',
  'held',
  'refused',
  'invalid',
];

export function openDue(connection: Connection): Due {
  const count = (where: string) =>
    connection
      .prepare<[string, string], number>(
        `SELECT count(*) FROM filing WHERE transport = ? AND transport <> 'acknowledged' AND due ${where} ?`,
      )
      .pluck();
  const before = count('<');
  const on = count('=');
  const sum = (statement: typeof before, date: CivilDate): number =>
    states.reduce((total, state) => total + (statement.get(state, date) ?? 0), 0);
  return {
    counts: (today, tomorrow) => ({
      passed: sum(before, today),
      today: sum(on, today),
      tomorrow: sum(on, tomorrow),
    }),
  };
}
