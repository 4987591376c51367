import type { Cause } from '../../shared/filing/attempts.ts';
import type { Notice, Receipt } from '../../shared/filing/receipts.ts';
import type { Clock, Random } from '../../shared/time.ts';
import type {
  FrozenDocument,
  InquiryOutcome,
  NoticesOutcome,
  Observation,
  SendOutcome,
} from '../../main/central/gateway.ts';
import { carry, Crash, subjectOf, type ModelGateway } from './model-gateway.ts';

/** What a pair of folders does to what is put into them. */
export const folderFaults = ['none', 'unreachable', 'crash-before', 'crash-after'] as const;
export type FolderFault = (typeof folderFaults)[number];

/** A document that was handed over, and what the sending program makes of it. */
interface Handed {
  document: FrozenDocument;
  fate: 'taken' | 'refused' | 'silence';
  told: boolean;
}

/**
 * A sending program behind a pair of folders: it answers by notice alone, late, or never. What is
 * handed over twice without proof that the first was refused is a breach.
 */
export function modelFolder(clock: Clock, random: Random): ModelGateway<FolderFault> {
  const handed = new Map<string, Handed[]>();
  const filed = new Map<string, string[]>();
  const carried = new Set<string>();
  const breaches: string[] = [];
  const notices: Notice[] = [];
  /** Attempts whose end nobody saw. */
  const interrupted = new Set<string>();
  let fault: FolderFault = 'none';
  let during: () => void = nothing;

  function arrive(): FolderFault {
    const now = fault;
    fault = 'none';
    const happening = during;
    during = nothing;
    happening();
    return now;
  }
  function fateOf(): Handed['fate'] {
    const luck = random();
    return luck < 0.6 ? 'taken' : luck < 0.8 ? 'refused' : 'silence';
  }

  return {
    destination: 'folder',
    synchronises: true,
    filed,
    carried,
    breaches,
    // Not where the process ended before it was there.
    answers(subject) {
      const last = handed.get(subject)?.at(-1);
      return last !== undefined && last.fate !== 'silence' && !interrupted.has(subject);
    },
    set during(value: () => void) {
      during = value;
    },
    get during() {
      return during;
    },
    set next(value: FolderFault) {
      fault = value;
    },
    get next() {
      return fault;
    },
    async submit(document): Promise<SendOutcome> {
      const subject = subjectOf(document);
      const now = arrive();
      if (now === 'unreachable') return { ...seen('folder-unreachable'), outcome: 'not-sent' };
      const wrong = carry(carried, document);
      if (wrong !== null) breaches.push(wrong);
      const before = handed.get(subject)?.at(-1);
      if (interrupted.has(subject)) breaches.push(`${subject} again after a crash`);
      if (before !== undefined && !(before.fate === 'refused' && before.told))
        breaches.push(`${subject} handed over twice`);
      if (now === 'crash-before') {
        interrupted.add(subject);
        throw new Crash();
      }
      const fate = fateOf();
      handed.set(subject, [...(handed.get(subject) ?? []), { document, fate, told: false }]);
      if (fate === 'taken') filed.set(subject, [...(filed.get(subject) ?? []), document.digest]);
      if (now === 'crash-after') throw new Crash();
      return { ...seen('handed-over'), outcome: 'handed-over' };
    },
    async inquire(of): Promise<InquiryOutcome> {
      if (arrive().startsWith('crash')) throw new Crash();
      const subject = subjectOf(of);
      const last = handed.get(subject)?.at(-1);
      // A notice from before the last handing over says nothing about that.
      if (last === undefined || !last.told || interrupted.has(subject))
        return { ...seen('no-answer-yet'), outcome: 'unknown' };
      if (last.fate === 'refused') {
        const errors = [{ code: 'R20', message: '오류' }];
        return { ...seen('told-by-notice'), outcome: 'refused', errors };
      }
      const receipt: Receipt = {
        declarationNo: of.declarationNo,
        state: 'received',
        receiptNo: `R99-${subject}`,
        receivedAt: new Date(clock.now()).toISOString(),
        digest: last.document.digest,
      };
      return { ...seen('told-by-notice'), outcome: 'taken', receipt };
    },
    async notices(after, limit): Promise<NoticesOutcome> {
      const now = arrive();
      if (now === 'unreachable') return { ...seen('folder-unreachable'), outcome: 'not-sent' };
      if (now !== 'none') throw new Crash();
      const from = Number(after ?? 0);
      const page = notices.slice(from, from + limit);
      const next = String(from + page.length);
      return { ...seen('receipt'), outcome: 'page', notices: page, next };
    },
    ownWord: () => Promise.resolve(null),
    forgiveRetryAfter: nothing,
    decide() {
      for (const all of handed.values())
        for (const one of all) {
          if (one.told || one.fate === 'silence') continue;
          one.told = true;
          const { declarationNo, part } = one.document;
          const kind = one.fate === 'taken' ? 'received' : 'refused';
          notices.push({
            id: `N${notices.length + 1}`,
            declarationNo,
            kind,
            at: new Date(clock.now()).toISOString(),
            ...(part.is === 'declaration' ? {} : { part }),
          });
        }
    },
  };
}

function seen(cause: Cause): Observation {
  return { cause, httpStatus: null, retryAfterMs: null, answer: null };
}

function nothing(): void {
  // Most files are written in peace.
}
