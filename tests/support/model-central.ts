import type { Cause } from '../../shared/filing/attempts.ts';
import type { PartKind } from '../../shared/filing/part.ts';
import type { Notice, Receipt } from '../../shared/filing/receipts.ts';
import type { Clock, EpochMs } from '../../shared/time.ts';
import type {
  InquiryOutcome,
  NoticesOutcome,
  Observation,
  SendOutcome,
} from '../../main/central/gateway.ts';
import { carry, Crash, subjectOf, type ModelGateway, type Subject } from './model-gateway.ts';

/** What the central system or the line does to a request. */
export const faults = [
  'none',
  'busy',
  'busy-retry-after',
  'not-sent',
  'lost-before',
  'lost-after',
  'queued',
  'refused',
  'not-allowed',
  'wrong-digest',
  'crash-before',
  'crash-after',
] as const;
export type Fault = (typeof faults)[number];

/**
 * A central system in memory that removes no duplicates: what is sent twice is filed twice. It
 * keeps its own ledger and notes every breach of the promises.
 */
export interface ModelCentral extends ModelGateway<Fault> {
  readonly requests: number;
}

/** What customs says in the end. */
const decisions = {
  declaration: 'released',
  amendment: 'amended',
  withdrawal: 'withdrawn',
  synchronisation: 'information',
} as const satisfies Record<PartKind, Notice['kind']>;

interface Known {
  of: Subject;
  digest: string;
  state: 'taken' | 'queued' | 'refused';
  /** When it was filed. */
  at: EpochMs;
}

export function modelCentral(clock: Clock): ModelCentral {
  const filed = new Map<string, string[]>();
  const known = new Map<string, Known>();
  /** Numbers whose sending had no clear outcome for the sender, until an inquiry is answered. */
  const inDoubt = new Set<string>();
  const carried = new Set<string>();
  const breaches: string[] = [];
  const notices: Notice[] = [];
  const noticed = new Set<string>();
  let quietUntil = 0;
  let requests = 0;
  let fault: Fault = 'none';
  let during: () => void = nothing;

  function arrive(what: string): Fault {
    requests += 1;
    if (clock.monotonic() < quietUntil) breaches.push(`${what} inside Retry-After`);
    const now = fault;
    fault = 'none';
    const happening = during;
    during = nothing;
    happening();
    return now;
  }
  function busy(now: Fault): (Observation & { outcome: 'busy' }) | null {
    if (now === 'busy') return { ...seen('unavailable'), outcome: 'busy' };
    if (now !== 'busy-retry-after') return null;
    quietUntil = clock.monotonic() + 5000;
    return { ...seen('unavailable', 5000), outcome: 'busy' };
  }
  function receipt(no: string): Receipt {
    const { digest, at } = known.get(no) ?? { digest: '', at: clock.now() };
    return {
      declarationNo: no.slice(0, 14),
      state: 'received',
      receiptNo: `R-${no}`,
      receivedAt: new Date(at).toISOString(),
      digest,
    };
  }
  function file(of: Subject, digest: string, state: Known['state']): void {
    const subject = subjectOf(of);
    const before = known.get(subject);
    if (before !== undefined && before.state !== 'refused' && before.digest === digest) return;
    known.set(subject, { of, digest, state, at: clock.now() });
    if (state === 'taken') filed.set(subject, [...(filed.get(subject) ?? []), digest]);
  }

  return {
    destination: 'model',
    filed,
    carried,
    breaches,
    get requests() {
      return requests;
    },
    set during(value: () => void) {
      during = value;
    },
    get during() {
      return during;
    },
    set next(value: Fault) {
      fault = value;
    },
    get next() {
      return fault;
    },
    async submit(document): Promise<SendOutcome> {
      const { digest } = document;
      const no = subjectOf(document);
      const now = arrive(`PUT ${no}`);
      if (now === 'not-sent') return { ...seen('connection-refused'), outcome: 'not-sent' };
      const wrong = carry(carried, document);
      if (wrong !== null) breaches.push(wrong);
      if (inDoubt.has(no)) breaches.push(`blind resend of ${no}`);
      const before = known.get(no);
      if (before !== undefined && before.state !== 'refused' && before.digest !== digest)
        breaches.push(`other bytes for ${no}`);
      const refusal = busy(now);
      if (refusal !== null) return refusal;
      switch (now) {
        case 'not-allowed':
          return { ...seen('unauthorized'), outcome: 'not-allowed' };
        case 'lost-before':
          inDoubt.add(no);
          return { ...seen('connection-reset'), outcome: 'unknown' };
        case 'crash-before':
          inDoubt.add(no);
          throw new Crash();
        case 'refused': {
          file(document, digest, 'refused');
          const errors = [{ code: 'E1', message: 'no' }];
          return { ...seen('invalid-document'), outcome: 'refused', errors };
        }
        case 'queued':
          file(document, digest, 'queued');
          return { ...seen('in-queue'), outcome: 'pending' };
        default:
      }
      file(document, digest, 'taken');
      if (now === 'lost-after') {
        inDoubt.add(no);
        return { ...seen('timeout'), outcome: 'unknown' };
      }
      if (now === 'crash-after') {
        inDoubt.add(no);
        throw new Crash();
      }
      if (now === 'wrong-digest') {
        inDoubt.add(no);
        return { ...seen('other-digest'), outcome: 'unknown' };
      }
      return { ...seen('receipt'), outcome: 'taken', receipt: receipt(no) };
    },
    async inquire(of): Promise<InquiryOutcome> {
      const no = subjectOf(of);
      const now = arrive(`GET ${no}`);
      const refusal = busy(now);
      if (refusal !== null) return refusal;
      if (now === 'crash-before' || now === 'crash-after') throw new Crash();
      if (now === 'not-sent') return { ...seen('connection-refused'), outcome: 'not-sent' };
      if (now === 'not-allowed') return { ...seen('unauthorized'), outcome: 'not-allowed' };
      if (now === 'lost-before' || now === 'lost-after')
        return { ...seen('timeout'), outcome: 'unknown' };
      inDoubt.delete(no);
      const found = known.get(no);
      if (found === undefined || found.state === 'refused')
        return { ...seen('not-found'), outcome: 'not-found' };
      if (found.state === 'queued') return { ...seen('in-queue'), outcome: 'pending' };
      const answer = receipt(no);
      if (now === 'wrong-digest')
        answer.digest = `sha-256=:${String(requests).padStart(43, 'A')}=:`;
      return { ...seen('receipt'), outcome: 'taken', receipt: answer };
    },
    async notices(after, limit): Promise<NoticesOutcome> {
      const now = arrive('notices');
      const refusal = busy(now);
      if (refusal !== null) return refusal;
      if (now === 'crash-before' || now === 'crash-after') throw new Crash();
      if (now !== 'none') return { ...seen('timeout'), outcome: 'unknown' };
      const had = Number(after ?? 0);
      // At least once each: while there is something new, the last one comes again.
      const from = had < notices.length ? Math.max(0, had - 1) : had;
      const page = notices.slice(from, from + limit);
      const next = String(from + page.length);
      return { ...seen('receipt'), outcome: 'page', notices: page, next };
    },
    async ownWord() {
      return Promise.resolve(null);
    },
    forgiveRetryAfter() {
      quietUntil = 0;
    },
    decide() {
      for (const [no, entry] of known) {
        if (entry.state === 'queued') {
          known.set(no, { ...entry, state: 'taken' });
          filed.set(no, [...(filed.get(no) ?? []), entry.digest]);
        }
        if (entry.state !== 'refused' && !noticed.has(no)) {
          noticed.add(no);
          const { declarationNo, part } = entry.of;
          notices.push({
            id: `N${notices.length + 1}`,
            declarationNo,
            kind: decisions[part.is],
            at: new Date(clock.now()).toISOString(),
            ...(part.is === 'declaration' ? {} : { part }),
          });
        }
      }
    },
  };
}

function seen(cause: Cause, retryAfterMs: number | null = null): Observation {
  return { cause, httpStatus: null, retryAfterMs, answer: null };
}

function nothing(): void {
  // Most requests are on their way in peace.
}
