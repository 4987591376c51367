import type { Cause } from '../../shared/filing/attempts.ts';
import type { DeclarationKind, DeclarationNo } from '../../shared/filing/numbers.ts';
import type { Part, PartKind } from '../../shared/filing/part.ts';
import type { Notice, Receipt, RemoteError } from '../../shared/filing/receipts.ts';

/** A document that is frozen: these bytes and no others. */
export interface FrozenDocument {
  declarationNo: DeclarationNo;
  part: Part;
  kind: DeclarationKind;
  bytes: Uint8Array;
  /** RFC 9530, `sha-256=:…:`. */
  digest: string;
}

/** What was seen on the wire, for the record and for the pacer. */
export interface Observation {
  cause: Cause;
  httpStatus: number | null;
  /** How long the central system asks to be left alone, in milliseconds. */
  retryAfterMs: number | null;
  /** The answer's body, shortened. */
  answer: string | null;
}

export type SendOutcome = Observation &
  (
    | { outcome: 'taken'; receipt: Receipt }
    | { outcome: 'pending' }
    /** Never taken and never will be in this form. */
    | { outcome: 'refused'; errors: RemoteError[] }
    /** Not taken: 429 or 503. */
    | { outcome: 'busy' }
    /** No byte of the request has left. */
    | { outcome: 'not-sent' }
    /**
     * Given to a program that hands it on (folder exchange): it may have been taken, and only a
     * notice, the open API or a synchronisation tells.
     */
    | { outcome: 'handed-over' }
    /** It may have been taken. */
    | { outcome: 'unknown' }
    /** Wrong credentials; nothing was taken. */
    | { outcome: 'not-allowed' }
  );

export type InquiryOutcome = Observation &
  (
    | { outcome: 'taken'; receipt: Receipt }
    | { outcome: 'pending' }
    | { outcome: 'refused'; errors: RemoteError[] }
    /** The central system's own word that it never took it. */
    | { outcome: 'not-found' }
    | { outcome: 'busy' }
    | { outcome: 'not-sent' }
    /** No answer, or none that can be believed. */
    | { outcome: 'unknown' }
    | { outcome: 'not-allowed' }
  );

/** A notice read from a document, before it is known which filing it belongs to. */
export interface DocumentNotice {
  /** Without what only the store can tell. */
  notice: Omit<Notice, 'declarationNo' | 'part' | 'documentId'>;
  /** Numbers that it may be about, the most likely first. */
  numbers: readonly DeclarationNo[];
  /** Whether they stand where such a document has its number. */
  isNamed: boolean;
  /** Which of the declaration's documents it may speak of. */
  about: readonly PartKind[];
  /** Amendment's number (정정차수), where it says one. */
  sequence: number | null;
}

/** A file of a receiving folder, read. */
export interface ReceivedFile {
  path: string;
  size: number;
  modifiedAt: number;
  /** The document as it came; `null` where the file is none that could be a notice. */
  document: { digest: string; code: string; encoding: string; body: Uint8Array } | null;
  /** What it says; `null` where it cannot be read. */
  says: DocumentNotice | null;
  trouble: string | null;
}

export type NoticesOutcome = Observation & {
  /** How long to wait until the next look, in milliseconds; absent: as the pacing settings say. */
  againInMs?: number;
} & (
    | {
        outcome: 'page';
        notices: Notice[];
        next: string;
        /** Notices that make no sense, as text, for the record: they must not stop those behind them. */
        unreadable?: string[];
        /** Whether nothing more lies there that could be read now; absent: a short page is the last. */
        isEnd?: boolean;
        /** Files that were read: they are kept in the transaction in which their notices take effect. */
        files?: ReceivedFile[];
      }
    | { outcome: 'busy' | 'not-sent' | 'unknown' | 'not-allowed' }
  );

/** What the central system says of itself. */
export interface OwnWord {
  state: 'normal' | 'degraded' | 'down' | 'maintenance';
  message: string | null;
}

export interface RequestOptions {
  /** Milliseconds until the request is given up. */
  timeoutMs: number;
  signal?: AbortSignal;
  /**
   * Asked last, when the connection stands and no byte has left: where it says no, none does. An answer
   * to another request may meanwhile have asked to be left alone.
   */
  mayLeave?: () => boolean;
}

/**
 * The port to the central system. An adapter makes one request per call, retries nothing and
 * never throws for what the network or the other side does: that is an outcome.
 */
export interface Gateway {
  /** Names the destination whose pacing is kept, e.g. its origin. */
  readonly destination: string;
  /** Whether it carries requests to synchronise (동기화 요청); absent: it does not. */
  readonly synchronises?: boolean;
  /**
   * Whether nobody can be asked there by a number and only what was received tells (folder exchange);
   * absent: the central system itself answers.
   */
  readonly tellsByNotices?: boolean;
  submit(document: FrozenDocument, options: RequestOptions): Promise<SendOutcome>;
  inquire(
    of: { declarationNo: DeclarationNo; part: Part },
    options: RequestOptions,
  ): Promise<InquiryOutcome>;
  notices(after: string | null, limit: number, options: RequestOptions): Promise<NoticesOutcome>;
  /** `null` where it says nothing. */
  ownWord(options: RequestOptions): Promise<OwnWord | null>;
}
