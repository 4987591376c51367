import { z } from 'zod';
import { declarationKindSchema, type DeclarationKind } from '../../shared/filing/numbers.ts';
import { epochMsSchema, type EpochMs } from '../../shared/time.ts';
import type { Connection } from './connection.ts';

const rowSchema = z.object({
  id: z.number(),
  kind: declarationKindSchema,
  name: z.string(),
  updated_at: epochMsSchema,
});

export interface TemplateHead {
  id: number;
  kind: DeclarationKind;
  name: string;
  updatedAt: EpochMs;
}

export interface StoredTemplate extends TemplateHead {
  /** The declaration to start from, as parsed JSON. */
  declaration: unknown;
}

/** Declarations to start from, by kind and name. */
export interface Templates {
  /** Of one kind, or of all; by name. */
  list(kind: DeclarationKind | null): TemplateHead[];
  byId(id: number): StoredTemplate | null;
  /** Writes over the one of this kind and name. @returns its id */
  save(template: {
    kind: DeclarationKind;
    name: string;
    declaration: unknown;
    at: EpochMs;
  }): number;
  /** `false` where there is none. */
  drop(id: number): boolean;
}

const head = 'id, kind, name, updated_at';

export function openTemplates(connection: Connection): Templates {
  const list = connection.prepare(
    `SELECT ${head} FROM template WHERE @kind IS NULL OR kind = @kind ORDER BY kind, name`,
  );
  const byId = connection.prepare(`SELECT ${head}, body FROM template WHERE id = ?`);
  const upsert = connection
    .prepare<unknown[], number>(
      `INSERT INTO template (kind, name, body, updated_at) VALUES (?, ?, ?, ?)
       ON CONFLICT (kind, name) DO UPDATE SET body = excluded.body, updated_at = excluded.updated_at
       RETURNING id`,
    )
    .pluck();
  const remove = connection.prepare('DELETE FROM template WHERE id = ?');

  return {
    list: (kind) => list.all({ kind }).map(readHead),
    byId(id) {
      const row = byId.get(id);
      if (row === undefined) return null;
      const { body } = z.object({ body: z.string() }).parse(row);
      const declaration: unknown = JSON.parse(body);
      return { ...readHead(row), declaration };
    },
    save({ kind, name, declaration, at }) {
      const id = upsert.get(kind, name, JSON.stringify(declaration), at);
      if (id === undefined) throw new Error('an upsert returns its row');
      return id;
    },
    drop: (id) => remove.run(id).changes > 0,
  };
}

function readHead(row: unknown): TemplateHead {
  const { updated_at: updatedAt, ...rest } = rowSchema.parse(row);
  return { ...rest, updatedAt };
}
