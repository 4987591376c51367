import type { Part, PartKind } from '../../../shared/filing/part.ts';
import type { NoticeKind, Receipt } from '../../../shared/filing/receipts.ts';
import type { DeclarationNo } from '../../../shared/filing/numbers.ts';
import { subjectOf } from '../../support/model-gateway.ts';
import type { NoticeList } from './notice-list.ts';

export interface Filed {
  declarationNo: DeclarationNo;
  part: Part;
  digest: string;
}

/** What the central system knows of a document. */
export type Known = Filed & {
  state: 'at work' | 'queued' | 'taken' | 'refused';
  receivedAt: number;
};

/**
 * What the central system has. It removes no duplicates: what is handed in twice is taken twice, and
 * the ledger tells.
 */
export interface Books {
  get(of: Pick<Filed, 'declarationNo' | 'part'>): Known | null;
  /** Puts a document at one of its stages. */
  put(document: Filed, state: Known['state']): void;
  receipt(known: Known): Receipt;
  forget(of: Pick<Filed, 'declarationNo' | 'part'>): void;
  readonly taken: number;
}

export interface BooksOptions {
  wallNow(): number;
  notices: NoticeList;
  /** Tells the ledger. */
  onTaken(subject: string, digest: string): void;
  /** Milliseconds until customs decides what it has taken. */
  decidesIn(): number;
  later(ms: number, work: () => void): void;
}

/** What customs says in the end. */
const decisions = {
  declaration: 'released',
  amendment: 'amended',
  withdrawal: 'withdrawn',
  synchronisation: 'information',
} as const satisfies Record<PartKind, NoticeKind>;

export function books({ wallNow, notices, onTaken, decidesIn, later }: BooksOptions): Books {
  const known = new Map<string, Known>();
  let taken = 0;
  return {
    get: (of) => known.get(subjectOf(of)) ?? null,
    forget: (of) => void known.delete(subjectOf(of)),
    get taken() {
      return taken;
    },
    put(document, state) {
      const { declarationNo, part, digest } = document;
      const subject = subjectOf(document);
      const before = known.get(subject);
      // What it has it has, whatever comes after.
      const kept = before?.state === 'taken' && state !== 'taken';
      if (!kept) known.set(subject, { declarationNo, part, digest, state, receivedAt: wallNow() });
      if (state !== 'taken') return;
      taken += 1;
      onTaken(subject, digest);
      later(decidesIn(), () => notices.add(declarationNo, part, decisions[part.is], wallNow()));
    },
    receipt: ({ declarationNo, part, digest, receivedAt }) => ({
      declarationNo: declarationNo.slice(0, 14),
      state: 'received',
      receiptNo: `R-${subjectOf({ declarationNo, part })}`,
      receivedAt: new Date(receivedAt).toISOString(),
      digest,
    }),
  };
}
