import type { CustomsState, TransportState } from './states.ts';

/** What happens to a filing on our side. */
export type TransportEvent =
  | 'enqueue' // validated and put into the outbox
  | 'find-invalid' // a check found what cannot be sent
  | 'go-stale' // a value changed while it waited
  | 'hold' // by a person or a directive
  | 'release'
  | 'retry' // a person sends a refused or doubtful one again
  | 'cancel'
  | 'restore' // undo of a cancellation
  | 'file-elsewhere'
  | 'claim' // an attempt is on disk; its first byte may leave now
  | 'take' // the central system has it: a receipt (접수)
  | 'pend' // the central system has it in its own queue
  | 'refuse' // the central system will never take it in this form
  | 'return' // known not to have been taken
  | 'lose' // it may have been taken: nobody knows yet
  // by a directive (지시) alone
  | 'send-again' // it was taken, and the authority wants it once more
  | 'reopen' // it was taken, and that counts no more until they have been asked
  | 'keep' // it is not sent again: its receipt stands
  | 'replace'; // another number took its place

/**
 * The one table of our side. What is not in it is refused, in code and by the database.
 * An unconfirmed filing can neither be sent nor cancelled until its fate is known.
 */
export const transportTransitions: Readonly<
  Record<TransportState, Readonly<Partial<Record<TransportEvent, TransportState>>>>
> = {
  draft: { enqueue: 'queued', 'find-invalid': 'invalid', cancel: 'cancelled' },
  invalid: { enqueue: 'queued', cancel: 'cancelled' },
  queued: {
    claim: 'sending',
    hold: 'held',
    cancel: 'cancelled',
    'go-stale': 'recheck',
    'find-invalid': 'invalid',
    'file-elsewhere': 'filed-elsewhere',
    lose: 'unconfirmed',
    keep: 'acknowledged',
    replace: 'filed-elsewhere',
  },
  recheck: {
    enqueue: 'queued',
    retry: 'queued',
    hold: 'held',
    cancel: 'cancelled',
    'file-elsewhere': 'filed-elsewhere',
    lose: 'unconfirmed',
    replace: 'filed-elsewhere',
  },
  held: {
    release: 'queued',
    cancel: 'cancelled',
    'file-elsewhere': 'filed-elsewhere',
    lose: 'unconfirmed',
    keep: 'acknowledged',
    replace: 'filed-elsewhere',
  },
  sending: {
    take: 'acknowledged',
    pend: 'processing',
    refuse: 'refused',
    return: 'queued',
    lose: 'unconfirmed',
  },
  unconfirmed: {
    take: 'acknowledged',
    pend: 'processing',
    refuse: 'refused',
    return: 'queued',
    replace: 'filed-elsewhere',
  },
  processing: {
    take: 'acknowledged',
    refuse: 'refused',
    return: 'queued',
    lose: 'unconfirmed',
    replace: 'filed-elsewhere',
  },
  acknowledged: { 'send-again': 'queued', reopen: 'unconfirmed' },
  refused: {
    retry: 'queued',
    cancel: 'cancelled',
    'file-elsewhere': 'filed-elsewhere',
    lose: 'unconfirmed',
    replace: 'filed-elsewhere',
  },
  'filed-elsewhere': { restore: 'queued', lose: 'unconfirmed' },
  cancelled: { restore: 'queued', lose: 'unconfirmed' },
};

/** The state after an event, or `null` where the table has no such way. */
export function nextTransport(from: TransportState, event: TransportEvent): TransportState | null {
  return transportTransitions[from][event] ?? null;
}

const decisions: readonly CustomsState[] = [
  'documents-required',
  'inspection',
  'under-review',
  'released',
  'rejected',
  'withdrawn',
  'amended',
];

/**
 * The one table of customs' side: which state may follow which. `rejected` and `withdrawn` are
 * final (관세법 제250조); a repeated or late notice of an earlier state moves nothing.
 */
export const customsTransitions: Readonly<Record<CustomsState, readonly CustomsState[]>> = {
  none: ['received', ...decisions],
  received: decisions,
  'documents-required': decisions.filter((state) => state !== 'documents-required'),
  inspection: decisions.filter((state) => state !== 'inspection'),
  'under-review': decisions.filter((state) => state !== 'under-review'),
  amended: decisions.filter((state) => state !== 'amended'),
  released: ['amended', 'withdrawn'],
  rejected: [],
  withdrawn: [],
};

export function mayFollow(from: CustomsState, to: CustomsState): boolean {
  return customsTransitions[from].includes(to);
}

/** All pairs that a filing's transport state may change between, as `from>to`. */
export function transportPairs(): string[] {
  const pairs = Object.entries(transportTransitions).flatMap(([from, ways]) =>
    Object.values(ways).map((to) => `${from}>${to}`),
  );
  return [...new Set(pairs)].toSorted();
}

export function customsPairs(): string[] {
  return Object.entries(customsTransitions)
    .flatMap(([from, tos]) => tos.map((to) => `${from}>${to}`))
    .toSorted();
}
