import { createStore, type StoreApi } from 'zustand/vanilla';
import type { CallOutput, EngineClient } from '../../../shared/contract/index.ts';
import type { CheckResult, Draft, DraftBody } from '../../../shared/contract/drafts.ts';
import type { FieldError, Problem as EngineProblem } from '../../../shared/errors.ts';
import type { FormField } from '../../../shared/documents/form.ts';
import type { CivilDate } from '../../../shared/time.ts';
import { problemOf } from '../../app/session.ts';
import { openChecker } from './checker.ts';
import { noHistory, redone, remembered, undone, type History } from './history.ts';
import { formatFault, indexProblems, noProblems, type ProblemIndex } from './problems.ts';
import { openSaver, type Saved } from './saver.ts';
import { cellPlace, firstPlace, type Place } from './sheet-place.ts';
import { kept, settled } from './typed.ts';
import { isValues, valueAt, withValue, type Json, type Values } from './values.ts';

/** What stands around the declaration. */
export type Envelope = Omit<DraftBody, 'declaration'>;

export interface EditorState {
  values: Values;
  envelope: Envelope;
  saved: Saved;
  check: CheckResult | null;
  problems: ProblemIndex;
  /** Where each grid has its cursor, by the grid's path. */
  places: Readonly<Record<string, Place>>;
  /** Fields that the person has left: an empty one that is needed is told from then on. */
  visited: ReadonlySet<string>;
  /** All that is missing is told, visited or not. */
  tellsMissing: boolean;
  /** The field that is to have the focus once it is there. */
  wanted: string | null;
  history: History;
  /** What the last action on many cells came to; `null` once something else is done. */
  told: Told | null;
}

export type Told =
  | { is: 'pasted'; rows: number; cells: number; left: number }
  | { is: 'removed'; rows: number }
  | { is: 'taken-over'; count: number }
  | { is: 'cleared'; cells: number };

export type Queued =
  | CallOutput<'drafts.queue'>
  | { is: 'unsaved' }
  | { is: 'failed'; problem: EngineProblem };

/** A draft that is being typed: its values, what is wrong with them, and their way to the disk. */
export interface Editor {
  readonly draft: Draft;
  readonly store: StoreApi<EditorState>;
  /** A key press has changed a field; its fault is told once the person pauses. */
  type(path: string, field: FormField, text: string): void;
  /** The person leaves a field. @returns the text as it is kept now */
  settle(path: string, field: FormField, text: string): string;
  put(path: string, value: Json | undefined): void;
  /** Changes several values at once, as one step to undo; `grid` names rows that may have moved. */
  change(change: (values: Values) => Values, options?: { grid?: string; told?: Told }): void;
  setEnvelope(change: Partial<Envelope>): void;
  undo(): void;
  redo(): void;
  /** Takes computed values over: those at the paths, or all. */
  takeOver(paths?: readonly string[]): void;
  visit(path: string): void;
  place(grid: string, place: Place): void;
  /** Brings a field to the person, wherever it is. */
  goTo(path: string): void;
  arrived(): void;
  putAway(): void;
  saveNow(): Promise<boolean>;
  overrule(): Promise<boolean>;
  queue(): Promise<Queued>;
  close(): void;
}

const pauseMs = 500;

const textOrNothing = (text: string): string | undefined => (text === '' ? undefined : text);

export function openEditor(client: EngineClient, draft: Draft, today: () => CivilDate): Editor {
  const { declaration, ...envelope } = draft.body;
  const store = createStore<EditorState>(() => ({
    values: isValues(declaration) ? declaration : {},
    envelope,
    saved: { is: 'saved', at: draft.updatedAt },
    check: null,
    problems: noProblems,
    places: {},
    visited: new Set(),
    tellsMissing: draft.purpose !== 'new',
    wanted: null,
    history: noHistory,
    told: null,
  }));
  /** Fields typed in since the check that was asked for last. */
  const typed = new Map<string, { since: number; fault: FieldError | null }>();
  const pauses = new Map<string, ReturnType<typeof setTimeout>>();
  let changes = 0;
  let checkedAt = 0;

  const { id } = draft;
  const saver = openSaver({
    version: draft.version,
    save: (version, body) => client.call('drafts.save', { id, version, body }),
    readAgain: () => client.call('drafts.get', { id }),
    read: () => {
      const { values, envelope } = store.getState();
      return { ...envelope, declaration: values };
    },
    tell: (saved) => store.setState({ saved }),
  });
  const checker = openChecker({
    client,
    kind: draft.kind,
    read: () => store.getState().values,
    line: () => (store.getState().places['lines'] ?? firstPlace).row + 1,
    onStart: () => {
      checkedAt = changes;
    },
    onResult: (check) => {
      for (const [path, { since }] of typed) if (since <= checkedAt) typed.delete(path);
      store.setState({ check, problems: index(check) });
    },
  });

  function index(check: CheckResult | null): ProblemIndex {
    return indexProblems(check, new Map([...typed].map(([path, { fault }]) => [path, fault])));
  }
  function note(path: string, fault: FieldError | null): void {
    typed.set(path, { since: changes, fault });
    const { check, problems } = store.getState();
    const shown = problems.byPath.get(path);
    // The index of a long declaration is not made anew for a field that has nothing to tell.
    if (fault === null && shown === undefined) return;
    store.setState({ problems: index(check) });
  }
  function write(path: string, value: Json | undefined, about: string | null): void {
    const { values, history } = store.getState();
    if (valueAt(values, path) === value) return;
    changes += 1;
    store.setState({
      values: withValue(values, path, value),
      history: remembered(history, values, about),
      told: null,
    });
    saver.touch();
    checker.touch();
  }
  function change(
    make: (values: Values) => Values,
    { grid, told }: { grid?: string; told?: Told } = {},
  ): void {
    const { values, history, check } = store.getState();
    const after = make(values);
    if (after === values) return;
    changes += 1;
    // What was said of a row may be another row's now; the next check says it anew.
    const stays = ({ field }: { field: string }): boolean =>
      grid === undefined || !field.startsWith(`${grid}[`);
    const known =
      check === null
        ? null
        : {
            ...check,
            errors: check.errors.filter(stays),
            warnings: check.warnings.filter(stays),
            computed: grid === undefined ? check.computed : {},
          };
    typed.clear();
    store.setState({
      values: after,
      history: remembered(history, values, null),
      check: known,
      problems: index(known),
      told: told ?? null,
    });
    saver.touch();
    checker.touch();
  }
  function restore(step: { values: Values; history: History } | null): void {
    if (step === null) return;
    changes += 1;
    typed.clear();
    store.setState({ ...step, told: null });
    saver.touch();
    checker.touch();
  }
  return {
    draft,
    store,
    type(path, field, text) {
      write(path, textOrNothing(kept(field.format, text)), path);
      note(path, null);
      clearTimeout(pauses.get(path));
      pauses.set(
        path,
        setTimeout(() => {
          pauses.delete(path);
          note(path, formatFault(field, path, valueAt(store.getState().values, path)));
        }, pauseMs),
      );
    },
    settle(path, field, text) {
      clearTimeout(pauses.get(path));
      const value = settled(field.format, text, today());
      const before = valueAt(store.getState().values, path);
      write(path, textOrNothing(value), path);
      const touched = pauses.delete(path) || before !== textOrNothing(value);
      if (touched) note(path, formatFault(field, path, textOrNothing(value)));
      return value;
    },
    put: (path, value) => write(path, value, null),
    change,
    setEnvelope(change) {
      store.setState(({ envelope }) => ({ envelope: { ...envelope, ...change } }));
      saver.touch();
    },
    undo() {
      const { history, values } = store.getState();
      restore(undone(history, values));
    },
    redo() {
      const { history, values } = store.getState();
      restore(redone(history, values));
    },
    takeOver(paths) {
      const { check, values } = store.getState();
      const computed = Object.entries(check?.computed ?? {}).filter(
        ([path, value]) =>
          (paths === undefined || paths.includes(path)) && valueAt(values, path) !== value,
      );
      if (computed.length === 0) return;
      change(
        (before) => computed.reduce((all, [path, value]) => withValue(all, path, value), before),
        paths === undefined ? { told: { is: 'taken-over', count: computed.length } } : {},
      );
    },
    visit(path) {
      const { visited } = store.getState();
      if (!visited.has(path)) store.setState({ visited: new Set([...visited, path]) });
    },
    place(grid, place) {
      const { places } = store.getState();
      store.setState({ places: { ...places, [grid]: place } });
      // How another line is computed comes with a check that looks at it.
      if (grid === 'lines' && places[grid]?.row !== place.row) checker.touch();
    },
    goTo(path) {
      const { places } = store.getState();
      const rows = [...path.matchAll(/\[(\d+)\]/g)];
      const moved = Object.fromEntries(
        rows.map((match) => {
          const grid = path.slice(0, match.index);
          const { column } = places[grid] ?? firstPlace;
          return [grid, cellPlace(Number(match[1]), column)];
        }),
      );
      store.setState({ wanted: path, places: { ...places, ...moved } });
      if ('lines' in moved) checker.touch();
    },
    arrived: () => store.setState({ wanted: null }),
    putAway: () => store.setState({ told: null }),
    saveNow: saver.flush,
    overrule: saver.overrule,
    async queue() {
      store.setState({ tellsMissing: true });
      if (!(await saver.flush())) return { is: 'unsaved' };
      try {
        const queued = await client.call('drafts.queue', {
          id,
          version: saver.version(),
        });
        if (queued.is === 'wrong') {
          const { check } = store.getState();
          const known = { warnings: [], computed: {}, steps: [], ...check, errors: queued.errors };
          typed.clear();
          store.setState({ check: known, problems: index(known) });
        }
        return queued;
      } catch (error) {
        return { is: 'failed', problem: problemOf(error) };
      }
    },
    close() {
      for (const pause of pauses.values()) clearTimeout(pause);
      checker.close();
      void saver.flush().finally(saver.close);
    },
  };
}
