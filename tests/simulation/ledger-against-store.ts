import type { TransportState } from '../../shared/filing/states.ts';
import type { Rule } from './ledger-checker.ts';

/** A filing as the office has it on disk. */
export interface OfficeFiling {
  subject: string;
  reference: string;
  transport: TransportState;
  /** Digests of all documents that were frozen for it, the newest first. */
  digests: readonly string[];
  /** What the journal says of its attempts, oldest first. */
  attempts: readonly AttemptEntry[];
}

/** A journal entry about an attempt. */
export type AttemptEntry =
  | { entry: 'started'; kind: 'send' | 'inquiry'; n: number }
  | { entry: 'settled'; kind: 'send' | 'inquiry'; n: number; tells: 'fate' | 'nothing' };

export interface StoreView {
  filings: readonly OfficeFiling[];
  /** References that the office was told are saved, and that nobody has taken out since. */
  saved: ReadonlySet<string>;
  /** Whether all has come to its end: only then must both sides show the same. */
  isAtRest: boolean;
}

/** What the central system's books say of a filing. */
export interface Booked {
  taken: readonly string[];
  /** Sendings that left the office. */
  sendings: number;
}

export interface Difference {
  rule: Rule;
  detail: string;
}

/** Compares the central system's books with the office's rows and journal. */
export function* compareWithStore(
  books: ReadonlyMap<string, Booked>,
  { filings, saved, isAtRest }: StoreView,
): IterableIterator<Difference> {
  const known = new Map(filings.map((filing) => [filing.subject, filing]));
  const references = new Set(filings.map(({ reference }) => reference));
  for (const reference of saved)
    if (!references.has(reference)) yield { rule: 'lost', detail: `${reference} is not there` };

  for (const [subject, { taken, sendings }] of books) {
    const filing = known.get(subject);
    if (filing === undefined) {
      if (taken.length > 0) yield { rule: 'phantom', detail: `${subject} is not the office's` };
      continue;
    }
    const foreign = taken.find((digest) => !filing.digests.includes(digest));
    if (foreign !== undefined)
      yield { rule: 'changed-bytes', detail: `${subject}: ${foreign} was never frozen` };
    const written = filing.attempts.filter(
      ({ entry, kind }) => entry === 'started' && kind === 'send',
    ).length;
    if (sendings > written)
      yield { rule: 'phantom', detail: `${subject}: ${sendings} sent, ${written} written down` };
    if (isAtRest && taken.length > 0 && filing.transport !== 'acknowledged')
      yield { rule: 'lost', detail: `${subject} was taken and is shown ${filing.transport}` };
  }
  for (const filing of filings) {
    const { subject, transport } = filing;
    if (transport === 'acknowledged' && (books.get(subject)?.taken.length ?? 0) === 0)
      yield { rule: 'lost', detail: `${subject} is shown acknowledged and was never taken` };
    yield* readJournal(filing);
  }
}

/** What the journal itself tells of a filing's attempts. */
function* readJournal({ subject, attempts }: OfficeFiling): IterableIterator<Difference> {
  let open: number | null = null;
  let isInDoubt = false;
  for (const { n, kind, ...attempt } of attempts) {
    if (attempt.entry === 'started') {
      if (open !== null) yield { rule: 'overlap', detail: `${subject}: ${open} and ${n}` };
      if (kind === 'send' && isInDoubt)
        yield { rule: 'blind-resend', detail: `${subject}: attempt ${n} by the journal` };
      open = n;
      if (kind === 'send') isInDoubt = true;
    } else {
      open = null;
      if (attempt.tells === 'fate') isInDoubt = false;
    }
  }
}
