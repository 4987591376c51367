import { z } from 'zod';
import { summarySchema } from '../../shared/filing/filing.ts';
import { filingIdSchema } from '../../shared/filing/numbers.ts';
import type { RetentionGroup } from '../../shared/privacy/retention.ts';
import { epochMsSchema, type EpochMs } from '../../shared/time.ts';
import type { Tables } from './tables.ts';

/**
 * Removal of what is over its time. Rows, numbers, states and the whole chain of the journal stay:
 * of an entry only the body goes, whose digest is in the chain.
 */
const kinds = { imports: "'import', 'list-clearance'", exports: "'export'" } as const;

/** Filings without a body are those that have been here before. */
const hasBody =
  'EXISTS (SELECT 1 FROM journal WHERE seq = filing.declaration_seq AND body IS NOT NULL)';

/** Which rows are over their time: `id` to go by, `at` when they ended. */
function overdue(group: RetentionGroup): string {
  switch (group) {
    case 'imports':
    case 'exports':
      return `SELECT id, updated_at AS at FROM filing WHERE transport = 'acknowledged'
          AND receipt_at < :cutoff AND updated_at < :cutoff AND kind IN (${kinds[group]}) AND ${hasBody}
        UNION ALL SELECT id, updated_at FROM filing WHERE transport IN ('filed-elsewhere', 'cancelled')
          AND (transport <> 'cancelled' OR attempts > 0) AND updated_at < :cutoff
          AND kind IN (${kinds[group]}) AND ${hasBody}`;
    case 'unsent':
      return `SELECT id, updated_at AS at FROM filing WHERE transport = 'cancelled'
        AND attempts = 0 AND updated_at < :cutoff AND ${hasBody}`;
    case 'notices':
      return `SELECT id, received_at AS at FROM notice_document WHERE received_at < :cutoff
        AND NOT EXISTS (SELECT 1 FROM filing WHERE declaration_no = notice_document.declaration_no)`;
    case 'drafts':
      return 'SELECT id, updated_at AS at FROM draft WHERE updated_at < :cutoff';
    case 'answers':
      return 'SELECT 0 AS id, at FROM looked_up WHERE at < :cutoff';
  }
}

/** How many are over their time, and when the oldest of them ended. */
export function countOverdue(
  { connection }: Tables,
  group: RetentionGroup,
  cutoff: EpochMs,
): { count: number; oldest: EpochMs | null } {
  const sql = `SELECT count(*) AS count, min(at) AS oldest FROM (${overdue(group)})`;
  return z
    .object({ count: z.number(), oldest: epochMsSchema.nullable() })
    .parse(connection.prepare(sql).get({ cutoff }));
}

/**
 * Removes up to `limit` of them; within the caller's transaction.
 * @returns how many
 */
export function removeOverdue(
  tables: Tables,
  group: RetentionGroup,
  cutoff: EpochMs,
  limit: number,
): number {
  const { connection } = tables;
  // What is given back is written over, also inside the encrypted file.
  connection.pragma('secure_delete = ON');
  if (group === 'answers') return tables.lookedUp.purge(cutoff);
  const ids = z
    .array(z.object({ id: z.number() }))
    .parse(connection.prepare(`${overdue(group)} LIMIT :limit`).all({ cutoff, limit }))
    .map(({ id }) => id);
  const remove =
    group === 'drafts'
      ? removeById(tables, 'draft')
      : group === 'notices'
        ? removeDocument(tables)
        : removeContents(tables, group !== 'unsent');
  for (const id of ids) remove(id);
  return ids.length;
}

type Remove = (id: number) => void;

function removeById({ connection }: Tables, table: 'draft' | 'notice_document'): Remove {
  const statement = connection.prepare(`DELETE FROM ${table} WHERE id = ?`);
  return (id) => void statement.run(id);
}

function removeDocument(tables: Tables): Remove {
  const drop = removeById(tables, 'notice_document');
  const forget = tables.connection.prepare(
    'UPDATE received_file SET document_id = NULL WHERE document_id = ?',
  );
  return (id) => {
    drop(id);
    forget.run(id);
  };
}

const filingSchema = z.object({
  declarationNo: z.string(),
  last: z.number(),
  summary: z.string(),
});
const noticeSchema = z.object({ destination: z.string(), id: z.string(), body: z.string() });

/**
 * Removes what the entries of a filing are about, from its last entry backwards, within the caller's
 * transaction; the entries themselves stay.
 * @returns what does so for one filing, by its last entry
 */
export function removeBodies({ connection }: Tables): (last: number) => void {
  const before = connection
    .prepare<[number], number | null>('SELECT before FROM journal WHERE seq = ?')
    .pluck();
  const empty = connection.prepare(
    'UPDATE journal SET body = NULL WHERE seq = ? AND body IS NOT NULL',
  );
  return (last) => {
    for (let seq: number | null = last; seq !== null; seq = before.get(seq) ?? null) empty.run(seq);
  };
}

/**
 * Declaration, documents, what was found stale, the words of answers, and the summary; the filing
 * itself stays.
 * @param withNotices and what customs told of its number: a part that was never sent has none of its own
 */
function removeContents(tables: Tables, withNotices: boolean): Remove {
  const { connection } = tables;
  const find = connection.prepare(
    'SELECT declaration_no AS declarationNo, journal_seq AS last, summary FROM filing WHERE id = ?',
  );
  const empty = removeBodies(tables);
  // An attempt is never changed: it is put down anew in its place, without what it was told.
  const dropAnswers = connection.prepare(
    `INSERT OR REPLACE INTO attempt (rowid, filing_id, n, kind, submission_id, started_at, settled_at,
       outcome, cause, http_status, took_ms, retry_after_ms, receipt)
     SELECT rowid, filing_id, n, kind, submission_id, started_at, settled_at,
       outcome, cause, http_status, took_ms, retry_after_ms, receipt
     FROM attempt WHERE filing_id = ? AND (answer IS NOT NULL OR errors IS NOT NULL)`,
  );
  // Notices tell of the number: they stay as long as another filing of it does, e.g. an amendment.
  const isShared = connection
    .prepare<[string], number>(
      `SELECT 1 FROM filing WHERE declaration_no = ? AND ${hasBody}
         AND NOT (transport = 'cancelled' AND attempts = 0)`,
    )
    .pluck();
  const setSummary = connection.prepare('UPDATE filing SET summary = ? WHERE id = ?');
  const dropWords = connection.prepare('DELETE FROM search WHERE rowid = ?');
  const documents = connection
    .prepare<[string], number>('SELECT id FROM notice_document WHERE declaration_no = ?')
    .pluck();
  const notices = connection.prepare(
    'SELECT destination, id, body FROM notice WHERE declaration_no = ?',
  );
  const setNotice = connection.prepare(
    'UPDATE notice SET body = ? WHERE destination = ? AND id = ?',
  );
  const removeOne = removeDocument(tables);
  return (id) => {
    const { declarationNo, last, summary } = filingSchema.parse(find.get(id));
    empty(last);
    tables.stales.drop(filingIdSchema.parse(id));
    dropAnswers.run(id);
    const bare = { ...summarySchema.parse(JSON.parse(summary)), ...noNames };
    setSummary.run(JSON.stringify(bare), id);
    dropWords.run(id);
    if (!withNotices || isShared.get(declarationNo) !== undefined) return;
    for (const document of documents.all(declarationNo)) removeOne(document);
    for (const row of notices.all(declarationNo)) {
      const notice = noticeSchema.parse(row);
      setNotice.run(withoutWords(notice.body), notice.destination, notice.id);
    }
  };
}

const noNames = { importer: '', goods: '', billOfLading: '' } as const;

/** Kind and time of a notice stay; what it says in words does not. */
function withoutWords(body: string): string {
  const words: ReadonlySet<string> = new Set(['message', 'errors', 'facts', 'documentId']);
  const notice = z.record(z.string(), z.unknown()).parse(JSON.parse(body));
  return JSON.stringify(
    Object.fromEntries(Object.entries(notice).filter(([key]) => !words.has(key))),
  );
}
