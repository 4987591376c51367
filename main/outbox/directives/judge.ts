import type { CustomsState, TransportState } from '../../../shared/filing/states.ts';
import type {
  DirectiveKind,
  DirectiveStep,
  UntouchedReason,
} from '../../../shared/sync/directives.ts';

/** What is known of a filing where a directive is held against it. */
export interface Facts {
  transport: TransportState;
  customs: CustomsState;
  isDeclaration: boolean;
  hasReceipt: boolean;
  /** Its number was called used. */
  numberUsed: boolean;
  /** Amendments or withdrawals point at it. */
  hasParts: boolean;
  isReplaced: boolean;
  /** How its last sending lies to the window; `never`: no byte of it has left. */
  sent: 'in-window' | 'outside' | 'other-way' | 'never';
  /** Whether that sending may have got anywhere at all. */
  mayBeThere: boolean;
}

export type Judgement = { step: DirectiveStep } | { why: UntouchedReason };

export interface Ordered {
  kind: DirectiveKind;
  withoutAnswer: boolean;
}

/** Orders that also reach what was never sent. */
export const reachesUnsent: ReadonlySet<DirectiveKind> = new Set(['hold', 'filed-elsewhere']);

/**
 * What a directive does with a filing, or why it is left alone. Whatever may have been taken is asked
 * about first: nothing is sent a second time on a guess.
 */
export function judgeDirective({ kind, withoutAnswer }: Ordered, facts: Facts): Judgement {
  const general = generalReason(kind, facts);
  if (general !== null) return { why: general };
  switch (kind) {
    case 'hold':
      return hold(facts);
    case 'resend':
      return resend(facts);
    case 'do-not-resend':
      return doNotResend(facts);
    case 'new-number':
      return newNumber(facts, withoutAnswer);
    case 'buffered':
      return buffered(facts);
    case 'filed-elsewhere':
      return filedElsewhere(facts);
    case 'reopen':
      return reopen(facts);
  }
}

function generalReason(kind: DirectiveKind, facts: Facts): UntouchedReason | null {
  const { transport, sent } = facts;
  if (facts.isReplaced) return 'replaced';
  if (transport === 'cancelled' || transport === 'filed-elsewhere') return transport;
  if (transport === 'draft' || transport === 'invalid') return 'not-sendable';
  if (transport === 'sending') return 'being-sent';
  if (sent === 'outside') return 'sent-since';
  if (sent === 'other-way') return 'other-way';
  return sent === 'never' && !reachesUnsent.has(kind) ? 'never-there' : null;
}

function hold({ transport }: Facts): Judgement {
  return waits(transport) ? { step: 'hold' } : { why: whyOf(transport) };
}

function resend(facts: Facts): Judgement {
  const { transport } = facts;
  if (transport === 'acknowledged') return openTaken(facts, 'send-again');
  if (isInDoubt(transport)) return { step: 'ask' };
  if (transport !== 'refused') return { why: whyOf(transport) };
  if (facts.numberUsed) return { why: 'number-used' };
  return isDecided(facts.customs) ? { why: 'customs-went-on' } : { step: 'retry' };
}

function doNotResend({ transport }: Facts): Judgement {
  if (waits(transport)) return { step: 'hold' };
  return isInDoubt(transport) ? { step: 'hold-if-not-there' } : { why: whyOf(transport) };
}

function newNumber(facts: Facts, withoutAnswer: boolean): Judgement {
  const { transport, isDeclaration, hasReceipt, hasParts } = facts;
  if (!isDeclaration) return { why: 'not-a-declaration' };
  if (hasReceipt || transport === 'acknowledged') return { why: 'taken' };
  if (hasParts) return { why: 'has-parts' };
  return isInDoubt(transport) && !withoutAnswer
    ? { step: 'replace-if-not-there' }
    : { step: 'replace' };
}

function buffered({ transport, mayBeThere }: Facts): Judgement {
  if (isInDoubt(transport)) return { step: 'wait' };
  if (!waits(transport)) return { why: whyOf(transport) };
  return mayBeThere ? { step: 'doubt' } : { why: 'never-there' };
}

function filedElsewhere({ transport, hasReceipt }: Facts): Judgement {
  if (hasReceipt) return { why: 'taken' };
  if (isInDoubt(transport)) return { step: 'file-elsewhere-if-not-there' };
  if (transport === 'acknowledged') return { why: 'taken' };
  return { step: 'file-elsewhere' };
}

function reopen(facts: Facts): Judgement {
  const { transport } = facts;
  return transport === 'acknowledged' ? openTaken(facts, 'reopen') : { why: whyOf(transport) };
}

/** What customs has decided about it has: no order to send it again can mean it. */
function openTaken({ customs, hasParts }: Facts, step: 'send-again' | 'reopen'): Judgement {
  if (customs !== 'none' && customs !== 'received') return { why: 'customs-went-on' };
  return hasParts ? { why: 'has-parts' } : { step };
}

const waits = (transport: TransportState): boolean =>
  transport === 'queued' || transport === 'recheck';
const isInDoubt = (transport: TransportState): boolean =>
  transport === 'unconfirmed' || transport === 'processing';
const isDecided = (customs: CustomsState): boolean =>
  customs === 'rejected' || customs === 'withdrawn';

function whyOf(transport: TransportState): UntouchedReason {
  switch (transport) {
    case 'queued':
    case 'recheck':
      return 'waits-already';
    case 'held':
      return 'held-already';
    case 'unconfirmed':
    case 'processing':
      return 'in-doubt';
    case 'acknowledged':
      return 'taken';
    case 'refused':
      return 'refused';
    case 'sending':
      return 'being-sent';
    case 'filed-elsewhere':
    case 'cancelled':
      return transport;
    case 'draft':
    case 'invalid':
      return 'not-sendable';
  }
}
