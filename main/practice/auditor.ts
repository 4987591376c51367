import type { Said } from './answers.ts';

/** What a good client never does. */
type AuditRule =
  /** Two documents under one number, or a second one offered after the first was taken. */
  | 'doubleFilings'
  /** A document sent again while it was not known whether it had been taken. */
  | 'blindResends'
  /** A request before the time that a 429, a 503 or a 202 gave. */
  | 'insideRetryAfter'
  /** Two requests about one document at the same time. */
  | 'overlaps'
  /** Another document under the same number, although the first might have been taken. */
  | 'changedBytes';

interface Finding {
  rule: AuditRule;
  /** Names the document; `null` for a request about none. */
  subject: string | null;
  request: number;
  /** Epoch milliseconds. */
  at: number;
  detail: string;
}

export interface AuditReport extends Record<AuditRule, number> {
  /** Requests inside a Retry-After that the client may never have read. */
  doubtful: number;
  /** The newest findings, oldest first. */
  findings: Finding[];
}

interface Arrival {
  /** Counts up with every request. */
  request: number;
  method: string;
  subject: string | null;
  /** Whose request it is, as far as the server can tell. */
  lane: string;
  at: number;
}

export interface End {
  at: number;
  /** Who ended it: the whole answer, the server by cutting it off, or the client by leaving. */
  by: 'answer' | 'server' | 'client';
  /** What a whole and true answer said; otherwise `nothing`. */
  said: Said;
  /** Retry-After as an instant. */
  notBefore: number | null;
}

/** Judges a client by the order of its requests. No clock, no I/O: fed by a server. */
export interface Auditor {
  arrived(arrival: Arrival): void;
  /** The whole document is there. `taken` is the digest already taken under its number. */
  read(request: number, digest: string, taken: string | null): void;
  /** A document has its receipt. */
  took(request: number, subject: string, receiptNo: string): void;
  ended(request: number, end: End): void;
  /** What arrived from now on was sent after that request's answer had gone out. */
  allRead(request: number): void;
  /** The client was gone right after that answer, perhaps before it had read it. */
  mayNotHaveRead(request: number): void;
  report(now: number): AuditReport;
}

/** For instants that both sides round. */
const clockToleranceMs = 25;
/** Another request may already have been on its way when the answer came. */
const onItsWayMs = 50;
/** A client that leaves one connection and opens another is seen in either order. */
const leavingMs = 250;
const mostFindings = 200;

interface Open {
  arrival: Arrival;
  digest: string | null;
}

interface Subject {
  open: Set<number>;
  /** Newest submission whose fate the client cannot know. */
  lastUnknown: number;
  /** Newest request whose answer told the fate of all submissions before it. */
  lastTold: number;
  known: 'nothing' | 'not-taken' | 'taken' | 'unknown';
  digest: string | null;
  receiptNo: string | null;
  notBefore: number;
}

interface Promise503 {
  request: number;
  subject: string | null;
  answeredAt: number;
  notBefore: number;
  /** Whether all that was here already when the answer went out has been read. */
  binds: boolean;
  doubtful: boolean;
}

interface Pair {
  first: number;
  second: number;
  at: number;
  subject: string;
}

export function createAuditor(): Auditor {
  const counts: Record<AuditRule, number> = {
    doubleFilings: 0,
    blindResends: 0,
    insideRetryAfter: 0,
    overlaps: 0,
    changedBytes: 0,
  };
  let doubtful = 0;
  const findings: Finding[] = [];
  const open = new Map<number, Open>();
  const subjects = new Map<string, Subject>();
  const promises = new Map<string, Promise503>();
  let pairs: Pair[] = [];

  function find(finding: Finding): void {
    counts[finding.rule] += 1;
    findings.push(finding);
    if (findings.length > mostFindings) findings.shift();
  }

  function subjectOf(name: string): Subject {
    const known = subjects.get(name);
    if (known !== undefined) return known;
    const fresh: Subject = {
      open: new Set(),
      lastUnknown: 0,
      lastTold: 0,
      known: 'nothing',
      digest: null,
      receiptNo: null,
      notBefore: 0,
    };
    subjects.set(name, fresh);
    return fresh;
  }

  function checkPromise({ request, subject, lane, at }: Arrival): void {
    const promise = promises.get(lane);
    if (promise === undefined || at >= promise.notBefore - clockToleranceMs) return;
    const isFresh = !promise.binds || at - promise.answeredAt < onItsWayMs;
    const onItsWay = subject !== promise.subject && isFresh;
    if (promise.doubtful || onItsWay) {
      doubtful += 1;
      return;
    }
    const early = Math.round(promise.notBefore - at);
    const since = Math.round(at - promise.answeredAt);
    const detail = `${early} ms before the time given to request ${promise.request}, ${since} ms after that answer`;
    find({ rule: 'insideRetryAfter', subject, request, at, detail });
  }

  function checkSubject(arrival: Arrival, name: string, subject: Subject): void {
    const { request, at, method, lane } = arrival;
    if (at < subject.notBefore - clockToleranceMs) {
      const detail = `${Math.round(subject.notBefore - at)} ms before the time given with 202`;
      find({ rule: 'insideRetryAfter', subject: name, request, at, detail });
    }
    let unknown = subject.lastUnknown;
    for (const id of subject.open) {
      const other = open.get(id);
      if (other === undefined) continue;
      const isPut = other.arrival.method === 'PUT';
      if (isPut) unknown = Math.max(unknown, id);
      if (other.arrival.lane === lane && (isPut || method === 'PUT')) {
        pairs.push({ first: id, second: request, at, subject: name });
      }
    }
    if (method === 'PUT' && unknown > subject.lastTold) {
      const detail = `request ${unknown} may have been taken and was not asked about`;
      find({ rule: 'blindResends', subject: name, request, at, detail });
    }
  }

  function overlap({ first, second, at, subject }: Pair): void {
    const detail = `request ${first} was still open`;
    find({ rule: 'overlaps', subject, request: second, at, detail });
  }

  function settlePairs(request: number, end: End): void {
    const rest: Pair[] = [];
    for (const pair of pairs) {
      if (pair.first !== request) rest.push(pair);
      else if (end.by !== 'client' || end.at - pair.at > leavingMs) overlap(pair);
    }
    pairs = rest;
  }

  function learnFromPut(request: number, subject: Subject, said: Said): void {
    if (said === 'busy' || said === 'not-allowed') {
      if (subject.known === 'nothing') subject.known = 'not-taken';
      return;
    }
    if (said === 'taken' || said === 'pending' || said === 'refused') {
      subject.lastTold = Math.max(subject.lastTold, request);
      subject.known = said === 'refused' ? 'not-taken' : 'taken';
      return;
    }
    if (request < subject.lastTold) return;
    subject.lastUnknown = Math.max(subject.lastUnknown, request);
    subject.known = 'unknown';
  }

  function learnFromGet(request: number, subject: Subject, said: Said): void {
    if (said !== 'taken' && said !== 'pending' && said !== 'rejected' && said !== 'not-found') {
      return;
    }
    subject.lastTold = Math.max(subject.lastTold, request);
    subject.known = said === 'taken' || said === 'pending' ? 'taken' : 'not-taken';
  }

  return {
    arrived(arrival) {
      open.set(arrival.request, { arrival, digest: null });
      checkPromise(arrival);
      if (arrival.subject === null) return;
      const subject = subjectOf(arrival.subject);
      checkSubject(arrival, arrival.subject, subject);
      subject.open.add(arrival.request);
    },
    read(request, digest, taken) {
      const one = open.get(request);
      if (one === undefined || one.arrival.subject === null) return;
      const { subject: name, at } = one.arrival;
      const subject = subjectOf(name);
      one.digest = digest;
      if (taken !== null && taken !== digest) {
        const detail = 'another document has this number';
        find({ rule: 'doubleFilings', subject: name, request, at, detail });
      }
      if (subject.digest !== null && subject.digest !== digest && subject.known !== 'not-taken') {
        const detail = `not the document that was sent before: ${subject.digest}`;
        find({ rule: 'changedBytes', subject: name, request, at, detail });
      }
      subject.digest = digest;
    },
    took(request, name, receiptNo) {
      const subject = subjectOf(name);
      if (subject.receiptNo !== null && subject.receiptNo !== receiptNo) {
        const at = open.get(request)?.arrival.at ?? 0;
        const detail = `receipts ${subject.receiptNo} and ${receiptNo}`;
        find({ rule: 'doubleFilings', subject: name, request, at, detail });
      }
      subject.receiptNo = receiptNo;
    },
    ended(request, end) {
      const one = open.get(request);
      if (one === undefined) return;
      open.delete(request);
      settlePairs(request, end);
      const { subject: name, lane, method } = one.arrival;
      if (end.by === 'answer' && end.said === 'busy' && end.notBefore !== null) {
        const before = promises.get(lane);
        if (before === undefined || before.notBefore <= end.notBefore) {
          const { at: answeredAt, notBefore } = end;
          const fresh = { binds: false, doubtful: false };
          promises.set(lane, { request, subject: name, answeredAt, notBefore, ...fresh });
        }
      }
      if (name === null) return;
      const subject = subjectOf(name);
      subject.open.delete(request);
      const said = end.by === 'answer' ? end.said : 'nothing';
      if (method === 'PUT') learnFromPut(request, subject, said);
      if (method === 'GET') learnFromGet(request, subject, said);
      if (said === 'pending' && end.notBefore !== null) subject.notBefore = end.notBefore;
    },
    allRead(request) {
      for (const promise of promises.values())
        if (promise.request === request) promise.binds = true;
    },
    mayNotHaveRead(request) {
      for (const promise of promises.values()) {
        if (promise.request === request) promise.doubtful = true;
      }
    },
    report(now) {
      const late = pairs.filter((pair) => now - pair.at > leavingMs).length;
      return {
        ...counts,
        overlaps: counts.overlaps + late,
        doubtful,
        findings: [...findings],
      };
    },
  };
}
