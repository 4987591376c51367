import { z } from 'zod';
import type { OpenApi } from '../../shared/contract/lookups.ts';
import { epochMsSchema, type EpochMs } from '../../shared/time.ts';
import type { Connection } from './connection.ts';

const rowSchema = z.object({ at: epochMsSchema, answer: z.string() });

/** Answers of the open API, each with the time it was given. */
export interface LookedUps {
  /** The last answer to this query; `null` where none is kept. */
  get(api: OpenApi, query: string): { at: EpochMs; answer: unknown } | null;
  put(api: OpenApi, query: string, answer: unknown, at: EpochMs): void;
  /** Forgets answers given before; returns how many. */
  purge(before: EpochMs): number;
}

export function openLookedUps(connection: Connection): LookedUps {
  const select = connection.prepare('SELECT at, answer FROM looked_up WHERE api = ? AND query = ?');
  const upsert = connection.prepare(
    `INSERT INTO looked_up (api, query, at, answer) VALUES (?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET at = excluded.at, answer = excluded.answer`,
  );
  const purge = connection.prepare('DELETE FROM looked_up WHERE at < ?');
  return {
    get(api, query) {
      const found = select.get(api, query);
      if (found === undefined) return null;
      const row = rowSchema.parse(found);
      const answer: unknown = JSON.parse(row.answer);
      return { at: row.at, answer };
    },
    put: (api, query, answer, at) => void upsert.run(api, query, at, JSON.stringify(answer)),
    purge: (before) => purge.run(before).changes,
  };
}
