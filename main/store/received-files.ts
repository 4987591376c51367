import { z } from 'zod';
import type { EpochMs } from '../../shared/time.ts';
import type { Connection } from './connection.ts';

/** A file of a receiving folder as it was when it was read. */
export interface ReadFile {
  path: string;
  size: number;
  /** By the file system's clock, in whole milliseconds. */
  modifiedAt: number;
  documentId: number | null;
  /** Why it could not be read; it is tried again when it changes. */
  trouble: string | null;
}

const rowSchema = z.object({ size: z.number(), modifiedAt: z.number() });

/** Files of receiving folders that were read: none is read again before it changes. */
export interface ReceivedFiles {
  note(destination: string, file: ReadFile, at: EpochMs): void;
  isRead(destination: string, file: Pick<ReadFile, 'path' | 'size' | 'modifiedAt'>): boolean;
}

export function openReceivedFiles(connection: Connection): ReceivedFiles {
  const upsert = connection.prepare(
    `INSERT INTO received_file (destination, path, size, modified_at, seen_at, document_id, trouble)
     VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET size = excluded.size,
       modified_at = excluded.modified_at, seen_at = excluded.seen_at,
       document_id = excluded.document_id, trouble = excluded.trouble`,
  );
  const select = connection.prepare(
    `SELECT size, modified_at AS modifiedAt FROM received_file WHERE destination = ? AND path = ?`,
  );
  return {
    note(destination, { path, size, modifiedAt, documentId, trouble }, at) {
      upsert.run(destination, path, size, modifiedAt, at, documentId, trouble);
    },
    isRead(destination, { path, size, modifiedAt }) {
      const row = select.get(destination, path);
      if (row === undefined) return false;
      const read = rowSchema.parse(row);
      return read.size === size && read.modifiedAt === modifiedAt;
    },
  };
}
