import { z } from 'zod';
import { NaruError } from '../../shared/errors.ts';
import { differencesOf } from '../../shared/filing/differences.ts';
import { officeSchema } from '../../shared/contract/index.ts';
import type { FilingId } from '../../shared/filing/numbers.ts';
import type { CallHandlers } from '../../shared/port/index.ts';
import { koreanYear } from '../../shared/time.ts';
import { fileElsewhere, setNumbers } from '../outbox/index.ts';
import { readDeclaration, readNumbers, type Store, type StoredFiling } from '../store/index.ts';
import { askCustoms, type AskedPart } from './ask-customs.ts';
import type { Engaged } from './engaged.ts';
import { printable } from './printable.ts';

type PartCalls = Pick<
  CallHandlers,
  | 'filings.withdraw'
  | 'filings.synchronise'
  | 'filings.fileElsewhere'
  | 'filings.difference'
  | 'filings.printable'
  | 'numbers.get'
  | 'numbers.set'
  | 'numbers.gaps'
>;

/** Calls about numbers, withdrawals and what was filed elsewhere. */
export function partCalls({ session, clock, changes, line }: Engaged): PartCalls {
  /** Parts join the line: a batch's filings have their ids together, and undo goes by them. */
  function put(id: FilingId, is: AskedPart, reason: unknown): Promise<{ filingId: FilingId }> {
    return line.join(() => {
      const { store, wake } = session();
      const part = askCustoms(store, id, is, reason, clock.now());
      changes.filings([id, part.id]);
      wake();
      return Promise.resolve({ filingId: part.id });
    });
  }

  return {
    'filings.withdraw': ({ id, reason }) => put(id, 'withdrawal', reason),
    'filings.synchronise': ({ id, reason }) => {
      const { outbox } = session();
      if (outbox === null) throw new NaruError('gateway-missing');
      if (!outbox.synchronises) throw new NaruError('not-offered');
      return put(id, 'synchronisation', reason);
    },
    'filings.fileElsewhere': ({ id, ...elsewhere }) => {
      fileElsewhere(session().store, id, elsewhere, clock.now());
      changes.filings([id]);
      return {};
    },
    'filings.difference': ({ id }) => {
      const { store } = session();
      const filing = filingOf(store, id);
      if (filing.part.is !== 'amendment') return { differences: [] };
      const { before, after } = amendmentSchema.parse(
        store.read((tables) => readDeclaration(tables, filing)),
      );
      return { differences: differencesOf(before, after) };
    },
    'filings.printable': ({ ids }) => {
      const { store } = session();
      return { documents: ids.map((id) => printable(store, filingOf(store, id), clock.now())) };
    },
    'numbers.get': () => {
      const { store } = session();
      return store.read(({ settings, serials }) => {
        const office = officeSchema.safeParse(settings.get('office'));
        const declarant = office.success ? office.data.declarant : null;
        const use = serials.use(declarant, koreanYear(clock.now()));
        return { settings: readNumbers(settings), use };
      });
    },
    'numbers.set': (numbers) => {
      setNumbers(session().store, numbers, clock.now());
      return {};
    },
    'numbers.gaps': ({ after, limit }) =>
      session().store.read(({ retired }) => retired.gaps(after, limit)),
  };
}

const amendmentSchema = z.object({ before: z.unknown(), after: z.unknown() });

/** @throws {NaruError} `not-found` */
function filingOf(store: Store, id: FilingId): StoredFiling {
  const filing = store.read(({ filings }) => filings.byId(id));
  if (filing === null) throw new NaruError('not-found', { what: String(id) });
  return filing;
}
