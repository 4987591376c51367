import { z } from 'zod';
import { mappingSchema, type Mapping, type SavedMapping } from '../../shared/contract/index.ts';
import { epochMsSchema, type EpochMs } from '../../shared/time.ts';
import type { Connection } from './connection.ts';

const rowSchema = z.object({
  id: z.number(),
  name: z.string(),
  body: z.string(),
  updated_at: epochMsSchema,
});

/** How the columns of clients' sheets are read, by the clients' names. */
export interface Mappings {
  /** By name. One of an older program that is not understood any more is left out. */
  list(): SavedMapping[];
  /** Writes over the one of this name. @returns its id */
  save(name: string, mapping: Mapping, at: EpochMs): number;
  /** `false` where there is none. */
  drop(id: number): boolean;
}

export function openMappings(connection: Connection): Mappings {
  const list = connection.prepare('SELECT id, name, body, updated_at FROM mapping ORDER BY name');
  const upsert = connection
    .prepare<unknown[], number>(
      `INSERT INTO mapping (name, body, updated_at) VALUES (?, ?, ?)
       ON CONFLICT (name) DO UPDATE SET body = excluded.body, updated_at = excluded.updated_at
       RETURNING id`,
    )
    .pluck();
  const remove = connection.prepare('DELETE FROM mapping WHERE id = ?');
  return {
    list: () => list.all().flatMap(readMapping),
    save(name, mapping, at) {
      const id = upsert.get(name, JSON.stringify(mapping), at);
      if (id === undefined) throw new Error('an upsert returns its row');
      return id;
    },
    drop: (id) => remove.run(id).changes > 0,
  };
}

function readMapping(row: unknown): SavedMapping[] {
  const { id, name, body, updated_at: updatedAt } = rowSchema.parse(row);
  const mapping = mappingSchema.safeParse(JSON.parse(body));
  return mapping.success ? [{ id, name, mapping: mapping.data, updatedAt }] : [];
}
