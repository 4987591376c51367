/** What a request wants of the central system. */
export type Want = 'submit' | 'inquire' | 'notices' | 'status' | 'look-up';

/** A request as the plan's maker sees it: `nth` counts the like requests about one document. */
export interface Ask {
  want: Want;
  /** Names the document, e.g. `1234526000123M/amendments/1`; the want itself for the others. */
  subject: string;
  nth: number;
  /** Epoch milliseconds. */
  now: number;
}

export interface RetryAfter {
  seconds: number;
  form: 'seconds' | 'date';
}

/** How the answer to the work travels: whole, cut in the middle of its body, or not at all. */
type Delivery = 'whole' | 'cut' | 'reset';

/** What is untrue in an answer that is otherwise whole. */
export type Lie = 'other-digest' | 'other-number';

export type PlannedAnswer =
  | { is: 'result'; delivery: Delivery; lie: Lie | null }
  /** Not taken; come back later. */
  | { is: 'busy'; status: 429 | 503; afterMs: number; retryAfter: RetryAfter | null }
  | { is: 'error'; status: 500 | 502 | 504; afterMs: number }
  /** 200 with an HTML page, as a gateway's login or error page. */
  | { is: 'page'; afterMs: number }
  | { is: 'reset'; afterMs: number }
  | { is: 'silence' };

/** Into the system's own queue first (202), and what comes of it. */
export interface Pend {
  forMs: number;
  ends: 'receipt' | 'rejection';
  retryAfter: RetryAfter | null;
}

/** The fate of one request, settled when it arrives. Times are milliseconds after its arrival. */
export interface Plan {
  /** When the work is done (a document taken, an inquiry looked up); `null` where it never is. */
  workMs: number | null;
  /** What becomes of the work where the client has left before. */
  ifAbandoned: 'finish' | 'drop';
  answer: PlannedAnswer;
  pend: Pend | null;
  /** Notices from before the cursor that a page repeats. */
  repeatNotices: number;
}

/** Done after `workMs` and answered in full. */
export function served(workMs: number): Plan {
  return {
    workMs,
    ifAbandoned: 'finish',
    answer: { is: 'result', delivery: 'whole', lie: null },
    pend: null,
    repeatNotices: 0,
  };
}
