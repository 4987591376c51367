import { z } from 'zod';
import {
  noticeKinds,
  receiptStates,
  remoteErrorSchema,
  type Notice,
  type RemoteError,
} from '../../shared/filing/receipts.ts';
import { openBookConnection } from './book-connection.ts';
import { lifeOf, type DocumentPart, type Pace, type Step } from './life.ts';
import type { Pend } from './plan.ts';

/** `processing`: in the system's own queue; `refused`: found wrong there, so never taken. */
const entryStates = [...receiptStates, 'processing', 'refused', 'rejected'] as const;
type EntryState = (typeof entryStates)[number];

/** A document that the central system has taken, or taken into its own queue. */
export interface BookEntry {
  subject: string;
  declarationNo: string;
  part: DocumentPart;
  digest: string;
  bytes: number;
  /** Epoch milliseconds. */
  takenAt: number;
  state: EntryState;
  receiptNo: string | null;
  receivedAt: number | null;
  errors: RemoteError[];
}

export interface Taking {
  subject: string;
  declarationNo: string;
  part: DocumentPart;
  digest: string;
  bytes: number;
  now: number;
  pend: Pend | null;
}

interface NoticePage {
  notices: Notice[];
  next: string;
}

/** What the central system knows: documents, their life at customs, and its notices. */
export interface Book {
  find(subject: string): BookEntry | null;
  /** The caller has checked that the subject is free, or was refused. */
  take(taking: Taking): BookEntry;
  /** Lets all that is due by `now` happen. */
  advance(now: number): void;
  /** `null` where the cursor is none of this feed's. */
  notices(after: string | null, limit: number, repeat: number): NoticePage | null;
  /** Documents with a receipt. */
  count(): number;
  entries(): BookEntry[];
  close(): void;
}

const rowSchema = z.object({
  serial: z.number(),
  subject: z.string(),
  declaration_no: z.string(),
  part: z.enum(['declaration', 'amendment', 'withdrawal']),
  digest: z.string(),
  bytes: z.number(),
  taken_at: z.number(),
  state: z.enum(entryStates),
  receipt_no: z.string().nullable(),
  received_at: z.number().nullable(),
  rejects: z.number(),
  errors: z.string(),
  step: z.number(),
  next_at: z.number().nullable(),
});
type Row = z.output<typeof rowSchema>;

const noticeRowSchema = z.object({
  seq: z.number(),
  declaration_no: z.string(),
  kind: z.enum(noticeKinds),
  at: z.number(),
  message: z.string(),
  errors: z.string(),
});
const errorsSchema = z.array(remoteErrorSchema);
const cursorPattern = /^([0-9a-z]{1,20})\.(\d{1,15})$/;

const lateRefusal: RemoteError = {
  code: 'R20',
  path: '/Declaration/GoodsShipment/UCR/CustomsAssignedReferenceID',
  message: '사전검증 오류: 화물관리번호를 확인할 수 없습니다.',
};

/**
 * Opens the book.
 * @param file a path, or `:memory:`
 * @param incarnation names a new book; receipts, notices and cursors of two books never mix.
 */
export function openBook(file: string, incarnation: string, seed: number, pace: Pace): Book {
  const connection = openBookConnection(file);
  connection
    .prepare<[string]>("INSERT INTO fact VALUES ('incarnation', ?) ON CONFLICT DO NOTHING")
    .run(incarnation);
  const name = z
    .string()
    .parse(connection.prepare("SELECT value FROM fact WHERE name = 'incarnation'").pluck().get());

  const bySubject = connection.prepare<[string]>('SELECT * FROM document WHERE subject = ?');
  const dueBy = connection.prepare<[number]>(
    'SELECT * FROM document WHERE next_at <= ? ORDER BY next_at, serial LIMIT 200',
  );
  const insert = connection.prepare<[string, string, string, string, number, number, number]>(
    `INSERT INTO document
       (subject, declaration_no, part, digest, bytes, taken_at, rejects, state, errors, step)
     VALUES (?, ?, ?, ?, ?, ?, ?, 'processing', '[]', 0)`,
  );
  const remove = connection.prepare<[string]>('DELETE FROM document WHERE subject = ?');
  const settle = connection.prepare<
    [EntryState, string | null, number | null, string, number, number | null, number]
  >(
    `UPDATE document SET state = ?, receipt_no = ?, received_at = ?, errors = ?, step = ?,
       next_at = ? WHERE serial = ?`,
  );
  const wait = connection.prepare<[number, number]>(
    'UPDATE document SET next_at = ? WHERE serial = ?',
  );
  const stopLife = connection.prepare<[string]>(
    'UPDATE document SET next_at = NULL WHERE subject = ?',
  );
  const setState = connection.prepare<[EntryState, string]>(
    'UPDATE document SET state = ? WHERE subject = ?',
  );
  const insertNotice = connection.prepare<[string, string, number, string, string]>(
    'INSERT INTO notice (declaration_no, kind, at, message, errors) VALUES (?, ?, ?, ?, ?)',
  );
  const noticesAfter = connection.prepare<[number, number]>(
    'SELECT * FROM notice WHERE seq > ? ORDER BY seq LIMIT ?',
  );
  const counted = connection
    .prepare('SELECT count(*) FROM document WHERE receipt_no IS NOT NULL')
    .pluck();
  let count = z.number().parse(counted.get());

  const row = (subject: string): Row | null => {
    const found = bySubject.get(subject);
    return found === undefined ? null : rowSchema.parse(found);
  };
  const stepsOf = (of: Row): Step[] => lifeOf(seed, of.subject, of.part, pace);

  function receive(of: Row, at: number): void {
    const receiptNo = `P${name.toUpperCase()}-${String(of.serial).padStart(7, '0')}`;
    const first = stepsOf(of)[0];
    const next = first === undefined ? null : at + first.afterMs;
    settle.run('received', receiptNo, at, '[]', 0, next, of.serial);
    count += 1;
    // From here on the declaration's own life is at an end.
    if (of.part === 'withdrawal') stopLife.run(of.declaration_no);
  }

  function live(of: Row, at: number): void {
    if (of.state === 'processing') {
      if (of.rejects === 0) return receive(of, at);
      const errors = JSON.stringify([lateRefusal]);
      settle.run('refused', null, null, errors, 0, null, of.serial);
      insertNotice.run(of.declaration_no, 'rejected', at, lateRefusal.message, errors);
      return;
    }
    const steps = stepsOf(of);
    const step = steps[of.step];
    if (step === undefined) {
      stopLife.run(of.subject);
      return;
    }
    const following = steps[of.step + 1];
    const next = following === undefined ? null : at + following.afterMs;
    // A receipt has no word for `amended`; the amendment itself stays received.
    const state = step.kind === 'amended' ? 'received' : step.kind;
    const errors = JSON.stringify(step.errors);
    settle.run(state, of.receipt_no, of.received_at, errors, of.step + 1, next, of.serial);
    if (step.kind === 'withdrawn') setState.run('withdrawn', of.declaration_no);
    insertNotice.run(of.declaration_no, step.kind, at, step.message, errors);
  }

  const take = connection.transaction((taking: Taking): void => {
    const { subject, declarationNo, part, digest, bytes, now, pend } = taking;
    remove.run(subject);
    const rejects = pend?.ends === 'rejection' ? 1 : 0;
    insert.run(subject, declarationNo, part, digest, bytes, now, rejects);
    const taken = rowSchema.parse(bySubject.get(subject));
    if (pend === null) receive(taken, now);
    else wait.run(Math.round(now + pend.forMs), taken.serial);
  });

  const advanceSome = connection.transaction((now: number): number => {
    const due = dueBy.all(now).map((found) => rowSchema.parse(found));
    for (const each of due) {
      // A withdrawal among those before may have ended this one's life.
      const current = row(each.subject);
      if (current?.next_at != null) live(current, current.next_at);
    }
    return due.length;
  });

  return {
    find(subject) {
      const found = row(subject);
      return found === null ? null : entryOf(found);
    },
    take(taking) {
      take(taking);
      return entryOf(rowSchema.parse(bySubject.get(taking.subject)));
    },
    advance(now) {
      while (advanceSome(now) > 0);
    },
    notices(after, limit, repeat) {
      const seen = after === null ? 0 : seqOf(after, name);
      if (seen === null) return null;
      const from = Math.max(0, seen - Math.min(repeat, limit - 1));
      const rows = z.array(noticeRowSchema).parse(noticesAfter.all(from, limit));
      const last = Math.max(seen, rows.at(-1)?.seq ?? 0);
      return { notices: rows.map((found) => noticeOf(found, name)), next: `${name}.${last}` };
    },
    count: () => count,
    entries: () =>
      connection
        .prepare('SELECT * FROM document ORDER BY serial')
        .all()
        .map((found) => entryOf(rowSchema.parse(found))),
    close: () => {
      connection.close();
    },
  };
}

/** A cursor of another book leads to the beginning: at least once each, never none. */
function seqOf(cursor: string, name: string): number | null {
  const parts = cursorPattern.exec(cursor);
  if (parts === null) return null;
  return parts[1] === name ? Number(parts[2]) : 0;
}

function entryOf(row: Row): BookEntry {
  return {
    subject: row.subject,
    declarationNo: row.declaration_no,
    part: row.part,
    digest: row.digest,
    bytes: row.bytes,
    takenAt: row.taken_at,
    state: row.state,
    receiptNo: row.receipt_no,
    receivedAt: row.received_at,
    errors: errorsSchema.parse(JSON.parse(row.errors)),
  };
}

function noticeOf(row: z.output<typeof noticeRowSchema>, name: string): Notice {
  const errors = errorsSchema.parse(JSON.parse(row.errors));
  return {
    id: `${name}-${row.seq}`,
    declarationNo: row.declaration_no,
    kind: row.kind,
    at: new Date(row.at).toISOString(),
    message: row.message,
    ...(errors.length > 0 ? { errors } : {}),
  };
}
