import type { ColumnChoice, Mapping, SavedMapping } from '../../shared/contract/index.ts';
import { type SupportedKind, supportedKinds } from '../../shared/documents/index.ts';
import { cellText } from './cell.ts';
import { fieldsOf, isNote, keyOfHeading, kindOfWord, normalised, rowKeys } from './headings.ts';
import type { SheetRow } from './table.ts';

/** The headings are looked for in so many first rows; what stands above them is a title. */
export const headingRows = 20;

export interface MappingHints {
  /** Mappings that were saved for clients. */
  readonly saved: readonly SavedMapping[];
  /** Values for every filing where the sheet gives none, by key, such as the office's own. */
  readonly fixed: Readonly<Record<string, string>>;
}

export const noHints: MappingHints = { saved: [], fixed: {} };

export interface Proposal {
  readonly mapping: Mapping;
  /** Name of the saved mapping that fits; `null` where headings were enough. */
  readonly savedAs: string | null;
  /** Keys that more than one heading stands for; the first column was taken. */
  readonly twice: readonly string[];
}

/** How a sheet is read where nobody says otherwise: as a saved mapping, else by its headings. */
export function proposeMapping(rows: readonly SheetRow[], hints: MappingHints): Proposal {
  const top = rows.filter(({ row }) => row <= headingRows);
  const candidates = top.length === 0 ? rows.slice(0, 1) : top;
  const proposal = fromSaved(candidates, hints.saved) ?? fromHeadings(candidates, rows);
  const { mapping } = proposal;
  const fields = fieldsOf(mapping.kind);
  const given = new Set(mapping.columns.map(({ key }) => key));
  const own = Object.entries(hints.fixed).filter(([key]) => fields.has(key) && !given.has(key));
  const fixed = { ...Object.fromEntries(own), ...mapping.fixed };
  return { ...proposal, mapping: { ...mapping, fixed } };
}

/** What stands over each column. */
export const headingsOf = (row: SheetRow | undefined): string[] =>
  row === undefined ? [] : row.cells.map((cell) => cellText(cell).trim().slice(0, 200));

/** The saved mapping with the most columns among those whose headings all stand in one row. */
function fromSaved(top: readonly SheetRow[], saved: readonly SavedMapping[]): Proposal | null {
  let best: Proposal | null = null;
  for (const { name, mapping } of saved) {
    const named = mapping.columns.filter(({ key, heading }) => key !== null && heading !== '');
    if (named.length === 0) continue;
    for (const row of top) {
      const headings = headingsOf(row);
      // The first column of a heading counts.
      const places = new Map(
        headings.map((heading, at) => [normalised(heading), at] as const).toReversed(),
      );
      if (!named.every(({ heading }) => places.has(normalised(heading)))) continue;
      const placed = mapping.columns.flatMap((column): ColumnChoice[] => {
        if (column.heading === '') return [column];
        const at = places.get(normalised(column.heading));
        return at === undefined ? [] : [{ ...column, at }];
      });
      const { columns, twice } = recognised(headings, mapping.kind, placed);
      if (best === null || columns.length > best.mapping.columns.length)
        best = {
          mapping: { ...mapping, headingRow: row.row, columns },
          savedAs: name,
          twice,
        };
    }
  }
  return best;
}

/** The row and kind of which the most headings are known. */
function fromHeadings(top: readonly SheetRow[], rows: readonly SheetRow[]): Proposal {
  let best: Proposal | null = null;
  let bestScore = -1;
  for (const row of top) {
    const headings = headingsOf(row);
    for (const kind of supportedKinds) {
      const { columns, twice } = recognised(headings, kind, []);
      const mapping: Mapping = { kind, headingRow: row.row, columns, fixed: {} };
      const known = columns.filter(({ key }) => key !== null).length;
      // A kind in which nothing is missing is meant more likely than one with a column more.
      const score = known * 100 - missingFields(mapping).length * 10 + isNamed(rows, mapping);
      if (known > 0 && score > bestScore) {
        best = { mapping, savedAs: null, twice };
        bestScore = score;
      }
    }
  }
  const headingRow = top[0]?.row ?? 0;
  return (
    best ?? {
      mapping: { kind: 'import', headingRow, columns: [], fixed: {} },
      savedAs: null,
      twice: [],
    }
  );
}

/** Whether the first row below the headings names the kind in a column of its own. */
function isNamed(rows: readonly SheetRow[], { kind, headingRow, columns }: Mapping): number {
  const at = columns.find(({ key }) => key === 'kind')?.at;
  if (at === undefined) return 0;
  const cell = rows.find(({ row }) => row > headingRow)?.cells[at];
  return cell !== undefined && kindOfWord(cellText(cell)) === kind ? 100_000 : 0;
}

/** Adds the columns whose headings are known to those that are placed already. */
function recognised(
  headings: readonly string[],
  kind: SupportedKind,
  placed: readonly ColumnChoice[],
): { columns: ColumnChoice[]; twice: string[] } {
  const columns = [...placed];
  const twice: string[] = [];
  const taken = new Set(placed.map(({ at }) => at));
  const given = new Set(placed.map(({ key }) => key));
  const keyOf = keysIn(headings, kind);
  headings.forEach((heading, at) => {
    if (heading === '' || taken.has(at)) return;
    if (isNote(heading)) {
      columns.push({ at, key: null, heading });
      return;
    }
    const key = keyOf(heading);
    if (key === null) return;
    if (given.has(key)) twice.push(key);
    else columns.push({ at, key, heading });
    given.add(key);
  });
  return { columns: columns.toSorted((a, b) => a.at - b.at), twice };
}

/** Where each row names its kind, a heading may be of any; else of this one. */
function keysIn(
  headings: readonly string[],
  kind: SupportedKind,
): (heading: string) => string | null {
  const isMixed = headings.some((heading) => keyOfHeading(heading, kind) === 'kind');
  if (!isMixed) return (heading) => keyOfHeading(heading, kind);
  const kinds = [kind, ...supportedKinds.filter((other) => other !== kind)];
  return (heading) => {
    for (const one of kinds) {
      const key = keyOfHeading(heading, one);
      if (key !== null) return key;
    }
    return null;
  };
}

/** Mandatory fields that neither a column nor a fixed value gives. */
export function missingFields({ kind, columns, fixed }: Mapping): string[] {
  const given = new Set<string | null>([...columns.map(({ key }) => key), ...Object.keys(fixed)]);
  return [...fieldsOf(kind).values()]
    .filter(({ mandatory, key }) => mandatory && !given.has(key))
    .map(({ key }) => key);
}

/** Columns with a heading for which nobody has said what they are. */
export function undecidedColumns(headings: readonly string[], { columns }: Mapping): number[] {
  const decided = new Set(columns.map(({ at }) => at));
  return headings.flatMap((heading, at) => (heading === '' || decided.has(at) ? [] : [at]));
}

/** A mapping without columns asks for those that a kind has under the headings of its row. */
export const withColumns = (mapping: Mapping, headings: readonly string[]): Mapping =>
  mapping.columns.length > 0
    ? mapping
    : { ...mapping, columns: recognised(headings, mapping.kind, []).columns };

const isKnown = (key: string | null): boolean =>
  key === null ||
  rowKeys.some((rowKey) => rowKey === key) ||
  supportedKinds.some((kind) => fieldsOf(kind).has(key));

/** A mapping that names only what there is: unknown keys and fixed values fall out. */
export function soundMapping(mapping: Mapping): Mapping {
  const fields = fieldsOf(mapping.kind);
  const columns = mapping.columns.filter(({ key }) => isKnown(key));
  const fixed = Object.entries(mapping.fixed).filter(
    ([key, value]) => fields.has(key) && value.trim() !== '',
  );
  return { ...mapping, columns, fixed: Object.fromEntries(fixed) };
}
