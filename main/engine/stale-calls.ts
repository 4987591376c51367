import type { Acted, StaleRow } from '../../shared/contract/index.ts';
import { documentKinds } from '../../shared/documents/index.ts';
import { NaruError } from '../../shared/errors.ts';
import { differencesOf } from '../../shared/filing/differences.ts';
import { filingId, type FilingId } from '../../shared/filing/numbers.ts';
import type { CallHandlers } from '../../shared/port/index.ts';
import { koreanDate, type EpochMs } from '../../shared/time.ts';
import {
  identityOf,
  readFreshnessSettings,
  staleValues,
  withAccepted,
  withOtherCode,
} from '../freshness/index.ts';
import { acceptStale, act, editFiling } from '../outbox/index.ts';
import { readDeclaration, type Store, type StoredFiling, type Tables } from '../store/index.ts';
import { describeStored } from './declarations.ts';
import type { Engaged } from './engaged.ts';
import { gateOpensAt } from './filing-calls.ts';
import { toRow } from './filing-rows.ts';
import { mismatchedPerson, mismatchesOf, mismatchRows } from './mismatches.ts';

type StaleCalls = Pick<
  CallHandlers,
  | 'stale.page'
  | 'stale.get'
  | 'stale.accept'
  | 'stale.checkAgain'
  | 'pccc.mismatches'
  | 'pccc.renew'
  | 'pccc.verify'
  | 'freshness.get'
  | 'freshness.set'
>;

/** Who asks twice within this time, in milliseconds, gets the same answer. */
const verifyHow = { maxAgeMs: 30_000 };

/** Calls about what went stale while it waited. */
export function staleCalls({ session, clock, changes }: Engaged): StaleCalls {
  const gateAt = (): EpochMs | null => gateOpensAt(session(), clock.now());

  /** Tells of what was done, and lets the outbox look. */
  function done(acted: Acted): Acted {
    changes.filings(acted.done);
    session().wake();
    return acted;
  }

  return {
    'stale.page': ({ after, limit }) => {
      const opensAt = gateAt();
      return session().store.read((tables) => {
        const { rows, next } = tables.stales.page(after, limit);
        const shown = rows.map(({ filingId: id }) => readStale(tables, id, opensAt));
        return { rows: shown.filter((row) => row !== null), next };
      });
    },
    'stale.get': ({ id }) => {
      const opensAt = gateAt();
      return { row: session().store.read((tables) => readStale(tables, id, opensAt)) };
    },
    'stale.accept': ({ ids }) => {
      const { store } = session();
      const at = clock.now();
      return done(oneByOne(ids, (id) => accept(store, id, at)));
    },
    'stale.checkAgain': ({ ids }) => done(act(session().store, ids, 'retry', clock.now())),
    'pccc.mismatches': ({ after, limit }) => {
      const opensAt = gateAt();
      return session().store.read((tables) => {
        const from = after === null ? 0 : filingId(Number(after));
        const found = tables.watched.mismatched(from, limit + 1);
        const shown = found.slice(0, limit);
        const last = shown.at(-1);
        return {
          rows: shown.flatMap((filing) => mismatchRows(tables, filing, opensAt)),
          next: found.length > limit && last !== undefined ? String(last.id) : null,
        };
      });
    },
    'pccc.renew': ({ ids, pccc, person }) => {
      const { store } = session();
      const at = clock.now();
      return done(oneByOne(ids, (id) => renew(store, id, pccc, person ?? null, at)));
    },
    'pccc.verify': async ({ id, person, pccc }) => {
      const { store, freshness } = session();
      const asked = store.read((tables) => mismatchedPerson(tables, id, person));
      const { name, phone: told } = asked;
      const query = { pccc, name, phone: told === '' ? null : told, postcode: null };
      const answer = await freshness.unipass.pccc(query, verifyHow);
      return { answer, same: pccc === asked.pccc };
    },
    'freshness.get': () => session().store.read(readFreshnessSettings),
    'freshness.set': (settings) => {
      session().store.transaction((tables) => tables.settings.set('freshness', settings));
      return {};
    },
  };
}

/** Does something for each; one that cannot be does not keep the others from it. */
function oneByOne(ids: readonly FilingId[], work: (id: FilingId) => void): Acted {
  const acted: Acted = { done: [], refused: [] };
  for (const id of ids)
    try {
      work(id);
      acted.done.push(id);
    } catch (error) {
      if (!(error instanceof NaruError)) throw error;
      acted.refused.push({ id, problem: error.problem });
    }
  return acted;
}

function readStale(tables: Tables, id: FilingId, gateAt: EpochMs | null): StaleRow | null {
  const filing = tables.filings.byId(id);
  const stale = tables.stales.get(id);
  if (filing?.transport !== 'recheck' || stale === null) return null;
  const { at, findings, proposal } = stale;
  return {
    row: toRow(filing, gateAt),
    stale: { at, findings, hasProposal: proposal !== null },
    differences:
      proposal === null
        ? []
        : differencesOf(readDeclaration(tables, filing), proposal).slice(0, 500),
  };
}

/** @throws {NaruError} `pccc-mismatch` where a code is not its holder's; and as `acceptStale` */
function accept(store: Store, id: FilingId, at: EpochMs): void {
  store.transaction((tables) => {
    const stale = tables.stales.get(id);
    const findings = stale?.findings ?? [];
    const today = koreanDate(at);
    if (findings.some((finding) => identityOf(finding, today) === null))
      throw new NaruError('pccc-mismatch');
    const accepted = withAccepted(stale?.accepted ?? null, findings, today);
    acceptStale(store, id, accepted, describeStored, at);
  });
}

/**
 * Puts the new code in the place of the one that is not its holder's any more, and queues the filing.
 * @throws {NaruError} `not-found`; `taken-amend-instead` where customs has it; `which-pccc` where
 *   several codes of it could be meant; and as `editFiling`
 */
function renew(store: Store, id: FilingId, pccc: string, person: string | null, at: EpochMs): void {
  store.transaction((tables) => {
    const filing = tables.filings.byId(id);
    if (filing === null) throw new NaruError('not-found', { what: String(id) });
    if (filing.transport === 'acknowledged') throw new NaruError('taken-amend-instead');
    const declaration = readDeclaration(tables, filing);
    const mismatched = mismatchesOf(tables, filing);
    const codes = new Set(mismatched.map((one) => one.pccc));
    const before = mismatched.find((one) => one.person === person)?.pccc ?? null;
    if (person !== null && before === null) throw new NaruError('which-pccc');
    const borne = new Set(
      staleValues(filing.kind, declaration).consignees.map((consignee) => consignee.pccc),
    );
    const [only] = codes.size > 0 ? codes : borne;
    const isClear = before !== null || (codes.size > 0 ? codes : borne).size === 1;
    const old = before ?? only;
    if (old === undefined || !isClear) throw new NaruError('which-pccc');
    const renewed = withOtherCode(filing.kind, declaration, old, pccc);
    if (renewed === null) throw new NaruError('which-pccc');
    const described = read(filing, renewed);
    const { priority } = filing;
    editFiling(store, id, { declaration: renewed, priority, ...described }, at);
  });
}

/** @throws {NaruError} `wrong-input` where a declaration cannot bear such a code */
function read(filing: StoredFiling, declaration: unknown) {
  const reading = documentKinds[filing.kind].read(declaration);
  const described = reading.ok ? describeStored(filing.kind, declaration) : null;
  if (described === null) {
    const [error] = reading.ok ? [] : reading.errors;
    throw new NaruError('wrong-input', { detail: error?.field ?? 'pccc' });
  }
  // A deadline that was set by hand, or learned, stays.
  const due = filing.deadline === null ? described : filing;
  return { summary: described.summary, deadline: due.deadline, basis: due.basis ?? null };
}
