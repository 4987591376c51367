import { z } from 'zod';
import { readSyncState } from '../../../main/engine/sync.ts';
import type { PacingSettings } from '../../../main/outbox/policy/index.ts';
import { verifyStore, type Store } from '../../../main/store/index.ts';
import { countFilings } from '../../../main/store/counts.ts';
import { readFilingRow, selectFiling, type FilingRecord } from '../../../main/store/filings.ts';
import { attemptKinds, outcomeKinds, type OutcomeKind } from '../../../shared/filing/attempts.ts';
import type { TimelineEntry } from '../../../shared/filing/detail.ts';
import { syncStateSchema } from '../../../shared/sync/sync-state.ts';
import { subjectOf } from '../../support/model-gateway.ts';
import type { AttemptEntry, OfficeFiling, StoreView } from '../ledger-against-store.ts';
import type { Office, Running } from './office.ts';

/** What holds at every moment of the office's life, and what its disk must still have. */
export interface Watch {
  /** After each event: cheap. */
  afterEvent(): void;
  /** After a start: what was called saved is there. */
  afterStart(running: Running): void;
  /** The whole store against itself: dear. */
  verify(running: Running): void;
}

export interface WatchOptions {
  settings: PacingSettings;
  desk(): Office;
  onFault(what: string): void;
}

/** The counts are compared with SQL's this often, in events. */
const countEvery = 50;

export function watch({ settings, desk, onFault }: WatchOptions): Watch {
  /** The newest journal entry that was called saved. */
  let head = { seq: 0, hash: '' };
  let events = 0;

  function compareCounts({ store, outbox }: Running): void {
    const counted = countFilings(store.tables.connection);
    if (JSON.stringify(counted) !== JSON.stringify(store.counts))
      onFault(
        `counts ${JSON.stringify(store.counts.transport)}, by SQL ${JSON.stringify(counted.transport)}`,
      );
    const now = desk().clock.now();
    const state = readSyncState({ store, mode: 'real', outbox, settings, now });
    const parsed = syncStateSchema.safeParse(state);
    if (!parsed.success) onFault(`sync state: ${parsed.error.message}`);
    const { counts, oldestQueuedAt, oldestUnconfirmedAt } = state;
    if ((oldestQueuedAt !== null) !== counts.transport.queued > 0)
      onFault(`oldest queued ${String(oldestQueuedAt)} of ${counts.transport.queued}`);
    const inDoubt = counts.transport.unconfirmed > 0;
    if ((oldestUnconfirmedAt !== null) !== inDoubt)
      onFault(
        `oldest unconfirmed ${String(oldestUnconfirmedAt)} of ${counts.transport.unconfirmed}`,
      );
    const trouble = outbox.trouble();
    if (trouble !== null && !state.troubles.some(({ code }) => code === trouble.code))
      onFault(`the sync state does not tell of ${trouble.code}`);
  }

  return {
    afterEvent() {
      events += 1;
      const office = desk();
      const running = office.running();
      if (running === null) return;
      head = running.store.tables.journal.head();
      if (events % countEvery === 0) office.observe(() => compareCounts(running));
    },
    afterStart({ store }) {
      if (head.seq === 0) return;
      const found = store.tables.journal.entry(head.seq);
      if (found?.hash !== head.hash)
        onFault(
          `journal entry ${head.seq} was called saved and is ${found === null ? 'gone' : 'another'}; the last is ${store.tables.journal.head().seq}`,
        );
    },
    verify({ store }) {
      const { findings } = verifyStore(store);
      if (findings.length > 0) onFault(`verify: ${JSON.stringify(findings.slice(0, 3))}`);
    },
  };
}

const startedSchema = z.object({ n: z.number(), attempt: z.enum(attemptKinds) });
const settledSchema = startedSchema.extend({ outcome: z.enum(outcomeKinds) });

/** Outcomes of sendings and inquiries after which the office knows the filing's fate. */
const fateOfSending = new Set<OutcomeKind>(['taken', 'refused', 'busy', 'not-sent', 'not-allowed']);
const fateOfInquiry = new Set<OutcomeKind>(['taken', 'refused', 'not-found']);

/** What the ledger is compared with. */
export function storeView(store: Store, saved: ReadonlySet<string>, isAtRest: boolean): StoreView {
  const { connection, submissions, journal } = store.tables;
  const rows = connection.prepare<unknown[], FilingRecord>(selectFiling).all().map(readFilingRow);
  const filings = rows.map((row): OfficeFiling => ({
    subject: subjectOf(row),
    reference: row.reference,
    transport: row.transport,
    digests: submissions.chain(row.submissionId).map(({ digest }) => digest),
    attempts: journal.timeline(row.journalSeq).flatMap(attemptEntry),
  }));
  return { filings, saved, isAtRest };
}

function attemptEntry({ kind, data }: TimelineEntry): AttemptEntry[] {
  if (kind === 'attempt-started') {
    const { n, attempt } = startedSchema.parse(data);
    return [{ entry: 'started', kind: attempt, n }];
  }
  if (kind === 'recovered') {
    const { n, attempt } = startedSchema.parse(data);
    return [{ entry: 'settled', kind: attempt, n, tells: 'nothing' }];
  }
  // A document that cannot be made settles no attempt.
  if (kind !== 'attempt-settled' || data['outcome'] === undefined) return [];
  const { n, attempt, outcome } = settledSchema.parse(data);
  const fates = attempt === 'send' ? fateOfSending : fateOfInquiry;
  return [{ entry: 'settled', kind: attempt, n, tells: fates.has(outcome) ? 'fate' : 'nothing' }];
}
