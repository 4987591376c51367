import { compareWithStore, type StoreView } from './ledger-against-store.ts';

/** A promise that can be broken; all must be nought. */
export const rules = [
  'lost',
  'doubled',
  'phantom',
  'out-of-order',
  'blind-resend',
  'inside-retry-after',
  'overlap',
  'changed-bytes',
  'over-limit',
] as const;
export type Rule = (typeof rules)[number];

export interface Breach {
  rule: Rule;
  /** Milliseconds by the clock of the events. */
  at: number;
  detail: string;
}

export type Lane = 'declarations' | 'inquiries' | 'notices' | 'own-word';

/** Place in drain order: legal deadline, priority (0 is urgent), age. */
export type Rank = readonly [due: string, priority: number, id: number];

/** A document as it leaves. */
export interface SentDocument {
  digest: string;
  /** Which of the declaration's versions it is, and the day it declares: they fix the bytes. */
  version: string;
  rank: Rank;
  /** The first that could have been sent instead; `null` where none waited. */
  firstWaiting: Rank | null;
  /** What has to be taken before it; `null` for a declaration. */
  original: string | null;
}

/** What happened between an office and the central system; times by a clock that never jumps. */
export type LedgerEvent =
  | {
      is: 'left';
      at: number;
      request: number;
      lane: Lane;
      /** Number and part; `null` where the request is about no filing. */
      subject: string | null;
      sent?: SentDocument;
    }
  | { is: 'arrived'; at: number; request: number; lane: Lane }
  /** The central system put it into its books. */
  | { is: 'taken'; at: number; subject: string; digest: string }
  | {
      is: 'answered';
      at: number;
      request: number;
      /** What the office knows by it of the filing's fate. */
      tells: 'taken' | 'pending' | 'not-taken' | 'nothing';
      retryAfterMs: number | null;
    }
  /** The office's process ended: nobody waits for its requests any more. */
  | { is: 'ended'; at: number }
  /**
   * A Retry-After that nobody can obey: its answer died with the process before it was on disk, or
   * the computer's clock was set forward over it (`null`: over all).
   */
  | { is: 'wait-forgiven'; at: number; request: number | null };

export interface LedgerRules {
  perSecond: number;
  perMinute: number;
  /** Whom a Retry-After binds. */
  retryAfterBinds: 'office' | 'lane';
}

export interface LedgerChecker {
  readonly breaches: readonly Breach[];
  see(event: LedgerEvent): void;
  /** Lets go of a filing that has come to its end on both sides. */
  forget(subject: string): void;
  /** Compares the books with the office's rows and journal. */
  compare(store: StoreView, at: number): void;
}

interface Subject {
  /** Documents that were taken, by their digest. */
  taken: string[];
  /** Sendings of which the office does not know what became. */
  inDoubt: boolean;
  open: Set<number>;
  /** Sendings that left. */
  sendings: number;
  /** The bytes of each version. */
  versions: Map<string, string>;
  /** Digests that left. */
  left: Set<string>;
}

interface Request {
  lane: Lane;
  subject: string | null;
  isSending: boolean;
}

/**
 * Keeps the books of everything that left an office, reached the central system and was answered,
 * and tells each broken promise as it happens.
 */
export function ledgerChecker(limits: LedgerRules): LedgerChecker {
  const breaches: Breach[] = [];
  const subjects = new Map<string, Subject>();
  const forgotten = new Set<string>();
  const requests = new Map<number, Request>();
  let waits: { request: number; lane: Lane; until: number }[] = [];
  const [perSecond, perMinute] = [
    slidingWindow(1000, limits.perSecond),
    slidingWindow(60_000, limits.perMinute),
  ];

  function breach(rule: Rule, at: number, detail: string): void {
    breaches.push({ rule, at, detail });
  }
  function subjectOf(name: string): Subject {
    const known = subjects.get(name);
    if (known !== undefined) return known;
    const subject: Subject = {
      taken: [],
      inDoubt: false,
      open: new Set(),
      sendings: 0,
      versions: new Map(),
      left: new Set(),
    };
    subjects.set(name, subject);
    return subject;
  }

  function leave(event: Extract<LedgerEvent, { is: 'left' }>): void {
    const { at, request, lane, subject: name, sent } = event;
    requests.set(request, { lane, subject: name, isSending: sent !== undefined });
    waits = waits.filter(({ until }) => at < until);
    const binding = waits.find((wait) => limits.retryAfterBinds === 'office' || wait.lane === lane);
    if (binding !== undefined && lane !== 'own-word')
      breach('inside-retry-after', at, `${lane} ${binding.until - at} ms too early`);
    if (name === null) return;
    const subject = subjectOf(name);
    if (subject.open.size > 0) breach('overlap', at, `${name}: request ${request}`);
    subject.open.add(request);
    if (sent !== undefined) send(at, name, subject, sent);
  }

  function send(at: number, name: string, subject: Subject, sent: SentDocument): void {
    if (subject.inDoubt) breach('blind-resend', at, name);
    else if (subject.taken.length > 0 || forgotten.has(name))
      breach('blind-resend', at, `${name} was taken`);
    const { version, digest, rank, firstWaiting, original } = sent;
    const before = subject.versions.get(version) ?? digest;
    if (before !== digest) breach('changed-bytes', at, `${name}: ${before} then ${digest}`);
    subject.versions.set(version, digest);
    if (firstWaiting !== null && isBefore(firstWaiting, rank))
      breach('out-of-order', at, `${name} (${rank.join()}) before ${firstWaiting.join()}`);
    if (original !== null && (subjects.get(original)?.taken.length ?? 0) === 0)
      breach('out-of-order', at, `${name} before its original`);
    subject.inDoubt = true;
    subject.sendings += 1;
    subject.left.add(digest);
  }

  function take({ at, subject: name, digest }: Extract<LedgerEvent, { is: 'taken' }>): void {
    const subject = subjectOf(name);
    if (subject.taken.length > 0) breach('doubled', at, name);
    if (!subject.left.has(digest)) breach('phantom', at, `${name}: ${digest} never left`);
    subject.taken.push(digest);
  }

  function answer(event: Extract<LedgerEvent, { is: 'answered' }>): void {
    const { at, request, tells, retryAfterMs } = event;
    const asked = requests.get(request);
    if (asked === undefined) return;
    requests.delete(request);
    if (retryAfterMs !== null) waits.push({ request, lane: asked.lane, until: at + retryAfterMs });
    if (asked.subject === null) return;
    const subject = subjectOf(asked.subject);
    subject.open.delete(request);
    if (tells === 'taken' || tells === 'not-taken') subject.inDoubt = false;
  }

  function end(): void {
    for (const [id, { subject }] of requests) {
      if (subject !== null) subjectOf(subject).open.delete(id);
      requests.delete(id);
    }
  }

  return {
    breaches,
    see(event) {
      switch (event.is) {
        case 'left':
          leave(event);
          return;
        case 'arrived':
          if (perSecond(event.at)) breach('over-limit', event.at, 'a second');
          // The limit a minute is one on what is sent (KCS API guide 1.5).
          if (isSending(event.lane) && perMinute(event.at))
            breach('over-limit', event.at, 'a minute');
          return;
        case 'taken':
          take(event);
          return;
        case 'answered':
          answer(event);
          return;
        case 'ended':
          end();
          return;
        case 'wait-forgiven':
          waits = waits.filter(
            ({ request }) => event.request !== null && event.request !== request,
          );
      }
    },
    forget(subject) {
      forgotten.add(subject);
      subjects.delete(subject);
    },
    compare(store, at) {
      const books = new Map(
        [...subjects].map(([name, { taken, sendings }]) => [name, { taken, sendings }]),
      );
      const filings = store.filings.filter(({ subject }) => !forgotten.has(subject));
      for (const { rule, detail } of compareWithStore(books, { ...store, filings }))
        breach(rule, at, detail);
    },
  };
}

function isSending(lane: Lane): boolean {
  return lane === 'declarations' || lane === 'inquiries';
}

export function isBefore(a: Rank, b: Rank): boolean {
  if (a[0] !== b[0]) return a[0] < b[0];
  return a[1] === b[1] ? a[2] < b[2] : a[1] < b[1];
}

/** Whether one more at this time is more than `most` in any window of this length. */
function slidingWindow(lengthMs: number, most: number): (at: number) => boolean {
  let times: number[] = [];
  return (at) => {
    times = times.filter((time) => time > at - lengthMs);
    times.push(at);
    return times.length > most;
  };
}
