import { NaruError } from '../../../shared/errors.ts';
import type { FilingId } from '../../../shared/filing/numbers.ts';
import type { DirectiveOrder, DirectivePhase } from '../../../shared/sync/directives.ts';
import type { EpochMs } from '../../../shared/time.ts';
import type { Store, StoredDirective, Tables } from '../../store/index.ts';
import { applyTo } from './apply.ts';
import { gatheringFrom, gatherSome } from './gather.ts';
import { undoFor } from './undo.ts';

/** Filings that are moved in one transaction: few, so that nothing waits long for its turn. */
const atOnce = 25;

/**
 * Enters a directive (지시); its preview is gathered by `workOnDirectives`. On disk when this returns.
 * @returns its number
 */
export function enterDirective(store: Store, order: DirectiveOrder, at: EpochMs): number {
  return store.transaction((tables) => {
    const directive = tables.directives.enter(order, gatheringFrom(order), at);
    const { kind, from, to, text, ticket, link, enteredBy, way } = order;
    const data = { directive, order: kind, way, from, to, text, ticket, link, by: enteredBy };
    tables.journal.append({ at, filingId: null, before: null, kind: 'directive-entered', data });
    return directive;
  });
}

/** What a person does with a directive, from which phases, and what the engine then does. */
const wishes = {
  apply: { from: ['previewed'], to: 'applying' },
  undo: { from: ['applied'], to: 'undoing' },
  discard: { from: ['gathering', 'previewed'], to: 'discarded' },
  /** Finds anew what it touches. */
  preview: { from: ['previewed'], to: 'gathering' },
} as const satisfies Record<string, { from: readonly DirectivePhase[]; to: DirectivePhase }>;
export type DirectiveWish = keyof typeof wishes;

/**
 * Lets a directive be applied, undone, discarded or previewed again. The wish is on disk when this
 * returns; what the engine does about it goes on over a crash, by `workOnDirectives`.
 * @throws {NaruError} `not-found`; `directive-not-now` in another phase
 */
export function wishDirective(store: Store, id: number, wish: DirectiveWish, at: EpochMs): void {
  store.transaction((tables) => {
    const directive = tables.directives.byId(id);
    if (directive === null) throw new NaruError('not-found', { what: String(id) });
    const { from, to } = wishes[wish];
    if (!from.some((phase) => phase === directive.phase))
      throw new NaruError('directive-not-now', { phase: directive.phase });
    if (wish === 'preview') tables.directives.forget(id);
    const progress = wish === 'preview' ? gatheringFrom(directive.order) : null;
    move(tables, directive, to, wish === 'discard' ? null : (progress ?? '0'), at);
  });
}

/** What a piece of work came to. */
export interface Worked {
  directiveId: number;
  /** Filings that changed. */
  changed: FilingId[];
  /** It is in another phase now. */
  moved: boolean;
  /** All that is left waits for an answer that is on its way. */
  waits: boolean;
}

/**
 * Does a small piece of what directives still want, in one transaction: after a crash it goes on
 * exactly where it was.
 * @returns `null` where there is nothing to do
 * @throws {NaruError} as `Store.transaction`
 */
export function workOnDirectives(store: Store, at: EpochMs): Worked | null {
  if (store.read(({ directives }) => directives.atWork()) === null) return null;
  return store.transaction((tables) => {
    const directive = tables.directives.atWork();
    return directive === null ? null : workOn(tables, directive, at);
  });
}

function workOn(tables: Tables, directive: StoredDirective, at: EpochMs): Worked {
  const { id, phase } = directive;
  if (phase !== 'gathering')
    return phase === 'applying' ? apply(tables, directive, at) : undo(tables, directive, at);
  const progress = gatherSome(tables, directive);
  if (progress === null) move(tables, directive, 'previewed', null, at);
  else tables.directives.progress(id, progress);
  return { directiveId: id, changed: [], moved: progress === null, waits: false };
}

function apply(tables: Tables, directive: StoredDirective, at: EpochMs): Worked {
  return each(tables, directive, 'planned', 'applied', at, (planned) => {
    const applied = applyTo(tables, directive, planned, at);
    return applied.is === 'done' ? applied.changed : [];
  });
}

function undo(tables: Tables, directive: StoredDirective, at: EpochMs): Worked {
  return each(tables, directive, 'done', 'undone', at, (done) => {
    const undone = undoFor(tables, directive, done, at);
    return undone.is === 'undone' ? undone.changed : [];
  });
}

/** Goes through those in a state, some at a time; those that must wait stay in it for another round. */
function each(
  tables: Tables,
  directive: StoredDirective,
  state: 'planned' | 'done',
  end: DirectivePhase,
  at: EpochMs,
  work: (directed: ReturnType<Tables['directives']['inState']>[number]) => FilingId[],
): Worked {
  const { id } = directive;
  const some = tables.directives.inState(id, state, Number(directive.progress), atOnce);
  const changed = some.flatMap(work);
  const last = some.at(-1);
  let moved = false;
  const isRoundOver = some.length < atOnce || last === undefined;
  if (!isRoundOver) tables.directives.progress(id, String(last.filingId));
  else if (tables.directives.inState(id, state, 0, 1).length > 0)
    tables.directives.progress(id, '0');
  else {
    move(tables, directive, end, null, at);
    moved = true;
  }
  return { directiveId: id, changed, moved, waits: isRoundOver && changed.length === 0 };
}

function move(
  tables: Tables,
  { id, order }: StoredDirective,
  phase: DirectivePhase,
  progress: string | null,
  at: EpochMs,
): void {
  tables.directives.moveTo(id, phase, progress, at);
  const { planned, done, skipped, undone, kept, untouched } = tables.directives.counts(id);
  const counts = { planned, done, skipped, undone, kept, untouched };
  const data = { directive: id, order: order.kind, phase, ...counts };
  tables.journal.append({ at, filingId: null, before: null, kind: 'directive-moved', data });
}
