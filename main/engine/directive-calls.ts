import type { CallHandlers } from '../../shared/port/index.ts';
import { enterDirective, wishDirective } from '../outbox/index.ts';
import {
  readDirective,
  readFilingOrders,
  toDirectedRow,
  toDirective,
  toDouble,
} from './directive-rows.ts';
import type { DirectiveWork } from './directive-work.ts';
import type { Engaged } from './engaged.ts';

type DirectiveCalls = Pick<
  CallHandlers,
  | 'directives.page'
  | 'directives.get'
  | 'directives.enter'
  | 'directives.filings'
  | 'directives.do'
  | 'directives.of'
  | 'doubles.page'
>;

/** Calls about what the authority ordered (지시). */
export function directiveCalls(
  { session, clock }: Engaged,
  work: Pick<DirectiveWork, 'wake'>,
): DirectiveCalls {
  return {
    'directives.page': ({ after, limit }) =>
      session().store.read((tables) => {
        const before = after === null ? null : Number(after);
        const found = tables.directives.page(before, limit + 1);
        const shown = found.slice(0, limit);
        return {
          rows: shown.map((each) => toDirective(tables, each)),
          next: nextOf(found, shown, ({ id }) => id),
        };
      }),
    'directives.get': ({ id }) => session().store.read((tables) => readDirective(tables, id)),
    'directives.enter': (order) => {
      const id = enterDirective(session().store, order, clock.now());
      work.wake();
      return { id };
    },
    'directives.filings': ({ id, touched, after, limit }) =>
      session().store.read((tables) => {
        readDirective(tables, id);
        const from = after === null ? 0 : Number(after);
        const found = tables.directives.filings(id, touched, from, limit + 1);
        const shown = found.slice(0, limit);
        return {
          rows: shown.flatMap((each) => toDirectedRow(tables, each) ?? []),
          next: nextOf(found, shown, ({ filingId }) => filingId),
        };
      }),
    'directives.do': ({ id, what }) => {
      const { store } = session();
      wishDirective(store, id, what, clock.now());
      work.wake();
      return store.read((tables) => readDirective(tables, id));
    },
    'directives.of': ({ id }) => session().store.read((tables) => readFilingOrders(tables, id)),
    'doubles.page': ({ after, limit }) =>
      session().store.read((tables) => {
        const before = after === null ? null : Number(after);
        const found = tables.replacements.doubles(before, limit + 1);
        const shown = found.slice(0, limit);
        return {
          rows: shown.map((each) => toDouble(tables, each)),
          next: nextOf(found, shown, ({ id }) => id),
          open: tables.replacements.openDoubles(),
        };
      }),
  };
}

function nextOf<Row>(
  found: readonly Row[],
  shown: readonly Row[],
  keyOf: (row: Row) => number,
): string | null {
  const last = shown.at(-1);
  return found.length > shown.length && last !== undefined ? String(keyOf(last)) : null;
}
