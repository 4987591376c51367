import { viewStates, type View } from '../../shared/contract/index.ts';
import type { CallHandlers } from '../../shared/port/index.ts';
import { NaruError } from '../../shared/errors.ts';
import type { EpochMs } from '../../shared/time.ts';
import { act } from '../outbox/index.ts';
import type { Store, StoredFiling } from '../store/index.ts';
import type { Engaged } from './engaged.ts';
import { maskDocument } from './privacy/mask-document.ts';
import { readDetail, toRow } from './filing-rows.ts';
import type { Session } from './session.ts';

type FilingCalls = Pick<
  CallHandlers,
  'filings.page' | 'filings.get' | 'filings.document' | 'filings.act' | 'outbox.sendNow'
>;

/** Calls about filings that are in the outbox. */
export function filingCalls({ session, clock, changes }: Engaged): FilingCalls {
  return {
    'filings.page': ({ view, search, after, limit }) => {
      const { store } = session();
      const gateAt = gateOpensAt(session(), clock.now());
      if (search.trim() === '') {
        const page = store.read(({ pages }) => pages.page(view, after, limit));
        return {
          rows: page.rows.map((row) => toRow(row, gateAt)),
          next: page.next,
          total: total(store, view),
        };
      }
      while (store.read((tables) => tables.search.catchUp()));
      const page = store.read((tables) =>
        tables.search.find(search, belongsTo(view), after, limit),
      );
      return { rows: page.rows.map((row) => toRow(row, gateAt)), next: page.next, total: null };
    },
    'filings.get': ({ id }) => readDetail(session().store, id, gateOpensAt(session(), clock.now())),
    'filings.document': ({ id, submissionId }) => {
      const submission = session().store.read(({ submissions }) => submissions.byId(submissionId));
      if (submission === null || submission.filingId !== id)
        throw new NaruError('not-found', { what: String(submissionId) });
      const xml = new TextDecoder().decode(submission.body);
      return { xml: maskDocument(session().store, id, xml), digest: submission.digest };
    },
    'filings.act': ({ ids, action }) => {
      const acted = act(session().store, ids, action, clock.now());
      changes.filings(acted.done);
      session().wake();
      return acted;
    },
    'outbox.sendNow': () => {
      const { outbox, wake } = session();
      const accepted = outbox?.sendNow() ?? false;
      wake();
      changes.sync();
      return { accepted, nextTryAt: gateOpensAt(session(), clock.now()) };
    },
  };
}

/** When the gate lets the next visit through; `null` where only a person can open it. */
export function gateOpensAt(session: Session, now: EpochMs): EpochMs | null {
  if (session.outbox === null) return null;
  const may = session.outbox.gate.mayGo('declarations', now);
  return may.go ? now : may.at;
}

function total(store: Store, view: View): number {
  const { transport, customs } = viewStates[view];
  const { counts } = store;
  if (transport !== undefined) return sum(transport.map((state) => counts.transport[state]));
  if (customs !== undefined) return sum(customs.map((state) => counts.customs[state]));
  return sum(Object.values(counts.transport));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => a + b, 0);
}

function belongsTo(view: View): (filing: StoredFiling) => boolean {
  const { transport, customs } = viewStates[view];
  return (filing) =>
    (transport === undefined || transport.includes(filing.transport)) &&
    (customs === undefined || customs.includes(filing.customs));
}
