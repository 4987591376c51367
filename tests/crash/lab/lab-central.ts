import type { Notice } from '../../../shared/filing/receipts.ts';
import type { Fault, Request, Told } from './told.ts';

/** What the sender gets to see. */
export type Answer =
  | { is: 'taken'; digest: string }
  | { is: 'pending' | 'refused' | 'not-sent' | 'withheld' | 'unknown' | 'not-found' }
  | { is: 'busy'; retryAfterMs: number | null }
  | { is: 'page'; notices: Notice[]; next: string };

/**
 * A central system in memory that forgives nothing: it takes whatever arrives as often as it
 * arrives. The same requests with the same faults make the same one again.
 */
export interface LabCentral {
  /** Digests of what was taken, by number; two under one number are a filing doubled. */
  readonly taken: ReadonlyMap<string, readonly string[]>;
  /** Numbers that may have been taken, as far as their sender can know. */
  readonly inDoubt: Set<string>;
  readonly refused: ReadonlySet<string>;
  readonly breaches: readonly string[];
  /** How many times each number was sent, and asked about. */
  readonly sent: ReadonlyMap<string, number>;
  readonly asked: ReadonlyMap<string, number>;
  receive(request: Request, fault: Fault, at: number): Answer;
  /** Takes up what waits, and writes notices. */
  decide(at: number): void;
  /** A Retry-After has been heard: until then nobody can obey it. */
  hear(at: number): void;
  /** Its last Retry-After died with the process that read it: nobody can obey it. */
  forgiveRetryAfter(): void;
}

export const askedPauseMs = 5000;

export function labCentral(): LabCentral {
  const taken = new Map<string, string[]>();
  const waiting = new Set<string>();
  const refused = new Set<string>();
  const inDoubt = new Set<string>();
  const breaches: string[] = [];
  const sent = new Map<string, number>();
  const asked = new Map<string, number>();
  const notices: Notice[] = [];
  const noticed = new Set<string>();
  let quietUntil = 0;

  function submit(no: string, digest: string, fault: Fault): Answer {
    sent.set(no, (sent.get(no) ?? 0) + 1);
    if (fault === 'not-sent') return { is: 'not-sent' };
    if (inDoubt.has(no)) breaches.push(`blind resend of ${no}`);
    if (fault === 'lost-before') {
      inDoubt.add(no);
      return { is: 'unknown' };
    }
    if (fault === 'refused') {
      refused.add(no);
      return { is: 'refused' };
    }
    refused.delete(no);
    inDoubt.add(no);
    taken.set(no, [...(taken.get(no) ?? []), digest]);
    if (fault === 'pending') {
      waiting.add(no);
      return { is: 'pending' };
    }
    return fault === 'lost-after' ? { is: 'unknown' } : { is: 'taken', digest };
  }
  function inquire(no: string, fault: Fault): Answer {
    asked.set(no, (asked.get(no) ?? 0) + 1);
    if (fault === 'not-sent') return { is: 'not-sent' };
    if (fault !== 'none') return { is: 'unknown' };
    const [digest] = taken.get(no) ?? [];
    if (digest === undefined) {
      inDoubt.delete(no);
      return { is: 'not-found' };
    }
    return waiting.has(no) ? { is: 'pending' } : { is: 'taken', digest };
  }
  function tell(after: string | null, limit: number, fault: Fault): Answer {
    if (fault === 'not-sent') return { is: 'not-sent' };
    if (fault !== 'none') return { is: 'unknown' };
    const had = Number(after ?? 0);
    // At least once each: while there is something new, the last one comes again.
    const from = had < notices.length ? Math.max(0, had - 1) : had;
    const page = notices.slice(from, from + limit);
    return { is: 'page', notices: page, next: String(from + page.length) };
  }

  return {
    taken,
    inDoubt,
    refused,
    breaches,
    sent,
    asked,
    receive(request, fault, at) {
      if (fault !== 'not-sent' && at < quietUntil)
        breaches.push(`${request.do} inside Retry-After`);
      if (fault === 'busy' || fault === 'retry-after') {
        if (request.do === 'submit') {
          sent.set(request.no, (sent.get(request.no) ?? 0) + 1);
          if (inDoubt.has(request.no)) breaches.push(`blind resend of ${request.no}`);
        }
        if (request.do === 'inquire') asked.set(request.no, (asked.get(request.no) ?? 0) + 1);
        if (fault === 'busy') return { is: 'busy', retryAfterMs: null };
        return { is: 'busy', retryAfterMs: askedPauseMs };
      }
      switch (request.do) {
        case 'submit':
          return submit(request.no, request.digest, fault);
        case 'inquire':
          return inquire(request.no, fault);
        case 'notices':
          return tell(request.after, request.limit, fault);
      }
    },
    decide(at) {
      waiting.clear();
      for (const no of taken.keys()) {
        if (noticed.has(no)) continue;
        noticed.add(no);
        const id = `N${notices.length + 1}`;
        notices.push({ id, declarationNo: no, kind: 'released', at: new Date(at).toISOString() });
      }
    },
    hear(at) {
      quietUntil = at + askedPauseMs;
    },
    forgiveRetryAfter() {
      quietUntil = 0;
    },
  };
}

/** The central system as it is after all that it was told. */
export function centralAfter(lines: readonly Told[]): LabCentral {
  const central = labCentral();
  for (const line of lines) {
    if (line.told === 'request') central.receive(line.request, line.fault, line.at);
    if (line.told === 'heard') central.hear(line.at);
    if (line.told === 'decided') central.decide(line.at);
    if (line.told === 'unheard') central.forgiveRetryAfter();
  }
  return central;
}
