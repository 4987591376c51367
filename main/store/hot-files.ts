import { z } from 'zod';
import { epochMsSchema, type EpochMs } from '../../shared/time.ts';
import type { Connection } from './connection.ts';

const rowSchema = z.object({
  name: z.string(),
  at: epochMsSchema,
  added: z.number(),
  trouble: z.string().nullable(),
});
/** A file of the hot folder that was dealt with, as the screen shows it. */
export type HotFileRow = z.output<typeof rowSchema>;

/** What became of a file's content. */
export interface HotFile {
  digest: string;
  name: string;
  at: EpochMs;
  /** `null` where nothing was added. */
  batchId: number | null;
  /** Why it was set aside, in the words of the report; `null` where it went in whole. */
  trouble: string | null;
}

/** The files of the hot folder that were dealt with, each content once. */
export interface HotFiles {
  byDigest(digest: string): HotFile | null;
  add(file: HotFile): void;
  /** The latest first. */
  recent(limit: number): HotFileRow[];
}

export function openHotFiles(connection: Connection): HotFiles {
  const byDigest = connection.prepare(
    'SELECT digest, name, at, batch_id AS batchId, trouble FROM hot_file WHERE digest = ?',
  );
  const insert = connection.prepare(
    'INSERT OR REPLACE INTO hot_file (digest, name, at, batch_id, trouble) VALUES (?, ?, ?, ?, ?)',
  );
  // What was taken back since is not counted: the numbers are of filings that are there.
  const recent = connection.prepare(
    `SELECT name, hot_file.at AS at, trouble,
       (SELECT count(*) FROM filing JOIN batch ON batch.id = hot_file.batch_id
         WHERE filing.id BETWEEN batch.first_filing AND batch.last_filing) AS added
     FROM hot_file ORDER BY hot_file.at DESC, digest LIMIT ?`,
  );
  const fileSchema = z.object({
    digest: z.string(),
    name: z.string(),
    at: epochMsSchema,
    batchId: z.number().nullable(),
    trouble: z.string().nullable(),
  });
  return {
    byDigest(digest) {
      const row = byDigest.get(digest);
      return row === undefined ? null : fileSchema.parse(row);
    },
    add: ({ digest, name, at, batchId, trouble }) =>
      void insert.run(digest, name, at, batchId, trouble),
    recent: (limit) => recent.all(limit).map((row) => rowSchema.parse(row)),
  };
}
