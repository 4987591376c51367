import { z } from 'zod';
import { causeSchema } from '../../shared/filing/attempts.ts';
import { epochMsSchema, type EpochMs } from '../../shared/time.ts';
import type { Connection } from './connection.ts';
import {
  noDeadline,
  readFilingRow,
  selectFiling,
  type FilingRecord,
  type StoredFiling,
} from './filings.ts';

const failureSchema = z.object({
  filing: z.number().int(),
  cause: causeSchema,
  answer: z.string().nullable(),
  at: epochMsSchema,
});
/** An attempt that came to nothing; its answer is shortened. */
export type Failure = z.output<typeof failureSchema>;

export interface AffectedSpan {
  from: EpochMs;
  to: EpochMs;
  /** The journal entry that closed the incident; `null` while it lasts. */
  closedSeq: number | null;
}

export interface AffectedPage {
  rows: StoredFiling[];
  /** Where the next page begins; `null` at the end. */
  next: string | null;
}

/** What a span of trouble did to attempts and filings. */
export interface Affected {
  /** Attempts of the span that came to nothing, oldest first; the first 20,000. */
  failures(span: AffectedSpan): Failure[];
  /**
   * How many filings waited in the span or met the trouble with an attempt of theirs, each once.
   * @param failures as they were read of the same span
   */
  filings(span: AffectedSpan, failures: readonly Failure[]): number;
  /**
   * The same filings: who still waits in the order of the queue, then who was taken late, the
   * latest first, then the others that met the trouble.
   */
  page(span: AffectedSpan, after: string | null, limit: number): AffectedPage;
}

/** An attempt may be on its way for so long that its failure is told after the end, in ms. */
const lateMs = 300_000;
/** Taken within so long is no waiting, in milliseconds. */
const promptMs = 60_000;
/** Who was taken later than this after the end did not wait for it, in milliseconds. */
const backlogMs = 2 * 86_400_000;

const waiting = ['queued', 'sending', 'unconfirmed', 'processing'];
const takenLate = `receipt_at BETWEEN :from AND :backlog AND created_at <= :to
  AND receipt_at - max(created_at, :from) > :prompt`;

const top = Number.MAX_SAFE_INTEGER;
/** Parts of the list, one after the other; each is ordered by an index of its own. */
const parts = ['waits', 'late', 'met'] as const;
type Part = (typeof parts)[number];

function readPlace(after: string | null): readonly [Part, ...string[]] {
  const [name, ...key] = after?.split('|') ?? [];
  const part = parts.find((each) => each === name);
  return part === undefined ? ['waits'] : [part, ...key];
}

function placeOf(part: Part, row: StoredFiling): string {
  const key = { waits: queueKey(row), late: [row.receiptAt ?? 0, row.id], met: [row.id] }[part];
  return [part, ...key].join('|');
}

const queueKey = (filing: StoredFiling): [due: string, priority: number, id: number] => [
  filing.deadline ?? noDeadline,
  filing.priority === 'urgent' ? 0 : 1,
  filing.id,
];

function inQueue(a: StoredFiling, b: StoredFiling): number {
  const [dueA, priorityA, idA] = queueKey(a);
  const [dueB, priorityB, idB] = queueKey(b);
  if (dueA !== dueB) return dueA < dueB ? -1 : 1;
  return priorityA - priorityB || idA - idB;
}

export function openAffected(connection: Connection): Affected {
  const failures = connection.prepare(
    `SELECT filing_id AS filing, cause, substr(answer, 1, 400) AS answer, settled_at AS at
     FROM attempt INDEXED BY attempt_by_trouble
     WHERE outcome IN ('busy', 'not-sent', 'unknown', 'not-allowed')
       AND settled_at BETWEEN ? AND ? AND started_at <= ?
     ORDER BY settled_at LIMIT 20000`,
  );
  // A filing's id is the journal entry that it came with: greater ones came after the end.
  const stillWaiting = connection
    .prepare<[string, number], number>(
      `SELECT count(*) FROM filing INDEXED BY filing_by_transport
       WHERE transport = ? AND transport <> 'acknowledged' AND id < ?`,
    )
    .pluck();
  const late = connection
    .prepare<[object], number>(
      `SELECT count(*) FROM filing INDEXED BY filing_by_receipt
       WHERE transport = 'acknowledged' AND ${takenLate}`,
    )
    .pluck();
  const isCounted = connection
    .prepare<[object], 1>(
      `SELECT 1 FROM filing WHERE id = :id AND CASE
         WHEN +transport = 'acknowledged' THEN ${takenLate}
         ELSE +transport IN ('queued', 'sending', 'unconfirmed', 'processing')
           AND id < :closedSeq END`,
    )
    .pluck();

  const waits = connection.prepare<unknown[], FilingRecord>(
    `${selectFiling} INDEXED BY filing_by_transport
     WHERE transport = ? AND transport <> 'acknowledged' AND id < ?
       AND (due, priority, id) > (?, ?, ?) ORDER BY due, priority, id LIMIT ?`,
  );
  const lateOnes = connection.prepare<[object], FilingRecord>(
    `${selectFiling} INDEXED BY filing_by_receipt
     WHERE transport = 'acknowledged' AND ${takenLate}
       AND (receipt_at, id) < (:receiptAt, :id)
     ORDER BY receipt_at DESC, id DESC LIMIT :limit`,
  );
  const met = connection
    .prepare<unknown[], number>(
      `SELECT filing_id FROM attempt INDEXED BY attempt_by_trouble
       WHERE outcome IN ('busy', 'not-sent', 'unknown', 'not-allowed')
         AND settled_at BETWEEN ? AND ? AND started_at <= ?
       ORDER BY settled_at LIMIT 20000`,
    )
    .pluck();
  const byId = connection.prepare<[number], FilingRecord>(`${selectFiling} WHERE id = ?`);

  /** What of the three parts comes after a place, as much as is wanted of it. */
  function partsAfter(
    { from, to, closedSeq: closed }: AffectedSpan,
    [part, ...key]: readonly [Part, ...string[]],
  ): Record<Part, (limit: number) => StoredFiling[]> {
    const closedSeq = closed ?? Number.MAX_SAFE_INTEGER;
    const span = { from, to, backlog: to + backlogMs, prompt: promptMs };
    const [due = '', priority = '-1', id = '-1'] = part === 'waits' ? key : [];
    const [receiptAt = top, lateId = top] = part === 'late' ? key.map(Number) : [];
    const [below = top] = part === 'met' ? key.map(Number) : [];
    return {
      waits: (limit) =>
        waiting
          .flatMap((state) => waits.all(state, closedSeq, due, Number(priority), Number(id), limit))
          .map(readFilingRow)
          .toSorted(inQueue)
          .slice(0, limit),
      late: (limit) => lateOnes.all({ ...span, receiptAt, id: lateId, limit }).map(readFilingRow),
      met: (limit) => {
        const rows: StoredFiling[] = [];
        const ids = new Set(met.all(from, to + lateMs, to));
        for (const one of [...ids].toSorted((a, b) => b - a)) {
          if (rows.length === limit) break;
          if (one >= below || isCounted.get({ ...span, id: one, closedSeq }) !== undefined)
            continue;
          const row = byId.get(one);
          if (row !== undefined) rows.push(readFilingRow(row));
        }
        return rows;
      },
    };
  }

  return {
    page(span, after, limit) {
      const place = readPlace(after);
      const all = partsAfter(span, place);
      const shown: { part: Part; row: StoredFiling }[] = [];
      for (const part of parts.slice(parts.indexOf(place[0])))
        // One more than asked for tells whether there is a next page.
        if (shown.length <= limit)
          for (const row of all[part](limit + 1 - shown.length)) shown.push({ part, row });
      const last = shown.length > limit ? shown[limit - 1] : undefined;
      return {
        rows: shown.slice(0, limit).map(({ row }) => row),
        next: last === undefined ? null : placeOf(last.part, last.row),
      };
    },
    failures: ({ from, to }) =>
      failures.all(from, to + lateMs, to).map((row) => failureSchema.parse(row)),
    filings({ from, to, closedSeq: closed }, failed) {
      const closedSeq = closed ?? Number.MAX_SAFE_INTEGER;
      const span = { from, to, backlog: to + backlogMs, prompt: promptMs };
      const waited = waiting.reduce(
        (sum, state) => sum + (stillWaiting.get(state, closedSeq) ?? 0),
        late.get(span) ?? 0,
      );
      const others = [...new Set(failed.map(({ filing }) => filing))].filter(
        (id) => isCounted.get({ ...span, id, closedSeq }) === undefined,
      );
      return waited + others.length;
    },
  };
}
