import { z } from 'zod';
import { epochMsSchema, type EpochMs } from '../../shared/time.ts';
import type { Connection } from './connection.ts';

/** A notice document to be kept as it came. */
export interface NewNoticeDocument {
  digest: string;
  /** Its file's path below the receiving folder. */
  file: string;
  code: string;
  /** Empty where it names none. */
  declarationNo: string;
  encoding: string;
  body: Uint8Array;
}

const documentSchema = z.object({
  id: z.number().int(),
  file: z.string(),
  code: z.string(),
  declarationNo: z.string(),
  receivedAt: epochMsSchema,
  encoding: z.string(),
  body: z.instanceof(Uint8Array),
});
export type StoredNoticeDocument = z.output<typeof documentSchema>;
const headSchema = documentSchema.omit({ body: true, encoding: true });
export type NoticeDocumentHead = z.output<typeof headSchema>;

/** Notice documents (통보서) as they came: each content once, never changed. */
export interface NoticeDocuments {
  /** @returns its id; that of the same content where that is there already */
  keep(destination: string, document: NewNoticeDocument, at: EpochMs): number;
  byId(id: number): StoredNoticeDocument | null;
  /**
   * Documents that belong to no filing here or could not be read, newest first.
   * @param before id of the last one of the page before; `null` for the first page
   */
  stray(before: number | null, limit: number): NoticeDocumentHead[];
}

const head = `id, file, code, declaration_no AS declarationNo, received_at AS receivedAt`;

export function openNoticeDocuments(connection: Connection): NoticeDocuments {
  const insert = connection.prepare(
    `INSERT INTO notice_document (destination, digest, file, code, declaration_no, received_at, encoding, body)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (destination, digest) DO NOTHING`,
  );
  const idOf = connection
    .prepare<[string, string], number>(
      'SELECT id FROM notice_document WHERE destination = ? AND digest = ?',
    )
    .pluck();
  const byId = connection.prepare(
    `SELECT ${head}, encoding, body FROM notice_document WHERE id = ?`,
  );
  const stray = connection.prepare(
    `SELECT ${head} FROM notice_document AS document WHERE id < ? AND NOT EXISTS
       (SELECT 1 FROM filing WHERE filing.declaration_no = document.declaration_no)
       AND (code <> '?' OR EXISTS (SELECT 1 FROM received_file WHERE document_id = document.id))
     ORDER BY id DESC LIMIT ?`,
  );
  return {
    keep(destination, { digest, file, code, declarationNo, encoding, body }, at) {
      insert.run(destination, digest, file, code, declarationNo, at, encoding, body);
      return z.number().int().parse(idOf.get(destination, digest));
    },
    byId(id) {
      const row = byId.get(id);
      return row === undefined ? null : documentSchema.parse(row);
    },
    stray: (before, limit) =>
      z.array(headSchema).parse(stray.all(before ?? Number.MAX_SAFE_INTEGER, limit)),
  };
}
