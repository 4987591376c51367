import type { Fate, WhatIf } from '../../shared/contract/index.ts';
import { fates } from '../../shared/contract/index.ts';
import type { FilingId } from '../../shared/filing/numbers.ts';
import type { CivilDate } from '../../shared/time.ts';
import { missingOf, positionAfter, type Missing, type Span } from '../outbox/policy/index.ts';
import { noDeadline, type Drain, type Waiting } from '../store/index.ts';
import {
  fateAt,
  readDrainPlan,
  readOutlook,
  type DrainSources,
  type Judging,
} from './drain-plan.ts';

/** A filing to be made urgent; `urgentBefore`: the older ones of its date that are so now. */
type Chosen = Waiting & { urgent: false; position: number; urgentBefore: number };
type Change = WhatIf['changes']['first'][number];

/** Changed filings that are named. */
const named = 20;

/** One legal date's filings, and what making some of them urgent does there. */
interface Moves {
  /** Positions of the moved now, and afterwards. */
  before: number[];
  positions: number[];
  others: number;
  places: number;
  changes: Change[];
}

/**
 * What making filings urgent would do, to them and to the others. It reads and changes nothing.
 * @throws {NaruError} as the store
 */
export function readWhatIf(sources: DrainSources, ids: readonly FilingId[]): WhatIf {
  const { store, now } = sources;
  const seen = readOutlook(sources);
  const { willMiss, mayMiss } = readDrainPlan(sources, seen);
  return store.read(({ drain }) => {
    const given = [...new Set(ids)];
    const moving = given
      .map((id) => drain.waiting(id))
      .filter((row) => row !== null)
      .filter(({ priority }) => priority === 1);
    const judging = typeof seen === 'string' ? null : seen;
    const moves = [...Map.groupBy(moving, ({ due }) => due)].map(([due, rows]) =>
      movesOf(drain, due, rows, judging),
    );
    const positions = moves.flatMap((each) => each.positions);
    const changes = moves.flatMap((each) => each.changes);
    const places = Math.max(0, ...moves.map((each) => each.places));
    const likely = judging?.kind === 'moving' ? judging.rate.likely : null;
    return {
      at: now,
      moved: moving.length,
      left: given.length - moving.length,
      spans: {
        before: spanOver(
          judging,
          moves.flatMap(({ before }) => before),
        ),
        after: spanOver(judging, positions),
      },
      stillBefore: positions.length === 0 ? 0 : Math.min(...positions) - 1,
      others: {
        count: moves.reduce((sum, each) => sum + each.others, 0),
        places,
        laterMs: likely === null ? null : Math.round((places / likely) * 60_000),
      },
      // A date has as many places before it as it had: who misses it changes, never how many.
      willMiss,
      mayMiss,
      changes: {
        saved: changes.filter((each) => worse(each.before, each.after)).length,
        harmed: changes.filter((each) => worse(each.after, each.before)).length,
        first: changes.slice(0, named),
      },
    };
  });
}

function worse(a: Fate, b: Fate): boolean {
  return fates.indexOf(a) > fates.indexOf(b);
}

function movesOf(
  drain: Drain,
  due: CivilDate,
  rows: readonly Waiting[],
  seen: Judging | null,
): Moves {
  const first = drain.ofEarlierDays(due) + 1;
  const urgent = drain.countOfPriority(due, 0);
  const chosen = placesOf(drain, due, rows, first + urgent);
  const after = (row: Waiting, position: number): number =>
    positionAfter({ urgent: row.priority === 0, id: row.id }, position, chosen, {
      dayFirst: first,
      urgentBefore: chosen.find(({ id }) => id === row.id)?.urgentBefore ?? 0,
    });
  const positions = chosen.map((each) => after(each, each.position));
  const last = Math.max(...chosen.map(({ position }) => position));
  const youngerUrgent = urgent - (chosen[0]?.urgentBefore ?? urgent);
  const normalBefore = last - (first + urgent) + 1 - chosen.length;
  const youngest = urgent === 0 ? undefined : drain.ofDay(due, urgent - 1, 1)[0];
  const beforeYoungest = chosen.filter(({ id }) => youngest !== undefined && id < youngest.id);
  const places = Math.max(furthest(chosen, first + urgent), beforeYoungest.length);
  const changes =
    seen === null || due === noDeadline
      ? []
      : changesOf(drain, due, chosen, { seen, first, after });
  return {
    before: chosen.map(({ position }) => position),
    positions,
    others: normalBefore + youngerUrgent,
    places,
    changes,
  };
}

/** Where they stand now, the oldest first; each count goes on where the one before has ended. */
function placesOf(
  drain: Drain,
  due: CivilDate,
  rows: readonly Waiting[],
  firstNormal: number,
): Chosen[] {
  let [position, urgentBefore] = [firstNormal, 0];
  let from: FilingId | undefined;
  return rows
    .toSorted((a, b) => a.id - b.id)
    .map((row) => {
      position += drain.older(due, 1, row.id, from);
      urgentBefore += drain.older(due, 0, row.id, from);
      from = row.id;
      return { ...row, urgent: false, position, urgentBefore };
    });
}

/** How far the first that is neither urgent nor chosen moves back: by all chosen behind it. */
function furthest(chosen: readonly Chosen[], firstNormal: number): number {
  const taken = new Set(chosen.map(({ position }) => position));
  let free = firstNormal;
  while (taken.has(free)) free += 1;
  return chosen.filter(({ position }) => position > free).length;
}

function changesOf(
  drain: Drain,
  due: CivilDate,
  chosen: readonly Chosen[],
  {
    seen,
    first,
    after,
  }: { seen: Judging; first: number; after: (row: Waiting, position: number) => number },
): Change[] {
  const day = { due, first, count: drain.countOfDay(due) };
  const missing = missingOf(day, seen);
  if (missing.mayFrom >= first + day.count) return [];
  const rows = new Map<number, Waiting>(chosen.map((each) => [each.position, each]));
  // Nobody is moved back by more places than there are chosen: only those near an edge cross it.
  for (const edge of [missing.mayFrom, missing.willFrom]) {
    const from = Math.max(first, edge - chosen.length);
    for (const [i, row] of drain.ofDay(due, from - first, edge - from).entries())
      rows.set(from + i, row);
  }
  return [...rows]
    .map(([position, row]) => change(row, position, after(row, position), missing))
    .filter((each) => each.before !== each.after);
}

function change(row: Waiting, from: number, to: number, missing: Missing): Change {
  return {
    id: row.id,
    declarationNo: row.declarationNo,
    deadline: row.due,
    before: fateAt(from, missing),
    after: fateAt(to, missing),
  };
}

/** From the first to the last of these places; `null` where nobody can know. */
function spanOver(seen: Judging | null, positions: readonly number[]): Span | null {
  if (seen?.kind !== 'moving' || positions.length === 0) return null;
  return {
    from: seen.spanOf(Math.min(...positions)).from,
    to: seen.spanOf(Math.max(...positions)).to,
  };
}
