import { setImmediate } from 'node:timers/promises';
import type { CellRepair, Mapping, Sheet } from '../../shared/contract/index.ts';
import type { FieldError } from '../../shared/errors.ts';
import { cellText } from './cell.ts';
import { readGroup, referenceOf } from './group.ts';
import { fieldsOf } from './headings.ts';
import {
  headingsOf,
  type MappingHints,
  missingFields,
  noHints,
  proposeMapping,
  soundMapping,
  undecidedColumns,
  withColumns,
} from './mapping.ts';
import type { Outcome } from './outcomes.ts';
import { mostErrors, type OnProgress, sliceRows } from './reading.ts';
import { layOut, type Layout } from './row-fields.ts';
import type { SheetRow } from './table.ts';

/** What the preview shows of a sheet at once. */
const shown = { topRows: 25, cell: 60, faultyRows: 200, errors: 500 } as const;

/** A sheet that stays open, so that it can be read in another way and mended. */
export interface OpenSheet {
  /** Reads it by a mapping; one with missing fields checks nothing. */
  check(mapping: Mapping, savedAs: string | null, onProgress?: OnProgress): Promise<void>;
  /** Mends cells and reads again the filings that they touch. */
  repair(cells: readonly CellRepair[]): void;
  /** In the order of the file. */
  outcomes(): Outcome[];
  view(): { sheet: Sheet; errors: FieldError[] };
  /** As the file itself asks to be read. */
  readonly proposal: ReturnType<typeof proposeMapping>;
}

/** Rows of one filing, and what became of them; errors beyond the first many are read again. */
interface Group {
  rows: SheetRow[];
  outcome: Outcome | { row: number; ok: false; errors: null };
}

/** Opens the rows of a sheet. Nothing is checked yet. */
export function openSheet(given: readonly SheetRow[], hints: MappingHints = noHints): OpenSheet {
  const proposal = proposeMapping(given, hints);
  const width = Math.max(0, ...given.slice(0, 2000).map(({ cells }) => cells.length));
  const byRow = new Map(given.map((row) => [row.row, row]));
  const groups = new Map<string, Group>();
  let mapping = proposal.mapping;
  let savedAs = proposal.savedAs;
  let headings: string[] = [];
  let layout: Layout = layOut(mapping, [], []);
  let kept = 0;

  const groupKey = (row: SheetRow): string => {
    const reference = referenceOf(row, layout);
    // A row without a reference stands alone, so that it is named on its own.
    return reference === '' ? `\u0000${row.row}` : reference;
  };

  function setMapping(next: Mapping): void {
    mapping = next;
    const words = headingsOf(byRow.get(next.headingRow));
    headings = Array.from({ length: Math.max(width, words.length) }, (_, at) => words[at] ?? '');
    for (const { at, heading } of next.columns)
      if (at >= headings.length) {
        while (headings.length < at) headings.push('');
        headings[at] = heading;
      }
    layout = layOut(next, headings, undecidedColumns(headings, next));
  }

  function readOne(group: Group): void {
    const outcome = readGroup(group.rows, layout);
    kept -= errorCount(group.outcome);
    const isTooMany = !outcome.ok && kept > mostErrors;
    group.outcome = isTooMany ? { row: outcome.row, ok: false, errors: null } : outcome;
    kept += errorCount(group.outcome);
  }

  async function check(next: Mapping, name: string | null, onProgress?: OnProgress): Promise<void> {
    setMapping(soundMapping(withColumns(next, headingsOf(byRow.get(next.headingRow)))));
    savedAs = name;
    groups.clear();
    kept = 0;
    if (missingFields(mapping).length > 0) return;
    for (const row of byRow.values()) {
      if (row.row <= mapping.headingRow) continue;
      const key = groupKey(row);
      const group = groups.get(key);
      if (group === undefined) groups.set(key, newGroup([row]));
      else group.rows.push(row);
    }
    let done = 0;
    for (const group of groups.values()) {
      readOne(group);
      done += 1;
      if (done % sliceRows === 0) {
        onProgress?.('checking', done, groups.size);
        await setImmediate();
      }
    }
    addMissingColumns();
  }

  /** A field at fault that has no column gets one beside the sheet, where it can be filled in. */
  function addMissingColumns(): void {
    const fields = fieldsOf(layout.kind);
    const given = new Set(mapping.columns.map(({ key }) => key));
    const wanted = new Set<string>();
    for (const { outcome } of groups.values())
      if (!outcome.ok && outcome.errors !== null)
        for (const { field } of outcome.errors) {
          const key = /([^.[\]]+)(?:\[\d+\])?$/.exec(field)?.[1] ?? '';
          if (fields.has(key) && !given.has(key)) wanted.add(key);
        }
    if (wanted.size === 0) return;
    const added = [...wanted].map((key, index) => {
      const heading = fields.get(key)?.headings.ko ?? key;
      return { at: headings.length + index, key, heading };
    });
    setMapping({ ...mapping, columns: [...mapping.columns, ...added] });
  }

  function repair(cells: readonly CellRepair[]): void {
    const touched = new Set<string>();
    for (const { row: number, at, value } of cells) {
      const row = byRow.get(number);
      if (row === undefined || number <= mapping.headingRow || at >= headings.length) continue;
      const before = groupKey(row);
      const mended = mend(row, at, value);
      byRow.set(number, mended);
      const after = groupKey(mended);
      touched.add(before).add(after);
      const left = (groups.get(before)?.rows ?? []).filter((one) => one.row !== number);
      if (left.length === 0 && before !== after) drop(before);
      else setRows(before, left);
      const joined = (groups.get(after)?.rows ?? []).filter((one) => one.row !== number);
      setRows(
        after,
        [...joined, mended].toSorted((a, b) => a.row - b.row),
      );
    }
    for (const key of touched) {
      const group = groups.get(key);
      if (group !== undefined) readOne(group);
    }
    addMissingColumns();
  }

  function setRows(key: string, rows: SheetRow[]): void {
    const group = groups.get(key);
    if (group === undefined) groups.set(key, newGroup(rows));
    else group.rows = rows;
  }

  function drop(key: string): void {
    const group = groups.get(key);
    if (group !== undefined) kept -= errorCount(group.outcome);
    groups.delete(key);
  }

  const inOrder = (): Group[] =>
    [...groups.values()].toSorted((a, b) => (a.rows[0]?.row ?? 0) - (b.rows[0]?.row ?? 0));

  const outcomeOf = ({ rows, outcome }: Group): Outcome =>
    !outcome.ok && outcome.errors === null ? readGroup(rows, layout) : outcome;

  /** The first errors, with whole rows: a row is shown with all that is wrong with it. */
  function firstFaults(): { errors: FieldError[]; rows: number[] } {
    const errors: FieldError[] = [];
    const rows = new Set<number>();
    for (const group of inOrder()) {
      if (group.outcome.ok) continue;
      const outcome = outcomeOf(group);
      if (outcome.ok) continue;
      const room = rows.size < shown.faultyRows && errors.length < shown.errors;
      if (!room) break;
      for (const error of outcome.errors.slice(0, shown.errors - errors.length)) {
        errors.push(error);
        rows.add(error.row ?? outcome.row);
      }
    }
    return { errors, rows: [...rows].toSorted((a, b) => a - b).slice(0, shown.faultyRows) };
  }

  function view(): { sheet: Sheet; errors: FieldError[] } {
    const faults = firstFaults();
    const rowsBelow = [...byRow.keys()].filter((row) => row > mapping.headingRow).length;
    const sheet: Sheet = {
      mapping,
      savedAs,
      headings,
      width,
      rows: rowsBelow,
      top: given.slice(0, shown.topRows).map(({ row, cells }) => ({
        row,
        cells: cells.map((cell) => cellText(cell).slice(0, shown.cell)),
      })),
      missing: missingFields(mapping),
      undecided: undecidedColumns(headings, mapping),
      faulty: faults.rows.map((row) => ({
        row,
        cells: headings.map((_, at) => cellText(byRow.get(row)?.cells[at])),
      })),
    };
    return { sheet, errors: faults.errors };
  }

  return {
    proposal,
    check,
    repair,
    outcomes: () => inOrder().map((group) => outcomeOf(group)),
    view,
  };
}

const newGroup = (rows: SheetRow[]): Group => ({
  rows,
  outcome: { row: rows[0]?.row ?? 0, ok: false, errors: null },
});

const errorCount = (outcome: Group['outcome']): number =>
  outcome.ok || outcome.errors === null ? 0 : outcome.errors.length;

/** A row with one cell as a person typed it. */
function mend({ row, cells }: SheetRow, at: number, value: string): SheetRow {
  const mended = [...cells];
  while (mended.length < at) mended.push({ kind: 'empty' });
  mended[at] = value.trim() === '' ? { kind: 'empty' } : { kind: 'text', text: value };
  return { row, cells: mended };
}
