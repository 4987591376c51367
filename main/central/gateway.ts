import type { Cause } from '../../shared/filing/attempts.ts';
import type { DeclarationKind, DeclarationNo } from '../../shared/filing/numbers.ts';
import type { Notice, Receipt, RemoteError } from '../../shared/filing/receipts.ts';

/** Which document of a declaration is meant. Amendment (정정), withdrawal (취하). */
export type Part =
  | { is: 'declaration' }
  | { is: 'amendment'; sequence: number }
  | { is: 'withdrawal' };

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

export type NoticesOutcome = Observation &
  (
    | {
        outcome: 'page';
        notices: Notice[];
        next: string;
        /** Notices that make no sense, as text, for the record: they must not stop those behind them. */
        unreadable?: string[];
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
}

/**
 * The port to the central system. An adapter makes one request per call, retries nothing and
 * never throws for what the network or the other side does: that is an outcome.
 */
export interface Gateway {
  /** Names the destination whose pacing is kept, e.g. its origin. */
  readonly destination: string;
  submit(document: FrozenDocument, options: RequestOptions): Promise<SendOutcome>;
  inquire(
    of: { declarationNo: DeclarationNo; part: Part },
    options: RequestOptions,
  ): Promise<InquiryOutcome>;
  notices(after: string | null, limit: number, options: RequestOptions): Promise<NoticesOutcome>;
  /** `null` where it says nothing. */
  ownWord(options: RequestOptions): Promise<OwnWord | null>;
}
